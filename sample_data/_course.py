"""Days of use on one outcome form: between those at the start and those now.

What is true at both ends stands in the story; how the course runs between them, with
slips, is drawn here. What else a form asks is `_forms.py`.
"""

from dataclasses import dataclass
from datetime import date

from sample_data._draw import Draw
from sample_data._people import Someone
from sample_data._stories import Story


FADES_OVER_DAYS = 140  # how long the days at the start still weigh
SAME_AS_BEFORE = 0.9  # of those who use something else, how often a form says so


@dataclass(frozen=True)
class Other:
    """Use of another substance: of how many people, and on about how many days."""

    likely: float
    middle: int
    spread: int


OTHERS = {  # chosen so that the sample comes near the shares of aims.py
    "cocaine_days": Other(0.16, 3, 2),
    "amphetamine_days": Other(0.02, 4, 3),
    "cannabis_days": Other(0.161, 14, 8),
    "other_days": Other(0.25, 9, 7),
    "alcohol_days": Other(0.56, 9, 8),
}


@dataclass(frozen=True)
class Visit:
    """A day on which a form was completed, and its stage."""

    day: date
    stage: str
    newest: bool = False


def days_of_use(
    draw: Draw, someone: Someone, story: Story, visit: Visit
) -> dict[str, int]:
    opening = visit.stage == "start"
    crack = story.crack_at_start if opening else story.crack_now
    opiate = opiate_days(draw, someone, story, visit)
    return {
        "opiate_days": opiate,
        "crack_days": draw.near(12 if opening else 8, 5, 1, 28) if crack else 0,
        **{item: _other(draw, someone, item) for item in OTHERS},
        "inject_days": _injecting(draw, story, opening, opiate),
    }


def opiate_days(draw: Draw, someone: Someone, story: Story, visit: Visit) -> int:
    passed = (visit.day - someone.treatment_start).days
    if visit.stage == "start":
        return story.days_at_start
    if not story.uses_heroin:
        return _stopped(draw, passed, visit)
    if not visit.newest and draw.chance(0.03):
        return 0
    left = max(0.0, 1 - passed / FADES_OVER_DAYS)
    middle = story.days_now + (story.days_at_start - story.days_now) * left
    return draw.near(middle, 3, 1, 28)


def _stopped(draw: Draw, passed: int, visit: Visit) -> int:
    """None, but for the first weeks, and a slip on a form that is not the newest."""
    if passed < 75:
        return draw.near(4, 3, 0, 20)
    slipped = not visit.newest and passed > 300 and draw.chance(0.2)
    return draw.whole(1, 8) if slipped else 0


def _other(draw: Draw, someone: Someone, item: str) -> int:
    """Mostly the same from form to form; over everybody as likely as declared."""
    other, own = OTHERS[item], someone.draw(item)
    uses = own.chance(other.likely)
    now_and_then = (1 - SAME_AS_BEFORE) * other.likely / (1 - other.likely)
    if not draw.chance(SAME_AS_BEFORE if uses else now_and_then):
        return 0
    middle = own.near(other.middle, other.spread, 1, 28)
    return draw.near(middle, other.spread / 3, 1, 28)


def _injecting(draw: Draw, story: Story, opening: bool, opiate: int) -> int:
    """Never on more days than heroin was used."""
    injects = story.injected_at_start if opening else story.injects_now
    return min(draw.near(12, 7, 1, 28), opiate) if injects else 0
