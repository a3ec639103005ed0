"""The scoped caseload: who to ask or review next, and why; and one client's page.

Reads only, always under a scope, and everything comes with its words and dates. Sorted
by next review, never by how much is raised (design.md rule 3). What is written in the
app is `casework.py`; counts over people are `evaluation.py`.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from metrics import indicators as rules
from metrics.contracts.event import EVENTS
from metrics.evaluation import State, evaluate
from metrics.indicators import INDICATORS, TOPICS, Indicator
from metrics.problems import UserError
from metrics.saying import DOSE_PARTS, Said, say
from metrics.scope import Action, Scope
from metrics.settings import DATED_RECENTLY_DAYS, QUIET_DAYS, REVIEWS_DUE_SOON_DAYS
from metrics.store import Store, people, view
from metrics.store.people import Known
from metrics.surveys import SURVEYS
from metrics.surveys.peer_profile import GoalGap, PeerProfile, goal_gap, profile


__all__ = [
    "TOPICS",
    "Caseload",
    "ClientPage",
    "Decided",
    "Frame",
    "GoalGap",
    "Judged",
    "PeerProfile",
    "Person",
    "Said",
    "caseload",
    "client",
    "due_soon",
    "frame",
]
VIEW = "client_on"
# First comes what is dated in the last 28 days, in its published order (pages.md).
DATED = (
    "overdose",
    "prison_release",
    "treatment_exit",
    "detox_end",
    "hospital_discharge",
    "missed_in_a_row",
    "missed_days",
    "recent_ort_stop",
)
TOLD = tuple(name for names in TOPICS.values() for name in names)
NOT_YOURS = "This person is not on your list, or there is no such person."
CHANGES = {
    "prescription": "dose",
    "outcome": "outcome form",
    "condition": "conditions",
    "permission": "what they agreed to",
}


@dataclass(frozen=True)
class Frame:
    """How recent and how complete the records of a scope are."""

    as_at: date | None
    clients: int
    expected: int | None
    loaded_at: datetime | None


@dataclass(frozen=True)
class Decided:
    """The newest decision on a suggestion."""

    about: str
    choice: str
    reason: str
    note: str | None
    by: str
    at: datetime


@dataclass(frozen=True)
class Judged:
    """One indicator for one client, with the facts that it rests on."""

    indicator: Indicator
    state: State
    order: int
    facts: tuple[Said, ...]
    decided: Decided | None
    quiet: bool

    @property
    def said(self) -> tuple[str, ...]:
        """The facts said beside the title on a list, in the order declared. Where there
        are several, each says which it is.
        """
        facts = {fact.name: fact for fact in self.facts}
        shows = self.indicator.shows or self.indicator.inputs
        known = [facts[name] for name in shows if facts[name].standing == "known"]
        return tuple(each.brief if len(shows) == 1 else each.words for each in known)

    @property
    def recent(self) -> bool:
        return self.order < len(DATED)


@dataclass(frozen=True)
class Person:
    """One client as a list shows them. `changed` is None if never opened before."""

    client_id: str
    label: str
    next_review: date | None
    last_review: date | None
    judged: tuple[Judged, ...]
    changed: tuple[str, ...] | None

    @property
    def reasons(self) -> tuple[Judged, ...]:
        """What is raised and not already in hand, in the one fixed order."""
        raised = [each for each in self.judged if each.state.decided and not each.quiet]
        return tuple(sorted(raised, key=lambda each: (each.order, each.indicator.id)))

    @property
    def asks(self) -> tuple[str, ...]:
        """What is not known and worth asking, in the same order."""
        words = [
            each.indicator.ask
            for each in self.judged
            if each.state.decided is None and each.indicator.ask
        ]
        return tuple(dict.fromkeys(words))

    @property
    def in_hand(self) -> tuple[Judged, ...]:
        return tuple(each for each in self.judged if each.state.decided and each.quiet)

    def due_by(self, day: date) -> bool:
        return self.next_review is not None and self.next_review <= day

    @property
    def dated_recently(self) -> bool:
        return any(each.recent for each in self.reasons)


@dataclass(frozen=True)
class Caseload:
    """A list of people, and what is counted above it."""

    people: tuple[Person, ...]
    reviews_due: int
    changed: int
    dated_recently: int
    reasons: Mapping[str, int]  # indicator id -> how many have it as a reason
    asks: Mapping[str, int]  # what to ask -> of how many it is not known

    def narrowed(
        self,
        *,
        reason: str | None = None,
        ask: str | None = None,
        due_by: date | None = None,
        dated: bool = False,
    ) -> tuple[Person, ...]:
        """The people left by each filter that is set, in the same order."""
        return tuple(
            each
            for each in self.people
            if (reason is None or reason in {j.indicator.id for j in each.reasons})
            and (ask is None or ask in each.asks)
            and (due_by is None or each.due_by(due_by))
            and (not dated or each.dated_recently)
        )


@dataclass(frozen=True)
class ClientPage:
    """Everything that one client's page shows."""

    person: Person
    facts: Mapping[str, Said]
    profile: PeerProfile
    goal_gap: GoalGap
    profile_asked: date | None
    profile_usable: bool  # False: not asked, or so long ago that it is asked again
    group_offer: Decided | None


