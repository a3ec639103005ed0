"""What the lead reads, what nobody else may ask, and what reading and separating write."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from metrics import safeguarding
from metrics.problems import UserError
from metrics.scope import Action, Refused, Scope
from metrics.store import AuditEvent, Store
from metrics.store.apart import separated
from tests.drawn import told


DAY = date(2026, 11, 2)
ACTIONS = frozenset(
    {Action.SEE_DISCLOSURES, Action.ACKNOWLEDGE_DISCLOSURES, Action.HOLD_APART}
)
LEAD = Scope("tests:lead", ACTIONS, frozenset({"North"}), None)
EVENT = AuditEvent("tests:lead", "safeguarding lead", "acknowledge_disclosures")
APART = replace(EVENT, action="hold_apart")
PEOPLE = """
client_id | as_at      | service | status
A         | 2026-01-01 | North   | in_treatment
B         | 2026-01-01 | North   | in_treatment
C         | 2026-01-01 | North   | in_treatment
D         | 2026-01-01 | South   | in_treatment
"""


@pytest.fixture
def north(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Four people, three of them at North, shown as RV-0001 to RV-0004."""
    monkeypatch.setattr(type(store), "today", lambda _: DAY)
    told(store, client=PEOPLE)
    with store.writing() as writing:
        for number, who in enumerate("ABCD", start=1):
            writing.run(
                "INSERT INTO label VALUES ($who, $label)",
                {"who": who, "label": f"RV-000{number}"},
            )
    return store


def disclosed(store: Store, drawn: str, **tables: str) -> None:
    header = "client_id | kind | said_on | interview | person_id | state | entered_by"
    told(store, disclosure=f"{header}\n{drawn}", client=PEOPLE, **tables)


def listed(store: Store, scope: Scope = LEAD) -> list[str]:
    return [
        f"{each.label} {each.kind}"
        for each in safeguarding.to_act_on(store, DAY, scope)
    ]


@pytest.mark.parametrize(
    ("ask", "needed"),
    [
        (
            lambda s, scope: safeguarding.to_act_on(s, DAY, scope),
            Action.SEE_DISCLOSURES,
        ),
        (
            lambda s, scope: safeguarding.acknowledge(s, 1, scope, EVENT),
            Action.ACKNOWLEDGE_DISCLOSURES,
        ),
        (lambda s, scope: safeguarding.separations(s, DAY, scope), Action.HOLD_APART),
        (
            lambda s, scope: safeguarding.hold_apart(
                s, ("RV-0001", "RV-0002"), "other", date(2027, 1, 1), scope, APART
            ),
            Action.HOLD_APART,
        ),
        (
            lambda s, scope: safeguarding.separations_ended(s, DAY, scope),
            Action.HOLD_APART,
        ),
        (
            lambda s, scope: safeguarding.end_separation(
                s, 1, "recorded_in_error", scope, APART
            ),
            Action.HOLD_APART,
        ),
    ],
)
def test_nobody_without_the_action_gets_an_answer(
    north: Store, ask: Callable[[Store, Scope], object], needed: Action
) -> None:
    other = Scope("tests:other", frozenset(Action) - {needed}, None, None)
    with pytest.raises(Refused):
        ask(north, other)


# To act on --------------------------------------------------------------------------


def test_what_was_not_read_stands_first_and_a_no_not_at_all(north: Store) -> None:
    disclosed(
        north,
        "A | debt             | 2026-10-12 | | | yes                | tests:kw1\n"
        "B | pressure_or_fear | 2026-10-10 | | | yes                | tests:kw1\n"
        "C | debt             | 2026-10-11 | | | no                 | tests:kw1\n"
        "C | child            | 2026-10-11 | | | asked_not_answered | tests:kw1",
    )
    first = safeguarding.to_act_on(north, DAY, LEAD)[0]
    assert listed(north) == ["RV-0002 pressure or fear", "RV-0001 debt"]
    safeguarding.acknowledge(north, first.row_id, LEAD, EVENT)
    assert listed(north) == ["RV-0001 debt", "RV-0002 pressure or fear"]
    read = safeguarding.to_act_on(north, DAY, LEAD)[1]
    assert (read.is_read, read.read_by, read.entered_by) == (True, "lead", "kw1")


