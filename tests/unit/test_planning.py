"""What planning may know, what a worker may know, and nobody who did not agree."""

import json
from collections.abc import Callable
from dataclasses import asdict, fields
from datetime import date
from itertools import pairwise

import pytest

from metrics.criteria import CRITERIA
from metrics.groups.plan import NO_PLACE
from metrics.groups.request import PLACES_NOT_KNOWN
from metrics.planning import (
    OutcomeKind,
    PersonOutcome,
    Rules,
    Standing,
    circles,
    circles_told,
    criteria_told,
    funnel,
    suitability,
    suitability_with_facts,
)
from metrics.planning._candidates import candidates
from metrics.planning._inside import spread
from metrics.scope import Action, Purpose, Refused, Scope
from metrics.store import Store
from tests.drawn import told
from tests.spec.reported import reported


DAY = date(2026, 11, 2)
OPERATOR = Scope.operator()
MANAGER = Scope(
    "manager",
    frozenset({Action.SEE_CIRCLES, Action.SEE_CRITERIA_OUTCOMES}),
    services=frozenset({"North"}),
    keyworkers=None,
)
WORKER = Scope("worker", frozenset({Action.SEE_CLIENT}), None, None)


def labelled(store: Store, *clients: str) -> None:
    """Client A is shown as NO-0001, and so on."""
    with store.writing() as writing:
        for client_id in clients:
            number = ord(client_id[-1]) - ord("A") + 1
            writing.run(
                "INSERT INTO label VALUES ($client, $label)",
                {"client": client_id, "label": f"NO-{number:04}"},
            )


def ready(*clients: str, **more: str) -> dict[str, str]:
    """Drawn tables in which all criteria of a discussion are met by each; `more` rows."""
    columns = {
        "client": "client_id | as_at | service | status | age_band | sex",
        "permission": "client_id | purpose | state | given_on",
        "prescription": "client_id | medicine | dose | unit | interval | recorded_on",
        "outcome": "client_id | completed_on | opiate_days",
        "event": "client_id | kind | state | happened_on",
        "answer": "client_id | survey | question | value | state | asked_on | alone",
    }
    each = {
        "client": "{} | 2026-01-01 | North | in_treatment | 40_44 | male",
        "permission": "{} | network_planning | given | 2026-01-01",
        "prescription": "{} | methadone | 80 | mg | daily | 2026-10-20",
        "outcome": "{} | 2026-10-19 | 12",
        "event": "{0} | dose_review | yes | 2026-10-01\n"
        "{0} | naloxone_kit | yes | 2026-09-01\n"
        "{0} | naloxone_training | yes | 2026-09-01\n"
        "{0} | overdose | no | 2026-10-20",
        "answer": "{} | group_offer | own_goal | cut_down | | 2026-10-01 | yes",
    }
    rows = {
        name: [drawn.format(who) for who in clients] for name, drawn in each.items()
    }
    return {
        name: "\n".join([columns[name], *rows[name], more.get(name, "")])
        for name in columns
    }


def outcomes(store: Store, on: date = DAY, scope: Scope = MANAGER) -> dict[str, str]:
    return {each.label: each.words for each in suitability(store, on, scope)}


# Who may ask ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "needed"),
    [
        (circles, {Action.SEE_CIRCLES, Action.SEE_CRITERIA_OUTCOMES}),
        (suitability, {Action.SEE_CRITERIA_OUTCOMES}),
        (suitability_with_facts, {Action.SEE_CLIENT}),
        (criteria_told, {Action.EVALUATE_ALL}),
        (circles_told, {Action.SEE_CIRCLES}),
    ],
)
def test_it_answers_who_holds_the_actions_and_refuses_all_others(
    store: Store, question: Callable[..., object], needed: set[Action]
) -> None:
    question(store, DAY, Scope("somebody", frozenset(needed), None, None))
    for lacking in needed:
        actions = frozenset(Action) - {lacking}
        with pytest.raises(Refused):
            question(store, DAY, Scope("somebody", actions, None, None))


# Who appears ------------------------------------------------------------------------


