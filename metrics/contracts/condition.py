"""Table `condition`: a diagnosis or health problem, as recorded on a date.

The condition `any` with state no says "asked, none recorded"; no row says "not asked".
"""

from datetime import date
from typing import Annotated, ClassVar

from metrics.contracts._lists import CONDITION_STATUSES, CONDITIONS, STATES
from metrics.contracts._table import ClientId, Says, Table
from metrics.settings import CONDITION


class Condition(Table):
    """A diagnosis or health problem, as recorded on a date."""

    name: ClassVar = "condition"
    one_row: ClassVar = "a diagnosis or health problem, as recorded on a date"
    key: ClassVar = ("client_id", "condition", "recorded_on")
    dated: ClassVar = "recorded_on"
    renews: ClassVar = True

    client_id: ClientId
    condition: Annotated[str, CONDITIONS, Says("Condition")]
    state: Annotated[str, STATES, Says("Recorded as present", CONDITION)]
    status: Annotated[
        str | None, CONDITION_STATUSES, Says("Current or past", CONDITION)
    ] = None
    treated: Annotated[
        str | None, STATES, Says("Treatment for it is recorded", CONDITION)
    ] = None
    recorded_on: Annotated[date, Says("The day it was recorded")]
