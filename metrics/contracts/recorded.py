"""Table `recorded`: that a worker recorded a fact of today, and can take back.

The fact itself is an `event`, and counts from there alone.
"""

from datetime import date, datetime
from typing import Annotated, ClassVar

from metrics.contracts._table import ClientId, Says, ShortText, Table


class Recorded(Table):
    """A fact of today that a worker recorded, and whether they took it back."""

    name: ClassVar = "recorded"
    one_row: ClassVar = "a fact of today that a worker recorded, taken back or not"
    key: ClassVar = ("client_id", "fact", "happened_on")
    dated: ClassVar = "recorded_at"
    held: ClassVar = "app"

    client_id: ClientId
    fact: Annotated[ShortText, Says("Which fact of Record today")]
    happened_on: Annotated[date, Says("The day it happened")]
    recorded_by: Annotated[ShortText, Says("Who recorded it")]
    recorded_at: Annotated[datetime, Says("When")]
    taken_back_at: Annotated[datetime | None, Says("When they took it back")] = None