def test_who_has_not_agreed_appears_nowhere(store: Store) -> None:
    told(
        store,
        **ready(
            "A",
            client="B | 2026-01-01 | North | in_treatment | 40_44 | female\n"
            "C | 2026-01-01 | North | in_treatment | 40_44 | female\n"
            "D | 2026-01-01 | North | in_treatment | 40_44 | female\n"
            "E | 2026-01-01 | South | in_treatment | 40_44 | female",
            permission="C | network_planning | given | 2026-01-01\n"
            "C | network_planning | withdrawn | 2026-10-30\n"
            "D | network_planning | declined | 2026-01-01\n"
            "E | network_planning | given | 2026-01-01",
        ),
    )
    labelled(store, *"ABCDE")
    found = circles(store, DAY, MANAGER)
    assert [each.label for each in found.everybody] == ["NO-0001"]
    assert [each.sex for each in found.everybody] == ["male"]
    assert outcomes(store) == {"NO-0001": "could be discussed"}
    before = circles(store, date(2026, 10, 29), MANAGER)
    assert [each.label for each in before.everybody] == ["NO-0001", "NO-0003"]
    # A command runs over every service, and over nobody who did not agree.
    ids = [each["id"] for each in criteria_told(store, DAY, OPERATOR)["clients"]]
    assert ids == ["NO-0001", "NO-0005"]


def test_no_id_of_a_client_leaves_planning(store: Store) -> None:
    reported(
        store,
        """
        client  | of      | on         | role
        client-A | client-B | 2026-10-01 | partner
        client-B | client-A | 2026-10-01 | partner
        """,
        **ready("client-A", "client-B", "client-C"),
    )
    labelled(store, "client-A", "client-B", "client-C")
    whole = [asdict(circles(store, DAY, MANAGER))]
    whole += [asdict(each) for each in suitability(store, DAY, MANAGER)]
    whole += [criteria_told(store, DAY, OPERATOR), circles_told(store, DAY, OPERATOR)]
    text = json.dumps(whole, default=str)
    assert "NO-0003" in text
    assert "client-" not in text


def test_two_people_without_a_label_are_never_drawn_as_one(store: Store) -> None:
    reported(
        store,
        """
        client | of | on
        A      | B  | 2026-10-01
        B      | A  | 2026-10-01
        """,
    )
    (circle,) = circles(store, DAY, OPERATOR).circles
    assert [each.label for each in circle.members] == ["no label 1", "no label 2"]


# What planning is told --------------------------------------------------------------


def test_planning_gets_an_outcome_and_its_day_and_nothing_else() -> None:
    assert [each.name for each in fields(PersonOutcome)] == [
        "label",
        "kind",
        "until",
        "words",
    ]


def test_the_outcomes_of_recorded_facts(store: Store) -> None:
    told(
        store,
        **ready(
            *"ABCDEFGH",
            event="B | prison_release | yes | 2026-10-24\n"
            "B | detox_end | no | 2026-10-30\n"
            "B | hospital_discharge | yes | 2026-10-20\n"
            "C | overdose | yes | 2026-10-10\n"
            "C | prison_release | yes | 2026-10-24\n"
            "D | naloxone_kit | no | 2026-10-20\n"
            "D | prison_release | yes | 2026-10-24\n"
            "H | dose_review | no | 2026-10-30",
            outcome="E | 2026-10-25 | 0",
            answer="F | group_offer | own_goal | neither | | 2026-10-20 | yes\n"
            "G | group_offer | own_goal | | asked_not_answered | 2026-10-20 | yes",
        ),
    )
    labelled(store, *"ABCDEFGH")
    own_care = "not now: own care comes first, until"
    assert outcomes(store) == {
        "NO-0001": "could be discussed",
        "NO-0002": f"{own_care} 22 November 2026",
        "NO-0003": f"{own_care} 22 November 2026",
        "NO-0004": f"{own_care} their worker has looked again",
        "NO-0005": f"{own_care} their worker has looked again",
        "NO-0006": "not listed this time",
        "NO-0007": "not enough information: their worker sees what to ask",
        "NO-0008": "could be discussed",
    }


