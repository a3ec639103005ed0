"""Table `tie`: a kind of contact that a client reported with someone they mentioned.

A single report is never shown across clients: only a confirmed buying tie joins two
(`store/views/circle_tie_on.sql`).
"""

from typing import Annotated, ClassVar

from metrics.contracts._lists import STATES, TIES
from metrics.contracts._table import ClientId, Days, Says, ShortText, Table
from metrics.contracts.person import PersonId
from metrics.settings import NETWORK_ANSWER


class Tie(Table):
    """A kind of contact that a client reported with someone they mentioned."""

    name: ClassVar = "tie"
    one_row: ClassVar = "a kind of contact that a client reported with someone"
    key: ClassVar = ("client_id", "interview", "person_id", "kind")
    dated: ClassVar = "interview"

    client_id: ClientId
    interview: Annotated[ShortText, Says("The interview in which it was reported")]
    person_id: PersonId
    kind: Annotated[str, TIES, Says("Kind of contact")]
    state: Annotated[str, STATES, Says("Whether there is such contact", NETWORK_ANSWER)]
    days: Annotated[
        Days, Says("Days of such contact", NETWORK_ANSWER, "days of 28")
    ] = None
