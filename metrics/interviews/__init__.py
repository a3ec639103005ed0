"""Interviews held in the app: which sittings there are, what each asks, what is kept.

The questions are declared in `metrics/surveys/`; how a question is drawn is the
dashboard's. What was told, once a sitting is closed, is read by `metrics/records/`.
"""

from metrics.interviews._holding import (
    answer,
    ask_longer,
    begin_sitting,
    close_sitting,
    no_longer_alone,
    open_sitting,
)
from metrics.interviews._kinds import KINDS, Kind
from metrics.interviews._sitting import NOTED, OpenSitting, Reply
from metrics.interviews._steps import Key, Said, Step


__all__ = [
    "KINDS",
    "NOTED",
    "Key",
    "Kind",
    "OpenSitting",
    "Reply",
    "Said",
    "Step",
    "answer",
    "ask_longer",
    "begin_sitting",
    "close_sitting",
    "no_longer_alone",
    "open_sitting",
]