@pytest.mark.parametrize(
    ("kind", "on", "words"),
    [
        ("prison_release", "2026-11-28", "until 29 November 2026"),
        ("prison_release", "2026-11-29", "could be discussed"),
        ("overdose", "2026-11-28", "until 29 November 2026"),
        ("overdose", "2026-11-29", "could be discussed"),
    ],
)
def test_it_is_looked_at_again_on_day_29(
    store: Store, kind: str, on: str, words: str
) -> None:
    told(store, **ready("A", event=f"A | {kind} | yes | 2026-10-31"))
    labelled(store, "A")
    assert outcomes(store, date.fromisoformat(on))["NO-0001"].endswith(words)


def test_everybody_who_agreed_is_in_one_circle_or_in_none(store: Store) -> None:
    reported(
        store,
        """
        client | of | on         | role    | days
        A      | B  | 2026-10-01 | partner | 4
        B      | A  | 2026-10-01 | partner | 6
        B      | C  | 2026-10-01 |         | 2
        C      | B  | 2026-10-01 |         | 2
        D      | A  | 2026-10-01 |         | 9
        """,
        **ready(
            *"ABCD",
            permission="A | group_invitation | given | 2026-10-02\n"
            "B | group_invitation | declined | 2026-10-03",
            client="D | 2026-02-01 | North | in_treatment | 40_44 | female",
        ),
    )
    labelled(store, *"ABCD")
    found = circles(store, DAY, MANAGER)
    (circle,) = found.circles
    assert [each.label for each in circle.members] == ["NO-0001", "NO-0002", "NO-0003"]
    assert circle.ties == (("NO-0001", "NO-0002"), ("NO-0002", "NO-0003"))
    assert (circle.number, circle.inside.couples, circle.pairs) == (1, 1, 3)
    assert circle.how_sure == (
        "rests on one report",
        "would fall in two if one person were absent",
    )
    invited = [(each.invitation, each.invitation_on) for each in circle.members]
    assert invited == [
        ("given", date(2026, 10, 2)),
        ("declined", date(2026, 10, 3)),
        (None, None),
    ]
    # What D alone said of A has left no trace.
    assert [each.label for each in found.outside] == ["NO-0004"]
    assert [each.sex for each in found.outside] == ["female"]
    assert set(found.layout.spots) == {each.label for each in found.members}
    assert len(found.everybody) == sum(len(found.of(kind)) for kind in OutcomeKind)


@pytest.mark.parametrize(
    ("people", "days", "found"),
    [
        ("ABCDE", "3", (3, 3)),
        ("ABCDE", "", None),
        ("ABCD", "3", None),
    ],
)
def test_days_are_a_range_of_a_circle_of_five_or_more(
    store: Store, people: str, days: str, found: tuple[int, int] | None
) -> None:
    rows = [
        f"{one} | {other} | 2026-10-01 | {days}"
        for here, there in pairwise(people)
        for one, other in ((here, there), (there, here))
    ]
    reported(store, "\n".join(["client | of | on | days", *rows]))
    labelled(store, *people)
    (circle,) = circles(store, DAY, OPERATOR).circles
    assert circle.inside.days == found


def test_the_range_is_from_the_fewest_to_the_most(store: Store) -> None:
    reported(
        store,
        """
        client | of | on         | days
        A      | B  | 2026-10-01 | 2
        B      | A  | 2026-10-01 | 7
        B      | C  | 2026-10-01 | 1
        C      | B  | 2026-10-01 | 12
        C      | D  | 2026-10-01 | declined
        D      | C  | 2026-10-01 | 5
        D      | E  | 2026-10-01 |
        E      | D  | 2026-10-01 | 3
        F      | G  | 2026-10-01 | 27
        G      | F  | 2026-10-01 | 0
        """,
    )
    labelled(store, *"ABCDEFG")
    five, two = circles(store, DAY, OPERATOR).circles
    assert (five.inside.days, two.inside.days) == ((1, 12), None)


