"""Table `prescription`: the ORT records of each invented client over time.

Amounts are drawn around published means; the split of medicines is a scenario
parameter. Depot amounts come from the fixed list of safety.md H06 only.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from metrics.contracts import Table
from metrics.contracts.prescription import Prescription
from sample_data._draw import Draw, ago, later
from sample_data._people import Someone
from sample_data._scenario import DEPOTS
from sample_data._stories import Provider, Story


METHADONE: dict[
    bool, dict[int, float]
] = {  # mg a day, by whether heroin is used as well
    True: {
        **{30: 3, 35: 4, 40: 9, 45: 8, 50: 8, 55: 4, 60: 20, 65: 7, 70: 11, 75: 3},
        **{80: 9, 90: 6, 100: 5, 110: 2, 120: 1},
    },
    False: {
        **{20: 4, 25: 3, 30: 8, 35: 7, 40: 9, 45: 6, 50: 6, 55: 3, 60: 13, 65: 5},
        **{70: 10, 75: 3, 80: 12, 90: 9, 100: 12, 110: 5, 120: 7, 130: 2, 140: 1},
    },
}
BUPRENORPHINE: dict[int, float] = {
    **{2: 1, 4: 3, 6: 5, 8: 10, 10: 7, 12: 17, 14: 10, 16: 26, 18: 6, 20: 7, 22: 3},
    **{24: 5, 26: 1},
}
LYOPHILISATE: dict[int, float] = {
    **{4: 3, 6: 7, 8: 16, 10: 17, 12: 23, 14: 12, 16: 16, 18: 5},
}
HISTORY_DAYS = 480


def rows(provider: Provider) -> Iterator[Table]:
    for someone in provider.people:
        story = provider.stories[someone.reference]
        if story.medicine:
            yield from reversed(list(_records(someone, story, story.medicine)))


def _records(someone: Someone, story: Story, medicine: str) -> Iterator[Table]:
    """From the newest back to the start of treatment, or some sixteen months."""
    draw = someone.draw("prescription")
    days = _days(draw, someone, story)
    amounts = _amounts(draw, someone, story, days)
    supervised = draw.weighted({"yes": 0.34, "no": 0.56, None: 0.1})
    liquid = story.form == "oral_solution" and draw.chance(0.05)
    for place, (day, amount) in enumerate(zip(days, amounts, strict=True)):
        yield Prescription(
            client_id=someone.reference,
            medicine="buprenorphine" if medicine == "depot" else medicine,
            form=_form(story, amount),
            strength=Decimal(1) if liquid else None,
            dose=Decimal(amount),
            unit="ml" if liquid else "mg",
            interval=_interval(story, amount),
            supervised=None if medicine == "depot" else supervised,
            missed_days=_missed(draw, story, newest=place == 0),
            planned_reduction=_reduction(draw, story, amounts[place : place + 2]),
            recorded_on=day,
        )


def _days(draw: Draw, someone: Someone, story: Story) -> list[date]:
    """Newest first. Most are within twelve weeks; some have not been renewed."""
    fresh = draw.chance(0.96 if story.in_circle else 0.88) or story.talked_through
    days = [someone.ago(draw.whole(3, 80) if fresh else draw.whole(90, 300))]
    if story.days_missed:
        days = [ago(draw.whole(0, 2))]
    first = max(someone.treatment_start, ago(HISTORY_DAYS))
    while (day := later(days[-1], -draw.whole(35, 75))) > first:
        days.append(someone.no_earlier(later(day, -max(0, day.weekday() - 4))))
    return days


def _amounts(draw: Draw, someone: Someone, story: Story, days: list[date]) -> list[int]:
    """The amount on each day, newest first: raised at first, then mostly steady."""
    if story.medicine == "depot":
        return _depots(draw, days)
    first, step = (30, 10) if story.medicine == "methadone" else (4, 4)
    now = draw.weighted(_weights(story))
    if now <= 2 * first and draw.chance(0.25):  # coming down, a step each record
        return [now + place * step for place in range(len(days))]
    weeks = [(day - someone.treatment_start).days // 7 for day in days]
    return [min(now, first + step * week) for week in weeks]


def _weights(story: Story) -> dict[int, float]:
    if story.medicine == "methadone":
        return METHADONE[story.uses_heroin]
    return LYOPHILISATE if story.form == "oral_lyophilisate" else BUPRENORPHINE


def _depots(draw: Draw, days: list[date]) -> list[int]:
    """Weekly at first, monthly later; amounts from the fixed list only."""
    place = draw.whole(0, 3)
    weekly, monthly = (amounts[place] for amounts in DEPOTS.values())
    change = draw.whole(0, len(days))
    return [monthly if at < change else weekly for at in range(len(days))]


def _form(story: Story, amount: int) -> str | None:
    if story.medicine != "depot":
        return story.form
    return next(form for form, amounts in DEPOTS.items() if amount in amounts)


def _interval(story: Story, amount: int) -> str:
    if story.medicine != "depot":
        return "daily"
    return "weekly" if amount in DEPOTS["depot_weekly"] else "monthly"


def _missed(draw: Draw, story: Story, newest: bool) -> int | None:
    if story.medicine == "depot":
        return None
    if newest and story.days_missed:
        return story.days_missed
    return draw.weighted({0: 0.6, 1: 0.06, 2: 0.03, 4: 0.01, None: 0.3})


def _reduction(draw: Draw, story: Story, amounts: list[int]) -> str | None:
    """Recorded where the amount came down; else often not recorded at all."""
    if story.medicine != "depot" and amounts[0] < amounts[-1]:
        return "yes"
    return draw.weighted({"no": 0.5, None: 0.5})
