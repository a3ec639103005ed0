"""Two pictures made from answers: eight themes of the circle, and the goal gap.

Pure Python over stored answers. No total, cut-off or rank is made here or anywhere. How
a picture is drawn, and a mean over several people, do not belong here.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from metrics.surveys import goal_gap as gap_survey
from metrics.surveys._question import Scale
from metrics.surveys.peers import ITEMS, SURVEY, THEMES, Theme


Answers = Mapping[str, str | None]
NEEDED = 2  # of a theme's 3 items, or of its 2 in the short form: evidence.md 2c [J]
MINE, THEIRS, WITH_THEM = gap_survey.ITEMS


@dataclass(frozen=True)
class ThemeScore:
    """One theme of one client. `mean` is of 1 to 5, None where it is not known;
    `answered` of the `of` items that were asked.
    """

    theme: Theme
    mean: float | None
    answered: int
    of: int


@dataclass(frozen=True)
class PeerProfile:
    """The eight themes in their fixed order, and the banner that stands over them."""

    themes: tuple[ThemeScore, ...]
    banner: str = SURVEY.banner


@dataclass(frozen=True)
class GoalGap:
    """What I want, what I think they want (a guess), and how it is with them; each 0 to
    10, None where it is not known. `gap` is None unless both wishes are known.
    """

    mine: int | None
    theirs: int | None
    gap: int | None
    with_them: int | None
    banner: str = gap_survey.SURVEY.banner


@dataclass(frozen=True)
class Example:
    """A worked example: answers in, what comes out, and why. Run as a test."""

    answers: Answers
    expect: float | None
    why: str


def profile(answers: Answers) -> PeerProfile:
    """The eight themes, from the answers to `peers` by question id.

    In `answers` None is "asked, not answered"; a question that is absent was not asked.
    A theme is the mean of its answered items, 1 strongly disagree to 5 strongly agree,
    rounded to one decimal; a reversed item counts as 6 - answer; with fewer than two
    answered it is not known. Unvalidated; source: evidence.md 2c.
    """
    return PeerProfile(tuple(_score(theme, answers) for theme in THEMES))


PROFILE_EXAMPLES = (  # each for the theme "Them and us"
    Example({"st1": "5", "st2": "4", "st3": "2"}, 4.3, "ST3 counts as 4: 13 ÷ 3"),
    Example({"st1": "5", "st3": "2"}, 4.5, "the short form: 9 ÷ 2"),
    Example({"st1": "5", "st2": "4", "st3": None}, 4.5, "two of three: 9 ÷ 2"),
    Example({"st1": "5", "st2": None, "st3": None}, None, "one of three: not known"),
    Example({"st1": None, "st3": "2"}, None, "one of two: not known"),
    Example({}, None, "not asked: not known"),
)


def goal_gap(answers: Answers) -> GoalGap:
    """The goal gap, from the answers to `goal_gap` by question id.

    gap = GG1 - GG2, from -10 to 10 points, above 0 where I want it more than I think
    they do. GG2 is a guess about others, so the gap is this person's view alone. No
    cut-off. Unvalidated; source: evidence.md 2d.
    """
    mine, theirs = _number(MINE, answers), _number(THEIRS, answers)
    gap = None if mine is None or theirs is None else mine - theirs
    return GoalGap(mine, theirs, gap, _number(WITH_THEM, answers))


GAP_EXAMPLES = (
    Example({"gg1": "8", "gg2": "3", "gg3": "2"}, 5, "8 - 3"),
    Example({"gg1": "0", "gg2": "10", "gg3": None}, -10, "0 - 10"),
    Example({"gg1": "8", "gg2": None, "gg3": "2"}, None, "no guess: not known"),
    Example({"gg2": "3"}, None, "own wish not asked: not known"),
)


def _score(theme: Theme, answers: Answers) -> ThemeScore:
    asked = [item for item in ITEMS if item.theme == theme.id and item.id in answers]
    numbers = [(item, _number(item, answers)) for item in asked]
    scores = [item.scored(number) for item, number in numbers if number is not None]
    known = len(scores) >= NEEDED
    mean = round(sum(scores) / len(scores), 1) if known else None
    return ThemeScore(theme, mean, len(scores), len(asked))


def _number(item: Scale, answers: Answers) -> int | None:
    """The answer to an item; None where it was not asked or not answered.

    An answer is judged before it is stored, so one that cannot be read is a bug.
    """
    text = answers.get(item.id)
    if text is None:
        return None
    number = item.read(text)
    if not isinstance(number, int):
        raise ValueError(f"{item.id}: the stored answer is not one of its answers")
    return number