def test_the_sample_has_the_circles_that_were_planned(demo_store: Store) -> None:
    def sizes(service: str) -> list[int]:
        scope = Scope("manager", MANAGER.actions, frozenset({service}), None)
        found = circles(demo_store, demo_store.today(), scope)
        return [len(circle.members) for circle in found.circles]

    assert sizes("Riverside") == [5, 4, 3, 2]
    assert sizes("Millbrook") == [6, 3, 2]
    assert sizes("Harbourside") == [9, 8, 7, 7, 6, 5, 5, 4, 4, 3, 2]


# What a worker is told --------------------------------------------------------------


def test_a_worker_reads_every_line_with_its_facts(store: Store) -> None:
    told(store, **ready("A", event="A | prison_release | yes | 2026-10-24"))
    labelled(store, "A")
    (found,) = suitability_with_facts(store, DAY, WORKER)
    assert (found.client_id, found.label) == ("A", "NO-0001")
    assert found.outcome.words == "not now (until 22 November 2026)"
    lines = {line.criterion.code: line for line in found.lines}
    assert (lines["W1"].word, lines["W1"].dated) == ("met", date(2026, 10, 24))
    assert lines["W1"].criterion.suggests.startswith("Naloxone")
    assert (lines["C3"].word, lines["C3"].dated) == ("met", date(2026, 10, 1))
    assert any("80mg once a day" in fact.words for fact in lines["W3"].facts)
    assert lines["X6"].word == "not known"


def test_a_worker_never_reads_what_would_tell_of_another(store: Store) -> None:
    reported(
        store,
        """
        client | of | on
        A      | B  | 2026-10-01
        B      | A  | 2026-10-01
        """,
        **ready("A", "B"),
    )
    both = suitability_with_facts(store, DAY, WORKER)
    alone = suitability_with_facts(store, DAY, WORKER.only("A"))
    codes = {line.criterion.code for each in both for line in each.lines}
    assert codes == {each.code for each in CRITERIA.values()} - {"C4"}
    assert alone == [each for each in both if each.client_id == "A"]


def test_in_their_own_care_who_was_not_asked_is_a_line_to_ask(store: Store) -> None:
    told(
        store, **(ready("A") | {"permission": "client_id | purpose | state | given_on"})
    )
    (found,) = suitability_with_facts(store, DAY, WORKER)
    assert found.lines[0].word == "not known"
    assert found.outcome.words == "criteria met: could be discussed"
    assert found.outcome.check_words is not None
    assert "network planning" in found.outcome.check_words
    planning = WORKER.for_purpose(Purpose.NETWORK_PLANNING)
    assert suitability_with_facts(store, DAY, planning) == []


def test_an_answer_counts_only_where_it_was_given_alone(store: Store) -> None:
    told(
        store,
        **ready(
            *"ABC",
            answer="A | group_offer | wants_group | yes | | 2026-10-20 | yes\n"
            "B | group_offer | wants_group | no | | 2026-10-19 | yes\n"
            "B | group_offer | wants_group | yes | | 2026-10-20 | no\n"
            "C | group_offer | wants_group | yes | | 2026-10-20 |",
        ),
    )
    words = [
        line.word
        for each in suitability_with_facts(store, DAY, WORKER)
        for line in each.lines
        if line.criterion.code == "C5"
    ]
    assert words == ["met", "not met", "not known"]


# What commands print ----------------------------------------------------------------


def test_criteria_as_a_command_prints_them(store: Store) -> None:
    told(store, **ready("A", event="A | naloxone_kit | no | 2026-10-20"))
    labelled(store, "A")
    printed = criteria_told(store, DAY, OPERATOR)
    json.dumps(printed)
    (client,) = printed["clients"]
    assert (printed["on"], client["id"]) == ("2026-11-02", "NO-0001")
    assert client["outcome"] == "not_now"
    lines = {line["id"]: line for line in client["criteria"]}
    assert list(lines) == list(CRITERIA)
    assert lines["no_naloxone"]["state"] == "met"
    assert lines["no_naloxone"]["step"] == "deferral"
    assert lines["no_naloxone"]["dated"] == "2026-10-20"
    assert "aloxone" in lines["no_naloxone"]["fact"]
    assert lines["can_come"] == {
        "id": "can_come",
        "step": "core",
        "state": "not_known",
        "fact": None,
        "dated": None,
    }
    assert {each["outcome"] for each in printed["clients"]} <= set(OutcomeKind)


