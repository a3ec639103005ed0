"""Tables of clinical safety: `rule_switch` (a rule turned off at once), `rule_proposal`
(a change to one, before it is made), `incident`, and `notice` (a warning for an area).

Nothing here is about a client: which rule, why, what somebody saw go wrong, and what is
about in an area, in words without names or pseudonyms.
"""

from datetime import date, datetime
from typing import Annotated, ClassVar

from pydantic import Field

from metrics.contracts._table import LongText, Says, ShortText, Table


class RuleSwitch(Table):
    """A rule turned off, or on again, by a named person."""

    name: ClassVar = "rule_switch"
    one_row: ClassVar = "a rule turned off, or on again, by a named person"
    key: ClassVar = ("rule", "switched_at")
    dated: ClassVar = "switched_at"
    held: ClassVar = "app"

    rule: Annotated[ShortText, Says("The indicator, cohort, or the group offer")]
    turned_off: Annotated[bool, Says("Turned off")]
    why: Annotated[LongText, Says("Why, for everybody to read")]
    switched_by: Annotated[ShortText, Says("Who did it")]
    switched_at: Annotated[datetime, Says("When")]


class RuleProposal(Table):
    """Another number for a rule, proposed or taken back by a named person."""

    name: ClassVar = "rule_proposal"
    one_row: ClassVar = "another number for a rule, proposed or taken back by somebody"
    key: ClassVar = ("rule", "number_now", "proposed_at")
    dated: ClassVar = "proposed_at"
    held: ClassVar = "app"

    rule: Annotated[ShortText, Says("The indicator")]
    number_now: Annotated[int, Field(ge=0), Says("The number that the rule holds")]
    number_proposed: Annotated[int, Field(ge=0), Says("The number in its place")]
    taken_back: Annotated[bool, Says("Taken back")]
    why: Annotated[LongText, Says("Why, for everybody to read")]
    proposed_by: Annotated[ShortText, Says("Who did it")]
    proposed_at: Annotated[datetime, Says("When")]


class Incident(Table):
    """Something that went wrong, or nearly, with where and under which rules."""

    name: ClassVar = "incident"
    one_row: ClassVar = "something that went wrong, or nearly, as somebody reported it"
    key: ClassVar = ("incident",)
    dated: ClassVar = "reported_at"
    held: ClassVar = "app"

    incident: Annotated[ShortText, Says("Its number")]
    page: Annotated[ShortText, Says("The page it was seen on")]
    note: Annotated[str, Field(max_length=500), Says("What was seen, without names")]
    role: Annotated[ShortText, Says("The part that the reporter plays")]
    reported_by: Annotated[ShortText, Says("Who reported it")]
    reported_at: Annotated[datetime, Says("When")]
    rule_set: Annotated[ShortText, Says("The rule set then")]
    data_version: Annotated[int, Field(ge=0), Says("Version of the data then")]
    newest_batch: Annotated[int | None, Field(ge=0), Says("The newest load then")] = (
        None
    )
    acknowledged_by: Annotated[ShortText | None, Says("Who has read it")] = None
    acknowledged_at: Annotated[datetime | None, Says("When it was read")] = None


class Notice(Table):
    """A warning for the area of a service, until a day (evidence.md R20)."""

    name: ClassVar = "notice"
    one_row: ClassVar = "a warning for an area, not about a person"
    key: ClassVar = ("service", "written_at")
    dated: ClassVar = "written_at"
    held: ClassVar = "app"

    service: Annotated[ShortText, Says("The service whose area it is")]
    warning: Annotated[LongText, Says("The warning, for every worker there to read")]
    until: Annotated[date, Says("The last day on which it stands", future=True)]
    written_by: Annotated[ShortText, Says("Who wrote it")]
    written_at: Annotated[datetime, Says("When")]
