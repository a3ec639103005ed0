"""Table `prescription`: an ORT record on a date.

A dose is a phrase of medicine, form, strength, amount, unit and interval, never a bare
number (safety.md H06). Nothing here converts between products or adds them up.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import Field

from metrics.contracts._lists import FORMS, INTERVALS, MEDICINES, STATES, UNITS
from metrics.contracts._table import ClientId, Says, Table
from metrics.settings import ORT_RECORD, THREE_DAYS


# The amounts in mg in which depots are made: Buvidal once a week and once a month,
# Sublocade once a month; a supplement is a weekly Buvidal of 8 mg beside another depot.
# After each product's summary of characteristics; to be confirmed by a pharmacist.
DEPOT_DOSES = {
    "depot_weekly": (8, 16, 24, 32),
    "depot_monthly": (64, 96, 100, 128, 160, 300),
    "depot_supplement": (8,),
}


class Prescription(Table):
    """An ORT record on a date: one medicine in one form, as recorded."""

    name: ClassVar = "prescription"
    one_row: ClassVar = "an ORT record on a date: one medicine in one form, as recorded"
    key: ClassVar = ("client_id", "medicine", "form", "recorded_on")
    dated: ClassVar = "recorded_on"
    renews: ClassVar = True

    client_id: ClientId
    medicine: Annotated[str, MEDICINES, Says("ORT medicine, as recorded", ORT_RECORD)]
    form: Annotated[
        str | None, FORMS, Says("Form of the medicine, as recorded", ORT_RECORD)
    ] = None
    strength: Annotated[
        Decimal | None,
        Field(ge=Decimal("0.1"), le=Decimal(50)),
        Says("Strength of a liquid, mg in 1 ml", ORT_RECORD, unit="mg in 1 ml"),
    ] = None
    dose: Annotated[
        Decimal | None,
        Field(ge=Decimal("0.1"), le=Decimal(1000)),
        Says("Dose as recorded, in the unit beside it", ORT_RECORD),
    ] = None
    unit: Annotated[str | None, UNITS, Says("Unit of the dose", ORT_RECORD)] = None
    interval: Annotated[
        str | None, INTERVALS, Says("How often it is taken or given", ORT_RECORD)
    ] = None
    supervised: Annotated[
        str | None, STATES, Says("Supervision of doses", ORT_RECORD)
    ] = None
    missed_days: Annotated[
        int | None,
        Field(ge=0, le=31),
        Says("Days missed in a row, up to the record's date", THREE_DAYS, unit="days"),
    ] = None
    planned_reduction: Annotated[
        str | None, STATES, Says("Planned reduction", ORT_RECORD)
    ] = None
    recorded_on: Annotated[date, Says("The day it was recorded")]
