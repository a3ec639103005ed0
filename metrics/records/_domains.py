"""Strengths beside difficulties, by domain: what speaks for each, as recorded."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from metrics.indicators.domains import DOMAINS, Sign
from metrics.saying import Said, say
from metrics.store import Fact
from metrics.store.people import Known


SIGNS = tuple(sign.fact for signs in DOMAINS.values() for sign in signs)


@dataclass(frozen=True)
class Domain:
    """One of the four, each fact in words. `not_known`: not asked, not answered, or too
    long ago; it is never taken for either side.
    """

    title: str
    strengths: tuple[Said, ...]
    difficulties: tuple[Said, ...]
    neither: tuple[Said, ...]
    not_known: tuple[Said, ...]


def domains(
    facts: Mapping[str, Fact], known: Mapping[str, Known], on: date, people: bool
) -> tuple[Domain, ...]:
    """The four domains of one client; what tells of other people only where asked."""

    def standing(title: str, signs: tuple[Sign, ...]) -> Domain:
        sides: dict[str, list[Said]] = {
            side: [] for side in ("strength", "difficulty", "neither", "not known")
        }
        for sign in signs:
            if people or not facts[sign.fact].of_people:
                said = say(facts[sign.fact], known, on)
                usable = said.standing == "known"
                side = sign.side(known[sign.fact].value) if usable else "not known"
                sides[side].append(said)
        return Domain(title, *map(tuple, sides.values()))

    return tuple(standing(title, signs) for title, signs in DOMAINS.items())
