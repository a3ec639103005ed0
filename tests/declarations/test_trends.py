"""Over every trend: what is shown as it went, and never flagged."""

import re
from dataclasses import fields

import pytest

from metrics.criteria import CRITERIA
from metrics.indicators import INDICATORS, STRENGTHS, TRENDS, Trend
from metrics.store import view
from metrics.surveys import SURVEYS
from metrics.surveys._question import Number, Scale


every = pytest.mark.parametrize("each", TRENDS.values(), ids=TRENDS)


@every
def test_it_shows_a_fact_of_its_view(each: Trend):
    assert each.fact in view(each.view).facts


@every
def test_what_is_asked_stands_in_its_survey_with_the_same_ends(each: Trend):
    asked = SURVEYS[each.survey].question(each.fact) if each.survey else None
    assert bool(asked) == bool(each.survey)
    if isinstance(asked, Number | Scale):
        assert each.span == (asked.low, asked.high)
    elif asked:
        assert each.span is None
    found = [survey for survey in SURVEYS.values() if survey.question(each.fact)]
    assert found == ([SURVEYS[each.survey]] if each.survey else [])


@every
def test_it_reads_as_sentences(each: Trend):
    for text in (each.title, each.source, each.reach, each.unit.capitalize()):
        assert re.fullmatch(r"[A-Z0-9].*[^.\s]", text)
    assert re.fullmatch(r"[A-Z][^_<>=]*\.", each.why)
    assert re.fullmatch(r"[A-Z][^_<>=]*[^.\s]\.", each.explain())
    assert each.strength in STRENGTHS
    assert each.reviewed < each.next_review
    assert "evidence.md" in each.source


def test_an_id_is_used_once_among_all_declarations():
    assert list(TRENDS) == [each.id for each in TRENDS.values()]
    assert not set(TRENDS) & {*INDICATORS, *CRITERIA}


def test_there_is_no_place_for_a_rule_or_a_cut_off():
    names = {each.name for each in fields(Trend)}
    assert not {name for name in names if re.search("raised|cut|order|limit", name)}


def test_those_that_the_evidence_leaves_without_a_cut_off_are_trends():
    """And none of them is read by an indicator."""
    told = " ".join(each.source for each in TRENDS.values())
    for code in ("R08", "R35", "R36", "R37", "R38", "R39", "R40", "R41", "R43"):
        assert re.search(rf"\b{code}\b", told), code
    read = {name for each in INDICATORS.values() for name in each.inputs}
    assert not read & {each.fact for each in TRENDS.values()}


def test_what_an_indicator_shows_beside_its_title_is_a_fact_of_its_view():
    wrong = [
        each.id
        for each in INDICATORS.values()
        if not {*each.shows} <= {*view(each.view).facts}
    ]
    assert wrong == []


def test_every_row_of_the_evidence_is_declared_or_left_out_for_good():
    """R03 is judged within R02; R20 is a notice; R32, R52 and R53 are disclosures."""
    told = " ".join(each.source for each in (*INDICATORS.values(), *TRENDS.values()))
    rows = {
        f"R{number:02}" for number in (*range(1, 25), *range(30, 44), *range(50, 56))
    }
    missing = {row for row in rows if not re.search(rf"\b{row}\b", told)}
    assert missing == {"R20", "R32", "R52", "R53"}
