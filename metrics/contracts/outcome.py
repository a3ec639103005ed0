"""Table `outcome`: an outcome form (TOP), completed on a day.

Days are of the 28 before the form. The form asks about any opioid not prescribed, so
its words are "illicit opiates", never "heroin" (design.md 4.2). Field names and ranges
only: the form's own question wording is licensed and is not reproduced.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import Field

from metrics.contracts._lists import STAGES, STATES
from metrics.contracts._table import Asked, ClientId, Days, Rating, Says, Table
from metrics.settings import OUTCOME_FORM


_FORM = OUTCOME_FORM


class OutcomeForm(Table):
    """An outcome form, completed on a day."""

    name: ClassVar = "outcome"
    one_row: ClassVar = "an outcome form (TOP), completed on a day"
    key: ClassVar = ("client_id", "completed_on", "stage", "sequence")
    dated: ClassVar = "completed_on"

    client_id: ClientId
    completed_on: Annotated[date, Says("The day the form was completed")]
    stage: Annotated[str | None, STAGES, Says("Stage of treatment")] = None
    sequence: Annotated[
        int | None, Field(ge=1, le=99), Says("Order, where several share a day")
    ] = None
    opiate_days: Annotated[Days, Says("Illicit opiates", _FORM, "days of 28")] = None
    crack_days: Annotated[Days, Says("Crack", _FORM, "days of 28")] = None
    cocaine_days: Annotated[Days, Says("Powder cocaine", _FORM, "days of 28")] = None
    amphetamine_days: Annotated[Days, Says("Amphetamines", _FORM, "days of 28")] = None
    cannabis_days: Annotated[Days, Says("Cannabis", _FORM, "days of 28")] = None
    other_days: Annotated[Days, Says("Another drug", _FORM, "days of 28")] = None
    alcohol_days: Annotated[Days, Says("Alcohol", _FORM, "days of 28")] = None
    alcohol_units: Annotated[
        Annotated[Decimal, Field(ge=0, le=200)] | Asked | None,
        Says("Units of alcohol on a typical drinking day", _FORM, "units"),
    ] = None
    inject_days: Annotated[Days, Says("Injecting", _FORM, "days of 28")] = None
    sharing: Annotated[
        str | None, STATES, Says("Sharing of injecting equipment", _FORM)
    ] = None
    psychological: Annotated[
        Rating, Says("Psychological health, 20 is good", _FORM, "of 20")
    ] = None
    physical: Annotated[Rating, Says("Physical health, 20 is good", _FORM, "of 20")] = (
        None
    )
    quality_of_life: Annotated[
        Rating, Says("Quality of life, 20 is good", _FORM, "of 20")
    ] = None
    paid_work_days: Annotated[Days, Says("Paid work", _FORM, "days of 28")] = None
    volunteer_days: Annotated[Days, Says("Volunteering", _FORM, "days of 28")] = None
    education_days: Annotated[Days, Says("College or school", _FORM, "days of 28")] = (
        None
    )
    acute_housing: Annotated[
        str | None, STATES, Says("Acute housing problem", _FORM)
    ] = None
    unsuitable_housing: Annotated[
        str | None, STATES, Says("Unsuitable housing", _FORM)
    ] = None
    eviction_risk: Annotated[str | None, STATES, Says("Risk of eviction", _FORM)] = None
