"""How each rule fares: of how many people it says something, and what was decided.

By service or team, through the one disclosure policy, and only where enough workers
decided enough: nobody's own decisions can be read off, and no time of a decision stands
here. Restricted facts are no rule, so they are no row (safety.md CS-23).
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from metrics.contracts.decision import CHOICES, GROUP_OFFER, REASON_CODES
from metrics.criteria import CRITERIA
from metrics.disclosure.protect import shown
from metrics.evaluation import Protected, rounded, tally_protected
from metrics.indicators import INDICATORS, Indicator
from metrics.safety import PSEUDONYM
from metrics.scope import Action, Refused, Scope
from metrics.settings import (
    RULE_HEALTH_DAYS,
    RULE_HEALTH_DECISIONS,
    RULE_HEALTH_WORKERS,
)
from metrics.staffing import Team, teams_at
from metrics.store import Store
from metrics.store import safety as asked


AGREED = frozenset({"will_ask_or_review", "already_in_hand", "offer"})
Rows = Sequence[Mapping[str, Any]]
NOT_ENOUGH = (
    f"Fewer than {RULE_HEALTH_WORKERS} workers or {RULE_HEALTH_DECISIONS} decisions in "
    "a year: what was decided is not shown."
)
CRITERION_IN_WORDS = re.compile(r"^(?P<title>.+?): (?P<word>met|not met|not known)\.")


@dataclass(frozen=True)
class Decisions:
    """What was decided on one rule, in words. `why`: the reasons that enough gave.

    `nearly_all_agreed`: so many more agreed than not that somebody should ask whether
    it is still read.
    """

    agreed: str
    declined: str
    why: tuple[str, ...]
    nearly_all_agreed: bool


@dataclass(frozen=True)
class RuleHealth:
    """One rule at one service: people by state, and what was decided; None where too
    few people decided too little.
    """

    rule: Indicator
    people: Protected
    decided: Decisions | None


@dataclass(frozen=True)
class ServiceHealth:
    """Every rule at one service. `notes` are for the rule's owner alone: no client, no
    worker, no day; None for everybody else.
    """

    service: str
    enough: bool
    indicators: tuple[RuleHealth, ...]
    criteria: tuple[RuleHealth, ...]
    notes: Mapping[str, tuple[str, ...]] | None


def rule_services(store: Store, on: date, scope: Scope) -> tuple[str, ...]:
    """The services whose rules this scope may look at. Needs `see_rule_health`."""
    scope.require(Action.SEE_RULE_HEALTH)
    return tuple(asked.services(store, on, scope))


def rule_teams(store: Store, service: str, on: date, scope: Scope) -> tuple[str, ...]:
    """The teams of a service that are shown by themselves. Needs `see_rule_health`.

    In each enough workers decided enough; and in what is left of the service without
    it too, or nobody there decided, so that no difference tells of a few.
    """
    rows = _decided(store, on, _at(service, scope))
    return tuple(
        name
        for name, team in teams_at(store, service).items()
        if _enough(_of_team(rows, team)) and _rest_is_enough(rows, team)
    )


def health_of_rules(
    store: Store, service: str, on: date, scope: Scope, team: str | None = None
) -> ServiceHealth:
    """Every rule at one service in scope, or at one team of it that is shown by itself.

    Needs `see_rule_health` and `see_service_counts`; the notes, which are by service
    alone, need `switch_rule` besides.
    """
    here = _at(service, scope)
    rows = _decided(store, on, here)
    if team is not None:
        if team not in rule_teams(store, service, on, scope):
            raise Refused(NOT_ENOUGH)
        workers = teams_at(store, service)[team]
        rows = _of_team(rows, workers)
        here = replace(here, keyworkers=workers.labels)
    enough = _enough(rows)
    indicators, criteria = tuple(INDICATORS.values()), tuple(_criteria())
    told = _by_criterion(rows) | _by_indicator(rows)
    people = tally_protected(store, (*indicators, *criteria), on, here)

    def health(rules: Iterable[Indicator]) -> tuple[RuleHealth, ...]:
        return tuple(
            RuleHealth(
                each, people[each.id], _decisions(told[each.id]) if enough else None
            )
            for each in rules
        )

    owner = Action.SWITCH_RULE in scope.actions and team is None
    notes = _notes(rows) if owner and enough else None
    return ServiceHealth(service, enough, health(indicators), health(criteria), notes)


def _at(service: str, scope: Scope) -> Scope:
    scope.require(Action.SEE_RULE_HEALTH)
    if scope.services is not None and service not in scope.services:
        raise Refused("This service is not one of yours.")
    return replace(scope, services=frozenset({service}))


def _decided(store: Store, on: date, here: Scope) -> Rows:
    since = on - timedelta(days=RULE_HEALTH_DAYS)
    return asked.decisions(store, since, on, here)


def _of_team(rows: Rows, team: Team) -> Rows:
    return [row for row in rows if row["decided_by"] in team.actors]


def _rest_is_enough(rows: Rows, team: Team) -> bool:
    rest = [row for row in rows if row["decided_by"] not in team.actors]
    return not rest or _enough(rest)


def _criteria() -> Iterable[Indicator]:
    """Those of one person: what is between two is never counted by itself."""
    return (each for each in CRITERIA.values() if not each.tells_of_others)


def _enough(rows: Rows) -> bool:
    workers = {row["decided_by"] for row in rows}
    return len(workers) >= RULE_HEALTH_WORKERS and len(rows) >= RULE_HEALTH_DECISIONS


def _by_indicator(rows: Rows) -> dict[str, list[Mapping[str, Any]]]:
    found: dict[str, list[Mapping[str, Any]]] = {name: [] for name in INDICATORS}
    for row in rows:
        if row["about"] in found:
            found[row["about"]].append(row)
    return found


def _by_criterion(rows: Rows) -> dict[str, list[Mapping[str, Any]]]:
    """Decisions on a group offer by each criterion that stood met when it was made."""
    titles = {each.title: each.id for each in _criteria()}
    found: dict[str, list[Mapping[str, Any]]] = {name: [] for name in titles.values()}
    for row in rows:
        if row["about"] != GROUP_OFFER:
            continue
        for line in json.loads(row["shown"]):
            said = CRITERION_IN_WORDS.match(line)
            if said and said["word"] == "met" and said["title"] in titles:
                found[titles[said["title"]]].append(row)
    return found


def _decisions(rows: Rows) -> Decisions:
    agreed = sum(row["choice"] in AGREED for row in rows)
    declined = len(rows) - agreed
    choices = {each.id: each.label for each in CHOICES}
    given = Counter((row["choice"], row["reason"]) for row in rows)
    why = tuple(
        f"{choices[choice]}, {REASON_CODES.label(reason)}: {rounded(count)}"
        for (choice, reason), count in sorted(given.items())
        if shown(count) is not None
    )
    # Said only of what the two rounded numbers beside it say already.
    many, few = shown(agreed), shown(declined)
    nearly_all = many is not None and many >= 100 and few is None
    return Decisions(rounded(agreed), rounded(declined), why, nearly_all)


def _notes(rows: Rows) -> dict[str, tuple[str, ...]]:
    """Rule -> what was written, in the order of the alphabet: not of time."""
    found: dict[str, list[str]] = {}
    for row in rows:
        if row["note"]:
            note = PSEUDONYM.sub("(pseudonym left out)", row["note"])
            found.setdefault(row["about"], []).append(note)
    return {name: tuple(sorted(notes)) for name, notes in sorted(found.items())}
