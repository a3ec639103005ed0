"""From results to altair charts: the look that all share, and what a chart must carry.

A chart never stands alone: `Drawn` holds it with its message, what was measured, a
sentence that says the same, a description for who cannot see it, and a table twin.
Putting it on a screen belongs to `components/chart.py`, counting to `metrics`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import altair as alt

from metrics import Period
from metrics.records import PeerProfile
from metrics.reports import ALL, Figure, Release, figure


@dataclass(frozen=True)
class Colours:
    """The colours of one ground: on it text has 4.5:1 and marks have 3:1, and they are
    those of `.streamlit/config.toml` (tests/unit/dashboard/test_charts.py).
    """

    ground: str
    text: str
    muted: str  # axes, second lines: still read as text
    edge: str  # grid and borders: carries no meaning
    accent: str  # what the message is about
    marks: tuple[str, str, str, str]  # never the only difference: shape or label too
    not_known: str


LIGHT = Colours(
    ground="#ffffff",
    text="#0c161b",
    muted="#55616a",
    edge="#d5dadd",
    accent="#0b6473",
    marks=("#0b6473", "#b25a00", "#5b4ba0", "#55616a"),
    not_known="#838d94",
)
DARK = Colours(
    ground="#15191c",
    text="#e8edef",
    muted="#a9b4bb",
    edge="#3a444a",
    accent="#429caa",
    marks=("#429caa", "#f0a35c", "#b3a5ee", "#a9b4bb"),
    not_known="#6a757d",
)
GROUNDS: dict[Literal["light", "dark"], Colours] = {"light": LIGHT, "dark": DARK}
SHAPES = ("circle", "square", "diamond", "triangle-up")
FONT = "Source Sans, sans-serif"


@dataclass(frozen=True)
class Twin:
    """A table of the same figures: a caption, a header, and rows headed by their first
    cell. Cells are words or numbers; an empty one is not allowed to stand.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | int | float, ...], ...]


@dataclass(frozen=True)
class Drawn:
    """A chart with all that must stand beside it (safety.md AX-01, CN-01)."""

    chart: alt.TopLevelMixin
    title: str  # the message: "About 7 in 20 were asked"
    measured: str  # measure, group, place, period, how many
    summary: str  # the same in a sentence or two
    alt: str  # what is to be seen, for who cannot see it
    twin: Twin

    def __post_init__(self) -> None:
        said = (self.title, self.measured, self.summary, self.alt, self.twin.caption)
        if not all(text.strip() for text in said):
            raise ValueError("A chart needs its title, measure, summary, alt and twin.")


def themed(chart: Any, colours: Colours) -> Any:
    """The chart in the look that all of ours share, on this ground."""
    return chart.configure(**_look(colours))


def _look(colours: Colours) -> dict[str, Any]:
    words = {
        "labelColor": colours.muted,
        "titleColor": colours.text,
        "labelFont": FONT,
        "titleFont": FONT,
        "labelFontSize": 14,
        "titleFontSize": 14,
        "titleFontWeight": "normal",
    }
    return {
        "background": colours.ground,
        "font": FONT,
        "axis": words
        | {
            "gridColor": colours.edge,
            "domainColor": colours.edge,
            "tickColor": colours.edge,
            "labelAngle": 0,
            "labelLimit": 260,
        },
        "legend": words | {"symbolSize": 120},
        "header": words,
        "title": {"color": colours.text, "font": FONT, "fontSize": 16},
        "view": {"stroke": None},
        "range": {"category": list(colours.marks), "symbol": list(SHAPES)},
        "mark": {"color": colours.accent},
        "text": {"color": colours.text, "font": FONT, "fontSize": 14},
        "rule": {"color": colours.muted},
    }


def profile(peers: PeerProfile, asked: str) -> Drawn:
    """Eight themes of the circle, each 1 to 5; a theme that is not known says so."""
    rows = [
        {
            "Theme": score.theme.title,
            "Agreement, 1 to 5": score.mean,
            "Said": "not known" if score.mean is None else f"{score.mean}",
        }
        for score in peers.themes
    ]
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("Theme:N", sort=None, title=None)
    )
    scale = alt.Scale(domain=[1, 5])
    across = alt.X("Agreement, 1 to 5:Q", scale=scale, axis=alt.Axis(tickCount=5))
    dots = base.mark_circle(size=140).encode(x=across)
    words = base.mark_text(align="left", dx=10).encode(
        x=alt.X("Agreement, 1 to 5:Q", scale=scale), text="Said:N"
    )
    missing = (
        base.transform_filter("datum.Said == 'not known'")
        .mark_text(align="left", dx=4)
        .encode(x=alt.value(0), text="Said:N")
    )
    known = [score for score in peers.themes if score.mean is not None]
    summary = (
        f"{len(known)} of {len(peers.themes)} themes are known. "
        "Higher means more agreement with what the theme says of the circle."
    )
    return Drawn(
        chart=(dots + words + missing).properties(height=260),
        title="How they see the people they buy with",
        measured=f"Eight themes, mean of the answers, 1 to 5; asked {asked}",
        summary=summary,
        alt=f"Dots on a scale from 1 to 5, one a theme. {summary}",
        twin=Twin(
            "How they see the circle, by theme",
            ("Theme", "Mean, 1 to 5", "Answered"),
            tuple(
                (s.theme.title, str(row["Said"]), f"{s.answered} of {s.of}")
                for s, row in zip(peers.themes, rows, strict=True)
            ),
        ),
    )


