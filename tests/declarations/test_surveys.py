import re
from dataclasses import fields, is_dataclass

import pytest

from metrics.contracts import ASKED_NOT_ANSWERED, DECLINED, TABLES, Column
from metrics.contracts._lists import DISCLOSURES, PURPOSES, TIES
from metrics.contracts.event import EVENTS
from metrics.indicators._shapes import STRENGTHS
from metrics.problems import Problem
from metrics.surveys import SURVEYS, Question
from metrics.surveys._question import (
    BETWEEN,
    NONE,
    Choice,
    ChooseAny,
    DateQuestion,
    Number,
    Pairs,
    People,
    Scale,
)
from metrics.surveys._survey import UNVALIDATED, Survey
from metrics.surveys.peer_profile import (
    GAP_EXAMPLES,
    PROFILE_EXAMPLES,
    Example,
    GoalGap,
    PeerProfile,
    ThemeScore,
    goal_gap,
    profile,
)
from metrics.surveys.peers import THEMES


ASKED = [(survey, each) for survey in SURVEYS.values() for each in survey.questions]
every_question = pytest.mark.parametrize(
    ("survey", "question"), ASKED, ids=[f"{s.id}.{q.id}" for s, q in ASKED]
)
every_survey = pytest.mark.parametrize("survey", SURVEYS.values(), ids=SURVEYS)

# What may not stand in anything people read: safety.md 4.4, "Avoid".
BANNED = re.compile(
    r"\b(users?|addict\w*|junkies?|abus\w+|misus\w+|injectors?|ivdu|clean|sober|dirty"
    r"|drug-free|relaps\w+|lapsed|habits?|wagon|dropped out|dna'd|non-compliant|chaotic"
    r"|hard to reach|refused|resistant|in denial|manipulative|drug-seeking|associates?"
    r"|alters?|targets?|nodes?|dealers?|suppliers?|runners?|co-offenders?|budd(y|ies)"
    r"|od'd|suffer\w*|bed-blockers?|score|rank|high-risk)\b",
    re.I,
)
THEME_LETTERS = ("ST", "PP", "RA", "MO", "IN", "UN", "SC", "MG")
PEER_CODES = [f"{letters}{n}" for letters in THEME_LETTERS for n in (1, 2, 3)]


@every_question
def test_an_id_is_lower_snake_and_follows_the_code(survey: Survey, question: Question):
    assert re.fullmatch(r"[a-z][a-z0-9_]*", question.id)
    if re.fullmatch(r"(ST|PP|RA|MO|IN|UN|SC|MG|GG|CP|PR|CO)\d+", question.code):
        assert question.id == question.code.lower()


@every_survey
def test_an_id_is_used_once_in_a_survey(survey: Survey):
    """Retired questions stay in the tuple, so once means never again."""
    ids = [question.id for question in survey.questions]
    assert len(set(ids)) == len(ids)
    assert [survey.question(each) for each in ids] == list(survey.questions)


def test_each_survey_stands_under_its_own_id():
    assert list(SURVEYS) == [survey.id for survey in SURVEYS.values()]
    assert len(set(SURVEYS)) == 10


@pytest.mark.parametrize(
    ("survey", "codes"),
    [
        ("peers", PEER_CODES),
        ("goal_gap", ["GG1", "GG2", "GG3"]),
        ("couples", [f"CP{n}" for n in range(1, 9)]),
        ("prison", [f"PR{n}" for n in range(1, 7)]),
        ("coping", [f"CO{n}" for n in range(1, 11)]),
        ("network", [f"Q{n}" for n in range(1, 11)] + [f"A{n}" for n in range(1, 9)]),
    ],
)
def test_every_code_of_the_evidence_is_asked(survey: str, codes: list[str]):
    asked = {question.code for question in SURVEYS[survey].questions if question.code}
    assert asked == set(codes)


def test_the_group_offer_asks_what_the_criteria_read():
    asked = {each.id: each.asked_of for each in SURVEYS["group_offer"].questions}
    assert asked == {
        "own_goal": "client",
        "wants_group": "client",
        "can_attend": "client",
        "slots": "client",
        "venues": "client",
        "acute_state": "worker",
        "medical_withdrawal": "worker",
        "safe_tonight": "worker",
        "capacity": "worker",
    }


