"""Table `network_measure`: what is measured of the people around a client.

Worked out whenever an interview is stored, from a file or in the app, and only of one
that was finished. Nobody fills it in. What each measure is, with its formula and its
source, stands in `metrics/networks/personal.py`; an empty column is "missing".
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import Field

from metrics.contracts._lists import STATES
from metrics.contracts._table import ClientId, Says, ShortText, Table


Count = Annotated[int, Field(ge=0)]
Measure = Annotated[Decimal, Field(ge=Decimal(-100), le=Decimal(100))]


class NetworkMeasure(Table):
    """The measures of one finished interview."""

    name: ClassVar = "network_measure"
    one_row: ClassVar = "the measures of the people told of in one finished interview"
    key: ClassVar = ("client_id", "interview")
    dated: ClassVar = "interview"
    held: ClassVar = "program"

    client_id: ClientId
    interview: Annotated[ShortText, Says("The interview that they are measured from")]
    as_at: Annotated[date, Says("The newest day for which one of its rows speaks")]
    people: Annotated[Count, Says("People mentioned")]
    using_people: Annotated[Count, Says("Of them, people who use heroin now")]
    using_of: Annotated[Count, Says("People whose use is known")]
    supportive_people: Annotated[Count, Says("People who support stopping")]
    supportive_of: Annotated[Count, Says("People of whom support is known")]
    knowing_pairs: Annotated[Count, Says("Pairs of people who know each other")]
    knowing_of: Annotated[Count, Says("Pairs of whom it is known")]
    roles: Annotated[Count | None, Says("Different roles, without who supplies")] = None
    supports_only: Annotated[Count | None, Says("People who only support")] = None
    harder_only: Annotated[Count | None, Says("People who only make it harder")] = None
    supports_and_harder: Annotated[Count | None, Says("People who do both")] = None
    buying_people: Annotated[
        Count | None, Says("People the client buys or pools money with")
    ] = None
    only_using: Annotated[
        str | None, STATES, Says("Everybody around uses heroin now")
    ] = None
    hub_ties: Annotated[
        Count, Says("Ties of money and contacts of whoever has the most of them")
    ]
    hub_of: Annotated[Count, Says("All ties of money and contacts")]
    alone_days: Annotated[Count, Says("Using days alone", unit="days")]
    alone_of: Annotated[Count, Says("Using days", unit="days of 28")]
    transactional_people: Annotated[
        Count, Says("People with whom there is only money, contacts or heroin")
    ]
    transactional_of: Annotated[Count, Says("People with whom there is any of both")]
    density: Annotated[
        Measure | None, Says("Ties between people, of all that could be")
    ] = None
    effective_size: Annotated[
        Measure | None, Says("Effective size (Burt): kept, not shown")
    ] = None
    burt_constraint: Annotated[
        Measure | None, Says("Constraint (Burt): kept, not shown")
    ] = None
    mixing: Annotated[Measure | None, Says("E-I index of use: kept, not shown")] = None
