"""Interviews held in the app: which sittings there are, what each asks, what is kept.

The questions are declared in `metrics/surveys/`; how a question is drawn is the
dashboard's. What was told, once a sitting is closed, is read by `metrics/records/`.
"""

from metrics.interviews._holding import (
    answer,
    ask_longer,
    begin_sitting,
    close_sitting,
    left_open,
    no_longer_alone,
    open_sitting,
)
from metrics.interviews._kinds import KINDS, Kind
from metrics.interviews._sitting import NOTED, LeftOpen, OpenSitting, Reply
from metrics.interviews._steps import Key, Said, Step, on_paper
from metrics.interviews._words import (
    Form,
    Section,
    asked,
    disclosed_kinds,
    form,
    in_words,
    saved_words,
    section,
    sections,
    way,
)


__all__ = [
    "KINDS",
    "NOTED",
    "Form",
    "Key",
    "Kind",
    "LeftOpen",
    "OpenSitting",
    "Reply",
    "Said",
    "Section",
    "Step",
    "answer",
    "ask_longer",
    "asked",
    "begin_sitting",
    "close_sitting",
    "disclosed_kinds",
    "form",
    "in_words",
    "left_open",
    "no_longer_alone",
    "on_paper",
    "open_sitting",
    "saved_words",
    "section",
    "sections",
    "way",
]
