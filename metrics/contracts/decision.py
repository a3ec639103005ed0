"""Table `decision`: what a named person decided on one suggestion, and why.

The choices and their reasons are declared here once. A reason is always required, none
is chosen beforehand, and declining costs no more clicks than agreeing (safety.md CS-19,
CS-20). The suggestion itself is not stored as a fact: `shown` keeps its words.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from metrics.contracts._codes import Code, CodeList
from metrics.contracts._table import ClientId, Says, ShortText, Table


@dataclass(frozen=True)
class Choice:
    """One way to decide, with the reasons that may stand beside it."""

    id: str
    label: str
    about: Literal["indicator", "group_offer"]
    reasons: tuple[Code, ...]


def _reasons(*pairs: tuple[str, str]) -> tuple[Code, ...]:
    return tuple(Code(*pair) for pair in pairs)


_NO_REASON = ("no_reason_given", "no reason given")
_ELSEWHERE = ("seen_in_care_record", "seen in the care record")
CHOICES = (
    Choice(
        "will_ask_or_review",
        "Will ask or review",
        "indicator",
        _reasons(
            ("next_appointment", "at the next appointment"),
            ("sooner", "sooner than the next appointment"),
            ("with_prescriber", "together with the prescriber"),
        ),
    ),
    Choice(
        "already_in_hand",
        "Already in hand",
        "indicator",
        _reasons(
            ("planned", "a review or call is already planned"),
            ("colleague_acting", "a colleague is already acting on it"),
            _ELSEWHERE,
        ),
    ),
    Choice(
        "does_not_apply",
        "Does not apply",
        "indicator",
        _reasons(
            ("known_and_explained", "known, with a good explanation"),
            ("prescriber_decided", "the prescriber has decided otherwise"),
            ("changed_since", "things have changed since"),
        ),
    ),
    Choice(
        "client_declined",
        "Client declined",
        "indicator",
        _reasons(
            _NO_REASON,
            ("not_now", "does not want this now"),
            ("prefers_another_way", "prefers another way"),
        ),
    ),
    Choice(
        "record_is_wrong",
        "Record is wrong",
        "indicator",
        _reasons(
            ("wrong_value", "the value is wrong"),
            ("wrong_date", "the date is wrong"),
            ("wrong_person", "it may be another person's"),
        ),
    ),
    Choice(
        "offer",
        "Offer",
        "group_offer",
        _reasons(
            ("criteria_discussed", "criteria talked through with the client"),
            ("client_asked", "the client asked for it"),
        ),
    ),
    Choice(
        "not_now",
        "Not now",
        "group_offer",
        _reasons(
            ("own_care_first", "own care comes first"),
            ("timing", "the timing is not right"),
            ("wait_for_answers", "some answers are still missing"),
        ),
    ),
    Choice(
        "not_the_right_offer",
        "Not the right offer",
        "group_offer",
        _reasons(
            ("another_offer", "another offer fits better"),
            ("not_a_group", "a group does not suit this person"),
            ("worker_judgement", "judgement of the worker, see note"),
        ),
    ),
    Choice(
        "client_declined_offer",
        "Client declined",
        "group_offer",
        _reasons(
            _NO_REASON,
            ("does_not_want_group", "does not want a group"),
            ("does_not_want_these_people", "does not want to be with these people"),
        ),
    ),
    Choice(
        "need_more_information",
        "Need more information",
        "group_offer",
        _reasons(
            ("ask_client", "to be asked of the client"),
            ("ask_colleague", "to be asked of a colleague"),
        ),
    ),
)
CHOICE_CODES = CodeList(
    "choice", "Choice", tuple(Code(c.id, c.label, c.about) for c in CHOICES)
)
REASON_CODES = CodeList(
    "reason",
    "Reason",
    tuple({reason.id: reason for c in CHOICES for reason in c.reasons}.values()),
)
GROUP_OFFER = "group_offer"


def choices_about(about: str) -> tuple[Choice, ...]:
    """The choices for an indicator id, or for `group_offer`."""
    kind = "group_offer" if about == GROUP_OFFER else "indicator"
    return tuple(choice for choice in CHOICES if choice.about == kind)


class Decision(Table):
    """What a named person decided on one suggestion."""

    name: ClassVar = "decision"
    one_row: ClassVar = "what a named person decided on one suggestion"
    key: ClassVar = ("client_id", "about", "decided_at")
    dated: ClassVar = "decided_at"
    held: ClassVar = "app"

    client_id: ClientId
    about: Annotated[ShortText, Says("The indicator, or the group offer")]
    choice: Annotated[str, CHOICE_CODES, Says("What was decided")]
    reason: Annotated[str, REASON_CODES, Says("Why")]
    note: Annotated[str | None, Field(max_length=500), Says("A note without names")] = (
        None
    )
    decided_by: Annotated[ShortText, Says("Who decided")]
    decided_at: Annotated[datetime, Says("When")]
    rule_set: Annotated[ShortText, Says("Rule set that made the suggestion")]
    data_version: Annotated[int, Field(ge=0), Says("Version of the data it saw")]
    shown: Annotated[str, Says("The words and inputs as they were shown (JSON)")]
