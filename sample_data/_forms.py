"""Table `outcome`: the outcome forms of each invented client over two years.

Of many people the newest form is out of date, and a few have none. Some items were not
asked, some declined. How use changes over time is `_course.py`.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from metrics.contracts import ASKED_NOT_ANSWERED, DECLINED, Table
from metrics.contracts.outcome import OutcomeForm
from sample_data._course import Visit, days_of_use
from sample_data._draw import Draw, days_ago, later
from sample_data._people import Someone
from sample_data._stories import Provider, Story


TWO_YEARS = 730
FRESH = {"talked through": 1.0, "in_circle": 0.5, "agreed": 0.45, "others": 0.38}


def rows(provider: Provider) -> Iterator[Table]:
    for someone in provider.people:
        story = provider.stories[someone.reference]
        for visit in visits(someone, story):
            yield _form(someone, story, visit)


def visits(someone: Someone, story: Story) -> list[Visit]:
    """Start (if within two years), reviews every 13 or 26 weeks, an exit."""
    draw = someone.draw("forms")
    found = [Visit(day, "review") for day in _reviews(draw, someone, story)]
    if someone.days_in_treatment <= TWO_YEARS and draw.chance(0.97):
        found.insert(0, Visit(_opening(draw, someone), "start"))
    if someone.status == "left" and someone.ended:
        found.append(Visit(someone.ended, "exit"))
    if found:
        found[-1] = Visit(found[-1].day, found[-1].stage, newest=True)
    return found


def _opening(draw: Draw, someone: Someone) -> date:
    """Within nine days of the start of treatment."""
    first = later(someone.treatment_start, draw.whole(0, 9))
    return someone.ago(max(0, (someone.until - first).days))


def _reviews(draw: Draw, someone: Someone, story: Story) -> list[date]:
    """Oldest first. The newest is fresh for some, and out of date for the rest."""
    back = draw.whole(3, 81) if draw.chance(_fresh(someone, story)) else _stale(draw)
    back += 5 if someone.ended else 0
    every = draw.one((91, 182))
    days: list[date] = []
    while back + days_ago(someone.until) < TWO_YEARS:
        day = later(someone.until, -back)
        if (day - someone.treatment_start).days < 40:
            break
        if not days or not draw.chance(0.12):  # else a review that was not held
            days.insert(0, someone.ago(back))
        back += every + draw.whole(-14, 21)
    return days


def _fresh(someone: Someone, story: Story) -> float:
    if story.in_circle:
        return FRESH["talked through" if story.talked_through else "in_circle"]
    return FRESH["agreed" if someone.network == "given" else "others"]


def _stale(draw: Draw) -> int:
    """Mostly within the year; of a few, nothing in two years."""
    return draw.whole(88, 260) if draw.chance(0.95) else TWO_YEARS


def _form(someone: Someone, story: Story, visit: Visit) -> Table:
    draw = someone.draw(f"form {visit.day}")
    days = days_of_use(draw, someone, story, visit)
    answers: dict[str, Any] = {
        **days,
        **_sharing(draw, days),
        **_ratings(draw, someone, days),
        **_living(draw, someone, visit),
    }
    return OutcomeForm(
        client_id=someone.reference,
        completed_on=visit.day,
        stage=visit.stage,
        sequence=1,
        **{name: _asked(draw, value) for name, value in answers.items()},
    )


def _sharing(draw: Draw, days: dict[str, int]) -> dict[str, Any]:
    injects, drinks = days["inject_days"] > 0, days["alcohol_days"] > 0
    return {
        "sharing": "yes" if injects and draw.chance(0.12) else "no",
        "alcohol_units": Decimal(draw.near(9, 6, 1, 40)) if drinks else None,
    }


RATINGS = ("psychological", "physical", "quality_of_life")


def _ratings(draw: Draw, someone: Someone, days: dict[str, int]) -> dict[str, int]:
    """Out of 20; lower where heroin is used on more days (scenario parameter)."""
    own = someone.draw("ratings")
    middles = {
        item: own.near(13, 3, 4, 19) - days["opiate_days"] / 5 for item in RATINGS
    }
    return {item: draw.near(middle, 1.7, 0, 20) for item, middle in middles.items()}


def _living(draw: Draw, someone: Someone, visit: Visit) -> dict[str, Any]:
    works = someone.employment == "regular"
    unstable = someone.housing in ("no_home", "rough_sleeping")
    threatened = 0.18 if visit.stage == "start" else 0.06
    return {
        "paid_work_days": draw.near(17, 4, 2, 26) if works else 0,
        "volunteer_days": draw.whole(1, 8) if draw.chance(0.05) else 0,
        "education_days": draw.whole(4, 16) if someone.employment == "student" else 0,
        "acute_housing": "yes" if unstable and draw.chance(0.5) else "no",
        "unsuitable_housing": "yes" if draw.chance(0.4 if unstable else 0.06) else "no",
        "eviction_risk": "yes" if draw.chance(threatened) else "no",
    }


def _asked(draw: Draw, value: Any) -> Any:
    """A few items are not asked, fewer asked and not answered."""
    said = draw.weighted({"answered": 0.95, "declined": 0.012, "not asked": 0.038})
    if said == "answered" or value is None:
        return value
    if said == "not asked":
        return None
    return ASKED_NOT_ANSWERED if isinstance(value, str) else DECLINED
