"""Table `event`: what changed risk or care, and the days on which it was asked.

The rare ones come from `_happenings.py`; here is what goes with treatment and what is
asked at reviews, dated noes among it. The shares are scenario parameters.
"""

from collections.abc import Iterator
from datetime import date

from metrics.contracts import Table
from metrics.contracts.event import Event
from sample_data._draw import Draw, ago, days_ago, later
from sample_data._forms import visits
from sample_data._happenings import dated_event, happened
from sample_data._people import Someone
from sample_data._readiness import events as talked_about
from sample_data._stories import Provider, Story


REVIEWS_SINCE_DAYS = 420
NO_CONTRADICTION_DAYS = 200


def rows(provider: Provider) -> Iterator[Table]:
    rare = happened(provider)
    for someone in provider.people:
        story = provider.stories[someone.reference]
        of_them = list(_of(someone, story, rare[someone.reference]))
        # Of two of a kind and day the first stands: what happened, not what was asked.
        found = {(e.kind, e.happened_on): e for e in reversed(of_them)}
        yield from (found[key] for key in sorted(found))


def _of(someone: Someone, story: Story, rare: dict[str, date]) -> Iterator[Event]:
    draw = someone.draw("event")
    for kind, day in rare.items():
        yield _rare(draw, someone, kind, day)
    yield from _treatment(draw, someone, story)
    yield from _overdose_asked(draw, someone, rare.get("overdose"))
    yield from _kit(draw, someone, story)
    yield from _naloxone(draw, someone)
    yield from _reviews(draw, someone, story)
    if story.medicine:
        yield from _dose_review(draw, someone, story)
    yield from _screen(draw, someone, story)
    if story.talked_through:
        yield from talked_about(someone)


def _rare(draw: Draw, someone: Someone, kind: str, day: date) -> Event:
    """The day of an overdose long past is sometimes assumed."""
    event = dated_event(someone, kind, "yes", day)
    if kind == "overdose" and days_ago(day) > 60 and draw.chance(0.2):
        assumed = {"date_assumed": True, "date_words": "date assumed"}
        return event.model_copy(update=assumed)
    return event


def _treatment(draw: Draw, someone: Someone, story: Story) -> Iterator[Event]:
    """The start of ORT, where that is not long ago; a stop for some; the exit."""
    if story.medicine and someone.days_in_treatment < 900:
        yield dated_event(someone, "ort_start", "yes", someone.treatment_start)
    if not story.medicine and draw.chance(0.6):
        back = draw.whole(1, 27) if draw.chance(0.15) else draw.whole(30, 400)
        yield dated_event(someone, "ort_stop", "yes", someone.ago(back))
    if someone.status == "left" and someone.ended:
        yield dated_event(someone, "treatment_exit", "yes", someone.ended)
    if story.days_missed:
        yield dated_event(someone, "missed_doses", "yes", ago(draw.whole(0, 1)))
    elif story.medicine and someone.open and draw.chance(0.05):
        yield dated_event(someone, "missed_doses", "no", ago(draw.whole(0, 3)))


def _overdose_asked(
    draw: Draw, someone: Someone, overdose: date | None
) -> Iterator[Event]:
    """A dated no, unless it would contradict an overdose of the months before it."""
    said = draw.weighted({"no": 0.55, "asked_not_answered": 0.02, None: 0.43})
    back = draw.whole(2, 175) if draw.chance(0.75) else draw.whole(185, 420)
    day = someone.ago(back)
    contradicts = overdose and day <= later(overdose, NO_CONTRADICTION_DAYS)
    if said and not contradicts:
        yield dated_event(someone, "overdose", said, day)


def _kit(draw: Draw, someone: Someone, story: Story) -> Iterator[Event]:
    """A kit at home with its expiry date, one out of date, a no, or nothing asked."""
    shares = {"kit": 0.48, "out of date": 0.05, "no": 0.09, "not asked": 0.38}
    has = draw.weighted(shares | ({"kit": 1.3} if story.in_circle else {}))
    if has == "no":
        yield dated_event(
            someone, "naloxone_kit", "no", someone.ago(draw.whole(2, 120))
        )
    if has == "kit":
        day = someone.ago(draw.whole(3, 345))
        lasts = later(day, draw.whole(500, 1000))
        yield dated_event(someone, "naloxone_kit", "yes", day, expires_on=lasts)
    if has == "out of date" and someone.days_in_treatment > 200:
        day, ended = someone.ago(draw.whole(150, 345)), ago(draw.whole(3, 90))
        yield dated_event(someone, "naloxone_kit", "yes", day, expires_on=ended)


def _naloxone(draw: Draw, someone: Someone) -> Iterator[Event]:
    trained = draw.weighted({"yes": 0.44, "no": 0.05, None: 0.51})
    if trained:
        day = someone.ago(draw.whole(3, 345))
        yield dated_event(someone, "naloxone_training", trained, day)
    given = draw.weighted({"yes": 0.03, "no": 0.14, None: 0.83})
    if given:
        yield dated_event(
            someone, "naloxone_given", given, someone.ago(draw.whole(3, 300))
        )


def _reviews(draw: Draw, someone: Someone, story: Story) -> Iterator[Event]:
    """A review with each form of the last year, and some without a form."""
    for visit in visits(someone, story):
        if visit.stage == "review" and days_ago(visit.day) < REVIEWS_SINCE_DAYS:
            yield dated_event(someone, "review", "yes", visit.day)
    if someone.days_in_treatment > 120 and draw.chance(0.5):
        yield dated_event(someone, "review", "yes", someone.ago(draw.whole(4, 110)))


def _dose_review(draw: Draw, someone: Someone, story: Story) -> Iterator[Event]:
    shares = {"recent": 0.56, "older": 0.2, "no": 0.05, "not asked": 0.19}
    held = draw.weighted(shares | ({"recent": 3.0} if story.in_circle else {}))
    back = draw.whole(90, 300) if held == "older" else draw.whole(2, 80)
    if held != "not asked":
        state = "no" if held == "no" else "yes"
        yield dated_event(someone, "dose_review", state, someone.ago(back))


def _screen(draw: Draw, someone: Someone, story: Story) -> Iterator[Event]:
    """A urine screen; where heroin is used it is usually, not always, positive."""
    if not draw.chance(0.3):
        return
    found = "yes" if story.uses_heroin and draw.chance(0.9) else "no"
    back = draw.whole(2, 27) if draw.chance(0.4) else draw.whole(29, 200)
    yield dated_event(someone, "urine_heroin", found, someone.ago(back))
