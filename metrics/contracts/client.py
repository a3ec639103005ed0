"""Table `client`: a person in treatment at a service, as known on a date.

What a person was asked in a survey is an `answer`; what happened to them an `event`.
"""

from datetime import date
from typing import Annotated, ClassVar

from metrics.contracts._lists import (
    AGE_BANDS,
    CLIENT_STATUSES,
    EMPLOYMENTS,
    ETHNIC_GROUPS,
    HOUSINGS,
    PARTNERS,
    SEXES,
)
from metrics.contracts._table import ClientId, Says, ShortText, Table
from metrics.settings import AGE_BAND, CIRCUMSTANCES, LASTING


class Client(Table):
    """A person in treatment at a service, as known on a date."""

    name: ClassVar = "client"
    one_row: ClassVar = "a person in treatment at a service, as known on a date"
    key: ClassVar = ("client_id", "as_at")
    dated: ClassVar = "as_at"
    renews: ClassVar = True

    client_id: ClientId
    as_at: Annotated[
        date | None, Says("The day for which the record speaks, if not the file's")
    ] = None
    service: Annotated[ShortText | None, Says("Service, by the team's label")] = None
    keyworker: Annotated[
        ShortText | None,
        Says("Keyworker, by the service's own label, never a name", LASTING),
    ] = None
    age_band: Annotated[str | None, AGE_BANDS, Says("Age band", AGE_BAND)] = None
    sex: Annotated[str | None, SEXES, Says("Sex", LASTING)] = None
    ethnic_group: Annotated[
        str | None, ETHNIC_GROUPS, Says("Ethnic group", LASTING)
    ] = None
    employment: Annotated[str | None, EMPLOYMENTS, Says("Work", CIRCUMSTANCES)] = None
    housing: Annotated[str | None, HOUSINGS, Says("Housing", CIRCUMSTANCES)] = None
    partner: Annotated[
        str | None,
        PARTNERS,
        Says("Partner, as the client told it", CIRCUMSTANCES),
    ] = None
    treatment_start: Annotated[
        date | None, Says("Start of this treatment", LASTING)
    ] = None
    status: Annotated[str | None, CLIENT_STATUSES, Says("Status", LASTING)] = None
    next_review: Annotated[
        date | None, Says("Next review due", LASTING, future=True)
    ] = None
