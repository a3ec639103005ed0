"""What happened to whom, and when: the rare events, drawn over everybody at once.

Drawn together so that the declared number of people has each, in and out of the buying
circles: every indicator and every deferral has somebody. How many is a scenario
parameter. What is asked at reviews is `_events.py`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from metrics.contracts.event import Event
from sample_data._draw import Draw, ago
from sample_data._people import Someone
from sample_data._stories import Provider


@dataclass(frozen=True)
class Count:
    """How many people had it: within 28 days (in circles, others), and before that."""

    in_circles: int
    others: int
    before: int


COUNTS = {
    "prison_release": Count(2, 8, 28),
    "detox_end": Count(1, 4, 22),
    "hospital_discharge": Count(2, 7, 40),
    "treatment_exit": Count(1, 3, 8),
    "ort_restart": Count(1, 5, 24),
    "overdose": Count(2, 6, 48),
}
Happened = dict[str, dict[str, date]]


def happened(provider: Provider) -> Happened:
    """By client and kind: the day. Of two of one kind the newer is kept."""
    found: Happened = {someone.reference: {} for someone in provider.people}
    for kind, count in COUNTS.items():
        for someone, day in _drawn(Draw("happened", kind), provider, count):
            found[someone.reference][kind] = day
    return found


def _drawn(
    draw: Draw, provider: Provider, count: Count
) -> Iterator[tuple[Someone, date]]:
    """The older ones first."""
    able = [s for s in provider.people if s.status == "in_treatment"]
    able = [s for s in able if s.days_in_treatment > 60]
    inside = [s for s in able if provider.stories[s.reference].in_circle]
    outside = [s for s in able if not provider.stories[s.reference].in_circle]
    for someone in draw.some(able, count.before):
        yield someone, ago(draw.whole(30, min(someone.days_in_treatment, 600)))
    for someone in draw.some(inside, count.in_circles):
        yield someone, ago(draw.whole(2, 27))
    for someone in draw.some(outside, count.others):
        yield someone, ago(draw.whole(1, 27))


def dated_event(
    someone: Someone, kind: str, state: str, day: date, expires_on: date | None = None
) -> Event:
    return Event(
        client_id=someone.reference,
        kind=kind,
        state=state,
        happened_on=day,
        expires_on=expires_on,
    )