def frame(store: Store, on: date, scope: Scope) -> Frame:
    """Freshness and completeness of what this scope may see."""
    scope.require(Action.SEE_CASELOAD)
    row = people.loaded(store, on, scope)
    return Frame(row["client_as_at"], row["clients"], row["expected"], row["loaded_at"])


def caseload(store: Store, on: date, scope: Scope) -> Caseload:
    """The people in scope, by next review (those without one first), then label."""
    scope.require(Action.SEE_CASELOAD)
    everyone = sorted(
        _people(store, on, scope, tuple(INDICATORS.values())),
        key=lambda each: (each.next_review or date.min, each.label),
    )
    return Caseload(
        people=tuple(everyone),
        reviews_due=sum(each.due_by(due_soon(on)) for each in everyone),
        changed=sum(bool(each.changed) for each in everyone),
        dated_recently=sum(each.dated_recently for each in everyone),
        reasons=Counter(j.indicator.id for each in everyone for j in each.reasons),
        asks=Counter(ask for each in everyone for ask in each.asks),
    )


def due_soon(on: date) -> date:
    """The last day on which a review counts as due this week."""
    return on + timedelta(days=REVIEWS_DUE_SOON_DAYS)


def client(store: Store, client_id: str, on: date, scope: Scope) -> ClientPage:
    """One client in scope; whoever is out of scope and whoever does not exist are the
    same UserError.
    """
    scope.require(Action.SEE_CLIENT)
    one = scope.only(client_id)
    found = _people(store, on, one, tuple(INDICATORS.values()))
    if not found:
        raise UserError(NOT_YOURS)
    names = (*TOLD, *DOSE_PARTS)
    known = people.facts(store, names, on, one)[client_id]
    peers, asked = _answers(store, "peers", on, one)
    gap, _ = _answers(store, "goal_gap", on, one)
    offers = _decisions(store, on, one).get(client_id, {})
    return ClientPage(
        person=found[0],
        facts={name: say(view(VIEW).facts[name], known, on) for name in TOLD},
        profile=profile(peers),
        goal_gap=goal_gap(gap),
        profile_asked=asked,
        profile_usable=bool(peers),
        group_offer=offers.get("group_offer"),
    )


def _people(
    store: Store, on: date, scope: Scope, indicators: Sequence[Indicator]
) -> list[Person]:
    names = (*rules.inputs(indicators), *DOSE_PARTS, "next_review", "last_review")
    states = evaluate(store, indicators, on, scope)
    known = people.facts(store, dict.fromkeys(names), on, scope)
    labels = people.labels(store, on, scope)
    decided = _decisions(store, on, scope)
    changed = _changes(store, on, scope)
    return [
        Person(
            client_id=client_id,
            label=labels.get(client_id, "no label"),
            next_review=known[client_id]["next_review"].value,
            last_review=known[client_id]["last_review"].value,
            judged=tuple(
                _judged(each, state[each.id], known[client_id], mine, on)
                for each in indicators
            ),
            changed=changed.get(client_id),
        )
        for client_id, state in states.items()
        for mine in [decided.get(client_id, {})]
    ]


def _judged(
    indicator: Indicator,
    state: State,
    known: Mapping[str, Known],
    decided: Mapping[str, Decided],
    on: date,
) -> Judged:
    facts = view(VIEW).facts
    decision = decided.get(indicator.id)
    dates = [day for name in indicator.inputs if (day := known[name].on)]
    return Judged(
        indicator=indicator,
        state=state,
        order=_order(indicator, known, on),
        facts=tuple(say(facts[name], known, on) for name in indicator.inputs),
        decided=decision,
        quiet=_quiet(decision, max(dates, default=None), on),
    )


def _order(indicator: Indicator, known: Mapping[str, Known], on: date) -> int:
    """What is dated in the last 28 days first, then the place that each declares."""
    dated = known[indicator.dated].on if indicator.dated else None
    if dated and dated >= on - timedelta(days=DATED_RECENTLY_DAYS):
        return DATED.index(str(indicator.dated))
    return len(DATED) + indicator.order


def _quiet(decided: Decided | None, newest: date | None, on: date) -> bool:
    """In hand: until the next fact, or for 28 days."""
    if decided is None or decided.choice != "already_in_hand":
        return False
    day = decided.at.date()
    return on - day <= timedelta(days=QUIET_DAYS) and not (newest and newest > day)


def _decisions(store: Store, on: date, scope: Scope) -> dict[str, dict[str, Decided]]:
    found: dict[str, dict[str, Decided]] = defaultdict(dict)
    for row in people.decisions(store, on, scope):
        found[row["client_id"]][row["about"]] = Decided(
            row["about"],
            row["choice"],
            row["reason"],
            row["note"],
            row["decided_by"],
            row["decided_at"],
        )
    return found


def _changes(store: Store, on: date, scope: Scope) -> dict[str, tuple[str, ...]]:
    """What came since this user last opened each client, in words."""
    events = {code.id: code.label for code in EVENTS}
    found: dict[str, tuple[str, ...]] = {}
    for row in people.changes(store, scope.actor, on, scope):
        words = CHANGES.get(row["what"]) or events.get(row["kind"] or "")
        so_far = found.get(row["client_id"], ())
        found[row["client_id"]] = (*so_far, words) if words else so_far
    return found


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
