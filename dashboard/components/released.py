"""A figure of a release, with everything that must stand under it.

Numbers and words come from the release file alone. Which figures there are is for the
page to say; what they are derived from, `metrics.reports`.
"""

from collections.abc import Iterator, Sequence

import streamlit as st

from dashboard.components.plain import plain
from metrics import Period, day, listed
from metrics.reports import Cell, Direction, Figure, Release


ACROSS = 3  # figures in a row, where the screen is wide enough


def draw(release: Release, figures: Sequence[Figure]) -> None:
    """All of them, three in a row, each in a box of its own."""
    for start in range(0, len(figures), ACROSS):
        row = figures[start : start + ACROSS]
        for column, each in zip(st.columns(ACROSS), row, strict=False):
            with column.container(border=True, height="stretch"):
                _figure(release, each)


def changed(figures: Sequence[Figure]) -> tuple[str, str, str]:
    """Three sentences, whatever happened: what rose, what fell, and all the rest."""
    rose = _titles(figures, Direction.ROSE)
    fell = _titles(figures, Direction.FELL)
    same = _titles(figures, Direction.NO_CLEAR_CHANGE)
    compared = (Direction.ROSE, Direction.FELL, Direction.NO_CLEAR_CHANGE)
    rest = _titles(figures, *(each for each in Direction if each not in compared))
    return (
        f"Rose: {rose}." if rose else "Nothing clearly rose.",
        f"Fell: {fell}." if fell else "Nothing clearly fell.",
        f"No clear change: {same or 'none'}; not compared, for the reason below: "
        f"{rest or 'none'}.",
    )


def _titles(figures: Sequence[Figure], *directions: Direction) -> str:
    found = [each.measure.title for each in figures if each.direction in directions]
    return plain(listed([_lower(each) for each in found])) if found else ""


def _figure(release: Release, figure: Figure) -> None:
    """The number, what it was, what is not known; then how all of it is meant."""
    title = figure.measure.title
    st.subheader(plain(title), anchor=False)
    number = _number(release, figure)
    st.metric(plain(title), plain(number), label_visibility="collapsed")
    st.markdown(plain(_compared(release, figure)))
    st.markdown(f"**Not known:** {plain(_not_known(release, figure))}")
    for sentence in _meant(release, figure):
        st.caption(plain(sentence))


def _number(release: Release, figure: Figure) -> str:
    """ "25 in 100", "about 560", or what is said of a hidden number."""
    if figure.shares:
        return f"{figure.shares.answered} in 100"
    return _about(release, figure.number)


def _compared(release: Release, figure: Figure) -> str:
    """ "No clear change: 29 in 100 in January to March 2026"."""
    words = _upper(figure.direction)
    if figure.before is None:
        return f"{words}."
    then = Period.parse(figure.before.period).words
    return f"{words}. In {then}: {_number(release, figure.before)}."


def _not_known(release: Release, figure: Figure) -> str:
    if figure.not_known is None:
        return _lower(figure.measure.unknown)
    if figure.shares and figure.shares.not_known is not None:
        return f"{figure.shares.not_known} in 100"
    return f"{_about(release, figure.not_known)} {figure.measure.unit}"


def _meant(release: Release, figure: Figure) -> Iterator[str]:
    """Numerator and denominator, limits, definition, source, as-at and policy."""
    measure, counted = figure.measure, f"{_upper(figure.measure.population)}."
    if figure.of:
        some, everybody = _about(release, figure.number), _about(release, figure.of)
        counted = f"{_upper(some)} of {everybody} {measure.population}."
    if figure.shares:
        least, most = figure.shares.limits
        counted += (
            f" Between {least} and {most} in 100: 95% limits, the widest that the "
            "rounded numbers allow."
        )
    yield counted
    unknown = f" Not known: {_lower(measure.unknown)}." if figure.of else ""
    yield f"{measure.definition}{unknown}"
    as_at = day(Period.parse(figure.period).end)
    policy = release.face.policy.version
    yield f"Source: {measure.source}. As at {as_at}. Policy {policy}."


def _about(release: Release, cell: Cell) -> str:
    said = release.say(cell)
    return said if cell.count is None else f"about {said}"


def _upper(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def _lower(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"
