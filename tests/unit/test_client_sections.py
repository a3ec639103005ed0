from dataclasses import replace
from datetime import date, datetime

import pytest

from metrics import casework, records
from metrics.indicators import TRENDS
from metrics.indicators.domains import DOMAINS
from metrics.problems import UserError
from metrics.saying import SOURCES
from metrics.scope import Action, Purpose, Refused, Scope
from metrics.store import AuditEvent, Store, view
from tests.drawn import told


TODAY = date(2026, 11, 2)
WORKER = Scope(
    "worker",
    frozenset({Action.SEE_CLIENT, Action.SEE_CASELOAD, Action.SEE_OWN_WORDS}),
    services=frozenset({"Riverside"}),
    keyworkers=frozenset({"Keyworker 1"}),
)
RECORDS = replace(WORKER, actions=WORKER.actions | {Action.RECORD_FACT})
EVENT = AuditEvent("worker", "keyworker", "record_fact", "A", "permission")
FACTS = view("client_on").facts


@pytest.fixture
def told_store(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setattr(Store, "today", lambda self: TODAY)
    monkeypatch.setattr(Store, "now", lambda self: datetime(2026, 11, 2, 10, 0))
    told(
        store,
        client="""
            client_id | as_at      | service   | keyworker   | housing        | partner
            A         | 2026-10-01 | Riverside | Keyworker 1 | rough_sleeping | does_not_use
            B         | 2026-10-01 | Riverside | Keyworker 1 |                |
            Z         | 2026-10-01 | Riverside | Keyworker 2 |                |
            """,
        outcome="""
            client_id | completed_on | opiate_days | crack_days
            A         | 2026-10-19   | 12          | 0
            """,
        answer="""
            client_id | survey | question | value | asked_on
            A         | coping | co2      | 4     | 2026-10-19
            A         | coping | co8      | 3     | 2026-10-19
            A         | coping | co5      | 5     | 2026-01-19
            """,
        permission="""
            client_id | purpose          | state     | given_on
            A         | network_planning | declined  | 2026-03-01
            A         | network_planning | given     | 2026-10-01
            B         | network_planning | given     | 2026-10-01
            """,
        disclosure="""
            client_id | kind                 | state | said_on
            A         | suicide_or_self_harm | yes   | 2026-10-12
            A         | violence_at_home     | yes   | 2026-10-12
            A         | debt                 | no    | 2026-10-13
            A         | supply               | yes   | 2026-10-14
            B         | suicide_or_self_harm | no    | 2026-10-12
            """,
        interview="""
            client_id | interview | asked_on   | finished
            A         | 1         | 2026-10-12 | yes
            B         | 1         | 2026-10-12 | yes
            """,
        person="""
            client_id | interview | person_id | linked_client_id
            A         | 1         | p         | B
            B         | 1         | q         | A
            B         | 1         | r         | Z
            """,
    )
    with store.writing() as writing:
        for client in "ABZ":
            writing.run(
                "INSERT INTO label VALUES ($id, $label)",
                {"id": client, "label": f"RV-000{ord(client)}"},
            )
    return store


# The four domains ---------------------------------------------------------------------


def sides(store, scope=WORKER):
    page = records.client(store, "A", TODAY, scope)
    return {
        each.title: [
            {said.name for said in side}
            for side in (each.strengths, each.difficulties, each.neither)
        ]
        for each in page.domains
    }


def test_strengths_stand_beside_difficulties(told_store):
    assert sides(told_store) == {
        "Social": [set(), {"housing", "supportive_people"}, {"co8"}],
        "Psychological": [{"co2"}, set(), set()],
        "Biochemical": [{"crack_days"}, {"opiate_days"}, set()],
        "Family": [{"partner"}, set(), set()],
    }


def test_what_is_too_old_or_not_asked_is_on_no_side(told_store):
    page = records.client(told_store, "A", TODAY, WORKER)
    for domain in page.domains:
        sides = (domain.strengths, domain.difficulties, domain.neither)
        known = {said.name for side in sides for said in side}
        assert not known & {said.name for said in domain.not_known}
    biochemical = page.domains[2]
    assert "co5" in {said.name for said in biochemical.not_known}


def test_who_may_not_read_their_words_reads_nothing_of_other_people(told_store):
    without = replace(
        WORKER, actions=frozenset({Action.SEE_CLIENT, Action.SEE_CASELOAD})
    )
    page = records.client(told_store, "A", TODAY, without)
    every = {sign.fact for signs in DOMAINS.values() for sign in signs}
    people = {name for name in every if FACTS[name].of_people}
    assert people
    shown = {
        said.name
        for domain in page.domains
        for side in (
            domain.strengths,
            domain.difficulties,
            domain.neither,
            domain.not_known,
        )
        for said in side
    }
    assert not people & shown


def test_a_sign_is_a_recorded_fact_on_one_side_and_in_one_domain():
    signs = [sign for signs in DOMAINS.values() for sign in signs]
    assert len({sign.fact for sign in signs}) == len(signs)
    for sign in signs:
        codes = FACTS[sign.fact].codes
        values = codes.ids if codes else (True, False, *range(101))
        for value in values:
            assert not (value in sign.strength and value in sign.difficulty)
        for said in (*_coded(sign.strength), *_coded(sign.difficulty)):
            assert codes is not None
            assert said in codes.ids


def _coded(values):
    return [each for each in values if isinstance(each, str)]


def test_no_scale_that_has_no_cut_off_is_put_on_a_side():
    wide = {each.fact for each in TRENDS.values() if each.span and each.span != (1, 5)}
    for signs in DOMAINS.values():
        for sign in signs:
            if sign.fact in wide:
                assert sign.strength == sign.difficulty == ()


def test_every_fact_says_in_what_kind_of_record_it_stands():
    for fact in FACTS.values():
        assert fact.tables
        assert set(fact.tables) <= set(SOURCES)


# What they agreed to ------------------------------------------------------------------


def agreed(store, client="A", scope=WORKER):
    found = records.agreements(store, client, TODAY, scope)
    return {str(each.purpose): (each.state, each.on) for each in found}


def say(store, state, purpose=Purpose.NETWORK_PLANNING, scope=RECORDS, client="A"):
    casework.record_permission(store, client, purpose, state, scope, EVENT)


def links(store):
    rows = store.rows("SELECT person_id FROM person WHERE linked_client_id IS NOT NULL")
    return {row["person_id"] for row in rows}


def test_the_newest_word_stands_and_absent_is_not_asked(told_store):
    assert agreed(told_store) == {
        "network_planning": ("given", date(2026, 10, 1)),
        "group_invitation": (None, None),
        "service_improvement": (None, None),
    }


def test_taking_it_back_counts_at_once_and_ends_every_link(told_store):
    planning = Scope.operator().for_purpose(Purpose.NETWORK_PLANNING)
    assert {each.client_id for each in _reached(told_store, planning)} == {"A", "B"}
    say(told_store, "withdrawn")
    assert agreed(told_store)["network_planning"] == ("withdrawn", TODAY)
    assert {each.client_id for each in _reached(told_store, planning)} == {"B"}
    assert links(told_store) == {"r"}


def _reached(store, scope):
    return records.caseload(store, TODAY, scope).people


def test_other_purposes_leave_links_alone_and_a_change_of_mind_stands(told_store):
    say(told_store, "declined", Purpose.GROUP_INVITATION)
    say(told_store, "given", Purpose.GROUP_INVITATION)
    assert agreed(told_store)["group_invitation"] == ("given", TODAY)
    assert links(told_store) == {"p", "q", "r"}


def test_permission_is_recorded_by_their_own_worker_only(told_store):
    with pytest.raises(Refused):
        say(told_store, "given", scope=WORKER)
    with pytest.raises(UserError):
        say(told_store, "given", client="Z")
    with pytest.raises(Refused):
        agreed(told_store, scope=replace(WORKER, actions=frozenset()))


# What was asked alone -----------------------------------------------------------------


def asked(store, scope=WORKER):
    found = records.asked_alone(store, "A", TODAY, scope)
    return {each.title: each.on for each in found}


def read_first(store, client):
    return records.client(store, client, TODAY, WORKER).person.read_first


def test_a_suicide_fact_is_read_first_and_of_the_rest_only_the_day(told_store):
    assert read_first(told_store, "A") == date(2026, 10, 12)
    assert asked(told_store) == {
        "Violence at home": date(2026, 10, 12),
        "Pressure or fear": None,
        "Debt": date(2026, 10, 13),
    }


def test_a_no_to_it_is_not_read_first(told_store):
    assert read_first(told_store, "B") is None


def test_nobody_else_reads_what_was_asked_alone(told_store):
    with pytest.raises(Refused):
        asked(told_store, replace(WORKER, actions=frozenset()))
    colleague = replace(WORKER, keyworkers=frozenset({"Keyworker 2"}))
    assert set(asked(told_store, colleague).values()) == {None}


# How the records went -----------------------------------------------------------------


@pytest.fixture
def went(told_store: Store) -> Store:
    told(
        told_store,
        prescription="""
            client_id | medicine      | form              | dose | unit | interval | recorded_on
            A         | buprenorphine | sublingual_tablet | 8    | mg   | daily    | 2026-05-01
            A         | methadone     | oral_solution     | 45   | mg   | daily    | 2026-06-01
            A         | methadone     | oral_solution     |      | mg   | daily    | 2026-07-01
            A         | methadone     | oral_solution     | 6    | ml   | daily    | 2026-08-01
            B         | methadone     | oral_solution     | 99   | mg   | daily    | 2026-08-01
            """,
        answer="""
            client_id | survey | question | value | state              | asked_on
            A         | coping | co4      | 7     |                    | 2026-08-01
            A         | coping | co4      |       | asked_not_answered | 2026-09-01
            A         | coping | co7      | yes   |                    | 2026-09-01
            """,
    )
    return told_store


def courses(store, scope=WORKER):
    return records.courses(store, "A", TODAY, scope)


def test_no_two_products_and_no_two_units_share_a_course(went):
    found = courses(went).doses
    assert [(each.title, each.unit) for each in found] == [
        ("Buprenorphine, sublingual tablet", "mg once a day"),
        ("Methadone, oral solution", "mg once a day"),
        ("Methadone, oral solution", "ml once a day"),
    ]
    assert [reading.words for reading in found[1].readings] == [
        "45mg once a day",
        "amount not recorded",
    ]
    assert not found[1].drawn


def test_days_and_ratings_are_as_on_the_forms(went):
    use = {each.title: each.readings for each in courses(went).use}
    (reading,) = use["Illicit opiates"]
    assert (reading.value, reading.words) == (12, "12 of 28 days")
    assert use["Crack"][0].value == 0
    assert courses(went).ratings == ()


def test_an_answer_not_given_is_no_number_and_words_stay_words(went):
    found = {each.title: each.readings for each in courses(went).answers}
    wish = found["The wish to use, in the last seven days"]
    assert [reading.value for reading in wish] == [7, None]
    assert wish[1].words == "asked, not answered"
    (family,) = found["Alcohol or drugs in the family they grew up in"]
    assert (family.value, family.words) == (None, "yes")


def test_people_around_them_are_counted_interview_by_interview(store: Store):
    kept = (
        "interview | people | using_people | using_of | supportive_people | "
        "supportive_of | knowing_pairs | knowing_of | hub_ties | hub_of | alone_days | "
        "alone_of | transactional_people | transactional_of | roles"
    )
    rest = "0 | 0 | 0 | 0 | 0 | 0 | 0 | 0"
    told(
        store,
        client="""
            client_id | as_at      | service   | keyworker
            A         | 2026-01-01 | Riverside | Keyworker 1
            """,
        interview="""
            client_id | interview | asked_on   | mode      | finished
            A         | two       | 2026-08-01 | in_person | yes
            A         | one       | 2026-02-01 | in_person | yes
            A         | three     | 2026-09-01 | in_person | yes
            """,
        network_measure=f"""
            client_id | {kept}
            A | one   | 4 | 0 | 0 | 1 | 4 | {rest} | 3
            A | two   | 2 | 0 | 0 | 0 | 1 | {rest} |
            A | three | 2 | 0 | 0 | 0 | 2 | {rest} | 1
            """,
    )
    found = {each.title: each.readings for each in courses(store).answers}
    support = found["People who support stopping or cutting down"]
    # Asked about and not answered is not nobody.
    assert [(each.on.month, each.value, each.words) for each in support] == [
        (2, 1, "1 person"),
        (8, None, "not known"),
        (9, 0, "0 people"),
    ]
    kinds = found["Kinds of people around them"]
    assert [each.words for each in kinds] == ["3 kinds", "not known", "1 kind"]


def test_answers_are_for_their_own_worker(went):
    reader = replace(WORKER, actions=frozenset({Action.SEE_CLIENT}))
    assert courses(went, reader).answers == ()
    assert courses(went, reader).doses
    with pytest.raises(Refused):
        courses(went, replace(WORKER, actions=frozenset()))
