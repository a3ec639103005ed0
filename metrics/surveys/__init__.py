"""The surveys: every question that may be asked, one file a questionnaire.

A new question is added to its survey's tuple and nowhere else. What a stored answer
looks like as a row is `metrics/contracts/answer.py`; the pictures made from answers are
in `peer_profile.py`.
"""

from metrics.surveys import (
    coping,
    couples,
    goal_gap,
    group_offer,
    health,
    network,
    peers,
    prison,
    private,
    scales,
)
from metrics.surveys._question import Question
from metrics.surveys._survey import Survey


SURVEYS: dict[str, Survey] = {
    survey.id: survey
    for survey in (
        private.SURVEY,
        network.SURVEY,
        peers.SURVEY,
        goal_gap.SURVEY,
        group_offer.SURVEY,
        couples.SURVEY,
        prison.SURVEY,
        coping.SURVEY,
        health.SURVEY,
        scales.SURVEY,
    )
}

__all__ = ["SURVEYS", "Question", "Survey"]
