"""A client as any list or page shows them: each indicator judged, with its facts, the
newest decision on it, what changed, and the reasons in the one fixed order.

Lists of them are `_caseload.py`, one client's page `_client.py`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

from metrics import indicators as rules
from metrics import safety
from metrics.contracts.event import EVENTS
from metrics.evaluation import State, states_in
from metrics.indicators import INDICATORS, Indicator
from metrics.phrases import day
from metrics.saying import DOSE_PARTS, Said, say
from metrics.scope import Action, Scope
from metrics.settings import DATED_RECENTLY_DAYS, QUIET_DAYS
from metrics.store import Store, people, view
from metrics.store.people import Known
from metrics.store.reading import Reading, read


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
# Then dose review, naloxone, what changed since the last review, and the rest: the
# place that each indicator declares, with the changes between naloxone and the rest.
CHANGED_PLACE = 40
CHANGED = "changed_since_review"
CHANGES = {
    "prescription": "dose",
    "outcome": "outcome form",
    "condition": "conditions",
    "permission": "what they agreed to",
    "housing": "housing",
    "employment": "work",
    "keyworker": "who works with them",
    "status": "where treatment stands",
}


Standing = Literal["reason", "in hand", "not raised", "not known"]
STANDINGS: tuple[Standing, ...] = ("reason", "in hand", "not raised", "not known")


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
        are several, each says which it is, unless the title does.
        """
        facts = {fact.name: fact for fact in self.facts}
        shows = self.indicator.shows or self.indicator.inputs
        known = [facts[name] for name in shows if facts[name].standing == "known"]
        alone, title = len(shows) == 1, f"{self.indicator.title}: "
        return tuple(
            each.brief if alone else each.words.removeprefix(title) for each in known
        )

    @property
    def recent(self) -> bool:
        return self.order < len(DATED)

    @property
    def standing(self) -> Standing:
        """Where it stands with this client: one of the four, never two."""
        if self.state.decided is None:
            return "not known"
        if not self.state.decided:
            return "not raised"
        return "in hand" if self.quiet else "reason"


@dataclass(frozen=True)
class Reason:
    """One line of why somebody is listed, with what is recorded behind it.

    `code` names it in a filter and in a count; None for a restricted fact, which is
    neither, and is opened on the person's page (design.md rule 13).
    """

    code: str | None
    title: str
    said: tuple[str, ...]
    recent: bool


TO_READ = Reason(None, "Something to read first", (), recent=True)


@dataclass(frozen=True)
class Person:
    """One client as a list shows them. `changed` is None if never opened before;
    `changed_since_review` is told from the last review on. `read_first`: the day of
    something that their own worker reads first, whatever else is recorded.
    """

    client_id: str
    label: str
    next_review: date | None
    last_review: date | None
    judged: tuple[Judged, ...]
    changed: tuple[str, ...] | None
    changed_since_review: tuple[str, ...] = ()
    read_first: date | None = None
    read_first_is_recent: bool = False
    marked: bool = False

    @property
    def reasons(self) -> tuple[Judged, ...]:
        """What is raised and not already in hand, in the one fixed order."""
        raised = [each for each in self.judged if each.state.decided and not each.quiet]
        return tuple(sorted(raised, key=lambda each: (each.order, each.indicator.id)))

    @property
    def listed(self) -> tuple[Reason, ...]:
        """Every line of why they are listed, in the one fixed order."""
        lines = [
            (each.order, Reason(i.id, i.title, each.said, each.recent))
            for each in self.reasons
            for i in [each.indicator]
        ]
        if self.changed_since_review and self.last_review:
            title = f"Changed since the last review on {day(self.last_review)}"
            line = Reason(CHANGED, title, self.changed_since_review, recent=False)
            lines.append((len(DATED) + CHANGED_PLACE, line))
        lines.sort(key=lambda each: each[0])
        first = [TO_READ] if self.read_first_is_recent else []
        return (*first, *(line for _, line in lines))

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
        return any(each.recent for each in self.listed)


