"""Table `emergency`: a record that somebody opened whose it is not, because there was
no time to ask (safety.md IG-06), until when, and what came of the review.
"""

from datetime import datetime
from typing import Annotated, ClassVar

from pydantic import Field

from metrics.contracts._codes import CodeList, codes
from metrics.contracts._table import ClientId, Says, ShortText, Table


EMERGENCY_REASONS = CodeList(
    "emergency_reason",
    "Why a record was opened in an emergency",
    codes(
        ("at_risk_now", "somebody may come to harm today"),
        ("hospital_asks", "a hospital or ambulance asks about their treatment"),
        ("arrived_here", "they came here, and their own service is shut"),
        ("worker_away", "their worker is away and nobody covers"),
    ),
)
EMERGENCY_FINDINGS = CodeList(
    "emergency_finding",
    "What the review of an opening in an emergency found",
    codes(
        ("needed", "it was needed"),
        ("other_way", "it could have been done in another way: talked over"),
        ("not_needed", "it was not needed: taken further"),
    ),
)


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
