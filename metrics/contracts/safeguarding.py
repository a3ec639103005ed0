"""Tables held by the safeguarding lead: `disclosure`, `separation`, `pair_check`.

Together in one file because they share one reader and one rule: nobody else lists them
(design.md rule 13). Who sees what is `dashboard/access.py`.
"""

from datetime import date, datetime
from typing import Annotated, ClassVar

from metrics.contracts._lists import (
    DISCLOSURES,
    SEPARATION_CATEGORIES,
    SEPARATION_ENDS,
    STATES,
)
from metrics.contracts._table import ClientId, Says, ShortText, Table


class Disclosure(Table):
    """Something a client said, asked alone, that the lead must act on."""

    name: ClassVar = "disclosure"
    one_row: ClassVar = "something a client said, asked alone, that the lead must read"
    key: ClassVar = ("client_id", "kind", "said_on", "interview", "person_id")
    dated: ClassVar = "said_on"
    held: ClassVar = "safeguarding"

    client_id: ClientId
    kind: Annotated[str, DISCLOSURES, Says("What was disclosed")]
    said_on: Annotated[date, Says("The day it was said")]
    interview: Annotated[ShortText | None, Says("The interview, if in one")] = None
    person_id: Annotated[
        ShortText | None, Says("Whom it is about, if someone mentioned")
    ] = None
    state: Annotated[str, STATES, Says("What they said")]
    entered_by: Annotated[ShortText | None, Says("Who entered it")] = None
    acknowledged_by: Annotated[ShortText | None, Says("Who has read it")] = None
    acknowledged_at: Annotated[datetime | None, Says("When it was read")] = None


class Separation(Table):
    """Two clients who must not meet, until the lead ends it; an ended one is kept."""

    name: ClassVar = "separation"
    one_row: ClassVar = "two clients who must not meet"
    key: ClassVar = ("client_id", "other_client_id", "recorded_on")
    dated: ClassVar = "recorded_on"
    held: ClassVar = "safeguarding"

    client_id: ClientId
    other_client_id: ClientId
    category: Annotated[str, SEPARATION_CATEGORIES, Says("Why")]
    review_on: Annotated[date, Says("Looked at again on", future=True)]
    recorded_on: Annotated[date, Says("The day it was recorded")]
    ended_on: Annotated[date | None, Says("The day it was ended")] = None
    ended_because: Annotated[str | None, SEPARATION_ENDS, Says("Why it ended")] = None
    ended_by: Annotated[ShortText | None, Says("Who ended it")] = None


class PairCheck(Table):
    """A pair looked at before a list is signed."""

    name: ClassVar = "pair_check"
    one_row: ClassVar = "a pair looked at before a list is signed"
    key: ClassVar = ("client_id", "other_client_id", "checked_on")
    dated: ClassVar = "checked_on"
    held: ClassVar = "safeguarding"

    client_id: ClientId
    other_client_id: ClientId
    checked_by: Annotated[ShortText, Says("Who looked")]
    checked_on: Annotated[date, Says("The day it was looked at")]
    cleared: Annotated[str, STATES, Says("Cleared")]
