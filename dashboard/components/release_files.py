"""A release as files to take away: CSV with its codebook, Excel, a chart as a picture.

Byte for byte the same for the same release: each carries its number and its day of
publication, and neither a reader nor a time of making. The paper is `board_paper.py`.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime, time

import openpyxl
import vl_convert

from dashboard.charts import LIGHT, Drawn, themed
from metrics import day
from metrics.reports import ALL, Release, csv_text, neutral


NAME = "alongside-release"
_CELLS = ("Table", "Period", "Cut by", "Category", "Answer", "Count", "Shown as")
_CODES = ("Table", "Column", "Code", "Words", "Counted", "Definition", "Source")


def file_name(release: Release, what: str, ending: str) -> str:
    """The number and the period, and nothing of who takes it."""
    face = release.face
    return f"{NAME}-{face.period}-{face.number}-{what}.{ending}"


def cells_csv(release: Release) -> str:
    """Every published cell of every table, one a row, in words."""
    return csv_text(_CELLS, _cells(release))


def codebook_csv(release: Release) -> str:
    """What each table counts, of whom, and what each of its words means."""
    return csv_text(_CODES, _codes(release))


def workbook(release: Release) -> bytes:
    """Cells, means, the codebook and what the release says of itself, a sheet each."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    sheets = {
        "About": (("What", "Words"), _about(release)),
        "Cells": (_CELLS, _cells(release)),
        "Means": (("Mean", "Period", "Service", "Value", "Unit"), _means(release)),
        "Codebook": (_CODES, _codes(release)),
    }
    for name, (header, rows) in sheets.items():
        sheet = book.create_sheet(name)
        sheet.append(header)
        for row in rows:
            sheet.append([neutral(cell) for cell in row])
        sheet.freeze_panes = "A2"
    made = io.BytesIO()
    published = datetime.combine(release.face.published_on, time())
    book.properties.creator = "Alongside"
    book.properties.created = published
    book.save(made)
    return _same(made.getvalue(), published)


def picture_svg(drawn: Drawn) -> str:
    """A chart on white paper, with its title and what was measured."""
    headed = drawn.chart.properties(
        title={"text": drawn.title, "subtitle": drawn.measured}
    )
    return str(vl_convert.vegalite_to_svg(themed(headed, LIGHT).to_dict()))


def picture_png(drawn: Drawn) -> bytes:
    return bytes(vl_convert.svg_to_png(picture_svg(drawn), scale=2))


def _cells(release: Release) -> Iterator[tuple[str | int, ...]]:
    for table in release.published.values():
        by, answer = (*table.variables, "")[:2]
        for cell in table.cells:
            place = (*cell.place, ALL)[:2]
            said = release.label(answer, place[1]) if answer else "people"
            yield (
                release.title(table.table),
                table.period,
                release.heading(by),
                release.label(by, place[0]),
                said,
                "" if cell.count is None else cell.count,
                release.say(cell),
            )


def _means(release: Release) -> Iterator[tuple[str | float, ...]]:
    words = {each.id: each for each in release.face.means}
    for means in release.means.values():
        for cell in means.cells:
            shown = release.say_mean(cell) if cell.value is None else float(cell.value)
            place = release.label("service", cell.place)
            mean = words[means.mean]
            yield mean.title, means.period, place, shown, mean.unit


def _codes(release: Release) -> Iterator[tuple[str, ...]]:
    for table in release.face.tables:
        measure = release.measure(table.id)
        for name in table.variables:
            labels = release.labels(name)
            for code, words in labels.items():
                yield (
                    table.title,
                    release.heading(name),
                    code,
                    words,
                    measure.population,
                    measure.definition,
                    measure.source,
                )


def _about(release: Release) -> Iterator[tuple[str, str]]:
    face, policy = release.face, release.face.policy
    yield "Release", release.face.line()[0]
    yield "Records", f"They begin on {day(face.begins_on)}; {face.line()[1]}"
    yield "Rounding", policy.rounded
    yield "Hidden", policy.low_first
    yield "Promise", policy.caveat
    yield "Policy", policy.version
    for proof in face.statement.proofs:
        yield "How it was tried", proof


def _same(made: bytes, published: datetime) -> bytes:
    """The workbook with every time in it set to the day of publication."""
    then = (*published.timetuple()[:3], 0, 0, 0)
    again = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(made)) as old,
        zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in sorted(old.namelist()):
            text = old.read(name)
            if name == "docProps/core.xml":
                stamp = published.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
                text = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", stamp, text)
            new.writestr(zipfile.ZipInfo(name, then), text)
    return again.getvalue()
