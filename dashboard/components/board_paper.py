"""A release on paper for a board: one page, or all of it.

The same protected tables as on the screen, in the same words. Words reach the page as
data and are never read as markup. The date is that of publication, and nobody's name
stands in it, so that the same release gives the same bytes.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from importlib.resources import files
from typing import Any

import typst

from dashboard import charts
from dashboard.charts import Drawn, Twin
from dashboard.components import release_words
from dashboard.components.charts_compared import coverage, funnel_twin, in_funnel
from dashboard.components.release_files import picture_svg
from metrics import Period, day
from metrics.reports import Figure, Release, comparable, compared, headlines


DRAWN = ("in_treatment", "use_on_top")
DOSES = "Doses are as recorded, not for prescribing or supply."
NOT_GIVEN = (
    "Not shown, since the records do not hold it: how treatment ended (successful "
    "completion, coming back within six months), and who left prison without starting "
    "treatment."
)


def one_page(release: Release) -> bytes:
    """The six figures, what changed, two charts: a page."""
    return _pdf(_first(release))


def whole_paper(release: Release) -> bytes:
    """The first page, then every table, the means and how it was tried."""
    paper = _first(release)
    return _pdf(
        paper
        | {
            "tables": [_table(release, name) for name in _tables(release)],
            "means": [_means(release, each.id) for each in release.face.means],
            "coverage": asdict(coverage(release, comparable(release))),
            "proofs": release.face.statement.proofs,
        }
    )


def pictures(release: Release) -> dict[str, str]:
    """Every chart of the report by a file name, as SVG."""
    drawn = {f"{name}-by-service": charts.released(release, name) for name in DRAWN}
    for name in comparable(release):
        found = compared(release, name)
        if found.lines:
            drawn[f"{name}-in-funnel"] = in_funnel(release, found)
    return {
        f"{name.replace('_', '-')}.svg": picture_svg(d) for name, d in drawn.items()
    }


def _first(release: Release) -> dict[str, Any]:
    face, figures = release.face, headlines(release)
    return {
        "title": f"Treatment services, {Period.parse(face.period).words}",
        "line": " · ".join(face.line()),
        "rounded": f"{face.policy.rounded} Small: “{face.policy.low_first}”.",
        "changed": release_words.changed(figures),
        "figures": [_figure(release, each) for each in figures],
        "charts": [_chart(charts.released(release, name)) for name in DRAWN],
        "own_words": [list(each) for each in face.own_words],
        "begins": f"The records begin on {day(face.begins_on)}.",
        "not_given": NOT_GIVEN,
        "doses": DOSES,
        "caveat": face.policy.caveat,
        "published": face.published_on.timetuple()[:3],
        "tables": [],
        "means": [],
        "coverage": None,
        "proofs": [],
    }


def _figure(release: Release, figure: Figure) -> dict[str, Any]:
    return {
        "title": figure.measure.title,
        "number": release_words.number(release, figure),
        "compared": release_words.compared(release, figure),
        "not_known": release_words.not_known(release, figure),
        "meant": list(release_words.meant(release, figure)),
    }


def _chart(drawn: Drawn) -> dict[str, str]:
    return {"svg": picture_svg(drawn), "alt": drawn.alt, "title": drawn.title}


def _tables(release: Release) -> Sequence[str]:
    return [each.id for each in release.face.tables if release.periods(each.id)]


def _table(release: Release, name: str) -> dict[str, Any]:
    """A table of its newest period; by services, with how each stands."""
    measure = release.measure(name)
    twins: list[Twin] = [charts.released_twin(release, name)]
    if name in comparable(release):
        twins.append(funnel_twin(release, compared(release, name)))
    return {
        "title": release.title(name),
        "definition": f"{measure.definition} Counted: {measure.population}.",
        "source": (
            f"Not known: {release_words.lower(measure.unknown)}. "
            f"Source: {measure.source}. {release_words.given_together(release, name)}"
        ).strip(),
        "twins": [asdict(each) for each in twins],
    }


def _means(release: Release, name: str) -> dict[str, Any]:
    words = next(each for each in release.face.means if each.id == name)
    return {
        "title": f"{words.title}, {words.unit}",
        "definition": words.definition,
        "twin": asdict(charts.means_twin(release, name)),
    }


def _pdf(paper: dict[str, Any]) -> bytes:
    source = files("dashboard.components").joinpath("board_paper.typ").read_bytes()
    made = typst.compile(
        source, sys_inputs={"it": json.dumps(paper)}, ignore_system_fonts=True
    )
    assert isinstance(made, bytes)
    return made
