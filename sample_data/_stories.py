"""What is true of each invented client, from which all their records are then drawn.

Records only show parts of it, at different dates and with gaps: that is the point. Who
the people are is `_people.py`; how often something is recorded is each topic's own.
"""

from collections.abc import Callable, Container
from dataclasses import dataclass

from sample_data._circles import Buying, arrange
from sample_data._draw import Draw
from sample_data._people import Someone, everyone
from sample_data._scenario import BUPRENORPHINE_FORMS, MEDICINES, TALKED_THROUGH


@dataclass(frozen=True)
class Story:
    """The true course: heroin, crack, injecting, and the medicine."""

    uses_heroin: bool
    days_now: int
    days_at_start: int
    crack_at_start: bool
    crack_now: bool
    injected_at_start: bool
    injects_now: bool
    partner: str | None
    medicine: str | None
    form: str | None
    in_circle: bool
    talked_through: bool = False
    days_missed: int = 0


@dataclass(frozen=True)
class Provider:
    """The invented provider: its people, their stories, and who buys with whom."""

    people: tuple[Someone, ...]
    stories: dict[str, Story]
    buying: Buying

    def someone(self, reference: str) -> Someone:
        return next(s for s in self.people if s.reference == reference)

    @property
    def partners(self) -> dict[str, str]:
        pairs = self.buying.couples
        return dict(pairs) | {other: one for one, other in pairs}


def provider() -> Provider:
    people = everyone()
    buying = arrange(people)
    return Provider(tuple(people), _stories(people, buying), buying)


# Of those who use now: by where they stand in treatment and in a circle.
USES_NOW = {"in_circle": 0.93, "agreed": 0.36, "two_years": 0.66, "others": 0.09}
ON_ORT = 0.937
PARTNERS: dict[str | None, float] = {  # as the client told it
    "none": 0.46,
    "uses": 0.12,
    "does_not_use": 0.14,
    "asked_not_answered": 0.02,
    None: 0.26,
}


def _stories(people: list[Someone], buying: Buying) -> dict[str, Story]:
    draw = Draw("stories")
    members = buying.members

    def stands(someone: Someone) -> str:
        if someone.reference in members:
            return "in_circle"
        if someone.network == "given":
            return "agreed"
        return "two_years" if someone.days_in_treatment <= 730 else "others"

    partnered = {who for pair in buying.couples for who in pair}
    using = _share_out(draw, people, stands, USES_NOW)
    medicines = _medicines(draw, people, members)
    ready = _talked_through(people, members, using)
    return {
        someone.reference: _story(
            someone,
            using[someone.reference],
            medicines[someone.reference],
            in_circle=someone.reference in members,
            partnered=someone.reference in partnered,
            ready=someone.reference in ready,
        )
        for someone in people
    }


def _share_out(
    draw: Draw,
    people: list[Someone],
    stands: Callable[[Someone], str],
    likely: dict[str, float],
) -> dict[str, bool]:
    """Yes or no to each, in the declared share of every stratum."""
    dealt: dict[str, bool] = {}
    for stratum, share in likely.items():
        inside = [s.reference for s in people if stands(s) == stratum]
        yes = draw.shares(len(inside), {True: share, False: 1 - share})
        dealt |= dict(zip(inside, yes, strict=True))
    return dealt


def _talked_through(
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


def _medicines(
    draw: Draw, people: list[Someone], members: Container[str]
) -> dict[str, str | None]:
    """Who is prescribed what; in the circles everybody is prescribed something."""
    off = round(len(people) * (1 - ON_ORT))
    free = [s.reference for s in people if s.reference not in members]
    without = set(draw.some(free, off))
    on = [s.reference for s in people if s.reference not in without]
    prescribed = dict(zip(on, draw.shares(len(on), MEDICINES), strict=True))
    return {s.reference: prescribed.get(s.reference) for s in people}


def _story(
    someone: Someone,
    uses_heroin: bool,
    medicine: str | None,
    *,
    in_circle: bool,
    partnered: bool,
    ready: bool,
) -> Story:
    draw = someone.draw("story")
    crack = draw.chance(0.63 if uses_heroin else 0.57)
    injected = draw.chance(0.19)
    return Story(
        uses_heroin=uses_heroin,
        days_now=draw.near(11, 7, 1, 28) if uses_heroin else 0,
        days_at_start=0 if draw.chance(0.1) else draw.near(21, 6, 3, 28),
        crack_at_start=crack,
        crack_now=draw.chance(0.48 if crack else 0.24),
        injected_at_start=injected,
        injects_now=uses_heroin and draw.chance(0.6 if injected else 0.1),
        partner="uses" if partnered else draw.weighted(PARTNERS),
        medicine=medicine,
        form=_form(draw, medicine),
        in_circle=in_circle,
        talked_through=ready,
        days_missed=0 if ready else _missed(draw, someone, medicine),
    )


def _form(draw: Draw, medicine: str | None) -> str | None:
    if medicine == "methadone":
        return draw.weighted({"oral_solution": 0.97, "tablet": 0.03})
    if medicine == "buprenorphine":
        return draw.weighted(BUPRENORPHINE_FORMS)
    return "sublingual_tablet" if medicine == "buprenorphine_naloxone" else medicine


def _missed(draw: Draw, someone: Someone, medicine: str | None) -> int:
    """Three or more days missed in a row, up to today: a few."""
    daily = medicine is not None and medicine != "depot" and someone.open
    return draw.whole(3, 6) if daily and draw.chance(0.025) else 0
