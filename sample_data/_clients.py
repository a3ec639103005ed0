"""Table `client`: each invented client as known today, some as known four weeks ago.

The older snapshot says of some people something else, so that "changed" has content.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from metrics.contracts import Table
from metrics.contracts.client import Client
from sample_data._draw import TODAY, Draw, later, working_day
from sample_data._people import Someone
from sample_data._stories import Provider


EARLIER = date(2026, 10, 5)
CHANGES = {
    "housing": ("rented", "no_home", "rough_sleeping", "other_settled"),
    "employment": ("unemployed", "long_term_sick", "regular"),
    "nothing": (),
}


def rows(provider: Provider) -> Iterator[Table]:
    for someone in provider.people:
        now = _now(provider, someone)
        draw = someone.draw("snapshot")
        if someone.treatment_start < EARLIER and draw.chance(0.15):
            yield Client(**(now | _before(draw, someone, now)))
        yield Client(**now)


def _now(provider: Provider, someone: Someone) -> dict[str, Any]:
    return {
        "client_id": someone.reference,
        "as_at": TODAY,
        "service": someone.service,
        "keyworker": someone.keyworker,
        "age_band": someone.age_band,
        "sex": someone.sex,
        "ethnic_group": someone.ethnic_group,
        "employment": someone.employment,
        "housing": someone.housing,
        "partner": provider.stories[someone.reference].partner,
        "treatment_start": someone.treatment_start,
        "status": someone.status,
        "next_review": _next_review(someone) if someone.open else None,
    }


def _next_review(someone: Someone) -> date | None:
    """Mostly within twelve weeks; some overdue, a few not set."""
    draw = someone.draw("client")
    due = draw.weighted({"ahead": 0.86, "overdue": 0.09, "not set": 0.05})
    if due == "not set":
        return None
    days = draw.whole(0, 84) if due == "ahead" else -draw.whole(2, 40)
    return someone.no_earlier(working_day(later(TODAY, days)))


def _before(draw: Draw, someone: Someone, now: dict[str, Any]) -> dict[str, Any]:
    """What the older snapshot said: one thing differs, and nothing had ended yet."""
    before: dict[str, Any] = {"as_at": EARLIER}
    if now["next_review"]:
        before["next_review"] = working_day(later(EARLIER, draw.whole(0, 28)))
    if someone.ended and someone.ended > EARLIER:
        before["status"] = "in_treatment"
    column = draw.one(list(CHANGES))
    others = [code for code in CHANGES[column] if code != now.get(column)]
    if others and someone.status == "in_treatment":
        before[column] = draw.one(others)
    return before
