"""Pictures of one client's page: how their records went, and the ring of people around
them.

One unit an axis, one product a dose chart. People are numbers, never names, and nobody
is drawn larger than another; how near somebody stands is the closeness that the client
told. What is drawn comes from `metrics`; the shared look is `charts.py`.
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from math import cos, pi, sin
from typing import Any

import altair as alt

from dashboard.charts import SHAPES, Colours, Drawn, Twin
from metrics import counted, day, listed
from metrics.records import Course, PersonalNetwork, PersonAround, Reading


FEW_MONTHS = timedelta(days=240)


def course(title: str, measured: str, courses: Sequence[Course]) -> Drawn:
    """Courses of one unit as lines with points: at most four, told apart by shape."""
    (unit,) = {each.unit for each in courses}
    rows = [
        {
            "Day": reading.on.isoformat(),
            "Value": reading.value,
            "What": each.title,
            "Said": f"{each.title}: {reading.words}, {day(reading.on)}",
        }
        for each in courses
        for reading in each.readings
        if reading.value is not None
    ]
    summary = " ".join(_went(each) for each in courses)
    return Drawn(
        chart=_lines(rows, courses, unit),
        title=title,
        measured=measured,
        summary=summary,
        alt=f"Points joined by lines, one for each record. {summary}",
        twin=Twin(
            f"{title}: every record",
            ("Day", "What", "Recorded"),
            tuple(
                (day(reading.on), each.title, reading.words)
                for each in courses
                for reading in reversed(each.readings)
            ),
        ),
    )


def _went(each: Course) -> str:
    """The first and the last: "Crack: 2 of 28 days on 2 May 2026, 1 of 28 ..."."""
    known = [reading for reading in each.readings if reading.value is not None]
    if not known:
        return f"{each.title}: {each.readings[-1].words}."
    ends = dict.fromkeys((known[0], known[-1]))
    return f"{each.title}: {', '.join(_on(reading) for reading in ends)}."


def _on(reading: Reading) -> str:
    return f"{reading.words} on {day(reading.on)}"


def _dated(courses: Sequence[Course]) -> str:
    """How days are said under a line: over a few months, a month would stand twice."""
    days = [reading.on for each in courses for reading in each.readings]
    return "%b %Y" if max(days) - min(days) > FEW_MONTHS else "%-d %b %Y"


def _lines(rows: list[dict[str, Any]], courses: Sequence[Course], unit: str) -> Any:
    titles = [each.title for each in courses]
    span = courses[0].span
    most = max((row["Value"] for row in rows), default=0)
    domain = list(span) if span else [0, most * 1.2 or 1]
    whole = all(row["Value"] == int(row["Value"]) for row in rows)
    legend = alt.Legend(orient="top", title=None, columns=2) if titles[1:] else None
    what = alt.Scale(domain=titles)
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X(
            "Day:T",
            scale=alt.Scale(type="utc", padding=12),
            axis=alt.Axis(
                title=None, format=_dated(courses), tickCount=4, labelOverlap=True
            ),
        ),
        y=alt.Y(
            "Value:Q",
            scale=alt.Scale(domain=domain),
            axis=alt.Axis(title=unit, tickCount=4, tickMinStep=1 if whole else 0),
        ),
        color=alt.Color("What:N", scale=what, legend=legend),
    )
    marks = alt.Scale(domain=titles, range=list(SHAPES[: len(titles)]))
    points = base.mark_point(filled=True, size=90, opacity=1).encode(
        shape=alt.Shape("What:N", scale=marks, legend=legend),
        description="Said:N",
        tooltip=[alt.Tooltip("Said:N", title="Recorded")],
    )
    return alt.layer(base.mark_line(aria=False), points).properties(height=200)


# The ring -----------------------------------------------------------------------------

CLOSEST, FARTHEST = 5, 1
NOT_TOLD = 0  # a ring of its own, outside the others: closeness was not told
INNERMOST = 2  # so that the closest do not lie over whom they stand around
NARROW = 520  # pixels under which a name has no room
ROLE_SHAPES = {
    "partner": "diamond",
    "family": "square",
    "friend": "circle",
    "acquaintance": "triangle-up",
    "someone who supplies": "cross",
    "worker or peer in recovery": "triangle-down",
    "someone else": "triangle-right",
    "not told": "triangle-left",
}


def ring(found: PersonalNetwork, colours: Colours) -> Drawn:
    """Those around the client: the closer they were told to be, the further in."""
    asked = day(found.asked_on)
    summary = f"{_four(found)} {_closest(found.people)}."
    return Drawn(
        chart=_ring(found, colours),
        title=counted(found.size, "person"),
        measured=f"As the client told it, {asked}. The closer, the further in.",
        summary=summary,
        alt=f"Rings with people on them, by number and role. {summary}",
        twin=Twin(
            f"The people around them, told {asked}",
            ("Person", "Role", "Closeness", "Uses heroin", "Contact"),
            tuple(_told(each) for each in found.people),
        ),
    )


def _four(found: PersonalNetwork) -> str:
    pairs = found.knowing
    return (
        f"{found.using.part} of {found.using.of} use heroin; "
        f"{found.supportive.part} of {found.supportive.of} support stopping or cutting "
        f"down; {pairs.part} of {counted(pairs.of, 'pair')} know each other."
    )


def _closest(people: Iterable[PersonAround]) -> str:
    nearest = [each for each in people if each.closeness == CLOSEST]
    if nearest:
        return f"Closest: {listed([_name(each) for each in nearest])}"
    return "Nobody was told to be the closest"


def _told(each: PersonAround) -> tuple[str, ...]:
    return (
        f"Person {each.number}",
        each.role_words,
        f"{each.closeness} of 5" if each.closeness else "not told",
        each.uses_words,
        "; ".join(each.contact_words) or "none told",
    )


def _name(each: PersonAround) -> str:
    return f"Person {each.number}, {each.role_words}"


def _place(closeness: int, turn: float) -> dict[str, float]:
    """A place on the ring of a closeness; a turn is from 0 to 1, from the top."""
    out = INNERMOST + CLOSEST - closeness
    return {"x": out * sin(2 * pi * turn), "y": out * cos(2 * pi * turn)}


def _turns(people: Sequence[PersonAround]) -> Iterable[tuple[PersonAround, float]]:
    """How far round each stands. Those of one closeness are not beside each other, or
    their names would lie one over another: of 306 invented networks in 4, not in 138.
    """
    nearest = sorted(
        people, key=lambda each: (-(each.closeness or NOT_TOLD), each.number)
    )
    slots = (*range(0, len(people), 2), *range(1, len(people), 2))
    return [
        (each, 0.25 + slot / len(people))
        for each, slot in zip(nearest, slots, strict=True)
    ]


def _ring(found: PersonalNetwork, colours: Colours) -> Any:
    places = {
        each.number: _place(each.closeness or NOT_TOLD, turn)
        for each, turn in _turns(found.people)
    }
    reach = INNERMOST + CLOSEST + 0.6
    scale = alt.Scale(domain=[-reach, reach], nice=False, zero=False)

    def over(rows: Any) -> Any:
        return alt.Chart(alt.InlineData(values=list(rows))).encode(
            x=alt.X("x:Q", scale=scale, axis=None),
            y=alt.Y("y:Q", scale=scale, axis=None),
        )

    rings = over(_rings(found.people)).mark_line(
        color=colours.edge, strokeWidth=1, aria=False
    )
    ties = over(
        {**places[one], "x2": places[other]["x"], "y2": places[other]["y"]}
        for one, other in found.knowing_pairs
    )
    layers = [
        rings.encode(detail="ring:N", order="turn:Q"),
        ties.mark_rule(color=colours.muted, aria=False).encode(x2="x2", y2="y2"),
        over([{"x": 0, "y": 0, "Said": "this person"}])
        .mark_text(fontWeight="bold", color=colours.text)
        .encode(text="Said:N"),
        *_people(over, found.people, places, colours),
    ]
    return alt.layer(*layers).properties(height=460)


def _rings(people: Iterable[PersonAround]) -> list[dict[str, Any]]:
    told = [each.closeness or NOT_TOLD for each in people]
    rings = range(min(NOT_TOLD if NOT_TOLD in told else FARTHEST, CLOSEST), CLOSEST + 1)
    return [
        {**_place(ring, turn / 60), "ring": ring, "turn": turn}
        for ring in rings
        for turn in range(61)
    ]


def _people(
    over: Any,
    people: Iterable[PersonAround],
    places: dict[int, dict[str, float]],
    colours: Colours,
) -> list[Any]:
    rows = [
        {
            **places[each.number],
            "Person": _name(each),
            "Number": str(each.number),
            "Role": each.role_words,
        }
        for each in people
    ]
    present = [role for role in ROLE_SHAPES if role in {row["Role"] for row in rows}]
    shapes = alt.Scale(domain=present, range=[ROLE_SHAPES[role] for role in present])
    legend = alt.Legend(orient="top", title=None, columns=3)
    base = over(rows)
    wide = alt.expr(f"width < {NARROW} ? 0 : 1")
    narrow = alt.expr(f"width < {NARROW} ? 1 : 0")
    look: dict[str, Any] = {"dy": 18, "fontSize": 13, "aria": False}
    halo = {"stroke": colours.ground, "strokeWidth": 3}
    return [
        base.mark_point(filled=True, size=190, opacity=1, color=colours.accent).encode(
            shape=alt.Shape("Role:N", scale=shapes, legend=legend),
            description="Person:N",
            tooltip=[alt.Tooltip("Person:N", title="Person")],
        ),
        base.mark_text(opacity=wide, **look, **halo).encode(text="Person:N"),
        base.mark_text(opacity=wide, **look).encode(text="Person:N"),
        base.mark_text(opacity=narrow, **look).encode(text="Number:N"),
    ]
