"""Table `event`: something dated that changes risk or care, and each kind of it.

A kind says how long a row may be used, under which fact names views hand it on, and how
several rows are weighed. No row is never "no": a no is a dated row of its own.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, Literal

from metrics.contracts._codes import Code, CodeList
from metrics.contracts._lists import STATES
from metrics.contracts._table import ClientId, Says, ShortText, Table
from metrics.settings import (
    DOSE_REVIEW,
    FOUR_WEEKS,
    LASTING,
    NALOXONE,
    SIX_MONTHS,
    THREE_DAYS,
    TWELVE_MONTHS,
    Limit,
)


Weigh = Literal["any yes", "newest"]


@dataclass(frozen=True)
class Window:
    """A fact that views make of a kind: yes, no or not known within `limit`.

    `any yes`: one yes inside the window decides, whatever was said later (an overdose
    in May stands although June's answer was no). `newest`: the last word decides.
    """

    fact: str
    limit: Limit
    words: str
    weigh: Weigh = "any yes"


@dataclass(frozen=True)
class EventKind:
    """A kind of event. `ask`: whether its absence is worth asking about."""

    id: str
    label: str
    windows: tuple[Window, ...]
    ask: bool = False


KINDS = (
    EventKind(
        "prison_release",
        "release from prison",
        (Window("prison_release", FOUR_WEEKS, "released from prison"),),
    ),
    EventKind(
        "detox_end",
        "end of detox",
        (Window("detox_end", FOUR_WEEKS, "detox ended"),),
    ),
    EventKind(
        "treatment_exit",
        "exit from treatment",
        (Window("treatment_exit", FOUR_WEEKS, "left treatment"),),
    ),
    EventKind(
        "hospital_discharge",
        "discharge from hospital",
        (Window("hospital_discharge", FOUR_WEEKS, "discharged from hospital"),),
    ),
    EventKind(
        "ort_start",
        "start of ORT",
        (Window("recent_ort_start", FOUR_WEEKS, "ORT started"),),
    ),
    EventKind(
        "ort_restart",
        "restart of ORT",
        (Window("recent_ort_restart", FOUR_WEEKS, "ORT restarted"),),
    ),
    EventKind(
        "ort_stop",
        "stop of ORT",
        (Window("recent_ort_stop", FOUR_WEEKS, "ORT stopped"),),
    ),
    EventKind(
        "overdose",
        "overdose",
        (
            Window("overdose", SIX_MONTHS, "overdose in the last 6 months"),
            Window("recent_overdose", FOUR_WEEKS, "overdose in the last 28 days"),
        ),
        ask=True,
    ),
    EventKind(
        "naloxone_kit",
        "naloxone kit at home",
        (Window("naloxone_kit", NALOXONE, "naloxone kit at home", "newest"),),
        ask=True,
    ),
    EventKind(
        "naloxone_training",
        "naloxone training",
        (Window("naloxone_training", LASTING, "naloxone training", "newest"),),
        ask=True,
    ),
    EventKind(
        "naloxone_given",
        "naloxone given to reverse an overdose",
        (
            Window(
                "naloxone_given",
                SIX_MONTHS,
                "naloxone given to reverse an overdose",
            ),
        ),
        ask=True,
    ),
    EventKind(
        "missed_doses",
        "three or more doses missed in a row",
        (Window("missed_doses", THREE_DAYS, "doses missed"),),
    ),
    EventKind(
        "urine_heroin",
        "urine screen for heroin",
        (Window("urine_heroin", FOUR_WEEKS, "urine screen positive for heroin"),),
    ),
    EventKind(
        "dose_review",
        "dose review",
        (Window("dose_review", DOSE_REVIEW, "dose review", "any yes"),),
        ask=True,
    ),
    EventKind(
        "review",
        "review",
        (Window("review", DOSE_REVIEW, "review held", "any yes"),),
    ),
    # When the next one is due follows from the product: `last_injection` of the view.
    EventKind("depot_injection", "depot injection given", (), ask=True),
    EventKind(
        "psychosocial_review",
        "review of the psychosocial part of treatment",
        (Window("psychosocial_review", DOSE_REVIEW, "psychosocial part reviewed"),),
        ask=True,
    ),
    EventKind(
        "dose_reason",
        "reason for a dose outside the usual range, written by the prescriber",
        (
            Window(
                "dose_reason",
                DOSE_REVIEW,
                "prescriber's reason for a dose outside the usual range",
            ),
        ),
        ask=True,
    ),
    EventKind(
        "hepatitis_c_test",
        "test for hepatitis C (RNA)",
        (Window("hepatitis_c_test", TWELVE_MONTHS, "test for hepatitis C"),),
        ask=True,
    ),
    EventKind(
        "hiv_test",
        "test for HIV",
        (Window("hiv_test", TWELVE_MONTHS, "test for HIV"),),
        ask=True,
    ),
    EventKind(
        "hepatitis_b_test",
        "test for hepatitis B",
        (Window("hepatitis_b_test", TWELVE_MONTHS, "test for hepatitis B"),),
        ask=True,
    ),
)
EVENTS = CodeList("event_kind", "Event", tuple(Code(k.id, k.label) for k in KINDS))


class Event(Table):
    """Something dated that changes risk or care, or the day it was asked about."""

    name: ClassVar = "event"
    one_row: ClassVar = "something dated that changes risk or care"
    key: ClassVar = ("client_id", "kind", "happened_on")
    dated: ClassVar = "happened_on"

    client_id: ClientId
    kind: Annotated[str, EVENTS, Says("What happened, or was asked")]
    state: Annotated[str, STATES, Says("Whether it happened")]
    happened_on: Annotated[
        date, Says("The day it happened; of a no, the day it was asked or tested")
    ]
    date_assumed: Annotated[bool | None, Says("The day is assumed, not recorded")] = (
        None
    )
    date_words: Annotated[
        ShortText | None, Says("What stands beside the date on screen", free=True)
    ] = None
    expires_on: Annotated[
        date | None, Says("Of a naloxone kit: when it expires", future=True)
    ] = None