def test_circles_as_a_command_prints_them(store: Store) -> None:
    reported(
        store,
        """
        client | of | on         | kind
        A      | B  | 2026-10-01 | pools_money
        B      | A  | 2026-10-01 | buys_with
        B      | C  | 2026-10-01 | buys_with
        C      | B  | 2026-10-01 | buys_with
        C      | A  | 2026-10-01 | buys_with
        """,
    )
    labelled(store, *"ABC")
    assert circles_told(store, DAY, OPERATOR) == {
        "on": "2026-11-02",
        "circles": [
            {
                "members": ["NO-0001", "NO-0002", "NO-0003"],
                "ties": [
                    {
                        "a": "NO-0001",
                        "b": "NO-0002",
                        "kinds": ["buys_with", "pools_money"],
                    },
                    {"a": "NO-0002", "b": "NO-0003", "kinds": ["buys_with"]},
                ],
            }
        ],
    }


# What is said of a circle as a whole ------------------------------------------------


@pytest.mark.parametrize(
    ("goals", "words"),
    [
        (["stop", "cut_down"], "to stop or cut down"),
        (["stop", None], "to stop or cut down; not known of everybody"),
        (["stop", "neither"], "not everybody's is to stop or cut down"),
        ([None, None], "not known"),
        (
            ["stop", "stop", "cut_down", "neither", None],
            "2 to stop, 1 to cut down, 1 neither, 1 not known",
        ),
    ],
)
def test_goals_are_counted_only_of_five_or_more(
    goals: list[str | None], words: str
) -> None:
    assert spread(goals) == words


@pytest.mark.parametrize(
    ("more", "lending"),
    [
        ("", "no two people both told of it"),
        ("A | B | lends", "no two people both told of it"),
        ("A | B | lends / B | A | borrows", "one way only"),
        (
            "A | B | lends / A | B | borrows / B | A | lends / B | A | borrows",
            "both ways, wherever",
        ),
        (
            "A | B | lends / A | B | borrows / B | A | lends / B | A | borrows "
            "/ C | D | lends / D | C | borrows",
            "both ways between some",
        ),
    ],
)
def test_lending_is_said_of_a_circle_of_five_where_both_told_of_it(
    store: Store, more: str, lending: str
) -> None:
    ties = [
        f"{one} | {other} | buys_with"
        for here, there in pairwise("ABCDE")
        for one, other in ((here, there), (there, here))
    ]
    said = [*ties, *(each.strip() for each in more.split("/") if each.strip())]
    rows = [f"{each} | 2026-10-01" for each in said]
    reported(store, "\n".join(["client | of | kind | on", *rows]))
    labelled(store, *"ABCDE")
    (circle,) = circles(store, DAY, OPERATOR).circles
    assert circle.inside.lending
    assert circle.inside.lending.startswith(lending)


def test_of_a_small_circle_neither_lending_nor_days_are_said(store: Store) -> None:
    reported(
        store,
        """
        client | of | kind      | on         | days
        A      | B  | buys_with | 2026-10-01 | 3
        A      | B  | lends     | 2026-10-01 |
        A      | B  | uses_with | 2026-10-01 |
        B      | A  | buys_with | 2026-10-01 | 3
        B      | A  | borrows   | 2026-10-01 |
        B      | A  | uses_with | 2026-10-01 |
        """,
    )
    labelled(store, *"AB")
    (circle,) = circles(store, DAY, OPERATOR).circles
    assert (circle.inside.lending, circle.inside.days) == (None, None)
    assert circle.inside.use_together == 1


# How far the conversation has come --------------------------------------------------

