"""Looking for a plan for a service's own clients, and saying what clashes before.

Every look is written down, and a manager has so many a day: each answer tells a little
of who is never together. What clashes, the bound and every change by hand are worked
out without separations, so they are not counted. Saving is `_saved.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from metrics import groups
from metrics.groups import Clash, Draft, Rules
from metrics.groups.planner import FEWEST, TOO_FEW
from metrics.groups.process import SECONDS, Cancelled, Progress
from metrics.periods import now
from metrics.planning._agreed import PLACES, TIMES
from metrics.planning._candidates import Candidates, candidates, kept_apart
from metrics.planning._lists import SignOff
from metrics.problems import UserError
from metrics.scope import Action, Scope
from metrics.settings import PLANS_A_DAY
from metrics.store import AuditEvent, Store, followed


LOOKED = "looked for a plan of groups"
NAMED: Mapping[str, str] = {**TIMES, **PLACES}
ENOUGH_TODAY = (
    f"A plan was looked for {PLANS_A_DAY} times today, which is as often as may be. "
    "Change one by hand, or go on tomorrow."
)


@dataclass(frozen=True)
class Made:
    """A draft, and the records that it was made on. `plan_id`, `version`, `title`: of
    the saved plan that it is or was opened from, `signed` what stands of it there.
    `arranged`: never looked for, or changed before it was saved.
    """

    draft: Draft
    known_on: date
    data_version: int
    arranged: bool = False
    plan_id: str | None = None
    version: int = 0
    title: str = ""
    signed: str = SignOff.NOT_CHECKED

    @property
    def by_hand(self) -> bool:
        return self.arranged or self.draft.before is not None

    @property
    def sign_off(self) -> str:
        """How far the sign-off is; any change starts it anew."""
        return self.signed if self.draft.before is None else SignOff.NOT_CHECKED


@dataclass(frozen=True)
class Placeable:
    """Who may be placed: labels, confirmed ties among them, and how many can come at
    each time of the week and to each kind of place, by its code. `earlier`: those of
    them who shared a group.
    """

    people: tuple[str, ...]
    ties: int
    times: Mapping[str, int]
    places: Mapping[str, int]
    earlier: tuple[frozenset[str], ...]


@dataclass(frozen=True)
class Checked:
    """What is known before a plan is looked for: whom the rules leave, what clashes."""

    people: int
    remaining: int
    clashes: tuple[Clash, ...]

    @property
    def too_few(self) -> str | None:
        """The sentence, where nothing is planned automatically."""
        return TOO_FEW if self.remaining < FEWEST else None


def placeable(store: Store, on: date, scope: Scope) -> Placeable:
    """Everybody of whom a place is possible. Needs `plan_groups`."""
    found = candidates(store, on, scope)
    asked = found.request
    times = {
        code: sum(code in (each.slots or ()) for each in asked.candidates)
        for code in TIMES
    }
    places = {
        code: sum(code in (each.venues or ()) for each in asked.candidates)
        for code in PLACES
    }
    earlier = _earlier(store, on, scope, found)
    people = tuple(sorted(asked.by_id))
    return Placeable(people, len(asked.pairs), times, places, earlier)


def _earlier(
    store: Store, on: date, scope: Scope, known: Candidates
) -> tuple[frozenset[str], ...]:
    """By label; a group of which one candidate is left keeps nobody apart."""
    label = {who: name for name, who in known.ids.items()}
    shared = (
        frozenset(label[who] for who in group if who in label)
        & known.request.by_id.keys()
        for group in followed.together(store, on, scope)
    )
    return tuple(sorted((each for each in shared if len(each) > 1), key=sorted))


def check_rules(store: Store, rules: Rules, on: date, scope: Scope) -> Checked:
    """What clashes, before a plan is looked for. Needs `plan_groups`.

    It waits for a process of its own: about a second.
    """
    asked = candidates(store, on, scope).in_parts(rules)
    found = groups.check_rules(asked, names=NAMED) if asked.candidates else ()
    return Checked(len(asked.candidates), len(asked.remaining), found)


def start_by_hand(store: Store, rules: Rules, on: date, scope: Scope) -> Made:
    """Nobody placed: the start where all is arranged by hand. Needs `plan_groups`."""
    asked = candidates(store, on, scope).under(rules)
    return Made(groups.empty(asked), on, store.version, arranged=True)


def look_for_plan(
    store: Store,
    rules: Rules,
    on: date,
    scope: Scope,
    event: AuditEvent,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    *,
    seed: int = 0,
    moves: int | None = None,
    seconds: float = SECONDS,
) -> Made:
    """A plan with its bound, or none and what clashes. Needs `plan_groups`.

    It blocks until it is done: call it from a worker. Refuses where there are too few
    to plan automatically, and after so many looks on one day.
    """
    scope.require(Action.PLAN_GROUPS)
    _require_looks_left(store, scope)
    version = store.version
    found = candidates(store, on, scope)
    with store.audit.act(replace(event, about=LOOKED)):
        made = groups.solve(
            found.in_parts(rules),
            seed=seed,
            moves=moves,
            seconds=seconds,
            separations=kept_apart(store, on, scope, found.ids),
            names=NAMED,
            progress=progress,
            cancelled=cancelled,
        )
    return Made(Draft(found.under(rules), made), on, version)


def _require_looks_left(store: Store, scope: Scope) -> None:
    """The operator of the machine is not limited: the records lie open to them."""
    if Action.EVALUATE_ALL in scope.actions:
        return
    midnight = now().replace(hour=0, minute=0, second=0, microsecond=0)
    acts = store.audit.acts(actor=scope.actor, since=midnight)
    if sum(act["about"] == LOOKED for act in acts) >= PLANS_A_DAY:
        raise UserError(ENOUGH_TODAY)
