"""Tables `interview`, `person`, `tie` and `person_tie`: what was said, as rows.

A person mentioned is a number of that reporter's own. Who was mentioned is decided in
`_interviews.py` and `_mentions.py`.
"""

from collections.abc import Iterator
from itertools import combinations

from metrics.contracts import Table
from metrics.contracts.interview import Interview
from metrics.contracts.person import Person
from metrics.contracts.person_tie import PersonTie
from metrics.contracts.tie import Tie
from sample_data._draw import Draw
from sample_data._interviews import Held, held
from sample_data._mentions import Mention
from sample_data._stories import Provider


MOST_PAIRS = 10  # evidence.md 2e, Q10
USING = ("yes", "on_ort_and_using")
WANTED: dict[str | None, float] = {"yes": 0.3, "no": 0.12, "unsure": 0.2, None: 0.38}


def interviews(provider: Provider) -> Iterator[Table]:
    for one in held(provider):
        draw = Draw("interview row", one.client_id, one.day)
        yield Interview(
            client_id=one.client_id,
            interview=one.reference,
            asked_on=one.day,
            mode=draw.weighted({"in_person": 0.82, "by_phone": 0.12, "on_paper": 0.06}),
            alone="yes" if draw.chance(0.96) else None,
            finished="yes" if one.finished else "no",
        )


def people(provider: Provider) -> Iterator[Table]:
    for one in held(provider):
        for number, person in sorted(one.people.items()):
            yield _person(one, number, person)


def _person(one: Held, number: int, person: Mention) -> Table:
    """A description says nothing of a link: it is drawn alike for everybody."""
    draw = Draw("person row", one.client_id, one.day, number)
    view = draw.near(4.2 if "supports" in person.ties else 2.8, 1, 1, 5)
    return Person(
        client_id=one.client_id,
        interview=one.reference,
        person_id=f"P{number}",
        number=number,
        role=person.role,
        closeness=draw.weighted({draw.whole(1, 5): 0.9, "declined": 0.02, None: 0.08}),
        uses=person.uses,
        view_of_stopping=draw.weighted({view: 0.75, "declined": 0.04, None: 0.21}),
        wanted=draw.weighted(WANTED),
        linked_client_id=person.link,
    )


def ties(provider: Provider) -> Iterator[Table]:
    for one in held(provider):
        for number, person in sorted(one.people.items()):
            for kind, (state, days) in sorted(person.ties.items()):
                yield Tie(
                    client_id=one.client_id,
                    interview=one.reference,
                    person_id=f"P{number}",
                    kind=kind,
                    state=state,
                    days=days,
                )


def person_ties(provider: Provider) -> Iterator[Table]:
    """Who knows whom among those mentioned."""
    for one in held(provider):
        draw = Draw("person tie", one.client_id, one.day)
        pairs = draw.some(list(combinations(sorted(one.people), 2)), MOST_PAIRS)
        for first, second in sorted(pairs):
            for kind in _between(draw, one.people[first], one.people[second]):
                yield PersonTie(
                    client_id=one.client_id,
                    interview=one.reference,
                    person_id=f"P{first}",
                    other_person_id=f"P{second}",
                    kind=kind,
                    state="yes",
                )


def _between(draw: Draw, one: Mention, other: Mention) -> Iterator[str]:
    if one.uses in USING and other.uses in USING:
        if draw.chance(0.55):
            yield "knows"
            yield from (k for k in ("buys_with", "uses_with") if draw.chance(0.4))
    elif draw.chance(0.3):
        yield "knows"
