"""Table `emergency`: a record that somebody opened whose it is not, because there was
no time to ask (safety.md IG-06), until when, and what came of the review.
"""

from datetime import datetime
from typing import Annotated, ClassVar

from pydantic import Field

from metrics.contracts._lists import EMERGENCY_FINDINGS, EMERGENCY_REASONS
from metrics.contracts._table import ClientId, Says, ShortText, Table


class Emergency(Table):
    """One opening in an emergency: by whom, why, until when, and its review."""

    name: ClassVar = "emergency"
    one_row: ClassVar = "a record opened in an emergency by somebody whose it is not"
    key: ClassVar = ("client_id", "opened_by", "opened_at")
    dated: ClassVar = "opened_at"
    held: ClassVar = "app"

    client_id: ClientId
    reason: Annotated[str, EMERGENCY_REASONS, Says("Why there was no time to ask")]
    note: Annotated[str, Field(max_length=200), Says("What happened, without names")]
    role: Annotated[ShortText, Says("The part that they play")]
    opened_by: Annotated[ShortText, Says("Who opened it")]
    opened_at: Annotated[datetime, Says("When")]
    until: Annotated[datetime, Says("When it shuts by itself", future=True)]
    finding: Annotated[
        str | None, EMERGENCY_FINDINGS, Says("What the review found")
    ] = None
    reviewed_by: Annotated[ShortText | None, Says("Who reviewed it")] = None
    reviewed_at: Annotated[datetime | None, Says("When it was reviewed")] = None
