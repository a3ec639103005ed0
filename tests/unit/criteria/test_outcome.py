"""What the states of the criteria add up to for a person, drawn, and against a second,
plain implementation by the codes of evidence.md section 4.
"""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from metrics.criteria import CRITERIA, Outcome, OutcomeKind, Step, decide
from metrics.indicators import Example


DAY = date(2026, 11, 2)
CODES = {each.code: each.id for each in CRITERIA.values()}
LETTERS = {"y": True, "n": False, "": None}
DRAWN = Example("""
    X1 | X6 | W1 | W3 | W4 | W7 | W8 | C1 | C2 | C3 | C6 | expect
    ---+----+----+----+----+----+----+----+----+----+----+--------------------------
    n  | n  | n  | n  | n  | n  | n  | y  | y  | y  | y  | criteria met
       |    |    |    |    |    |    | y  | y  | y  | y  | criteria met
    y  | n  | n  | n  | n  | n  | n  | y  | y  | y  | y  | not listed
    n  | y  | n  | n  | n  | n  | n  | y  | y  | y  | y  | not listed
    y  | n  | y  | y  | n  | n  | y  | y  | y  | y  | y  | not listed
    n  | n  | n  | n  | n  | n  | y  | y  | n  | y  | y  | not now: different offer
    n  | n  | y  | n  | n  | y  | y  | y  | n  | y  | y  | not now: different offer
    n  | n  | y  | n  | n  | n  | n  | y  | y  | y  | y  | not now: 1 December
    n  | n  | n  | n  | y  | n  | n  | y  | y  | y  | y  | not now: 11 November
    n  | n  | y  | n  | y  | n  | n  | y  | y  | y  | y  | not now: 1 December
    n  | n  | n  | y  | n  | n  | n  | y  | y  | y  | y  | not now: no day
    n  | n  | n  | n  | n  | y  | n  | y  | y  | y  | y  | not now: no day
    n  | n  | y  | y  | n  | n  | n  | y  | y  | y  | y  | not now: no day
    n  | n  | n  | n  | y  | n  | n  | n  | n  | n  | n  | not now: 11 November
       |    |    |    | y  |    |    |    |    |    |    | not now: 11 November
    n  | n  | n  | n  | n  | n  | n  | n  | y  | y  | y  | not listed
    n  | n  | n  | n  | n  | n  | n  | y  | n  | y  | y  | not listed
    n  | n  | n  | n  | n  | n  | n  | y  | y  | n  | y  | not listed
    n  | n  | n  | n  | n  | n  | n  | y  | y  | y  | n  | not listed
    n  | n  | n  | n  | n  | n  | n  |    |    | n  |    | not listed
    n  | n  | n  | n  | n  | n  | n  |    |    |    |    | not enough: C1
    n  | n  | n  | n  | n  | n  | n  | y  |    | y  |    | not enough: C2
    n  | n  | n  | n  | n  | n  | n  | y  | y  |    |    | not enough: C3
    n  | n  | n  | n  | n  | n  | n  | y  | y  | y  |    | not enough: C6
       |    |    |    |    |    |    |    |    |    |    | not enough: C1
    """)
AGAIN_ON = {CODES["W1"]: date(2026, 12, 1), CODES["W4"]: date(2026, 11, 11)}


def states(row: Mapping[str, str]) -> dict[str, bool | None]:
    return {CODES[code]: LETTERS[cell] for code, cell in row.items() if code in CODES}


def outcome(**codes: str) -> Outcome:
    """Everything met, but for what is said."""
    usual = dict.fromkeys(("X1", "X6", "W1", "W3", "W4", "W7", "W8"), "n")
    usual |= dict.fromkeys(("C1", "C2", "C3", "C6"), "y")
    return decide(CRITERIA.values(), states(usual | codes), AGAIN_ON)


def in_short(found: Outcome) -> str:
    match found.kind:
        case OutcomeKind.CRITERIA_MET:
            return "criteria met"
        case OutcomeKind.NOT_LISTED:
            return "not listed"
        case OutcomeKind.NOT_NOW:
            if found.words == "not now (a different offer)":
                return "not now: different offer"
            day = f"{found.until:%-d %B}" if found.until else "no day"
            return f"not now: {day}"
    asked = next(each.code for each in CRITERIA.values() if each.ask == found.ask)
    return f"not enough: {asked}"


@pytest.mark.parametrize("row", DRAWN.rows, ids=lambda row: row["expect"])
def test_the_first_that_holds(row: Mapping[str, str]) -> None:
    assert in_short(decide(CRITERIA.values(), states(row), AGAIN_ON)) == row["expect"]


# Words ------------------------------------------------------------------------------


def test_a_worker_reads_what_it_waits_for() -> None:
    assert outcome().words == "criteria met: could be discussed"
    assert outcome(X1="y").words == "not listed this time"
    assert outcome(W1="y").words == "not now (until 1 December 2026)"
    assert outcome(W3="y", W4="y", W7="y").words == (
        "not now (until the dose has been reviewed, until 11 November 2026 "
        "and until a kit and training have been given)"
    )
    assert outcome(W8="y").words == "not now (a different offer)"
    assert outcome(C3="").words == (
        "not enough information "
        "(ask: whether they would like to stop, cut down, or neither)"
    )


