"""Table `interview`: a time when a client was asked about the people around them.

A finished interview without ties says "asked, none"; no interview says "not asked".
"""

from datetime import date
from typing import Annotated, ClassVar

from metrics.contracts._lists import MODES, STATES
from metrics.contracts._table import ClientId, Says, ShortText, Table
from metrics.settings import NETWORK_ANSWER


class Interview(Table):
    """A time when a client was asked about the people around them."""

    name: ClassVar = "interview"
    one_row: ClassVar = "a time when a client was asked about the people around them"
    key: ClassVar = ("client_id", "interview", "asked_on")
    dated: ClassVar = "asked_on"

    client_id: ClientId
    interview: Annotated[ShortText, Says("The interview's own reference")]
    asked_on: Annotated[date, Says("The day it was held", NETWORK_ANSWER)]
    mode: Annotated[str | None, MODES, Says("How it was asked")] = None
    alone: Annotated[str | None, STATES, Says("The client was asked alone")] = None
    finished: Annotated[str | None, STATES, Says("The interview was finished")] = None
