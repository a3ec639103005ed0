"""A client as any list or page shows them: each indicator judged, with its facts, the
newest decision on it, and what changed since this user last looked.

Lists of them are `_caseload.py`, one client's page `_client.py`.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from metrics import indicators as rules
from metrics.contracts.event import EVENTS
from metrics.evaluation import State, evaluate
from metrics.indicators import Indicator
from metrics.saying import DOSE_PARTS, Said, say
from metrics.scope import Scope
from metrics.settings import DATED_RECENTLY_DAYS, QUIET_DAYS
from metrics.store import Store, people, view
from metrics.store.people import Known


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
CHANGES = {
    "prescription": "dose",
    "outcome": "outcome form",
    "condition": "conditions",
    "permission": "what they agreed to",
}


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


def judged_people(
    store: Store, on: date, scope: Scope, indicators: Sequence[Indicator]
) -> list[Person]:
    names = (*rules.inputs(indicators), *DOSE_PARTS, "next_review", "last_review")
    states = evaluate(store, indicators, on, scope)
    known = people.facts(store, dict.fromkeys(names), on, scope)
    labels = people.labels(store, on, scope)
    decided = decisions(store, on, scope)
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


def decisions(store: Store, on: date, scope: Scope) -> dict[str, dict[str, Decided]]:
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