def test_the_peer_survey_has_24_items_and_a_short_form_of_16():
    items = SURVEYS["peers"].questions
    assert [item.code for item in items] == PEER_CODES
    short = [item.code for item in items if item.short_form]
    assert short == [code for code in PEER_CODES if code[-1] in "13"]
    assert len(short) == 16


def test_the_reversed_items_are_those_of_the_evidence():
    reverse = {question.code for _, question in ASKED if question.reverse}
    peers = {code for code in PEER_CODES if code.endswith("3")}
    assert reverse == peers | {"CP4", "PR6", "CO2", "CO6", "CO9"}
    assert all(isinstance(each, Scale) for _, each in ASKED if each.reverse)


def test_each_theme_has_three_items_two_of_them_short():
    items = SURVEYS["peers"].questions
    assert list(dict.fromkeys(item.theme for item in items)) == [t.id for t in THEMES]
    for theme in THEMES:
        short = [item.short_form for item in items if item.theme == theme.id]
        assert short == [True, False, True]


def test_the_titles_on_screen_are_not_janis_names():
    assert [theme.title for theme in THEMES] == [
        "Them and us",
        "Pressure",
        "Explaining it away",
        "What seems right",
        "Feeling safe",
        "Thinking all agree",
        "Keeping quiet",
        "News kept out",
    ]
    janis = {theme.janis.lower() for theme in THEMES}
    assert not janis & {theme.title.lower() for theme in THEMES}
    notes = {theme.id: theme.note for theme in THEMES if theme.note}
    assert set(notes) == {"explaining_it_away", "keeping_quiet", "news_kept_out"}
    assert notes["keeping_quiet"] == notes["news_kept_out"]


@every_survey
def test_a_survey_says_whom_it_is_for_and_how_far_it_reaches(survey: Survey):
    assert survey.title
    assert survey.when
    assert survey.source
    assert survey.strength in STRENGTHS
    assert survey.reach
    assert survey.asked_alone


@pytest.mark.parametrize("survey", ["peers", "goal_gap", "couples", "prison", "coping"])
def test_an_unvalidated_survey_has_the_permanent_banner(survey: str):
    assert (
        SURVEYS[survey].banner
        == UNVALIDATED
        == ("Unvalidated. For conversation only. Not a measure of a person.")
    )


@every_question
def test_every_question_says_what_it_expects(survey: Survey, question: Question):
    assert question.expects
    assert question.text == question.text.strip() != ""
    for answer in answers_to(question):
        assert not isinstance(question.read(answer), Problem), answer
    assert isinstance(question.read("not an answer"), Problem)


@every_question
def test_asked_not_answered_is_a_state_and_never_a_value(
    survey: Survey, question: Question
):
    for state in (ASKED_NOT_ANSWERED, DECLINED, ""):
        assert isinstance(question.read(state), Problem)


@every_question
def test_every_option_has_a_label(survey: Survey, question: Question):
    options = getattr(question, "options", ())
    assert len({option.id for option in options}) == len(options)
    assert len({option.label for option in options}) == len(options)
    assert all(option.label.strip() for option in options)
    assert all(re.fullmatch("[a-z][a-z0-9_]*", option.id) for option in options)
    if isinstance(question, Choice | ChooseAny):
        assert len(options) > 1
        assert NONE not in {each.id for each in options} or isinstance(question, Choice)
    if isinstance(question, Scale):
        assert all(question.ends)


@every_question
def test_a_restricted_question_becomes_a_disclosure(survey: Survey, question: Question):
    assert set(question.restricted) <= set(DISCLOSURES.ids)
    assert bool(question.restricted) == (question.fills == "disclosure.state")
    if question.restricted:
        assert survey.asked_alone
        assert "This program tells nobody" in question.note


def test_what_the_lead_alone_reads_is_restricted():
    restricted = {each.code: each.restricted for _, each in ASKED if each.restricted}
    assert restricted == {
        "R32": ("suicide_or_self_harm",),
        "R52": ("violence_at_home",),
        "R53": ("pressure_or_fear", "debt"),
        "A8": ("pressure_or_fear", "debt"),
        "PR4": ("debt",),
    }
    assert SURVEYS["network"].questions[0].code == "A8", "private questions come first"


