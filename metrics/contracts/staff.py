"""Tables about users: `staff` (the caseload a sign-in opens), `seen`, `supervision`.

Roles come from the identity provider and caseloads from here; both must allow.
"""

from datetime import date, datetime
from typing import Annotated, ClassVar

from metrics.contracts._table import ClientId, Says, ShortText, Table


class Staff(Table):
    """A sign-in and the caseload it opens; cover is a row with an end."""

    name: ClassVar = "staff"
    one_row: ClassVar = "a sign-in and the caseload it opens"
    key: ClassVar = ("issuer", "subject", "role", "keyworker", "valid_from")
    dated: ClassVar = "valid_from"
    held: ClassVar = "app"

    issuer: Annotated[ShortText, Says("Who vouches for the sign-in")]
    subject: Annotated[ShortText, Says("The sign-in, as the issuer names it")]
    role: Annotated[ShortText, Says("Role")]
    services: Annotated[str | None, Says("Services, separated by a bar")] = None
    keyworker: Annotated[ShortText | None, Says("The label in `client`")] = None
    valid_from: Annotated[date, Says("From")]
    valid_to: Annotated[date | None, Says("Until, inclusive", future=True)] = None
    covering: Annotated[bool | None, Says("Cover for a colleague")] = None
    team: Annotated[ShortText | None, Says("The team they work in")] = None


class Seen(Table):
    """A user's last opening of a client."""

    name: ClassVar = "seen"
    one_row: ClassVar = "a user's last opening of a client"
    key: ClassVar = ("seen_by", "client_id")
    dated: ClassVar = "seen_at"
    held: ClassVar = "app"

    seen_by: Annotated[ShortText, Says("Who looked")]
    client_id: ClientId
    seen_at: Annotated[datetime, Says("When")]


class Supervision(Table):
    """A client whom a user will bring to supervision, until they take the mark away."""

    name: ClassVar = "supervision"
    one_row: ClassVar = "a client whom a user will bring to supervision"
    key: ClassVar = ("marked_by", "client_id")
    dated: ClassVar = "marked_at"
    held: ClassVar = "app"

    marked_by: Annotated[ShortText, Says("Who will bring them")]
    client_id: ClientId
    marked_at: Annotated[datetime, Says("When")]