def shown_of(each: Indicator, scope: Scope) -> bool:
    """Whether this scope may read it of a client. What somebody said of the people
    around them is for their own worker alone (design.md section 3).
    """
    facts = view(each.view).facts
    own = Action.SEE_OWN_WORDS in scope.actions
    return own or not any(facts[name].of_people for name in each.told)


def shown_to(scope: Scope) -> tuple[Indicator, ...]:
    """The indicators that this scope may read of a client."""
    return tuple(each for each in INDICATORS.values() if shown_of(each, scope))


def _told(indicators: Iterable[Indicator]) -> list[str]:
    return list(dict.fromkeys(name for each in indicators for name in each.told))


def read_facts(
    store: Store, on: date, scope: Scope, more: Iterable[str] = ()
) -> Reading:
    """All that a list says of the people in scope, and more facts for one page."""
    indicators = safety.still_on(store, shown_to(scope), on)
    names = (*_told(indicators), *DOSE_PARTS, "next_review", "last_review")
    return read(store, (*names, *more), rules.states(indicators), on, scope)


def judged_people(store: Store, reading: Reading, scope: Scope) -> list[Person]:
    """Everybody in scope, in no order."""
    on, known = reading.on, reading.known
    indicators = safety.still_on(store, shown_to(scope), on)
    states = states_in(reading, indicators)
    labels = people.labels(store, on, scope)
    decided = decisions(store, on, scope)
    besides = _besides(store, on, scope)
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
            **besides(client_id),
        )
        for client_id, state in states.items()
        for mine in [decided.get(client_id, {})]
    ]


def _besides(store: Store, on: date, scope: Scope) -> Callable[[str], dict[str, Any]]:
    """What a list says of a client besides indicators: changes, marks, what to read."""
    looked = _in_words(people.changes(store, scope.actor, on, scope), scope)
    review = _in_words(people.changes_since_review(store, on, scope), scope)
    own = Action.SEE_OWN_WORDS in scope.actions
    read_first = people.read_first(store, on, scope) if own else {}
    marked = people.marked(store, scope.actor, on, scope)
    since = on - timedelta(days=DATED_RECENTLY_DAYS)

    def of(client_id: str) -> dict[str, Any]:
        said_on = read_first.get(client_id)
        return {
            "changed": looked.get(client_id),
            "changed_since_review": review.get(client_id, ()),
            "read_first": said_on,
            "read_first_is_recent": said_on is not None and said_on >= since,
            "marked": client_id in marked,
        }

    return of


def _judged(
    indicator: Indicator,
    state: State,
    known: Mapping[str, Known],
    decided: Mapping[str, Decided],
    on: date,
) -> Judged:
    facts = view(VIEW).facts
    decision = decided.get(indicator.id)
    dates = [known[name].on for name in indicator.inputs]
    return Judged(
        indicator=indicator,
        state=state,
        order=_order(indicator, known, on),
        facts=tuple(say(facts[name], known, on) for name in indicator.told),
        decided=decision,
        quiet=_quiet(decision, max(filter(None, dates), default=None), on),
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
    said_on = decided.at.date()
    recent = on - said_on <= timedelta(days=QUIET_DAYS)
    return recent and not (newest and newest > said_on)


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


def _in_words(
    rows: Iterable[Mapping[str, Any]], scope: Scope
) -> dict[str, tuple[str, ...]]:
    """What changed for each client, in words and in one order. Permissions are told to
    the own worker only.
    """
    own = Action.SEE_OWN_WORDS in scope.actions
    events = {code.id: code.label for code in EVENTS}
    found: dict[str, set[str]] = {}
    for row in rows:
        words = found.setdefault(row["client_id"], set())
        if own or row["what"] != "permission":
            words |= {CHANGES.get(row["what"]) or events.get(row["kind"] or "") or ""}
    return {client: tuple(sorted(words - {""})) for client, words in found.items()}
