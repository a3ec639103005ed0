"""Clinical safety at work: turning a rule off at once, and reporting an incident.

A rule turned off says nothing to anybody until it is turned on again, and every page
says so with the reason (safety.md CS-28, CS-29). How rules fare is `rule_health.py`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from metrics.cohorts import COHORTS
from metrics.contracts.decision import GROUP_OFFER
from metrics.contracts.safety import Incident, RuleSwitch
from metrics.indicators import INDICATORS, Indicator
from metrics.phrases import day
from metrics.problems import UserError
from metrics.scope import Action, Scope
from metrics.settings import RULES
from metrics.store import AuditEvent, Store, record
from metrics.store import safety as asked


Rule = TypeVar("Rule", bound=Indicator)
LONGEST_NOTE, LONGEST_WHY = 500, 200
PSEUDONYM = re.compile(r"\b[A-Z]{2,3}-?\d{4,}\b")
# Everything that can be turned off, by id, in words.
SWITCHABLE: dict[str, str] = {
    GROUP_OFFER: "Everything said of a group: criteria, outcomes, circles and plans",
    **{each.id: each.title for each in INDICATORS.values()},
    **{each.id: f"Cohort: {each.title}" for each in COHORTS.values()},
}


@dataclass(frozen=True)
class TurnedOff:
    """A rule that says nothing now, since when, and why."""

    rule: str
    title: str
    since: date
    why: str


@dataclass(frozen=True)
class Reported:
    """An incident as whoever answers for safety reads it."""

    number: str
    page: str
    note: str
    role: str
    at: datetime
    rule_set: str
    data_version: int
    newest_batch: int | None
    read_at: datetime | None


def turned_off(store: Store, on: date, scope: Scope) -> tuple[TurnedOff, ...]:
    """What is turned off on a day, for everybody to read. Needs `see_help`."""
    scope.require(Action.SEE_HELP)
    return tuple(
        TurnedOff(
            row["rule"], SWITCHABLE[row["rule"]], row["switched_at"].date(), row["why"]
        )
        for row in sorted(asked.switches(store, on), key=lambda row: str(row["rule"]))
        if row["turned_off"] and row["rule"] in SWITCHABLE
    )


def still_on(store: Store, rules: Iterable[Rule], on: date) -> tuple[Rule, ...]:
    """The rules that are not turned off, in their order. It says of nobody anything, so
    it needs no action.
    """
    off = {row["rule"] for row in asked.switches(store, on) if row["turned_off"]}
    return tuple(each for each in rules if each.id not in off)


def require_groups(store: Store, on: date) -> None:
    """Raise UserError where everything about groups is turned off."""
    for row in asked.switches(store, on):
        if row["rule"] == GROUP_OFFER and row["turned_off"]:
            raise UserError(
                "Everything about groups is turned off since "
                f"{day(row['switched_at'].date())}: {row['why']}"
            )


def switch_rule(
    store: Store, rule: str, off: bool, why: str, scope: Scope, event: AuditEvent
) -> None:
    """Turn a rule off, or on again, for everybody and at once. Needs `switch_rule`."""
    scope.require(Action.SWITCH_RULE)
    require_words(why, LONGEST_WHY)
    if rule not in SWITCHABLE:
        raise UserError("There is no such rule. Nothing was changed.")
    now = store.now()
    row = RuleSwitch(
        rule=rule, turned_off=off, why=why, switched_by=scope.actor, switched_at=now
    )
    with store.audit.act(event), store.writing() as writing:
        record.add(writing, row, now)


def report_incident(
    store: Store, page: str, note: str, role: str, scope: Scope, event: AuditEvent
) -> str:
    """Report an incident; gives its number. Needs `report_incident`."""
    scope.require(Action.REPORT_INCIDENT)
    require_words(note, LONGEST_NOTE)
    now = store.now()
    number = f"I{now:%Y%m%d}-{len(asked.incidents(store, store.today())) + 1}"
    reported = Incident(
        incident=number,
        page=page,
        note=note,
        role=role,
        reported_by=scope.actor,
        reported_at=now,
        rule_set=RULES,
        data_version=store.version,
        newest_batch=asked.newest_batch(store),
    )
    with store.audit.act(event), store.writing() as writing:
        asked.add_incident(writing, reported)
    return number


def incidents(store: Store, on: date, scope: Scope) -> tuple[Reported, ...]:
    """Every incident, those not yet read first, then the newest. Needs
    `see_incidents`.
    """
    scope.require(Action.SEE_INCIDENTS)
    found = [
        Reported(
            row["incident"],
            row["page"],
            row["note"],
            row["role"],
            row["reported_at"],
            row["rule_set"],
            row["data_version"],
            row["newest_batch"],
            row["acknowledged_at"],
        )
        for row in asked.incidents(store, on)
    ]
    newest = sorted(found, key=lambda each: each.at, reverse=True)
    return tuple(sorted(newest, key=lambda each: each.read_at is not None))


def acknowledge_incident(
    store: Store, number: str, scope: Scope, event: AuditEvent
) -> None:
    """Note that an incident was read. Needs `see_incidents`."""
    scope.require(Action.SEE_INCIDENTS)
    with store.audit.act(event), store.writing() as writing:
        asked.acknowledge(writing, number, scope.actor, store.now())


def require_words(words: str, longest: int) -> None:
    """Raise UserError unless these are words that everybody may read."""
    if not words.strip():
        raise UserError("Say in a few words what and why. Nothing was saved.")
    if len(words) > longest:
        raise UserError(f"Keep it under {longest} characters. Nothing was saved.")
    if PSEUDONYM.search(words):
        raise UserError("Take the pseudonym out: no client stands here. Not saved.")
