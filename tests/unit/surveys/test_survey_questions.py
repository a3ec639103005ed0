from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.contracts import Code
from metrics.contracts._lists import WANTED
from metrics.problems import Outcome, Problem
from metrics.surveys import SURVEYS, Question
from metrics.surveys._question import (
    YES_NO,
    Choice,
    ChooseAny,
    DateQuestion,
    Number,
    Pairs,
    People,
    Scale,
    options_of,
    statement,
)
from metrics.surveys.peer_profile import profile


CHOICE = Choice("can_stay_over", "Can you stay over?", options=YES_NO)
SCALE = Scale("wish", "How strong?", low=0, high=10, ends=("none", "most"))
NUMBER = Number("days", "How many days?", low=0, high=28, unit="days of 28")
DAY = DateQuestion("release", "Date of last release, or none.")
ANY = ChooseAny(
    "what", "Which?", options=(Code("money", "money"), Code("home", "home"))
)
PEOPLE = People("who", "Who?", kinds=("supports",), most=2)
PAIRS = Pairs("pairs", "Who know each other?", kinds=("knows",))


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        (CHOICE, "yes", "yes"),
        (SCALE, "0", 0),
        (SCALE, "10", 10),
        (NUMBER, "28", 28),
        (DAY, "2026-10-12", date(2026, 10, 12)),
        (DAY, "none", "none"),
        (ANY, "money", ("money",)),
        (ANY, "home;money", ("home", "money")),
        (ANY, "none", ()),
        (PEOPLE, "10", ("10",)),
        (PEOPLE, "none", ()),
        (PAIRS, "1-2;9-10", ("1-2", "9-10")),
    ],
)
def test_an_answer_is_read_as_its_type(question: Question, text: str, value: object):
    read = question.read(text)
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (CHOICE, "Yes"),
        (CHOICE, " yes"),
        (CHOICE, "yes;no"),
        (SCALE, "11"),
        (SCALE, "-1"),
        (SCALE, "05"),
        (SCALE, "5.0"),
        (SCALE, "\N{ARABIC-INDIC DIGIT FIVE}"),
        (SCALE, "99"),
        (SCALE, "9" * 5000),
        (NUMBER, "29"),
        (NUMBER, "28 days"),
        (DAY, "2026-02-30"),
        (DAY, "12/10/2026"),
        (DAY, "20261012"),
        (DAY, "46023"),
        (ANY, "money;money"),
        (ANY, "money;none"),
        (ANY, "money;"),
        (ANY, "house"),
        (PEOPLE, "Luke"),
        (PEOPLE, "11"),
        (PEOPLE, "1;2;3"),
        (PAIRS, "2-1"),
        (PAIRS, "1-1"),
    ],
)
def test_what_is_not_an_answer_is_held(question: Question, text: str):
    problem = question.read(text)
    assert isinstance(problem, Problem)
    assert problem.outcome is Outcome.HOLD
    assert problem.code == "IMP-D04"
    assert problem.expected == f"{question.expects}."


@pytest.mark.parametrize("question", [CHOICE, SCALE, NUMBER, DAY, ANY, PEOPLE, PAIRS])
@given(text=st.text(max_size=20))
def test_a_problem_never_tells_the_value(question: Question, text: str):
    """safety.md INV5: the class of value, never the value itself."""
    marked = f"Zz{text}zZ"
    problem = question.read(marked)
    assert isinstance(problem, Problem)
    assert marked not in problem.sentence()


def test_a_day_asked_for_cannot_lie_after_the_day_it_was_asked():
    asked_on = date(2026, 11, 2)
    assert DAY.read("2026-11-02", asked_on) == asked_on
    problem = DAY.read("2026-11-03", asked_on)
    assert isinstance(problem, Problem)
    assert problem.code == "IMP-C17"


def test_what_is_expected_is_said_in_words():
    assert CHOICE.expects == "one of yes, no"
    assert SCALE.expects == "a whole number from 0 (none) to 10 (most)"
    assert NUMBER.expects == "a whole number from 0 to 28 (days of 28)"
    assert DAY.expects == "a date as 2026-11-02, or none"
    assert ANY.expects == 'any of money, home, with ";" between them, or none'
    assert PEOPLE.expects == 'up to 2 people by number, as "1;3", or none'
    assert PAIRS.expects == 'up to 10 pairs by number, as "1-2;1-3", or none'


def test_a_reversed_item_is_turned_round_within_its_scale():
    turned = statement("ZZ1", "I sleep well.", "sleep", reverse=True)
    assert [turned.scored(n) for n in range(1, 6)] == [5, 4, 3, 2, 1]
    assert [SCALE.scored(n) for n in (0, 10)] == [0, 10]


def test_options_of_a_code_list_leave_the_state_out():
    assert [option.id for option in options_of(WANTED)] == ["yes", "no", "unsure"]


def test_a_question_that_no_survey_asks_is_not_found():
    assert SURVEYS["peers"].question("gg1") is None


def test_the_short_form_counts_two_and_the_long_form_three():
    short = profile({"st1": "4", "st3": "4"}).themes[0]
    long = profile({"st1": "4", "st2": None, "st3": "4"}).themes[0]
    assert (short.answered, short.of) == (2, 2)
    assert (long.answered, long.of) == (2, 3)
    assert short.mean == long.mean == 3.0


def test_a_stored_answer_that_cannot_be_read_is_a_fault_and_is_not_told():
    with pytest.raises(ValueError, match="st1: the stored answer") as fault:
        profile({"st1": "777"})
    assert "777" not in str(fault.value)
