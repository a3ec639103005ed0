"""What is said of a figure of a release: on the screen and on paper alike.

Numbers and words come from the release file alone. Where they stand is for a page or a
paper to say; what they are derived from, `metrics.reports`.
"""

from collections.abc import Iterator, Sequence

from metrics import Period, day, listed
from metrics.reports import Cell, Direction, Figure, Release, Status


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
    return listed([lower(each) for each in found]) if found else ""


def number(release: Release, figure: Figure) -> str:
    """ "25 in 100", "about 560", or what is said of a hidden number."""
    if figure.shares:
        return f"{figure.shares.answered} in 100"
    return about(release, figure.number)


def compared(release: Release, figure: Figure) -> str:
    """ "No clear change: 29 in 100 in January to March 2026"."""
    words = _upper(figure.direction)
    if figure.before is None:
        return f"{words}."
    then = Period.parse(figure.before.period).words
    return f"{words}. In {then}: {number(release, figure.before)}."


def not_known(release: Release, figure: Figure) -> str:
    if figure.not_known is None:
        return lower(figure.measure.unknown)
    if figure.shares and figure.shares.not_known is not None:
        return f"{figure.shares.not_known} in 100"
    if figure.not_known.status in (Status.SHOWN, Status.LOW):
        return f"{about(release, figure.not_known)} {figure.measure.unit}"
    return release.say(figure.not_known)


def meant(release: Release, figure: Figure) -> Iterator[str]:
    """Numerator and denominator, limits, definition, source, as-at and policy."""
    measure, counted = figure.measure, f"{_upper(figure.measure.population)}."
    if figure.of:
        some, everybody = about(release, figure.number), about(release, figure.of)
        counted = f"{_upper(some)} of {everybody} {measure.population}."
    if figure.shares:
        least, most = figure.shares.limits
        counted += (
            f" Between {least} and {most} in 100: 95% limits, the widest that the "
            "rounded numbers allow."
        )
    yield counted
    left = f" Not known: {lower(measure.unknown)}." if figure.of else ""
    yield f"{measure.definition}{left}"
    as_at = day(Period.parse(figure.period).end)
    policy = release.face.policy.version
    yield f"Source: {measure.source}. As at {as_at}. Policy {policy}."


def withheld_because(release: Release, table: str) -> str:
    """Why nothing of a table is published, as far as that may be said."""
    period = Period.parse(release.table(table).period)
    if release.face.begins_on > period.start and not release.face.is_counted(table):
        begins = day(release.face.begins_on)
        return (
            f"The records begin on {begins}, and whoever had left or died "
            "by then is not in them, so that the figure would be wrong."
        )
    return (
        "Most of it would read “7 or fewer”, or a small number could have "
        "been worked out from it."
    )


def given_together(release: Release, table: str) -> str:
    """What of a table stands as one, where finer would have told too much; else ""."""
    merged = release.merged(table)
    if not merged:
        return ""
    return (
        f"Given together: {listed(list(merged))}. Told apart, most of it would read “"
        f"{release.face.policy.low}”, or a small number could have been worked out."
    )


def about(release: Release, cell: Cell) -> str:
    said = release.say(cell)
    return said if cell.count is None else f"about {said}"


def _upper(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def lower(words: str) -> str:
    """To stand behind a colon, or in the middle of a sentence."""
    return f"{words[:1].lower()}{words[1:]}"
