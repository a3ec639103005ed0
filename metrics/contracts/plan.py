"""Tables of a group, from plan to attendance: `plan`, `planned_group`, `membership`,
`sign_off`, `session`, `attendance`, `printed_list`.

Together in one file since each row hangs on the one before. A plan that is changed is a
new `version` of it: every version stays, with its groups and people, and the highest
stands. What happens to a version afterwards (a sign-off, an answer, an evening) is a
row of its own beside it. How plans are made is `metrics/groups/`, how they are kept and
read `metrics/planning/`.
"""

from datetime import date, datetime
from typing import Annotated, ClassVar

from pydantic import Field

from metrics.contracts._lists import PLAN_ORIGINS, SIGN_OFFS, STATES
from metrics.contracts._table import ClientId, LongText, Says, ShortText, Table


PlanId = Annotated[ShortText, Says("The plan")]
Version = Annotated[int, Field(ge=1, le=9999), Says("Version of the plan, from 1")]
GroupNumber = Annotated[int, Field(ge=1, le=999), Says("Number of the group, from 1")]
Count = Annotated[int, Field(ge=0, le=99_999_999)]


class SavedPlan(Table):
    """One version of a saved plan, with all that is needed to make it again."""

    name: ClassVar = "plan"
    one_row: ClassVar = "one version of a saved plan for groups"
    key: ClassVar = ("plan_id", "version")
    dated: ClassVar = "saved_at"
    held: ClassVar = "app"

    plan_id: PlanId
    version: Version
    title: Annotated[ShortText, Says("The name it was saved under")]
    services: Annotated[
        LongText | None, Says("Services, separated by a bar; none for all")
    ] = None
    origin: Annotated[str, PLAN_ORIGINS, Says("How it came about")]
    rules: Annotated[str, Says("The rules it was made under (JSON)")]
    seed: Annotated[int, Field(ge=0, le=2_147_483_647), Says("Seed of the search")]
    moves: Annotated[Count, Says("Moves that the search made")]
    kept: Annotated[Count, Says("Buying ties kept inside groups")]
    ties: Annotated[Count, Says("Buying ties among all candidates")]
    bound: Annotated[Count | None, Says("No plan can keep more, where proven")] = None
    input_print: Annotated[ShortText, Says("Fingerprint of candidates, ties and rules")]
    known_on: Annotated[date, Says("The day whose records it was made on")]
    rule_set: Annotated[ShortText, Says("Rule set")]
    data_version: Annotated[Count, Says("Version of the data it saw")]
    saved_by: Annotated[ShortText, Says("Who saved it")]
    saved_at: Annotated[datetime, Says("When")]


class PlannedGroup(Table):
    """One group of a version: when and where it meets, and who is to lead it."""

    name: ClassVar = "planned_group"
    one_row: ClassVar = "one group of a version of a plan"
    key: ClassVar = ("plan_id", "version", "group_number")
    dated: ClassVar = "saved_at"
    held: ClassVar = "app"

    plan_id: PlanId
    version: Version
    group_number: GroupNumber
    title: Annotated[ShortText, Says("What it is called on paper: a day, no reason")]
    slot: Annotated[ShortText | None, Says("When it meets")] = None
    venue: Annotated[ShortText | None, Says("Where it meets")] = None
    facilitator: Annotated[
        ShortText | None, Says("The keyworker who leads it, by the service's label")
    ] = None
    ends_on: Annotated[date | None, Says("Its last day", future=True)] = None
    saved_at: Annotated[datetime, Says("When it was saved")]


class Membership(Table):
    """One candidate of a version: in which group, or in none and why."""

    name: ClassVar = "membership"
    one_row: ClassVar = "one candidate of a version of a plan"
    key: ClassVar = ("plan_id", "version", "client_id")
    dated: ClassVar = "saved_at"
    held: ClassVar = "app"

    plan_id: PlanId
    version: Version
    client_id: ClientId
    group_number: Annotated[
        int | None, Field(ge=1, le=999), Says("Number of the group; none if unplaced")
    ] = None
    unplaced: Annotated[LongText | None, Says("Why they have no place")] = None
    locked: Annotated[bool, Says("Locked where they are")]
    invited_on: Annotated[date | None, Says("The day they were invited")] = None
    answer: Annotated[str | None, STATES, Says("Their own answer")] = None
    answered_on: Annotated[date | None, Says("The day they answered")] = None
    left_on: Annotated[date | None, Says("The day they left")] = None
    saved_at: Annotated[datetime, Says("When this was written")]


class SignOff(Table):
    """What the safeguarding lead decided on the list of one group of a version."""

    name: ClassVar = "sign_off"
    one_row: ClassVar = "a decision of the safeguarding lead on one group's list"
    key: ClassVar = ("plan_id", "version", "group_number", "decided_at")
    dated: ClassVar = "decided_at"
    held: ClassVar = "safeguarding"

    plan_id: PlanId
    version: Version
    group_number: GroupNumber
    outcome: Annotated[str, SIGN_OFFS, Says("Signed or returned")]
    facts_print: Annotated[ShortText, Says("Fingerprint of the facts it rests on")]
    decided_by: Annotated[ShortText, Says("Who decided")]
    decided_at: Annotated[datetime, Says("When")]


class Session(Table):
    """One evening of a group."""

    name: ClassVar = "session"
    one_row: ClassVar = "one time that a group met, or was to meet"
    key: ClassVar = ("plan_id", "version", "group_number", "held_on")
    dated: ClassVar = "held_on"
    held: ClassVar = "app"

    plan_id: PlanId
    version: Version
    group_number: GroupNumber
    held_on: Annotated[date, Says("The day", future=True)]
    took_place: Annotated[str | None, STATES, Says("Whether it took place")] = None
    entered_by: Annotated[ShortText, Says("Who entered it")]


class Attendance(Table):
    """Whether one member came to one evening."""

    name: ClassVar = "attendance"
    one_row: ClassVar = "whether one member came to one session"
    key: ClassVar = ("plan_id", "version", "group_number", "client_id", "held_on")
    dated: ClassVar = "held_on"
    held: ClassVar = "app"

    plan_id: PlanId
    version: Version
    group_number: GroupNumber
    client_id: ClientId
    held_on: Annotated[date, Says("The day of the session")]
    came: Annotated[str, STATES, Says("Whether they came")]
    entered_by: Annotated[ShortText, Says("Who entered it")]


class PrintedList(Table):
    """A list of a signed group that left the program, on paper or as a file."""

    name: ClassVar = "printed_list"
    one_row: ClassVar = "a list that was printed or taken out"
    key: ClassVar = ("number",)
    dated: ClassVar = "printed_at"
    held: ClassVar = "app"

    number: Annotated[int, Field(ge=1, le=9_999_999), Says("The list's own number")]
    plan_id: PlanId
    version: Version
    group_number: GroupNumber
    form: Annotated[ShortText, Says("Paper, CSV or Excel")]
    printed_by: Annotated[ShortText, Says("Who printed it")]
    printed_at: Annotated[datetime, Says("When")]
    valid_until: Annotated[date, Says("Its last day", future=True)]
    destroyed_on: Annotated[date | None, Says("The day it was destroyed")] = None
