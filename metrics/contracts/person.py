"""Table `person`: someone a client mentioned, as that client described them.

Never a name, nickname, address or contact detail (safety.md IG-21): a number on the
reporter's own screens, and an id keyed to the reporter.
"""

from typing import Annotated, ClassVar

from pydantic import Field

from metrics.contracts._lists import ROLES, USES, WANTED
from metrics.contracts._table import Asked, ClientId, Says, ShortText, Table
from metrics.settings import NETWORK_ANSWER


PersonId = Annotated[
    str,
    Field(min_length=1, max_length=64),
    Says("Person mentioned, by the reporter's own numbering; kept as a keyed number"),
]


class Person(Table):
    """Someone a client mentioned in an interview."""

    name: ClassVar = "person"
    one_row: ClassVar = "someone a client mentioned in an interview"
    key: ClassVar = ("client_id", "interview", "person_id")
    dated: ClassVar = "interview"

    client_id: ClientId
    interview: Annotated[ShortText, Says("The interview in which they were mentioned")]
    person_id: PersonId
    number: Annotated[
        int | None, Field(ge=1, le=99), Says('The n of "Person n" on screens')
    ] = None
    role: Annotated[str | None, ROLES, Says("Who they are", NETWORK_ANSWER)] = None
    closeness: Annotated[
        Annotated[int, Field(ge=1, le=5)] | Asked | None,
        Says("Closeness, 1 not close to 5 very close", NETWORK_ANSWER, "of 5"),
    ] = None
    uses: Annotated[
        str | None, USES, Says("Whether they use heroin now", NETWORK_ANSWER)
    ] = None
    view_of_stopping: Annotated[
        Annotated[int, Field(ge=1, le=5)] | Asked | None,
        Says("Their view of the client stopping, 1 against to 5 for", NETWORK_ANSWER),
    ] = None
    wanted: Annotated[
        str | None, WANTED, Says("Wanted in a group with the client", NETWORK_ANSWER)
    ] = None
    linked_client_id: Annotated[
        ShortText | None,
        Says("The client they are, kept only while both agreed to network planning"),
    ] = None
