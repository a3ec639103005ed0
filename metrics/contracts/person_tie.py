"""Table `person_tie`: a tie between two people whom one client mentioned.

It serves that client's own network measures and picture, and never forms a group: it is
a third party's report.
"""

from typing import Annotated, ClassVar

from metrics.contracts._lists import PERSON_TIES, STATES
from metrics.contracts._table import ClientId, Says, ShortText, Table
from metrics.contracts.person import PersonId


class PersonTie(Table):
    """A tie between two people whom one client mentioned."""

    name: ClassVar = "person_tie"
    one_row: ClassVar = "a tie between two people whom one client mentioned"
    key: ClassVar = ("client_id", "interview", "person_id", "other_person_id", "kind")
    dated: ClassVar = "interview"

    client_id: ClientId
    interview: Annotated[ShortText, Says("The interview in which it was reported")]
    person_id: PersonId
    other_person_id: PersonId
    kind: Annotated[str, PERSON_TIES, Says("How they are connected")]
    state: Annotated[
        str | None, STATES, Says("Whether they are; where it is left empty, yes")
    ] = None
