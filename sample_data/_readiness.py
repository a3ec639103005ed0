"""With whom a place in a group was talked through, and all that was asked of them then.

Before a place every deferral is asked about and answered, most of them on one day
(evidence.md 4b); a third-year service has done that with many, a first-year one with
nobody yet. What was answered in the survey itself is `_replies.py`.
"""

from datetime import date

from metrics.contracts.event import Event
from sample_data._draw import ago, later
from sample_data._happenings import dated_event
from sample_data._people import Someone


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


def day_of_talk(someone: Someone) -> date:
    return someone.ago(someone.draw("day of the talk").whole(*NOT_LONG_AGO))


def events(someone: Someone) -> list[Event]:
    """The dated answers of the talk; what happened to somebody all the same stands."""
    draw, day = someone.draw("talked through"), day_of_talk(someone)
    listed = ago(draw.whole(*LISTED))
    return [
        *(dated_event(someone, kind, "no", day) for kind in NONE_LATELY),
        dated_event(someone, "missed_doses", "no", listed),
        dated_event(someone, "dose_review", "yes", day),
        dated_event(someone, "naloxone_training", "yes", day),
        dated_event(
            someone, "naloxone_kit", "yes", day, later(day, draw.whole(500, 1000))
        ),
    ]
