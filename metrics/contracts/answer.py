"""Table `answer`: one answer to one survey question, stored long.

Which questions exist, and what an answer to each may be, stands in `metrics/surveys/`.
"""

from datetime import date
from typing import Annotated, ClassVar

from metrics.contracts._lists import MODES, STATES
from metrics.contracts._table import AnswerText, ClientId, Says, ShortText, Table
from metrics.settings import NETWORK_ANSWER


class Answer(Table):
    """One answer to one survey question."""

    name: ClassVar = "answer"
    one_row: ClassVar = "one answer to one survey question"
    key: ClassVar = ("client_id", "survey", "question", "asked_on")
    dated: ClassVar = "asked_on"

    client_id: ClientId
    survey: Annotated[ShortText, Says("Survey")]
    question: Annotated[ShortText, Says("Question")]
    value: Annotated[
        AnswerText | None, Says("The answer, as its question declares", NETWORK_ANSWER)
    ] = None
    state: Annotated[
        str | None, STATES, Says("Asked, not answered; empty where there is a value")
    ] = None
    asked_on: Annotated[date, Says("The day it was asked")]
    mode: Annotated[str | None, MODES, Says("How it was asked")] = None
    alone: Annotated[str | None, STATES, Says("The client was asked alone")] = None
