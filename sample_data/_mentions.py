"""Whom somebody mentions in an interview, and the contacts they name.

A client linked to another is described like everybody else: nothing but the link itself
may tell them apart. Who buys with whom is `_circles.py`; when interviews were held is
`_interviews.py`.
"""

from dataclasses import dataclass, field

from sample_data._draw import Draw
from sample_data._stories import Story


@dataclass
class Mention:
    """Someone mentioned, with the contacts named: kind, state, days of 28."""

    role: str
    uses: str | None
    link: str | None = None
    ties: dict[str, tuple[str, int | None]] = field(default_factory=dict)


MOST_A_QUESTION = 5  # evidence.md 2e: five people a question, ten in all
LIKELY_USES = {
    "family": 0.08,
    "friend": 0.45,
    "acquaintance": 0.7,
    "supplies": 0.5,
    "worker_or_peer": 0.0,
    "other": 0.3,
}
HOW_OFTEN: dict[str, float] = {
    "family": 5,
    "friend": 6,
    "acquaintance": 4,
    "supplies": 1,
    "worker_or_peer": 3,
    "other": 1,
}
# How likely each kind of contact is named.
BUYING = {"buys_with": 0.35, "pools_money": 0.12}
AROUND_USE = {"uses_with": 0.35, "lends": 0.25, "borrows": 0.2, "shares_contacts": 0.22}
AROUND_USE |= {"makes_it_harder": 0.28, "time_without_drugs": 0.1, "would_call": 0.15}
SUPPORT = {"supports": 0.65, "would_call": 0.5, "time_without_drugs": 0.6}
WITHOUT_DAYS = ("supports", "makes_it_harder", "would_call", "shares_contacts")


def linked(draw: Draw, place: int, other: str, says: str, partner: bool) -> Mention:
    """Another client. Beyond four people only the question on money is free."""
    role = "partner" if partner else draw.weighted({"friend": 5, "acquaintance": 4})
    uses = draw.weighted({"yes": 3, "on_ort_and_using": 5, "not_sure": 1})
    person = Mention(role, "on_ort_and_using" if partner else uses, other)
    if says == "no":
        person.ties = {"buys_with": ("no", None), "pools_money": ("no", None)}
        return person
    crowded = place >= MOST_A_QUESTION - 1
    if not crowded:
        person.ties["buys_with"] = ("yes", draw.near(8, 4, 1, 26))
    if crowded or draw.chance(0.12):
        person.ties["pools_money"] = ("yes", draw.near(6, 3, 1, 20))
    name(draw, person, AROUND_USE)
    return person


def partner(draw: Draw, story: Story) -> Mention | None:
    """A partner who is no client here, as the client record tells of them."""
    if story.partner not in ("uses", "does_not_use") or draw.chance(0.3):
        return None
    person = Mention("partner", "no")
    if story.partner == "uses":
        person.uses = draw.weighted({"yes": 4, "on_ort_and_using": 3})
        name(draw, person, {"buys_with": 0.5 if story.uses_heroin else 0})
    name(draw, person, AROUND_USE if story.partner == "uses" else SUPPORT)
    return person


def someone_else(draw: Draw, story: Story) -> Mention:
    """Somebody who is not linked to any client."""
    role = draw.weighted(HOW_OFTEN)
    if not draw.chance(LIKELY_USES[role]):
        not_using = {"no": 8, "on_ort_not_using": 2, "not_sure": 1, None: 1}
        person = Mention(role, draw.weighted(not_using))
        name(draw, person, SUPPORT)
        return person
    person = Mention(role, draw.weighted({"yes": 4, "on_ort_and_using": 3}))
    if story.uses_heroin:
        name(draw, person, BUYING)
        if "buys_with" not in person.ties and draw.chance(0.3):
            person.ties["buys_with"] = ("no", None)
    name(draw, person, AROUND_USE)
    return person


def name(draw: Draw, person: Mention, likely: dict[str, float]) -> None:
    """Add the contacts that are named; now and then one was asked and not answered."""
    for kind, chance in likely.items():
        if not draw.chance(chance):
            continue
        if draw.chance(0.01):
            person.ties[kind] = ("asked_not_answered", None)
        else:
            days = None if kind in WITHOUT_DAYS else draw.near(6, 4, 1, 28)
            person.ties[kind] = ("yes", days)


def within_five(people: list[Mention]) -> list[Mention]:
    """Keep five people a question: a sixth yes is not recorded."""
    named: dict[str, int] = {}
    for person in people:
        for kind in list(person.ties):
            named[kind] = named.get(kind, 0) + (person.ties[kind][0] == "yes")
            if named[kind] > MOST_A_QUESTION and person.ties[kind][0] == "yes":
                del person.ties[kind]
    return people
