"""Table `answer`: what some invented clients answered in the surveys.

Which questions there are, and what an answer may be, stands in `metrics/surveys/`; who
is asked, and how long ago, is a scenario parameter. Some answers are out of date, some
were asked for and not given. No restricted question is answered here: its answers never
stand in `answer`.
"""

from collections.abc import Callable, Iterator
from datetime import date

from metrics.contracts import ASKED_NOT_ANSWERED, Table
from metrics.contracts.answer import Answer
from sample_data._draw import TODAY, Draw
from sample_data._interviews import held
from sample_data._people import Someone
from sample_data._readiness import day_of_talk
from sample_data._replies import (
    Said,
    around_them,
    coping,
    couples,
    discussed,
    goal,
    goal_gap,
    known_to_worker,
    peers,
    talked_through,
    tonight,
    where,
)
from sample_data._stories import Provider, Story


Replies = Callable[[Draw, Story], Said]
STILL_GOOD, OUT_OF_DATE = (3, 170), (185, 420)  # days ago
ASKED = {  # how likely each survey was asked: in a circle, agreed to planning, others
    "peers": (0.8, 0.5, 0.06),
    "goal_gap": (0.8, 0.55, 0.12),
    "coping": (0.25, 0.2, 0.06),
}
SURVEYS: dict[str, Replies] = {"peers": peers, "goal_gap": goal_gap, "coping": coping}
OFFER = (0.95, 0.7, 0.16)


def rows(provider: Provider) -> Iterator[Table]:
    interviewed = {one.client_id: one.day for one in held(provider) if one.finished}
    for someone in provider.people:
        story = provider.stories[someone.reference]
        if someone.status == "in_treatment":
            yield from _surveys(someone, story)
            yield from _offer(someone, story)
            yield from _couple(someone, story)
        if someone.reference in interviewed:
            draw, day = someone.draw("network"), interviewed[someone.reference]
            yield from _rows(draw, someone, "network", day, around_them(draw, story))


def _likely(someone: Someone, story: Story, shares: tuple[float, ...]) -> float:
    in_circle, agreed, others = shares
    if story.in_circle:
        return in_circle
    return agreed if someone.network == "given" else others


def _surveys(someone: Someone, story: Story) -> Iterator[Table]:
    for survey, replies in SURVEYS.items():
        draw = someone.draw(survey)
        if draw.chance(_likely(someone, story, ASKED[survey])):
            day = _day(draw, someone)
            yield from _rows(draw, someone, survey, day, replies(draw, story))


def _day(draw: Draw, someone: Someone) -> date:
    """The day it was asked; of one in eight more than 180 days ago."""
    return someone.ago(draw.whole(*(STILL_GOOD if draw.chance(0.88) else OUT_OF_DATE)))


def _offer(someone: Someone, story: Story) -> Iterator[Table]:
    """The goal first; what comes out of a discussion only where there was one."""
    draw = someone.draw("group_offer")
    if story.talked_through:
        said = talked_through(draw) | where(someone.draw("where to come"))
        day = day_of_talk(someone)
        yield from _rows(draw, someone, "group_offer", day, said)
        return
    if not draw.chance(_likely(someone, story, OFFER)):
        return
    day = _day(draw, someone)
    own, talked = goal(draw), draw.chance(0.55)
    more = discussed(draw) if talked and own["own_goal"] != "neither" else {}
    yield from _rows(draw, someone, "group_offer", day, own | more)
    if talked:
        newer = someone.ago(
            draw.whole(2, 26) if draw.chance(0.6) else draw.whole(30, 90)
        )
        yield from _rows(draw, someone, "group_offer", newer, known_to_worker(draw))
    if talked and story.in_circle and draw.chance(0.15):
        yield from _rows(draw, someone, "group_offer", TODAY, tonight(draw))


def _couple(someone: Someone, story: Story) -> Iterator[Table]:
    draw = someone.draw("couples")
    if story.partner == "uses" and draw.chance(0.45):
        yield from _rows(draw, someone, "couples", _day(draw, someone), couples(draw))


def _rows(
    draw: Draw, someone: Someone, survey: str, day: date, said: Said
) -> Iterator[Table]:
    """One row a question; asked alone, but for a few where that is not recorded."""
    mode = draw.weighted({"in_person": 0.7, "self_completed": 0.22, "by_phone": 0.08})
    alone = "yes" if draw.chance(0.97) else None
    for question, value in said.items():
        yield Answer(
            client_id=someone.reference,
            survey=survey,
            question=question,
            value=value,
            state=None if value else ASKED_NOT_ANSWERED,
            asked_on=day,
            mode=mode,
            alone=alone,
        )