def released(release: Release, table: str) -> Drawn:
    """A table of the newest period of a release, by service: a bar for each answer, and
    for what is not known. Bars, words and twin are the one protected table.
    """
    drawn = release.table(table)
    by, *answers = drawn.variables
    rows = [
        {
            "Service": release.label(by, cell.place[0]),
            "Answer": release.label(answers[0], cell.place[1]) if answers else "",
            "People": cell.count or 0,
            "Said": release.say(cell),
        }
        for cell in drawn.cells
        if ALL not in cell.place
    ]
    for row in rows:
        row["Said"] = f"{row['Said']} {row['Answer']}".strip()
    measure = release.measure(table)
    summary = f"{_by_service(rows)}."
    return Drawn(
        chart=_bars(rows),
        title=_message(figure(release, table, measure.headline), release),
        measured=(
            f"{release.title(table)}: {measure.population}, "
            f"{Period.parse(drawn.period).words}"
        ),
        summary=summary,
        alt=f"Bars for each service, as long as the number of people. {summary}",
        twin=released_twin(release, table),
    )


def released_twin(release: Release, table: str) -> Twin:
    """A protected table as it is: its first variable down, its answers across."""
    drawn = release.table(table)
    by, *answers = drawn.variables
    across = list(dict.fromkeys(cell.place[1:] for cell in drawn.cells))
    down = list(dict.fromkeys(cell.place[0] for cell in drawn.cells))
    columns = [
        release.label(answers[0], each[0]) if answers else "People" for each in across
    ]
    return Twin(
        f"{release.title(table)}, {Period.parse(drawn.period).words}",
        (release.heading(by), *map(_upper, columns)),
        tuple(
            (
                _upper(release.label(by, each)),
                *(release.say(drawn.at(each, *rest)) for rest in across),
            )
            for each in down
        ),
    )


def means_twin(release: Release, mean: str) -> Twin:
    """A mean by service and over all, with how many of them it speaks of."""
    drawn = release.mean(mean)
    words = next(each for each in release.face.means if each.id == mean)
    return Twin(
        f"{words.title}, {words.unit}, {Period.parse(drawn.period).words}",
        ("Service", "Mean"),
        tuple(
            (_upper(release.label("service", cell.place)), release.say_mean(cell))
            for cell in drawn.cells
        ),
    )


def _message(found: Figure, release: Release) -> str:
    """The headline figure over all services, what is not known beside it."""
    title = found.measure.title
    if found.shares and found.shares.not_known is not None:
        answered, unknown = found.shares.answered, found.shares.not_known
        return f"{title}: {answered} in 100; not known of {unknown} in 100"
    number = release.say(found.number)
    return f"{title}: {number if found.number.count is None else f'about {number}'}"


def _by_service(rows: Sequence[Mapping[str, object]]) -> str:
    services = dict.fromkeys(row["Service"] for row in rows)
    return "; ".join(
        f"{service}: "
        + ", ".join(str(row["Said"]) for row in rows if row["Service"] == service)
        for service in services
    )


def _bars(rows: list[dict[str, Any]]) -> alt.TopLevelMixin:
    """Bars with their words at the end; a hidden number has words and no bar."""
    answers = list(dict.fromkeys(row["Answer"] for row in rows))
    services = list(dict.fromkeys(row["Service"] for row in rows))
    most = max((row["People"] for row in rows), default=0) or 1
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("Service:N", sort=services, title=None),
        yOffset=alt.YOffset("Answer:N", sort=answers),
        # Room for the words behind the longest bar.
        x=alt.X(
            "People:Q",
            scale=alt.Scale(domain=[0, 1.6 * most]),
            axis=alt.Axis(tickCount=3, grid=False, title="People, to the nearest 10"),
        ),
    )
    # The last answer is "not known": in the quiet colour, and never left out.
    domain = [*answers[:-1], *("",) * (4 - len(answers)), answers[-1]]
    colour = alt.Color("Answer:N", scale=alt.Scale(domain=domain), legend=None)
    bars = base.mark_bar().encode(color=colour) if len(answers) > 1 else base.mark_bar()
    words = base.mark_text(align="left", dx=6).encode(text="Said:N")
    return alt.layer(bars, words).properties(height=34 * len(rows) + 40)


def _upper(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
