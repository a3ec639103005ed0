"""Printed lists of signed groups: a number, a last day, and what is to be destroyed.

Nothing is printed or taken out before the safeguarding lead signed, and a paper is good
for a week at most. What it looks like is the dashboard's; it never says why somebody is
in a group.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal

from metrics.contracts.plan import PrintedList
from metrics.planning._lists import NO_LONGER, GroupList, SignOff, group_lists
from metrics.planning._running import ANSWERS, NO_SUCH
from metrics.problems import UserError
from metrics.scope import Action, Scope
from metrics.store import AuditEvent, Store, lists, record


VALID_DAYS = 7
UNSIGNED = "This list is not signed off, so it cannot be printed or taken out."
Form = Literal["paper", "csv", "excel"]
COLUMNS = ("Person", "Keyworker", "Own answer")


@dataclass(frozen=True)
class Paper:
    """A list as it leaves: who, their worker, and their answer; nothing else."""

    number: int
    title: str
    time: str | None
    venue: str | None
    valid_until: date
    rows: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Printed:
    """A print that is out, or was. It is to be destroyed after its last day, or once
    its list no longer holds.
    """

    number: int
    title: str
    form: str
    printed_on: date
    valid_until: date
    destroyed_on: date | None
    holds: bool

    def to_destroy(self, today: date) -> bool:
        return self.destroyed_on is None and (
            not self.holds or today > self.valid_until
        )


def print_list(
    store: Store, key: tuple[str, int], form: Form, scope: Scope, event: AuditEvent
) -> Paper:
    """A signed list to print or take out, with its own number. Needs `run_groups`.

    Raises UserError where it is not signed off.
    """
    scope.require(Action.RUN_GROUPS)
    today, now = store.today(), store.now()
    group = _of(group_lists(store, today, scope), key)
    if group.sign_off is not SignOff.SIGNED:
        raise UserError(UNSIGNED)
    row = PrintedList(
        number=lists.next_number(store),
        plan_id=group.plan_id,
        version=group.version,
        group_number=group.number,
        form=form,
        printed_by=scope.actor,
        printed_at=now,
        valid_until=today + timedelta(days=VALID_DAYS),
    )
    act = replace(event, about=f"list {row.number} of {group.title}, {form}")
    with store.audit.act(act), store.writing() as writing:
        record.add(writing, row, now)
    return Paper(
        row.number,
        group.title,
        group.time,
        group.venue,
        row.valid_until,
        tuple(_row(each) for each in group.people),
    )


def prints(store: Store, on: date, scope: Scope) -> tuple[Printed, ...]:
    """Every print of the lists in reach, the newest first. Needs `run_groups`."""
    scope.require(Action.RUN_GROUPS)
    groups = {each.key: each for each in group_lists(store, on, scope)}
    found = lists.prints(store, {plan_id for plan_id, _ in groups})
    return tuple(_printed(row, groups) for row in found)


def note_destroyed(store: Store, number: int, scope: Scope, event: AuditEvent) -> None:
    """Note that a print was destroyed. Needs `run_groups`."""
    scope.require(Action.RUN_GROUPS)
    today = store.today()
    if number not in {each.number for each in prints(store, today, scope)}:
        raise UserError(NO_SUCH)
    act = replace(event, about=f"list {number} destroyed")
    with store.audit.act(act), store.writing() as writing:
        said = {"number": number, "destroyed_on": today}
        record.amend(writing, PrintedList, said, store.now())


def _of(found: tuple[GroupList, ...], key: tuple[str, int]) -> GroupList:
    group = next((each for each in found if each.key == key), None)
    if group is None:
        raise UserError(NO_SUCH)
    return group


def _row(person: Any) -> tuple[str, str, str]:
    if not person.available or person.left_on:
        return (person.label, "", NO_LONGER)
    answer = ANSWERS.get(person.answer or "", "not asked yet")
    return (person.label, person.keyworker or "no worker named", answer)


def _printed(
    row: Mapping[str, Any], groups: Mapping[tuple[str, int], GroupList]
) -> Printed:
    group = groups.get((row["plan_id"], row["group_number"]))
    holds = (
        group is not None
        and group.version == row["version"]
        and group.sign_off is SignOff.SIGNED
    )
    return Printed(
        number=row["number"],
        title=group.title if group else "a group that is no longer planned",
        form=row["form"],
        printed_on=row["printed_at"].date(),
        valid_until=row["valid_until"],
        destroyed_on=row["destroyed_on"],
        holds=holds,
    )