def test_what_a_place_still_needs_stands_beside_and_does_not_block() -> None:
    found = outcome(W4="", W7="", X1="")
    assert found.words == "criteria met: could be discussed"
    assert found.check_words == (
        "check before a place: whether they agree to be considered in network "
        "planning; any overdose in the last 28 days; naloxone at home, and training"
    )
    assert outcome().check_words is None
    assert outcome(X6="y", W4="").check_words is None


def test_a_manager_reads_the_outcome_and_its_day_only() -> None:
    assert outcome().words_for_planning == "could be discussed"
    assert outcome(W1="y").words_for_planning == (
        "not now: own care comes first, until 1 December 2026"
    )
    assert outcome(C3="").words_for_planning == (
        "not enough information: their worker sees what to ask"
    )
    assert outcome(C1="n").words_for_planning == "not listed this time"


@pytest.mark.parametrize(
    "codes", [{"W3": "y"}, {"W7": "y"}, {"W8": "y"}, {"W1": "y", "W3": "y"}], ids=str
)
def test_every_wait_without_a_day_reads_alike_to_a_manager(
    codes: dict[str, str],
) -> None:
    assert outcome(**codes).words_for_planning == (
        "not now: own care comes first, until their worker has looked again"
    )


# A second implementation ------------------------------------------------------------

BY_CODE = st.fixed_dictionaries(
    {code: st.sampled_from([True, False, None]) for code in CODES}
)
DAYS = st.integers(1, 29).map(lambda days: DAY + timedelta(days=days))
# Most people meet most of the core: else hardly an example would come that far.
MOSTLY = st.fixed_dictionaries(
    {
        code: st.sampled_from(
            [True, True, None] if code[0] == "C" else [False, False, False, None]
        )
        for code in CODES
    }
)


def by_hand(said: Mapping[str, bool | None], days: Mapping[str, date]) -> str:
    """Evidence.md section 4, line by line."""
    if said["X1"] or said["X6"]:
        return "not listed"
    if said["W8"]:
        return "not now: different offer"
    deferrals = ("W1", "W2", "W3", "W4", "W5", "W6", "W7", "W9")
    waits = [code for code in deferrals if said[code]]
    if waits:
        if set(waits) <= {"W1", "W4"}:
            return f"not now: {max(days[code] for code in waits):%-d %B}"
        return "not now: no day"
    needed = ["C1", "C2", "C3", "C6"]
    if any(said[code] is False for code in needed):
        return "not listed"
    for code in needed:
        if said[code] is None:
            return f"not enough: {code}"
    return "criteria met"


@given(BY_CODE | MOSTLY, st.fixed_dictionaries({"W1": DAYS, "W4": DAYS}))
@example(dict.fromkeys(CODES), {"W1": DAY, "W4": DAY})
def test_the_outcome_is_what_the_plain_rule_gives(
    said: dict[str, bool | None], days: dict[str, date]
) -> None:
    known = {CODES[code]: state for code, state in said.items()}
    again = {CODES[code]: day for code, day in days.items() if said[code]}
    assert in_short(decide(CRITERIA.values(), known, again)) == by_hand(said, days)


@given(BY_CODE | MOSTLY)
def test_what_is_needed_for_a_place_alone_changes_nothing(
    said: dict[str, bool | None],
) -> None:
    known = {CODES[code]: state for code, state in said.items()}
    short = {
        name: state for name, state in known.items() if not CRITERIA[name].for_place
    }
    assert decide(CRITERIA.values(), known) == decide(CRITERIA.values(), short)


@given(BY_CODE | MOSTLY, st.sampled_from(sorted(CODES)))
def test_what_becomes_missing_never_rules_anybody_out(
    said: dict[str, bool | None], code: str
) -> None:
    """Less known never makes "not listed" or "not now" of what was neither."""
    blocks = {OutcomeKind.NOT_LISTED, OutcomeKind.NOT_NOW}
    before = decide(CRITERIA.values(), {CODES[c]: s for c, s in said.items()})
    less = {CODES[c]: None if c == code else s for c, s in said.items()}
    after = decide(CRITERIA.values(), less)
    assert after.kind not in blocks or before.kind in blocks


@given(BY_CODE | MOSTLY)
def test_a_manager_is_never_told_a_reason(said: dict[str, bool | None]) -> None:
    found = decide(CRITERIA.values(), {CODES[c]: s for c, s in said.items()}, AGAIN_ON)
    reasons = [
        words
        for each in CRITERIA.values()
        for words in (each.title, each.ask, each.until and each.until.words)
        if words
    ]
    assert not any(words in found.words_for_planning for words in reasons)


def test_every_deferral_says_until_when_and_what_to_do() -> None:
    for each in CRITERIA.values():
        assert (each.until is not None) == (each.step is Step.DEFERRAL), each.id
        assert each.suggests
