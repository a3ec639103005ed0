"""Tables `sitting` and `said`: holding an interview in the app, answer by answer.

`said` keeps each answer of a sitting that is still open, as it was said, so that a
dropped connection loses nothing; it is taken away when the sitting is closed, and what
was said then stands in `interview`, `answer`, `person`, `tie` and `person_tie` alone.
What only the safeguarding lead may read, and who somebody is, is never in it.
"""

from datetime import datetime
from typing import Annotated, ClassVar

from metrics.contracts._codes import CodeList, codes
from metrics.contracts._lists import MODES, STATES
from metrics.contracts._table import ClientId, LongText, Says, ShortText, Table


UNANSWERED = CodeList(
    "unanswered",
    "Asked, and not answered",
    codes(
        ("skipped", "Skip"),
        ("does_not_know", "Don't know"),
        ("prefers_not_to_say", "Prefer not to say"),
    ),
)


class Sitting(Table):
    """A sitting in which a worker asks a client the questions of a survey."""

    name: ClassVar = "sitting"
    one_row: ClassVar = "a sitting in which a client is asked questions in the app"
    key: ClassVar = ("client_id", "interview")
    dated: ClassVar = "began_at"
    held: ClassVar = "app"

    client_id: ClientId
    interview: Annotated[ShortText, Says("The sitting's own reference")]
    kind: Annotated[ShortText, Says("Which sitting: its name among the surveys")]
    began_at: Annotated[datetime, Says("When it began")]
    mode: Annotated[str, MODES, Says("How it is asked")]
    alone: Annotated[str, STATES, Says("The client is asked alone")]
    longer: Annotated[
        str | None, STATES, Says("There was time for what the short form leaves out")
    ] = None
    closed_at: Annotated[datetime | None, Says("When it was closed")] = None
    finished: Annotated[str | None, STATES, Says("It was finished")] = None


class Answered(Table):
    """One answer of a sitting that is open, as it was said."""

    name: ClassVar = "said"
    one_row: ClassVar = "one answer of a sitting that is still open"
    key: ClassVar = ("client_id", "interview", "survey", "question", "about")
    dated: ClassVar = "said_at"
    held: ClassVar = "app"

    client_id: ClientId
    interview: Annotated[ShortText, Says("The sitting")]
    survey: Annotated[ShortText, Says("Survey")]
    question: Annotated[ShortText, Says("Question")]
    about: Annotated[
        ShortText, Says("Of which person, or which kind of contact; else empty")
    ] = ""
    value: Annotated[
        LongText | None, Says("The answer; empty for what is held elsewhere")
    ] = None
    unanswered: Annotated[
        str | None, UNANSWERED, Says("How it was left unanswered")
    ] = None
    said_at: Annotated[datetime, Says("When it was said")]
    said_to: Annotated[ShortText, Says("Who wrote it down")]
