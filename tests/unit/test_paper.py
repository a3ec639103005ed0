import io
import re
from dataclasses import replace
from datetime import date, datetime

import pytest

from metrics import casework
from metrics.indicators import INDICATORS
from metrics.indicators.domains import DOMAINS
from metrics.problems import UserError
from metrics.records._paper import TO_TALK_ABOUT, TO_THEM
from metrics.scope import Action, Refused, Scope
from metrics.store import AuditEvent, Store, view
from tests.drawn import told


TODAY = date(2026, 11, 2)
WORKER = Scope(
    "worker",
    frozenset({Action.SEE_CLIENT, Action.SEE_CASELOAD, Action.SEE_OWN_WORDS}),
    services=frozenset({"Riverside"}),
    keyworkers=frozenset({"Keyworker 1"}),
)
EVENT = AuditEvent("worker", "keyworker", "see_own_words", "A", "text for record")
# Words that only somebody else's facts, a restricted fact or a label would bring.
CANARIES = (
    r"RV-\d|partner|suicid|self-harm|violence|debt|pressure|fear|owe|scared"
    r"|buys|pools|lends|Person \d|friend|support stopping|Keyworker|score"
    r"|hard to trust|together, asked alone|pasted secret"
)


@pytest.fixture
def full(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Somebody of whom everything is recorded that may never be on paper."""
    monkeypatch.setattr(Store, "now", lambda self: datetime(2026, 11, 2, 10, 0))
    told(
        store,
        client="""
            client_id | as_at      | service   | keyworker   | housing | partner | next_review
            A         | 2026-10-01 | Riverside | Keyworker 1 | rented  | uses    | 2026-11-09
            """,
        prescription="""
            client_id | medicine  | form          | dose | unit | interval | recorded_on
            A         | methadone | oral_solution | 45   | mg   | daily    | 2026-10-20
            """,
        outcome="""
            client_id | completed_on | opiate_days | crack_days
            A         | 2026-10-19   | 12          | 0
            """,
        disclosure="""
            client_id | kind                 | state | said_on
            A         | suicide_or_self_harm | yes   | 2026-10-12
            A         | violence_at_home     | yes   | 2026-10-12
            A         | debt                 | yes   | 2026-10-12
            """,
        answer="""
            client_id | survey      | question       | value | asked_on
            A         | prison      | pr5            | 5     | 2026-10-19
            A         | couples     | cp3            | 5     | 2026-10-19
            A         | couples     | cp5            | yes   | 2026-10-19
            A         | network     | alone_days     | 20    | 2026-10-19
            A         | network     | using_days     | 20    | 2026-10-19
            A         | group_offer | acute_state    | yes   | 2026-10-30
            A         | group_offer | own_goal       | stop  | 2026-10-30
            """,
        interview="""
            client_id | interview | asked_on   | finished
            A         | 1         | 2026-10-12 | yes
            """,
        person="""
            client_id | interview | person_id | role   | uses | number
            A         | 1         | p         | friend | yes  | 1
            """,
        tie="""
            client_id | interview | person_id | kind      | state
            A         | 1         | p         | buys_with | yes
            """,
        decision="""
            client_id | about           | choice             | reason  | note          | decided_by | decided_at | rule_set | data_version | shown
            A         | heroin_on_top   | will_ask_or_review | sooner  | pasted secret | w          | 2026-11-01 | x        | 0            | x
            """,
    )
    with store.writing() as writing:
        writing.run("INSERT INTO label VALUES ('A', 'RV-0148')")
    return store


def text(store, scope=WORKER):
    return casework.case_text(store, "A", TODAY, scope, EVENT)


def sheet(store, scope=WORKER):
    return casework.sheet(store, "A", TODAY, scope, EVENT)


def test_the_text_holds_their_own_facts_with_their_days(full):
    lines = text(full).splitlines()
    assert lines[0] == "From Alongside, as known on 2 November 2026; rules 2026.11."
    said = "\n".join(lines)
    assert "Recorded methadone dose under the usual range" in said
    assert "Methadone, oral solution, 45mg once a day, recorded 20 October 2026" in said
    assert "- Housing: rented home, 1 October 2026" in lines
    assert "- naloxone at home, and training" in lines
    assert lines[-1] == "Doses are as recorded, not for prescribing or supply."


def test_no_reason_says_its_title_twice(full):
    reasons = [line for line in text(full).splitlines() if ": " in line]
    assert reasons
    assert [line for line in reasons if line.count(line[2:].split(": ")[0]) > 1] == []


def test_the_sheet_is_in_plain_words(full):
    assert {part.title: part.lines for part in sheet(full)} == {
        "Your medicine": (
            "Methadone, oral solution, 45mg once a day, recorded 20 October 2026",
        ),
        "What goes well": (
            "You have a home.",
            "You want to stop, or to cut down.",
            "You are on treatment.",
            "No crack in the 28 days before your last form.",
        ),
        "What we could talk about": (
            "Whether your dose lasts the whole day.",
            "Naloxone at home.",
            "Whether you had an overdose.",
            "Your lungs, liver and heart.",
        ),
        "Next time": ("Your review: 9 November 2026.",),
        "Help at any hour": sheet(full)[-1].lines,
    }


def test_nobody_else_and_nothing_restricted_leaves_on_paper(full):
    assert re.findall(CANARIES, text(full), re.I) == []
    said = " ".join(line for part in sheet(full) for line in (part.title, *part.lines))
    assert re.findall(CANARIES, said, re.I) == []


def test_what_is_on_the_sheet_is_declared_and_nobody_elses():
    facts = view("client_on").facts
    signs = {sign.fact for each in DOMAINS.values() for sign in each if sign.strength}
    assert set(TO_THEM) <= signs
    assert not [name for name in TO_THEM if facts[name].of_people]
    assert set(TO_TALK_ABOUT) <= set(INDICATORS)
    for each in TO_TALK_ABOUT:
        assert not any(facts[name].of_people for name in INDICATORS[each].inputs)


def test_every_sentence_of_the_sheet_is_short(full):
    for part in sheet(full):
        for line in part.lines:
            assert len(line.split()) <= 14


def test_making_either_is_written_down_and_their_own_workers_alone(full):
    text(full)
    assert [line["result"] for line in full.audit.lines()] == ["intended", "done"]
    without = replace(WORKER, actions=WORKER.actions - {Action.SEE_OWN_WORDS})
    for make in (text, sheet):
        with pytest.raises(Refused):
            make(full, without)
    colleague = replace(WORKER, keyworkers=frozenset({"Keyworker 2"}))
    with pytest.raises(UserError, match="not on your list"):
        text(full, colleague)


def test_title_and_file_say_nothing_of_whom(full):
    from dashboard import prints
    from dashboard.components.take_along import FILE, TITLE

    entries = tuple(prints.Entry(part.title, part.lines) for part in sheet(full))
    made = prints.pdf(prints.Printed(TITLE, ("2 November 2026",), entries))
    assert made.startswith(b"%PDF")
    assert not re.search(r"RV|client|heroin|group|drug", f"{FILE} {TITLE}", re.I)
    assert b"RV-0148" not in io.BytesIO(made).read()
