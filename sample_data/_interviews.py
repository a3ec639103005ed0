"""When the network interviews were held, with whom, and who was mentioned in each.

Everyone in a pair of `_circles.py` was interviewed; of the rest some, some of them long
ago, and some finished without anybody mentioned. Another client's reference stands
beside a person only where both had given permission for network planning by that day
and still do. The rows made from this are `_network.py`.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from metrics.settings import CIRCLE_WINDOW_DAYS
from sample_data._draw import Draw, days_ago
from sample_data._mentions import (
    Mention,
    linked,
    partner,
    someone_else,
    within_five,
)
from sample_data._people import Someone
from sample_data._stories import Provider


MOST_PEOPLE = 10  # evidence.md 2e
LIKELY: dict[str | None, float] = {"given": 0.8, "declined": 0.25, None: 0.16}
Links = list[tuple[str, str]]


@dataclass(frozen=True)
class Held:
    """An interview that was held, and everyone mentioned in it by number."""

    client_id: str
    day: date
    finished: bool
    people: dict[int, Mention]

    @property
    def reference(self) -> str:
        return f"{self.day.isoformat()}-a"


def held(provider: Provider) -> list[Held]:
    """Every interview, by client, oldest first."""
    return list(_every(provider))


def _every(provider: Provider) -> Iterator[Held]:
    links = _links(provider)
    old = {who for pair in provider.buying.loose["old"] for who in pair}
    named = set(provider.buying.members) | _named_loosely(provider)
    agreed_on = {someone.reference: someone.network_on for someone in provider.people}
    for someone in provider.people:
        reference = someone.reference
        day = _newest(someone, reference in named, reference in old)
        if day:
            newest = _interview(provider, someone, day, links[reference])
            yield from _earlier(someone, newest, agreed_on)
            yield newest


def _links(provider: Provider) -> dict[str, Links]:
    """What each person will say of another client: yes, or a plain no."""
    says: dict[str, Links] = defaultdict(list)
    both = [pair for circle in provider.buying.circles for pair in circle.pairs]
    for one, other in (*both, *provider.buying.loose["old"]):
        says[one].append((other, "yes"))
        says[other].append((one, "yes"))
    for one, other in provider.buying.loose["single"]:
        says[one].append((other, "yes"))
    for one, other in provider.buying.loose["differing"]:
        says[one].append((other, "yes"))
        says[other].append((one, "no"))
    return says


def _named_loosely(provider: Provider) -> set[str]:
    loose = provider.buying.loose
    return {who for pair in (*loose["single"], *loose["differing"]) for who in pair}


def _newest(someone: Someone, named: bool, old: bool) -> date | None:
    """The day of the newest interview; None where there was none."""
    draw = someone.draw("interview day")
    if someone.status != "in_treatment" or someone.network == "withdrawn":
        return None
    if not (named or old or draw.chance(LIKELY[someone.network])):
        return None
    window = CIRCLE_WINDOW_DAYS
    back = draw.whole(4, window - 10)
    if old:
        back = draw.whole(window + 3, window + 9)
    elif not named and draw.chance(0.35):
        back = draw.whole(window + 10, 330)
    return max(someone.ago(back), someone.network_on or someone.treatment_start)


def _interview(provider: Provider, someone: Someone, day: date, links: Links) -> Held:
    draw = someone.draw("interview")
    people = _people(draw, provider, someone, links)
    if not links and draw.chance(0.05):
        return Held(someone.reference, day, True, {})  # asked, none
    if not links and draw.chance(0.05):
        return Held(someone.reference, day, False, _first(people, 2))
    return Held(someone.reference, day, True, people)


def _first(people: dict[int, Mention], how_many: int) -> dict[int, Mention]:
    return {number: people[number] for number in sorted(people)[:how_many]}


def _people(
    draw: Draw, provider: Provider, someone: Someone, links: Links
) -> dict[int, Mention]:
    """Everyone mentioned, numbered from 1 in a drawn order."""
    story = provider.stories[someone.reference]
    couple = provider.partners.get(someone.reference)
    people = [
        linked(draw, place, other, says, other == couple)
        for place, (other, says) in enumerate(draw.shuffled(links))
    ]
    loved = None if couple else partner(draw, story)
    people += [loved] if loved else []
    people += [someone_else(draw, story) for _ in range(draw.whole(2, 6))]
    kept = within_five(people[:MOST_PEOPLE])
    return dict(enumerate(draw.shuffled(kept), start=1))


def _earlier(
    someone: Someone, newest: Held, agreed_on: dict[str, date | None]
) -> Iterator[Held]:
    """A third were interviewed some months before, and mentioned most of them then."""
    draw = someone.draw("interview before")
    day = someone.ago(days_ago(newest.day) + draw.whole(90, 200))
    since = someone.network_on or someone.treatment_start
    if day <= since or not draw.chance(0.35):
        return
    people = {}
    for number, person in newest.people.items():
        if draw.chance(0.75):
            agreed = agreed_on[person.link] if person.link else None
            link = person.link if agreed and agreed <= day else None
            people[number] = replace(person, link=link, ties=dict(person.ties))
    yield Held(someone.reference, day, True, people)