TALKED = """
A | group_offer | wants_group | yes | | 2026-10-20 | yes
A | group_offer | can_attend | yes | | 2026-10-20 | yes
A | group_offer | slots | tue_evening | | 2026-10-20 | yes
A | group_offer | acute_state | no | | 2026-10-20 | yes
A | group_offer | medical_withdrawal | no | | 2026-10-20 | yes
A | group_offer | safe_tonight | yes | | 2026-10-20 | yes
A | group_offer | capacity | can_decide | | 2026-10-20 | yes
""".strip()
ALL_NO = """
A | prison_release | no | 2026-10-20
A | detox_end | no | 2026-10-20
A | treatment_exit | no | 2026-10-20
A | hospital_discharge | no | 2026-10-20
A | ort_start | no | 2026-10-20
A | ort_restart | no | 2026-10-20
A | missed_doses | no | 2026-11-01
""".strip()
TIES = "client | of | on\nA | B | 2026-10-01\nB | A | 2026-10-01"


def standing_of_a(store: Store, answer: str, event: str, permission: str) -> Standing:
    more = ready("A", "B", answer=answer, event=event, permission=permission)
    reported(store, TIES, **more)
    labelled(store, *"AB")
    (circle,) = circles(store, DAY, OPERATOR).circles
    found = circle.members[0].standing
    assert found
    return found


INVITED = "A | group_invitation | given | 2026-10-02"


@pytest.mark.parametrize(
    ("answer", "event", "permission", "standing"),
    [
        ("", ALL_NO, INVITED, Standing.COULD_BE_DISCUSSED),
        (TALKED, ALL_NO, INVITED, Standing.PLACE_POSSIBLE),
        (TALKED, ALL_NO, "", Standing.DISCUSSED),
        (TALKED, "", INVITED, Standing.DISCUSSED),
        (
            TALKED.replace("group | yes", "group | no"),
            ALL_NO,
            INVITED,
            Standing.DISCUSSED,
        ),
        (TALKED.replace("tue_evening", "none"), ALL_NO, INVITED, Standing.DISCUSSED),
    ],
)
def test_a_place_is_possible_only_when_all_of_it_has_been_answered(
    store: Store, answer: str, event: str, permission: str, standing: Standing
) -> None:
    assert standing_of_a(store, answer, event, permission) is standing


# Where somebody could come ----------------------------------------------------------

VENUES = "\nA | group_offer | venues | {} | {} | 2026-10-20 | yes"
INDOORS = Rules(venues=("community",))


@pytest.mark.parametrize(
    ("answer", "where", "reason"),
    [
        ("", None, PLACES_NOT_KNOWN),
        (VENUES.format("", "asked_not_answered"), None, PLACES_NOT_KNOWN),
        (VENUES.format("none", ""), frozenset(), NO_PLACE),
        (VENUES.format("own_building", ""), {"own_building"}, NO_PLACE),
        (
            VENUES.format("community;own_building", ""),
            {"community", "own_building"},
            None,
        ),
    ],
    ids=["not asked", "not answered", "nowhere", "elsewhere", "there"],
)
def test_who_did_not_say_where_they_can_come_is_not_taken_to_have_said_no(
    store: Store, answer: str, where: set[str] | None, reason: str | None
) -> None:
    standing_of_a(store, TALKED + answer, ALL_NO, INVITED)
    known = candidates(store, DAY, OPERATOR)
    (who,) = known.request.candidates
    assert who.venues == where
    assert known.under(INDOORS).hindrance(who.client_id) == reason
    assert known.under(Rules()).hindrance(who.client_id) is None


def test_the_funnel_counts_where_they_can_come_and_of_whom_it_is_not_known(
    store: Store,
) -> None:
    both = TALKED + "\n" + TALKED.replace("A |", "B |")
    places = both + VENUES.format("community;own_building", "")
    standing_of_a(store, places, ALL_NO, INVITED)
    found = funnel(store, DAY, OPERATOR)
    assert set(found.places) == {
        ("a community hall or library", 1),
        ("the service's own building", 1),
    }
    assert found.nowhere_known == 1
