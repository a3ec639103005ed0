"""Table `permission`: what each invented client agreed to, and what they took back.

Absent is not permitted, their own care apart. What they said to network planning is
decided in `_people.py`, since circles rest on it.
"""

from collections.abc import Iterator
from datetime import date

from metrics.contracts import Table
from metrics.contracts.permission import Permission
from sample_data._draw import ago, days_ago, later
from sample_data._people import Someone
from sample_data._readiness import day_of_talk
from sample_data._stories import Provider, Story


Said = tuple[str, str, date]


def rows(provider: Provider) -> Iterator[Table]:
    for someone in provider.people:
        story = provider.stories[someone.reference]
        said = [*_own_care(someone), *_network(someone), *_group(someone, story)]
        said += _improvement(someone)
        for purpose, state, day in sorted(said, key=lambda one: (one[2], one[0])):
            yield Permission(
                client_id=someone.reference, purpose=purpose, state=state, given_on=day
            )


def _own_care(someone: Someone) -> Iterator[Said]:
    if someone.draw("own care").chance(0.93):
        yield "direct_care", "given", someone.treatment_start


def _network(someone: Someone) -> Iterator[Said]:
    """Who withdrew had given it first; a few gave it again later."""
    if not someone.network or not someone.network_on:
        return
    draw, day = someone.draw("network planning"), someone.network_on
    if someone.network == "withdrawn":
        back = max(ago(draw.whole(1, days_ago(day))), later(day, 1))
        yield "network_planning", "given", day
        yield "network_planning", "withdrawn", back
        return
    if (day - someone.treatment_start).days > 90 and draw.chance(0.03):
        yield "network_planning", "given", later(day, -draw.whole(60, 80))
        yield "network_planning", "withdrawn", later(day, -draw.whole(10, 40))
    yield "network_planning", someone.network, day


def _group(someone: Someone, story: Story) -> Iterator[Said]:
    """Asked only of those who agreed to network planning, and later."""
    draw = someone.draw("group invitation")
    if story.talked_through:
        yield "group_invitation", "given", day_of_talk(someone)
        return
    if someone.network != "given" or not someone.network_on or not draw.chance(0.6):
        return
    day = ago(draw.whole(1, min(days_ago(someone.network_on), 150)))
    yield "group_invitation", draw.weighted({"given": 4, "declined": 1}), day


def _improvement(someone: Someone) -> Iterator[Said]:
    draw = someone.draw("service improvement")
    if not draw.chance(0.55):
        return
    state, day = (
        draw.weighted({"given": 4, "declined": 1}),
        someone.ago(draw.whole(5, 500)),
    )
    yield "service_improvement", state, day
    back = someone.ago(draw.whole(2, 30))
    if state == "given" and back > day and draw.chance(0.05):
        yield "service_improvement", "withdrawn", back
