"""Table `condition`: diagnoses and health problems, and the dated "none recorded".

The share with a mental health need is published; the split by diagnosis is a scenario
parameter that leans on Houghton et al. 2024, Table 1.
"""

from collections.abc import Iterator
from datetime import date

from metrics.contracts import Table
from metrics.contracts.condition import Condition
from sample_data._draw import Draw
from sample_data._people import Someone
from sample_data._stories import Provider


NEEDS = {"need": 0.53, "no need": 0.37, "not asked": 0.10}
DIAGNOSES: dict[tuple[str, ...], float] = {
    ("anxiety", "depression"): 30,
    ("depression",): 20,
    ("anxiety",): 15,
    ("mental_health_need",): 12,
    ("anxiety", "ptsd"): 6,
    ("psychosis",): 5,
    ("bipolar_disorder",): 4,
    ("borderline_personality_disorder", "depression"): 4,
    ("personality_disorder_not_specified",): 2,
    ("dissociative_identity_disorder",): 1,
    ("other_mental_health",): 1,
}
PHYSICAL = {
    "hepatitis_c": 0.14,
    "lung_disease": 0.17,
    "liver_disease": 0.07,
    "heart_disease": 0.05,
    "hiv": 0.01,
    "other_physical": 0.06,
}


def rows(provider: Provider) -> Iterator[Table]:
    needs = Draw("conditions").shares(len(provider.people), NEEDS)
    for someone, need in zip(provider.people, needs, strict=True):
        if need != "not asked":
            yield from _of(someone, need == "need")


def _of(someone: Someone, need: bool) -> Iterator[Table]:
    """What was found; or that it was asked and none recorded, now and then before."""
    draw = someone.draw("condition")
    day = someone.ago(draw.whole(5, 340) if draw.chance(0.9) else draw.whole(380, 700))
    physical = [name for name, likely in PHYSICAL.items() if draw.chance(likely)]
    mental = draw.weighted(DIAGNOSES) if need else ()
    yield from (_present(draw, someone, name, day) for name in (*mental, *physical))
    if not need:
        yield _none(someone, "mental_health_need" if physical else "any", day)
        earlier = someone.ago(draw.whole(720, 900))
        if earlier < day and draw.chance(0.12):
            yield _past(draw, someone, earlier)


def _present(draw: Draw, someone: Someone, name: str, day: date) -> Table:
    return Condition(
        client_id=someone.reference,
        condition=name,
        state="yes",
        status="current",
        treated=draw.weighted(
            {"yes": 0.5, "no": 0.2, "asked_not_answered": 0.01, None: 0.29}
        ),
        recorded_on=day,
    )


def _none(someone: Someone, name: str, day: date) -> Table:
    return Condition(
        client_id=someone.reference, condition=name, state="no", recorded_on=day
    )


def _past(draw: Draw, someone: Someone, day: date) -> Table:
    return Condition(
        client_id=someone.reference,
        condition=draw.one(("depression", "anxiety")),
        state="yes",
        status="past",
        recorded_on=day,
    )
