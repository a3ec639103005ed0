"""Everything that is taken away is a function of the release, and the same each time."""

import csv
import hashlib
import io
import re
from dataclasses import replace
from pathlib import Path

import fastexcel
import pytest

from dashboard import charts
from dashboard.components import board_paper, release_files, release_words
from dashboard.components.charts_compared import coverage, funnel_twin, in_funnel
from metrics import Scope, reports
from metrics.reports import Cell, Release, Status


@pytest.fixture(scope="module")
def release(demo_folder: Path) -> Release:
    return reports.open_release(
        demo_folder / "release" / reports.FILE, Scope.operator()
    )


@pytest.fixture(scope="module")
def again(demo_folder: Path) -> Release:
    """The same, opened anew."""
    return reports.open_release(
        demo_folder / "release" / reports.FILE, Scope.operator()
    )


FILES = {
    "cells": release_files.cells_csv,
    "codebook": release_files.codebook_csv,
    "workbook": release_files.workbook,
    "one page": board_paper.one_page,
    "whole paper": board_paper.whole_paper,
}


@pytest.mark.parametrize("name", FILES)
def test_the_same_release_gives_the_same_bytes(
    release: Release, again: Release, name: str
):
    made = FILES[name](release)
    assert made
    assert made == FILES[name](again)


def cells_of(release: Release) -> list[tuple[str, str, str]]:
    """What is said of every cell, by table and period."""
    return [
        (release.title(table.table), table.period, release.say(cell))
        for table in release.published.values()
        for cell in table.cells
    ]


def digest(rows: list[tuple[str, ...]]) -> str:
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def test_screen_paper_csv_and_workbook_hold_one_protected_table(release: Release):
    """SDC-07, by hash: every cell as said, in one order, wherever it stands."""
    protected = cells_of(release)
    text = csv.DictReader(io.StringIO(release_files.cells_csv(release)))
    in_csv = [(row["Table"], row["Period"], row["Shown as"]) for row in text]
    sheet = fastexcel.read_excel(release_files.workbook(release)).load_sheet(
        "Cells", dtypes="string"
    )
    rows = sheet.to_arrow().to_pylist()
    in_book = [(row["Table"], row["Period"], row["Shown as"]) for row in rows]
    assert digest(protected) == digest(in_csv) == digest(in_book)


def test_twin_chart_and_alternative_text_hold_the_same_table(release: Release):
    for name in board_paper.DRAWN:
        said = {release.say(cell) for cell in release.table(name).cells}
        twin = charts.released_twin(release, name)
        assert {cell for row in twin.rows for cell in row[1:]} == said
        drawn = charts.released(release, name)
        assert drawn.twin == twin
        assert drawn.summary in drawn.alt


def test_the_funnel_and_its_twin_are_of_published_cells(release: Release):
    for name in reports.comparable(release):
        found = reports.compared(release, name)
        twin = funnel_twin(release, found)
        assert [row[0] for row in twin.rows[:-1]] == [p.service for p in found.places]
        if found.lines:
            assert in_funnel(release, found).twin == twin


def test_every_number_on_the_paper_is_published_or_follows_from_it(release: Release):
    """A number of three figures is a multiple of the base, a day, a year or a limit."""
    paper = board_paper._first(release)
    numbers = {
        int(each) for f in paper["figures"] for each in re.findall(r"\d+", f["number"])
    }
    assert all(number % 10 == 0 for number in numbers if number > 100)


def test_a_coverage_has_every_measure_and_service(release: Release):
    twin = coverage(release, reports.comparable(release))
    services = {c.place[0] for c in release.table("in_treatment").cells} - {reports.ALL}
    assert set(twin.columns[2:]) == services
    assert len(twin.rows) == len(reports.comparable(release))


def test_no_one_stands_in_a_file_and_the_day_is_of_publication(release: Release):
    made = board_paper.whole_paper(release)
    assert b"/Author (Alongside)" in made or b"Alongside" in made
    assert b"D:20261102" in made
    name = release_files.file_name(release, "whole", "pdf")
    assert name == "alongside-release-2026-27-Q1-1-whole.pdf"


def test_pictures_have_their_title_inside(release: Release):
    svg = release_files.picture_svg(charts.released(release, "in_treatment"))
    assert svg.startswith("<svg")
    assert "People in treatment" in svg
    png = release_files.picture_png(charts.released(release, "in_treatment"))
    assert png.startswith(b"\x89PNG")


def test_what_is_given_together_is_said_wherever_the_table_is(release: Release):
    """The release, had the oldest been too few to stand alone."""
    named = ("in_treatment_by_age", "2025-26")
    before = release.published[named]
    older = {"45_54", "55_plus"}
    cells = [c for c in before.cells if not older & set(c.place)]
    cells.append(Cell(("45_plus",), Status.SHOWN, 130))
    table = replace(before, cells=tuple(cells))
    merged = replace(release, published={**release.published, named: table})
    assert release_words.given_together(release, named[0]) == ""
    said = release_words.given_together(merged, named[0])
    assert said.startswith("Given together: 45 and over. Told apart, most of it would")
    assert board_paper._table(merged, named[0])["source"].endswith(said)
    rows = {row[0]: row[1] for row in charts.released_twin(merged, named[0]).rows}
    assert rows["45 and over"] == "130"
    assert "45_plus,45 and over" in release_files.codebook_csv(merged)