@every_question
def test_an_answer_fits_the_column_that_holds_it(survey: Survey, question: Question):
    column = held_in(question)
    if isinstance(question, Choice) and column.codes:
        codes = set(column.codes.ids) - {ASKED_NOT_ANSWERED}
        assert {option.id for option in question.options} == codes
    if isinstance(question, Number | Scale) and column.high is not None:
        assert (question.low, question.high) == (column.low, column.high)
    if question.kinds:
        table = question.fills.partition(".")[0]
        kinds = TABLES[table].column("kind").codes
        assert kinds
        assert set(question.kinds) <= set(kinds.ids)


@every_question
def test_an_answer_is_not_longer_than_its_column(survey: Survey, question: Question):
    longest = held_in(question).longest
    if question.fills != "answer.value" or longest is None:
        return
    assert max(map(len, answers_to(question))) <= longest


def test_each_kind_of_tie_has_its_generator():
    asked = [
        kind for _, each in ASKED if isinstance(each, People) for kind in each.kinds
    ]
    assert sorted(asked) == sorted(TIES.ids)
    assert not set(TIES.ids) & set(EVENTS.ids)


def test_a_link_is_asked_only_where_network_planning_is_permitted():
    needs = {each.code: each.needs for _, each in ASKED if each.needs}
    assert needs == {"A6": "network_planning"}
    assert set(needs.values()) <= set(PURPOSES.ids)


def test_the_wording_has_no_banned_word():
    found = [text for text in words_of((SURVEYS, THEMES)) if BANNED.search(text)]
    assert found == []
    assert BANNED.search("a Dealer"), "the list itself must be able to fail"


def test_nothing_has_a_total():
    assert {each.name for each in fields(PeerProfile)} == {"themes", "banner"}
    names = {
        each.name for kind in (Survey, ThemeScore, GoalGap) for each in fields(kind)
    }
    assert not {name for name in names if re.search("total|sum|cut|overall|rank", name)}


@pytest.mark.parametrize("example", PROFILE_EXAMPLES, ids=lambda each: each.why)
def test_the_worked_examples_of_the_profile(example: Example):
    assert profile(example.answers).themes[0].mean == example.expect


@pytest.mark.parametrize("example", GAP_EXAMPLES, ids=lambda each: each.why)
def test_the_worked_examples_of_the_goal_gap(example: Example):
    assert goal_gap(example.answers).gap == example.expect


@pytest.mark.parametrize("examples", [PROFILE_EXAMPLES, GAP_EXAMPLES])
def test_the_examples_show_a_known_and_a_not_known(examples: tuple[Example, ...]):
    assert {example.expect is None for example in examples} == {True, False}


def held_in(question: Question) -> Column:
    table, _, column = question.fills.partition(".")
    return TABLES[table].column(column)


def answers_to(question: Question) -> list[str]:
    """Answers that must be taken, the longest among them."""
    match question:
        case Choice():
            return [option.id for option in question.options]
        case ChooseAny():
            ids = [option.id for option in question.options]
            return [*ids, BETWEEN.join(ids), NONE]
        case Scale() | Number():
            return [str(n) for n in range(question.low, question.high + 1)]
        case DateQuestion():
            return ["2026-11-02", NONE]
        case People():
            return ["1", BETWEEN.join("23456"), NONE]
        case Pairs():
            return ["1-2", BETWEEN.join(f"1-{n}" for n in range(2, 11)), NONE]
    raise AssertionError(f"a kind of question without a sample answer: {question!r}")


def words_of(thing: object) -> list[str]:
    """Every text in a declaration, however deep, ids included."""
    if isinstance(thing, str):
        return [thing.replace("_", " ")]
    if is_dataclass(thing):
        return [
            text
            for each in fields(thing)
            for text in words_of(getattr(thing, each.name))
        ]
    if isinstance(thing, dict):
        thing = tuple(thing.values())
    parts = thing if isinstance(thing, tuple | list) else ()
    return [text for part in parts for text in words_of(part)]
