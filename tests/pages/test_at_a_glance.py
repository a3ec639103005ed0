"""At a glance reads a release file, and nothing else."""

import re
from dataclasses import replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import navigation, session
from dashboard.access import DEMO_USERS
from dashboard.charts import released, released_twin
from metrics import Scope, reports
from tests.pages.reading import charts, text
from tests.pages.visiting import visited


COMMISSIONER = next(each for each in DEMO_USERS if each.subject == "commissioner")
PLACE = next(each for each in navigation.places() if each.address == "at-a-glance")
# What may stand on the page and is no count of people: dates, limits, shares, days.
NUMBER = re.compile(r"\b\d[\d,]*\b")


def opened() -> AppTest:
    return visited(PLACE.page, COMMISSIONER)


def test_the_line_under_the_title_is_the_releases_own(release: reports.Release):
    said = text(opened())
    for part in release.face.line():
        assert part in said


def test_every_figure_has_what_must_stand_under_it(release: reports.Release):
    said = text(opened())
    figures = reports.headlines(release)
    assert len(figures) == 6
    for each in figures:
        assert each.measure.title in said
        assert each.measure.definition in said
        assert f"Source: {each.measure.source}." in said
    captions = [each.value for each in opened().caption]
    assert sum("As at 30 June 2026" in each for each in captions) == 6
    beside = [each.value for each in opened().markdown]
    assert sum("**Not known:**" in each for each in beside) == 6


def test_what_hidden_means_is_said_before_anything_is(release: reports.Release):
    said = text(opened())
    first = said.index("7 or fewer (may be none)")
    assert said.index("7 or fewer") == first
    assert first < said.index(release.face.measures[0].title)
    assert release.face.policy.caveat in said
    assert release.face.policy.rounded in said


def test_three_sentences_say_what_changed():
    said = opened().main.markdown
    (changed,) = (each.value for each in said if each.value.startswith("- "))
    assert len(changed.splitlines()) == 3


def test_both_charts_and_their_twins_are_the_protected_table(release: reports.Release):
    tables = ("in_treatment", "use_on_top")
    drawn = [released(release, table) for table in tables]
    assert [spec["alt"] for spec in charts(opened())] == [each.alt for each in drawn]
    for table, each in zip(tables, drawn, strict=True):
        finest = [c for c in release.table(table).cells if reports.ALL not in c.place]
        rows = _rows(each.chart.to_dict())
        assert [row["People"] for row in rows] == [c.count or 0 for c in finest]
    twin = released_twin(release, "use_on_top")
    cells = {release.say(cell) for cell in release.table("use_on_top").cells}
    assert {cell for row in twin.rows for cell in row[1:]} == cells


def test_a_hidden_number_has_words_and_no_bar(release: reports.Release):
    drawn = released(release, "ort_medicine")
    rows = _rows(drawn.chart.to_dict())
    low = [row for row in rows if row["Said"].startswith("7 or fewer ")]
    assert low
    assert {row["People"] for row in low} == {0}
    assert "7 or fewer another medicine" in drawn.summary


def test_no_number_on_it_is_an_exact_count(release: reports.Release):
    """Every number of three figures or more is a year or a multiple of the base."""
    said = text(opened())
    numbers = {int(each.replace(",", "")) for each in NUMBER.findall(said)}
    exact = {
        number
        for number in numbers
        if number > 99 and number % 10 and not 2000 < number < 2100
    }
    assert exact <= {365}


def test_it_asks_the_store_nothing(monkeypatch: pytest.MonkeyPatch):
    """With no record open it shows the same, but for the band of the demonstration."""
    before = text(opened()).partition("Every number is rounded")[2]
    held = session.opened()
    monkeypatch.setattr(session, "_opened", replace(held, store=None, demo=False))
    assert before
    assert text(opened()).partition("Every number is rounded")[2] == before


def test_without_a_release_it_says_who_makes_one(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(session, "_opened", replace(session.opened(), release=None))
    said = text(opened())
    assert "No release is open here" in said


def _rows(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows that a chart was drawn from, which all its layers share."""
    (rows,) = spec["datasets"].values()
    return rows


def test_what_is_sent_again_is_what_was_drawn():
    at = opened()
    first = text(at), [spec["alt"] for spec in charts(at)]
    again = at.run()
    assert (text(again), [spec["alt"] for spec in charts(again)]) == first


def test_another_release_is_never_sent_for_this_one(release: reports.Release):
    """What is kept is kept under a fingerprint of all that the release holds."""
    others = (
        replace(release, face=replace(release.face, own_words=(("North", "Ours."),))),
        replace(release, published=dict(list(release.published.items())[:-1])),
        replace(release, means={}),
    )
    assert len({release.id, *(each.id for each in others)}) == 4
    again = reports.open_release(session.release(), Scope.operator())
    assert again.id == release.id


def test_files_are_listed_when_somebody_asks_for_them():
    """Nine buttons cost a page time that nobody need wait for who takes nothing."""
    at = opened()
    assert not at.get("download_button")
    at.session_state["take_it_away"] = True
    names = {each.proto.label for each in at.run().get("download_button")}
    assert {"One page (PDF)", "Excel", "People in treatment by service as SVG"} <= names
    assert len(names) == 9
