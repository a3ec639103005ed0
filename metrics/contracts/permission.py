"""Table `permission`: what a client has agreed to, for one purpose.

Absent is not permitted, direct care apart. How a purpose narrows a question is
`store/views/in_scope.sql`.
"""

from datetime import date
from typing import Annotated, ClassVar

from metrics.contracts._lists import PERMISSION_STATES, PURPOSES
from metrics.contracts._table import ClientId, Says, Table
from metrics.settings import LASTING


class Permission(Table):
    """What a client said on a day about one use of their records."""

    name: ClassVar = "permission"
    one_row: ClassVar = "what a client said on a day about one use of their records"
    key: ClassVar = ("client_id", "purpose", "given_on")
    dated: ClassVar = "given_on"

    client_id: ClientId
    purpose: Annotated[str, PURPOSES, Says("What the permission is for")]
    state: Annotated[
        str, PERMISSION_STATES, Says("Given, declined or withdrawn", LASTING)
    ]
    given_on: Annotated[date, Says("The day they said so")]
