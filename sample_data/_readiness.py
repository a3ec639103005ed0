"""With whom a place in a group was talked through, and all that was asked of them then.

Before a place every deferral is asked about and answered, most of them on one day
(evidence.md 4b); a third-year service has done that with many, a first-year one with
nobody yet. What was answered in the survey itself is `_replies.py`.
"""

from collections.abc import Container
from datetime import date

from metrics.contracts.event import Event
from sample_data._draw import Draw, ago, later
from sample_data._people import Someone
from sample_data._scenario import TALKED_THROUGH


# Asked about on the day of the talk; none of these had happened lately.
NONE_LATELY = (
    "prison_release",
    "detox_end",
    "treatment_exit",
    "hospital_discharge",
    "ort_start",
    "ort_restart",
    "overdose",
)
NOT_LONG_AGO = (2, 24)  # days
LISTED = (0, 2)  # days: the pharmacy's list of missed doses comes daily


def talked_through(
    people: list[Someone], members: Container[str], using: dict[str, bool]
) -> set[str]:
    """Drawn from those in circles who use heroin now and are in treatment."""
    ready: set[str] = set()
    for service, how_many in TALKED_THROUGH.items():
        able = [
            someone.reference
            for someone in people
            if someone.service == service and someone.status == "in_treatment"
        ]
        able = [who for who in able if who in members and using[who]]
        ready |= set(Draw("talked through", service).some(able, how_many))
    return ready


def day_of_talk(someone: Someone) -> date:
    return someone.ago(someone.draw("day of the talk").whole(*NOT_LONG_AGO))


def events(someone: Someone) -> list[Event]:
    """The dated answers of the talk; what happened to somebody all the same stands."""
    draw, day = someone.draw("talked through"), day_of_talk(someone)
    listed = ago(draw.whole(*LISTED))
    return [
        *(_event(someone, kind, "no", day) for kind in NONE_LATELY),
        _event(someone, "missed_doses", "no", listed),
        _event(someone, "dose_review", "yes", day),
        _event(someone, "naloxone_training", "yes", day),
        _event(someone, "naloxone_kit", "yes", day, later(day, draw.whole(500, 1000))),
    ]


def _event(
    someone: Someone, kind: str, state: str, day: date, expires_on: date | None = None
) -> Event:
    return Event(
        client_id=someone.reference,
        kind=kind,
        state=state,
        happened_on=day,
        expires_on=expires_on,
    )
