"""Charts of a release that compare: services in a funnel, quarters, a coverage.

As those of `charts.py`: each with its words and its twin, all from published cells.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import altair as alt

from dashboard.charts import Drawn, Twin
from dashboard.components import release_words
from metrics import Period
from metrics.reports import ALL, Comparison, Figure, Release, Stands, figure


SHARE = "Of 100 people"
_BESIDE = ("95% limits", "Not known")
COUNTED = "People counted, to the nearest 10"


def in_funnel(release: Release, found: Comparison) -> Drawn:
    """Each service by its size, in the funnel of what chance alone may bring."""
    title = found.everybody.measure.title
    points = [
        {
            "Service": place.service,
            COUNTED: place.figure.of.count,
            SHARE: place.figure.shares.answered,
            "Stands": "inside" if place.stands is Stands.INSIDE else "outside",
        }
        for place in found.places
        if place.figure.shares and place.figure.of
    ]
    summary = " ".join(_sentences(release, found))
    return Drawn(
        chart=_funnel(points, list(_line_rows(found))),
        title=f"{title}, by service",
        measured=(
            f"{_upper(found.everybody.measure.population)}, "
            f"{Period.parse(found.everybody.period).words}"
        ),
        summary=summary,
        alt=(
            "A dot for each service, further right the more people it counts, between "
            f"curved lines of 95 and 99.8 in 100. {summary}"
        ),
        twin=funnel_twin(release, found),
    )


def funnel_twin(release: Release, found: Comparison) -> Twin:
    """The same as a table, in the order of the services' names."""
    rows = [_row(release, p.service, p.figure, p.stands) for p in found.places]
    everybody = _row(release, "All services", found.everybody, "")
    return Twin(
        f"{found.everybody.measure.title}, by service, "
        f"{Period.parse(found.everybody.period).words}",
        ("Service", "Counted", "Of 100", "95% limits", "Not known", "How it stands"),
        (*rows, (*everybody[:-1], "all together")),
    )


def by_quarter(release: Release, table: str) -> Drawn:
    """All services, quarter by quarter: where the share lies by the rounded numbers."""
    measure = release.measure(table)
    figures = [
        figure(release, table, measure.headline, period)
        for period in release.periods(table)
    ]
    rows = [
        {
            "Quarter": Period.parse(each.period).words,
            SHARE: each.shares.answered,
            "Least": each.shares.limits[0],
            "Most": each.shares.limits[1],
        }
        for each in figures
        if each.shares
    ]
    said = "; ".join(
        f"{Period.parse(each.period).words}: {release_words.number(release, each)}"
        for each in figures
    )
    return Drawn(
        chart=_run(rows),
        title=f"{measure.title}, quarter by quarter",
        measured=f"{_upper(measure.population)}, all services",
        summary=f"{said}.",
        alt=f"A dot for each quarter with its limits as a line. {said}.",
        twin=Twin(
            f"{measure.title}, all services, quarter by quarter",
            ("Quarter", "Counted", "Of 100", "95% limits", "Not known", "Direction"),
            tuple(
                _row(release, Period.parse(f.period).words, f, f.direction)
                for f in figures
            ),
        ),
    )


def coverage(release: Release, tables: Sequence[str]) -> Twin:
    """Of how many of a hundred people each thing is not known, by service."""
    services = [
        cell.place[0]
        for cell in release.table(tables[0]).cells
        if set(cell.place[1:]) <= {ALL}
    ]
    rows = []
    for table in tables:
        measure = release.measure(table)
        said = []
        for name in dict.fromkeys(services):
            place = {} if name == ALL else {"service": name}
            found = figure(release, table, measure.headline, **place)
            said.append(release_words.not_known(release, found))
        rows.append((measure.title, *said))
    period = Period.parse(release.table(tables[0]).period).words
    heads = (release.label("service", each) for each in dict.fromkeys(services))
    return Twin(
        f"Not known, of 100 people counted, {period}", ("What", *heads), tuple(rows)
    )


