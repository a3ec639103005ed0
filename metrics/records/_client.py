"""Everything that one client's page shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from metrics.indicators import TOPICS
from metrics.problems import UserError
from metrics.records._domains import SIGNS, Domain, domains
from metrics.records._people import (
    VIEW,
    Decided,
    Person,
    decisions,
    judged_people,
    read_facts,
)
from metrics.saying import Said, say
from metrics.scope import Action, Scope
from metrics.store import Store, people, view
from metrics.surveys import SURVEYS
from metrics.surveys.peer_profile import GoalGap, PeerProfile, goal_gap, profile


TOLD = tuple(name for names in TOPICS.values() for name in names)
NOT_YOURS = "This person is not on your list, or there is no such person."


@dataclass(frozen=True)
class ClientPage:
    """Everything that one client's page shows."""

    person: Person
    facts: Mapping[str, Said]
    domains: tuple[Domain, ...]
    profile: PeerProfile
    goal_gap: GoalGap
    profile_asked: date | None
    profile_usable: bool  # False: not asked, or so long ago that it is asked again
    group_offer: Decided | None


def client(store: Store, client_id: str, on: date, scope: Scope) -> ClientPage:
    """One client in scope; whoever is out of scope and whoever does not exist are the
    same UserError.
    """
    scope.require(Action.SEE_CLIENT)
    one = scope.only(client_id)
    reading = read_facts(store, on, one, (*TOLD, *SIGNS))
    found = judged_people(store, reading, one)
    if not found:
        raise UserError(NOT_YOURS)
    facts = view(VIEW).facts
    known = reading.known[client_id]
    peers, asked = _answers(store, "peers", on, one)
    gap, _ = _answers(store, "goal_gap", on, one)
    offers = decisions(store, on, one).get(client_id, {})
    return ClientPage(
        person=found[0],
        facts={name: say(facts[name], known, on) for name in TOLD},
        domains=domains(facts, known, on, Action.SEE_OWN_WORDS in scope.actions),
        profile=profile(peers),
        goal_gap=goal_gap(gap),
        profile_asked=asked,
        profile_usable=bool(peers),
        group_offer=offers.get("group_offer"),
    )


def _answers(
    store: Store, survey: str, on: date, scope: Scope
) -> tuple[dict[str, str | None], date | None]:
    """The answers of one client that may still be used, and the newest day asked."""
    rows = people.answers(store, survey, on, scope)
    days = {question.id: question.limit.days for question in SURVEYS[survey].questions}
    usable = {
        row["question"]: row["value"]
        for row in rows
        if (limit := days[row["question"]]) is None
        or on - row["said_on"] <= timedelta(days=limit)
    }
    return usable, max((row["said_on"] for row in rows), default=None)
