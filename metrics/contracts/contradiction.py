"""Table `contradiction`: a file and a worker say different things of the same fact.

Which of the two stands meanwhile is decided by their as-at dates (`store/write.py`);
which is right a person says. A death about which records disagree is asked for itself,
since it stands whatever its date (`store/views/disputed_death_of.sql`).
"""

from datetime import date, datetime
from typing import Annotated, ClassVar

from metrics.contracts._codes import CodeList, codes
from metrics.contracts._table import ClientId, Says, ShortText, Table


STANDS = CodeList(
    "contradiction_stands",
    "Which record stands meanwhile",
    codes(("worker", "the worker's record"), ("file", "the file's record")),
)
SETTLED = CodeList(
    "contradiction_settled",
    "Which record is right, as somebody asked",
    codes(
        ("worker_right", "our own record is right"), ("file_right", "the file is right")
    ),
)


class Contradiction(Table):
    """A fact of which a file says something else than a worker recorded."""

    name: ClassVar = "contradiction"
    one_row: ClassVar = "a fact of which a file says something else than a worker"
    key: ClassVar = ("client_id", "what", "about", "said_on")
    dated: ClassVar = "found_on"
    held: ClassVar = "program"

    client_id: ClientId
    what: Annotated[ShortText, Says("The table of the fact")]
    about: Annotated[ShortText | None, Says("Its kind, where there are several")] = None
    said_on: Annotated[date, Says("The day of which both speak")]
    found_on: Annotated[date, Says("The day on which the file was loaded")]
    stands: Annotated[str, STANDS, Says("Which record stands meanwhile")]
    settled: Annotated[str | None, SETTLED, Says("Which record is right")] = None
    settled_by: Annotated[ShortText | None, Says("Who asked, and says so")] = None
    settled_at: Annotated[datetime | None, Says("When")] = None
