"""The people around one client, as they told in their newest finished interview.

For that client's own worker only: other people are "Person 1, 2 ...", never a label,
and nothing here says whether one of them is a client (design.md rule 8).
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from metrics.contracts import ASKED_NOT_ANSWERED, CodeList
from metrics.contracts._lists import ROLES, TIES, USES
from metrics.networks.personal import Balance, Share
from metrics.scope import Action, Scope
from metrics.store import Store, people


@dataclass(frozen=True)
class Contact:
    """A kind of contact: yes, no, or asked and not answered; days of 28, if told."""

    state: str
    days: int | None


@dataclass(frozen=True)
class PersonAround:
    """Somebody mentioned, by number; a code is None where it was not asked, and
    `asked_not_answered` where it was asked and not told.
    """

    number: int
    role: str | None
    closeness: int | None  # 1 not close to 5 very close
    uses: str | None
    view_of_stopping: int | None  # 1 against to 5 for
    contacts: Mapping[str, Contact]

    @property
    def role_words(self) -> str:
        return _words(ROLES, self.role)

    @property
    def uses_words(self) -> str:
        return _words(USES, self.uses)

    @property
    def contact_words(self) -> tuple[str, ...]:
        """ "buys with (4 days of 28)", for every kind of contact that there is."""
        return tuple(
            TIES.label(kind)
            + (f" ({contact.days} of 28 days)" if contact.days is not None else "")
            for kind, contact in self.contacts.items()
            if contact.state == "yes"
        )

    @property
    def supports(self) -> bool:
        told = self.contacts.get("supports")
        return told is not None and told.state == "yes"


@dataclass(frozen=True)
class PersonalNetwork:
    """Who is around a client, and what is measured of it. A share of nobody is missing.

    `usable`: False where it was told so long ago that it is asked again.
    `knowing_pairs` are numbers, the lower first; `knowing` says of how many pairs.
    """

    asked_on: date
    usable: bool
    people: tuple[PersonAround, ...]
    knowing_pairs: tuple[tuple[int, int], ...]
    using: Share
    supportive: Share
    knowing: Share
    roles: int | None
    balance: Balance | None
    buying: int | None
    only_using: bool | None
    hub: Share
    alone: Share
    transactional: Share

    @property
    def size(self) -> int:
        return len(self.people)


def personal_network(
    store: Store, client_id: str, on: date, scope: Scope
) -> PersonalNetwork | None:
    """The newest finished interview of one client in scope; None where there is none,
    or no such client. Needs `see_own_words`.
    """
    scope.require(Action.SEE_OWN_WORDS)
    held = people.network(store, on, scope.only(client_id))
    if held is None:
        return None
    contacts: dict[str, dict[str, Contact]] = defaultdict(dict)
    for row in held.ties:
        contacts[row["person_id"]][row["kind"]] = Contact(row["state"], row["days"])
    number = _numbers(held.people)
    return PersonalNetwork(
        asked_on=held.measures["asked_on"],
        usable=held.measures["usable_until"] >= on,
        people=tuple(
            _person(row, number[row["person_id"]], contacts[row["person_id"]])
            for row in sorted(held.people, key=lambda row: number[row["person_id"]])
        ),
        knowing_pairs=tuple(
            sorted({_pair(row, number) for row in held.pairs if _known(row, number)})
        ),
        **_measures(held.measures),
    )


def worker_recorded(
    store: Store, client_id: str, on: date, scope: Scope
) -> date | None:
    """The newest day on which a worker wrote down who is around a client without asking
    them; None where nobody did. Needs `see_own_words`.
    """
    scope.require(Action.SEE_OWN_WORDS)
    return next(iter(people.worker_recorded(store, on, scope.only(client_id))), None)


def _words(codes: CodeList, code: str | None) -> str:
    untold = code is None or code == ASKED_NOT_ANSWERED
    return "not told" if untold else codes.label(code)


def _numbers(rows: list[dict[str, Any]]) -> dict[str, int]:
    """person_id -> the n of "Person n"; whoever has none comes after those who do."""
    numbered = sorted(rows, key=lambda row: (row["number"] or 100, row["person_id"]))
    taken = {row["number"] for row in rows}
    free = (n for n in range(1, 1000) if n not in taken)
    return {row["person_id"]: row["number"] or next(free) for row in numbered}


def _person(
    row: dict[str, Any], number: int, contacts: Mapping[str, Contact]
) -> PersonAround:
    return PersonAround(
        number,
        row["role"],
        row["closeness"],
        row["uses"],
        row["view_of_stopping"],
        dict(contacts),
    )


def _known(row: dict[str, Any], number: Mapping[str, int]) -> bool:
    return {row["person_id"], row["other_person_id"]} <= set(number)


def _pair(row: dict[str, Any], number: Mapping[str, int]) -> tuple[int, int]:
    one, other = number[row["person_id"]], number[row["other_person_id"]]
    return min(one, other), max(one, other)


def _measures(row: Mapping[str, Any]) -> dict[str, Any]:
    """The measures that are shown, as they were stored with the interview."""
    told = row["supports_only"] is not None
    both = ("supports_only", "harder_only", "supports_and_harder")
    only = row["only_using"]
    return {
        "using": Share(row["using_people"], row["using_of"]),
        "supportive": Share(row["supportive_people"], row["supportive_of"]),
        "knowing": Share(row["knowing_pairs"], row["knowing_of"]),
        "roles": row["roles"],
        "balance": Balance(*(row[name] for name in both)) if told else None,
        "buying": row["buying_people"],
        "only_using": None if only is None else only == "yes",
        "hub": Share(row["hub_ties"], row["hub_of"]),
        "alone": Share(row["alone_days"], row["alone_of"]),
        "transactional": Share(row["transactional_people"], row["transactional_of"]),
    }