def by_group(release: Release, table: str) -> Twin:
    """The share of each group of people with its limits, over all services."""
    measure, drawn = release.measure(table), release.table(table)
    by = drawn.variables[0]
    places = dict.fromkeys(cell.place[0] for cell in drawn.cells)
    found = {
        each: figure(release, table, measure.headline, drawn.period, **{by: each})
        for each in places
    }
    answer = release.label(measure.id, measure.headline or ALL)
    return Twin(
        f"{measure.title}, {Period.parse(drawn.period).words}",
        (release.heading(by), "Counted", f"{_upper(answer)}, of 100", *_BESIDE),
        tuple(
            _row(release, _upper(release.label(by, each)), one, "")[:-1]
            for each, one in found.items()
        ),
    )


def _row(
    release: Release, name: str, found: Figure, stands: str
) -> tuple[str, str, str, str, str, str]:
    counted = limits = "not compared"
    if found.of:
        some = release_words.about(release, found.number)
        counted = f"{some} of {release_words.about(release, found.of)}"
    if found.shares:
        limits = f"{found.shares.limits[0]} to {found.shares.limits[1]}"
    share = f"{found.shares.answered}" if found.shares else "not compared"
    unknown = release_words.not_known(release, found)
    return name, counted, share, limits, unknown, str(stands)


def _sentences(release: Release, found: Comparison) -> Iterator[str]:
    """What is outside, and what is not compared; else that nothing is."""
    yield f"All services: {release_words.number(release, found.everybody)}."
    outside = [p for p in found.places if p.stands in (Stands.LOOK, Stands.ASK)]
    for place in outside:
        share = release_words.number(release, place.figure)
        yield f"{place.service}: {share}; {place.stands}."
    few = [p.service for p in found.places if p.stands is Stands.TOO_FEW]
    if few:
        yield f"Not compared: {', '.join(few)}."
    if not outside and len(few) < len(found.places):
        yield "No service stands apart by more than chance may bring."


def _line_rows(found: Comparison) -> Iterator[dict[str, Any]]:
    for line in found.lines:
        name = "95 in 100" if line.beyond > 0.01 else "99.8 in 100"
        for of, hundredths in zip(line.of, line.hundredths, strict=True):
            yield {
                "Limits": name,
                "Line": f"{name}, {'upper' if line.is_upper else 'lower'}",
                COUNTED: of,
                SHARE: hundredths,
            }


def _funnel(points: list[dict[str, Any]], lines: list[dict[str, Any]]) -> Any:
    across = alt.X(
        f"{COUNTED}:Q",
        scale=alt.Scale(zero=False, nice=False),
        axis=alt.Axis(tickCount=6),
    )
    up = alt.Y(f"{SHARE}:Q", scale=alt.Scale(zero=False, nice=True))
    funnel = (
        alt.Chart(alt.InlineData(values=lines))
        .mark_line(strokeWidth=1.5)
        .encode(
            x=across,
            y=up,
            detail="Line:N",
            strokeDash=alt.StrokeDash(
                "Limits:N", legend=alt.Legend(title="Limits", orient="bottom")
            ),
            color=alt.value("#838d94"),
        )
    )
    base = alt.Chart(alt.InlineData(values=points)).encode(x=across, y=up)
    shape = alt.Shape(
        "Stands:N",
        scale=alt.Scale(domain=["inside", "outside"], range=["circle", "diamond"]),
        legend=None,
    )
    dots = base.mark_point(size=130, filled=True, opacity=1).encode(shape=shape)
    names = base.mark_text(align="left", dx=10, dy=-8).encode(text="Service:N")
    return alt.layer(funnel, dots, names).properties(height=320)


def _run(rows: list[dict[str, Any]]) -> Any:
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X("Quarter:O", sort=None, title=None)
    )
    scale = alt.Scale(domain=[0, 100])
    least = base.mark_rule(strokeWidth=2).encode(
        y=alt.Y("Least:Q", title=SHARE, scale=scale), y2="Most:Q"
    )
    dots = base.mark_point(size=110, filled=True, opacity=1).encode(
        y=alt.Y(f"{SHARE}:Q", scale=scale)
    )
    words = base.mark_text(align="left", dx=10).encode(
        y=alt.Y(f"{SHARE}:Q", scale=scale), text=f"{SHARE}:Q"
    )
    return alt.layer(least, dots, words).properties(height=240)


def _upper(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