def test_who_left_or_died_is_still_read_of_and_another_service_is_not(
    north: Store,
) -> None:
    disclosed(
        north,
        "A | child | 2026-10-12 | | | yes |\nD | child | 2026-10-12 | | | yes |",
    )
    told(
        north,
        client="client_id | as_at | service | status\nA | 2026-10-20 | North | left",
    )
    assert listed(north) == ["RV-0001 a child"]
    assert listed(north, replace(LEAD, services=frozenset({"South"}))) == [
        "RV-0004 a child"
    ]


def test_it_says_whom_it_is_about_only_by_number(north: Store) -> None:
    disclosed(
        north,
        "A | debt             | 2026-10-12 | i1 | p7 | yes |\n"
        "B | pressure_or_fear | 2026-10-12 | i2 | p1 | yes |\n"
        "C | debt             | 2026-10-12 |    |    | yes |",
        interview="client_id | interview | asked_on\n"
        "A | i1 | 2026-10-12\nB | i2 | 2026-10-12",
        person="client_id | interview | person_id | number | linked_client_id\n"
        "A | i1 | p7 | 7 | B\nB | i2 | p1 | |",
    )
    found = {each.label: each for each in safeguarding.to_act_on(north, DAY, LEAD)}
    about = {label: (each.about, each.kept_apart) for label, each in found.items()}
    assert about == {
        "RV-0001": ("Person 7", True),
        "RV-0002": ("somebody they mentioned", False),
        "RV-0003": (None, False),
    }


def test_reading_is_written_down_without_the_kind_and_only_once(north: Store) -> None:
    disclosed(north, "A | debt | 2026-10-12 | | | yes | tests:kw1")
    (one,) = safeguarding.to_act_on(north, DAY, LEAD)
    before, version = len(north.audit.lines()), north.version
    safeguarding.acknowledge(north, one.row_id, LEAD, EVENT)
    lines = north.audit.lines()[before:]
    assert [line["result"] for line in lines] == ["intended", "done"]
    assert {(line["client_id"], line["about"]) for line in lines} == {
        ("A", "a disclosure read")
    }
    assert "debt" not in str(lines)
    assert north.version == version + 1
    with pytest.raises(UserError, match="not there"):
        safeguarding.acknowledge(north, one.row_id, LEAD, EVENT)


def test_nobody_reads_for_another_service(north: Store) -> None:
    disclosed(north, "D | debt | 2026-10-12 | | | yes |")
    south = replace(LEAD, services=frozenset({"South"}))
    (one,) = safeguarding.to_act_on(north, DAY, south)
    with pytest.raises(UserError, match="not there"):
        safeguarding.acknowledge(north, one.row_id, LEAD, EVENT)


# Separations ------------------------------------------------------------------------


def held(store: Store, on: date = DAY) -> list[tuple[str, str, str, date]]:
    return [
        (each.one, each.other, each.category, each.review_on)
        for each in safeguarding.separations(store, on, LEAD)
    ]


def hold(
    store: Store,
    one: str,
    other: str,
    category: str = "safeguarding",
    review_on: date = date(2027, 2, 1),
) -> None:
    safeguarding.hold_apart(store, (one, other), category, review_on, LEAD, APART)


