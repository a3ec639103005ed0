"""Pictures of buying circles: people as shapes with pseudonyms, ties as lines.

Only confirmed ties, all alike, and nobody is drawn larger, darker or further in: where
somebody stands says nothing of them. The shape says what the criteria say, in the words
that a manager may read. Spots come from `metrics`; the shared look is `charts.py`.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import altair as alt

from dashboard.charts import SHAPES, Colours, Drawn, Twin
from metrics import (
    Circles,
    Frame,
    Layout,
    OutcomeKind,
    PlannedCircle,
    Spot,
    counted,
    listed,
)


OUTCOMES = {
    OutcomeKind.CRITERIA_MET: "Could be discussed",
    OutcomeKind.NOT_NOW: "Not now",
    OutcomeKind.NOT_ENOUGH_INFORMATION: "Not enough information",
    OutcomeKind.NOT_LISTED: "Not listed this time",
}
MORE = "More links may exist that both people have not named."
PICK = "pick"  # the selection by which a click opens a circle
UNIT = 52  # pixels of a unit upwards; sideways the picture takes the width there is
ROOM = 46  # pixels that a pseudonym needs beside its neighbour
LEGEND = 70


def everybody(found: Circles, colours: Colours, where: str) -> Drawn:
    """All circles side by side; a click on a person picks their circle."""
    size = len(found.members)
    message = (
        f"{counted(len(found.circles), 'circle')}, {counted(size, 'person')} "
        f"of the {len(found.everybody):,} who agreed"
    )
    sizes = [len(circle.members) for circle in found.circles]
    ties = sum(len(circle.ties) for circle in found.circles)
    summary = (
        f"The largest circle has {counted(max(sizes), 'person')}, the smallest "
        f"{min(sizes)}; {counted(ties, 'confirmed tie')} in all. {MORE}"
    )
    whole = Frame(0, 0, found.layout.width, found.layout.height)
    return Drawn(
        chart=_picture(found.circles, found.layout, whole, colours, headed=True),
        title=message,
        measured=f"Confirmed buying ties, {where}; interviews of the last 90 days",
        summary=summary,
        alt=f"Circles of people joined by lines. {'. '.join(_told(found.circles))}.",
        twin=Twin(
            "The circles: who is in each, and who buys with whom",
            ("Circle", "People", "Confirmed ties"),
            tuple(
                (
                    _name(circle),
                    listed([member.label for member in circle.members]),
                    "; ".join(f"{one} and {other}" for one, other in circle.ties),
                )
                for circle in found.circles
            ),
        ),
    )


def one(found: Circles, circle: PlannedCircle, colours: Colours) -> Drawn:
    """One circle by itself, large enough to read every pseudonym."""
    frame = found.layout.frames[circle.number - 1]
    (told,) = _told([circle])
    return Drawn(
        chart=_picture([circle], found.layout, frame, colours, headed=False),
        title=f"{_name(circle)}: {counted(len(circle.members), 'person')}",
        measured=f"Confirmed buying ties between them, {len(circle.ties)}",
        summary=MORE,
        alt=f"People joined by lines. {told}.",
        twin=Twin(
            "Who buys with whom, as both of them said",
            ("Person", "Confirmed ties with"),
            tuple(
                (member.label, listed(_tied(circle, member.label)))
                for member in circle.members
            ),
        ),
    )


def _name(circle: PlannedCircle) -> str:
    return f"Circle {circle.number}"


def _tied(circle: PlannedCircle, label: str) -> list[str]:
    others = (set(pair) - {label} for pair in circle.ties if label in pair)
    return sorted(other for (other,) in others)


def _told(circles: Iterable[PlannedCircle]) -> list[str]:
    return [
        f"{_name(circle)}: {counted(len(circle.members), 'person')}, "
        f"{counted(len(circle.ties), 'tie')}"
        for circle in circles
    ]


# Layers -----------------------------------------------------------------------------


def _picture(
    circles: Sequence[PlannedCircle],
    layout: Layout,
    frame: Frame,
    colours: Colours,
    headed: bool,
) -> Any:
    """Ties below, people over them, words on top, on one scale for the whole frame."""
    top = frame.top if headed else frame.top + 0.35
    x = alt.Scale(domain=[frame.left, frame.left + frame.width], nice=False, zero=False)
    y = alt.Scale(domain=[frame.top + frame.height, top], nice=False, zero=False)
    spots = layout.spots
    layers = [
        _ties(circles, spots, x, y),
        _people(circles, spots, x, y),
        _labels(circles, spots, x, y, colours),
        *([_headings(circles, layout, x, y)] if headed else []),
    ]
    height = UNIT * (frame.top + frame.height - top)
    return alt.layer(*layers).properties(height=round(height) + LEGEND)


def _ties(
    circles: Iterable[PlannedCircle], spots: dict[str, Spot], x: alt.Scale, y: alt.Scale
) -> Any:
    rows = [
        {"x": spots[a].x, "y": spots[a].y, "x2": spots[b].x, "y2": spots[b].y}
        for circle in circles
        for a, b in circle.ties
    ]
    return (
        _over(rows, x, y)
        .mark_rule(strokeWidth=1.5, aria=False)
        .encode(x2="x2", y2="y2")
    )


def _people(
    circles: Iterable[PlannedCircle], spots: dict[str, Spot], x: alt.Scale, y: alt.Scale
) -> Any:
    words = list(OUTCOMES.values())
    legend = alt.Legend(orient="top", direction="horizontal", columns=2, title=None)
    pick = alt.selection_point(name=PICK, fields=["Circle"], on="click", empty=False)
    # Alt has to be held, or the wheel and a finger could no longer scroll the page.
    zoom = alt.selection_interval(
        name="zoom",
        bind="scales",
        zoom="wheel![event.altKey]",
        translate="[pointerdown[event.altKey], window:pointerup] > window:pointermove!",
    )
    scale = alt.Scale(domain=words, range=list(SHAPES))
    return (
        _over(_rows(circles, spots), x, y)
        .mark_point(filled=True, size=190, opacity=1, cursor="pointer")
        .encode(
            shape=alt.Shape("Outcome:N", scale=scale, legend=legend),
            color=alt.Color("Outcome:N", scale=alt.Scale(domain=words), legend=legend),
            description="Said:N",
            tooltip=[alt.Tooltip(f"{name}:N") for name in ("Person", "Outcome", "In")],
        )
        .add_params(pick, zoom)
    )


def _labels(
    circles: Iterable[PlannedCircle],
    spots: dict[str, Spot],
    x: alt.Scale,
    y: alt.Scale,
    colours: Colours,
) -> Any:
    """Pseudonyms under the shapes, only where a unit is wide enough for one.

    On a narrow screen they are in the picture of one circle, and in the table.
    """
    room = alt.expr(f"abs(scale('x', 1) - scale('x', 0)) < {ROOM} ? 0 : 1")
    base = _over(_rows(circles, spots), x, y).encode(text="Person:N")
    look: dict[str, Any] = {"dy": 17, "fontSize": 12, "opacity": room, "aria": False}
    return alt.layer(
        base.mark_text(stroke=colours.ground, strokeWidth=3, **look),
        base.mark_text(**look),
    )


def _headings(
    circles: Sequence[PlannedCircle], layout: Layout, x: alt.Scale, y: alt.Scale
) -> Any:
    rows = [
        {"x": frame.left + 0.25, "y": frame.top + 0.2, "Name": _name(circle)}
        for circle in circles
        for frame in [layout.frames[circle.number - 1]]
    ]
    look: dict[str, Any] = {"align": "left", "fontSize": 13, "fontWeight": "bold"}
    return _over(rows, x, y).mark_text(**look, aria=False).encode(text="Name:N")


def _rows(
    circles: Iterable[PlannedCircle], spots: dict[str, Spot]
) -> list[dict[str, Any]]:
    return [
        {
            "x": spots[member.label].x,
            "y": spots[member.label].y,
            "Person": member.label,
            "Outcome": OUTCOMES[member.outcome.kind],
            "Circle": circle.number,
            "In": _name(circle),
            "Said": f"{member.label}, {_name(circle)}: {member.outcome.words}",
        }
        for circle in circles
        for member in circle.members
    ]


def _over(rows: list[dict[str, Any]], x: alt.Scale, y: alt.Scale) -> Any:
    return alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X("x:Q", scale=x, axis=None), y=alt.Y("y:Q", scale=y, axis=None)
    )
