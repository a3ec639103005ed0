"""Who is on the books of the invented provider, before anything happens to them.

Their lasting traits stand here, where they are with the service, and what they said to
network planning, since circles rest on that. What is true of their use and their
medicine is `_stories.py`; their records are made by the other modules.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sample_data._draw import TODAY, Draw, days_ago, later, working_day
from sample_data._scenario import SERVICES, Service


@dataclass(frozen=True)
class Someone:
    """An invented client, by the service's own invented reference."""

    reference: str
    service: str
    keyworker: str | None
    sex: str
    age_band: str
    ethnic_group: str | None
    employment: str | None
    housing: str | None
    treatment_start: date
    status: str = "in_treatment"
    ended: date | None = None
    network: str | None = None
    network_on: date | None = None

    def draw(self, topic: str) -> Draw:
        return Draw(topic, self.reference)

    @property
    def open(self) -> bool:
        return self.status not in ("left", "died")

    @property
    def until(self) -> date:
        """The last day on which something can be recorded of them."""
        return self.ended or TODAY

    @property
    def days_in_treatment(self) -> int:
        return days_ago(self.treatment_start)

    def ago(self, days: int) -> date:
        """So many days back from now (from the end, if they left), on a working day.

        Never before they came.
        """
        return self.no_earlier(working_day(later(self.until, -days)))

    def no_earlier(self, day: date) -> date:
        return max(day, self.treatment_start)


BANDS = (
    *((18, "18_24"), (25, "25_29"), (30, "30_34"), (35, "35_39"), (40, "40_44")),
    *((45, "45_49"), (50, "50_54"), (55, "55_59"), (60, "60_64"), (65, "65_69")),
)
SEX = {"male": 74.2, "female": 25.8}
ETHNIC = {"white": 89.8, "asian": 4.5, "mixed": 2.5, "black": 2.2, "other": 1.0}
EMPLOYMENT = {
    "unemployed": 64.2,
    "long_term_sick": 23.1,
    "regular": 11.3,
    "other": 0.9,
    "student": 0.3,
    "volunteering": 0.2,
}
HOUSING = {
    "rented": 52.0,
    "other_settled": 14.0,
    "owner": 4.6,
    "no_home": 23.0,
    "rough_sleeping": 6.4,
}
DAYS_IN_TREATMENT = {  # under one year, 1 to 2, 2 to 4, 4 to 6, over 6
    (6, 364): 30.9,
    (366, 729): 11.8,
    (732, 1459): 14.6,
    (1463, 2189): 12.1,
    (2193, 5100): 30.6,
}


def everyone() -> list[Someone]:
    """Everyone, by reference, in a fixed order."""
    people = [someone for service in SERVICES for someone in _of(service)]
    return sorted(people, key=lambda someone: someone.reference)


def _of(service: Service) -> list[Someone]:
    draw = Draw("people", service.name)
    labels = draw.shuffled(list(_labels(service)))
    many = len(labels)
    traits = zip(
        _references(draw, service.prefix, many),
        labels,
        draw.shares(many, SEX),
        [_band(draw.near(42.0, 8.1, 19, 68)) for _ in range(many)],
        draw.shares(many, ETHNIC),
        draw.shares(many, EMPLOYMENT),
        draw.shares(many, HOUSING),
        draw.shares(many, DAYS_IN_TREATMENT),
        strict=True,
    )
    people = [_someone(draw, service, *trait) for trait in traits]
    return _asked(draw, service, _ended(draw, service, people))


def _labels(service: Service) -> Iterator[str | None]:
    """A keyworker's label for everyone, those who left included."""
    names = [
        f"Keyworker {service.first_keyworker + place}"
        for place in range(len(service.caseloads))
    ]
    for name, size in zip(names, service.caseloads, strict=True):
        yield from [name] * size
    yield from [None] * service.no_keyworker
    for place in range(service.left + service.died + service.in_custody):
        yield names[place % len(names)]


def _references(draw: Draw, prefix: str, how_many: int) -> list[str]:
    """Invented references: two letters and five digits, never digits alone."""
    found: dict[str, None] = {}
    while len(found) < how_many:
        found[f"{prefix}{draw.whole(10000, 99999)}"] = None
    return list(found)


def _band(age: int) -> str:
    return next(band for start, band in reversed(BANDS) if age >= start)


def _someone(
    draw: Draw,
    service: Service,
    reference: str,
    keyworker: str | None,
    sex: str,
    age_band: str,
    ethnic_group: str,
    employment: str,
    housing: str,
    days: tuple[int, int],
) -> Someone:
    """Their traits; a few were never asked, or asked and did not answer."""
    return Someone(
        reference,
        service.name,
        keyworker,
        sex,
        age_band,
        _gap(draw, ethnic_group, 0.01),
        _gap(draw, employment, 0.03),
        _gap(draw, housing, 0.03),
        draw.day(*days),
    )


def _gap(draw: Draw, value: str, not_asked: float) -> str | None:
    kept = {value: 1 - not_asked - 0.012, "asked_not_answered": 0.012, None: not_asked}
    return draw.weighted(kept)


def _ended(draw: Draw, service: Service, people: list[Someone]) -> list[Someone]:
    """A few who left or died this autumn, and a few in custody."""
    long_enough = [someone for someone in people if someone.days_in_treatment > 150]
    chosen = draw.some(
        [s for s in long_enough if s.keyworker],
        service.left + service.died + service.in_custody,
    )
    statuses = ["left"] * service.left + ["died"] * service.died
    statuses += ["in_custody"] * service.in_custody
    became = {
        someone.reference: replace(someone, **_end(draw, status))
        for someone, status in zip(chosen, statuses, strict=True)
    }
    return [became.get(someone.reference, someone) for someone in people]


def _end(draw: Draw, status: str) -> dict[str, Any]:
    if status == "in_custody":
        return {"status": status, "housing": "prison"}
    return {"status": status, "ended": draw.day(4, 80)}


def _asked(draw: Draw, service: Service, people: list[Someone]) -> list[Someone]:
    """What those asked about network planning said, and when."""
    able = [s for s in people if s.status == "in_treatment" and s.keyworker]
    able = [s for s in able if s.days_in_treatment > 30]
    chosen = draw.some(able, sum(service.network.values()))
    said = [word for word, many in service.network.items() for _ in range(many)]
    became = {
        someone.reference: replace(
            someone, network=word, network_on=_day_asked(draw, service, someone)
        )
        for someone, word in zip(chosen, said, strict=True)
    }
    return [became.get(someone.reference, someone) for someone in people]


def _day_asked(draw: Draw, service: Service, someone: Someone) -> date:
    known_for = someone.days_in_treatment - 7
    furthest = min(service.asked_for_days, known_for)
    return draw.day(min(known_for, 100), max(furthest, min(known_for, 100)))