def test_a_pair_stands_until_it_is_said_anew_whatever_its_review_date(
    north: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold(north, "rv-0002 ", "RV-0001")
    first = ("RV-0001", "RV-0002", "safeguarding", date(2027, 2, 1))
    assert held(north) == [first]
    late = date(2027, 6, 1)
    assert held(north, late) == [first]
    assert safeguarding.separations(north, late, LEAD)[0].review_is_due(late)
    monkeypatch.setattr(type(north), "today", lambda _: late)
    hold(north, "RV-0001", "RV-0002", "court_or_licence", date(2027, 12, 1))
    (again,) = held(north, late)
    assert again[2:] == ("court, bail or licence condition", date(2027, 12, 1))


@pytest.mark.parametrize(
    ("one", "other", "category", "review_on", "words"),
    [
        ("RV-0001", "RV-9999", "other", date(2027, 1, 1), "second is not"),
        ("RV-0004", "RV-0001", "other", date(2027, 1, 1), "first is not"),
        ("RV-0001", "RV-0001", "other", date(2027, 1, 1), "two different"),
        ("RV-0001", "RV-0002", "", date(2027, 1, 1), "why"),
        ("RV-0001", "RV-0002", "other", DAY, "review date"),
    ],
)
def test_what_may_not_stand_is_not_saved(
    north: Store, one: str, other: str, category: str, review_on: date, words: str
) -> None:
    with pytest.raises(UserError, match=words) as refused:
        hold(north, one, other, category, review_on)
    assert "9999" not in str(refused.value)
    assert held(north) == []


def test_holding_apart_is_written_down_and_names_neither(north: Store) -> None:
    before = len(north.audit.lines())
    hold(north, "RV-0001", "RV-0002")
    lines = north.audit.lines()[before:]
    assert [line["result"] for line in lines] == ["intended", "done"]
    assert {(line["client_id"], line["about"]) for line in lines} == {
        (None, "two people held apart")
    }


def end(store: Store, because: str = "condition_ended", scope: Scope = LEAD) -> None:
    (one,) = safeguarding.separations(store, store.today(), LEAD)
    safeguarding.end_separation(store, one.row_id, because, scope, APART)


def kept_apart(store: Store, on: date) -> list[tuple[str, str]]:
    """What the planner is told of everybody at North."""
    everybody = Scope("the program", frozenset(), None, None)
    return separated(store, on, everybody)


def test_a_separation_ends_from_that_day_on_and_stays_on_record(
    north: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    agree(north)
    hold(north, "RV-0001", "RV-0002")
    late = date(2027, 6, 1)
    monkeypatch.setattr(type(north), "today", lambda _: late)
    hold(north, "RV-0002", "RV-0001", "court_or_licence", date(2027, 12, 1))
    assert kept_apart(north, late) == [("A", "B")]
    before = len(north.audit.lines())
    end(north)
    assert held(north, late) == []
    assert kept_apart(north, late) == []
    # As known the day before, it stood.
    assert kept_apart(north, date(2027, 5, 31)) == [("A", "B")]
    assert safeguarding.separations_ended(north, DAY, LEAD) == ()
    (gone,) = safeguarding.separations_ended(north, late, LEAD)
    assert (gone.ended_on, gone.ended_because, gone.ended_by) == (
        late,
        "the court, bail or licence condition ended",
        "lead",
    )
    assert {line["about"] for line in north.audit.lines()[before:]} == {
        "two people held apart no longer"
    }


def test_who_was_held_apart_once_can_be_held_apart_again(north: Store) -> None:
    agree(north)
    hold(north, "RV-0001", "RV-0002")
    end(north)
    hold(north, "RV-0001", "RV-0002", "other")
    assert kept_apart(north, DAY) == [("A", "B")]
    assert safeguarding.separations_ended(north, DAY, LEAD) == ()


def test_a_pair_that_was_not_cleared_stays_apart_when_the_separation_ends(
    north: Store,
) -> None:
    agree(north)
    told(
        north,
        pair_check="client_id | other_client_id | checked_by | checked_on | cleared\n"
        "B | A | tests:lead | 2026-10-01 | no",
    )
    hold(north, "RV-0001", "RV-0002")
    end(north)
    assert kept_apart(north, DAY) == [("A", "B")]


def test_none_ends_without_a_reason_twice_or_from_another_service(north: Store) -> None:
    hold(north, "RV-0001", "RV-0002")
    south = replace(LEAD, services=frozenset({"South"}))
    with pytest.raises(UserError, match="and why it ends"):
        end(north, scope=south)
    with pytest.raises(UserError, match="and why it ends"):
        end(north, because="")
    (one,) = safeguarding.separations(north, DAY, LEAD)
    end(north)
    with pytest.raises(UserError, match="and why it ends"):
        safeguarding.end_separation(north, one.row_id, "condition_ended", LEAD, APART)


def agree(store: Store) -> None:
    given = "\n".join(f"{who} | network_planning | given | 2026-01-01" for who in "AB")
    told(store, permission=f"client_id | purpose | state | given_on\n{given}")
