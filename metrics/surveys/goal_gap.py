"""The goal gap: what I want, and what I think the people I buy with want.

Closest to the chief finding of Houghton et al. 2024, that goals conflict; separate from
the eight themes. What is made of the answers stands in `peer_profile.py`.
"""

from metrics.surveys._question import Scale
from metrics.surveys._survey import UNVALIDATED, Survey


HOW_MUCH = ("not at all", "as much as I can imagine")

ITEMS = (
    Scale(
        "gg1",
        "How much do you want to stop or cut down?",
        code="GG1",
        theme="What I want",
        low=0,
        high=10,
        ends=HOW_MUCH,
    ),
    Scale(
        "gg2",
        "How much do you think the people you buy with want to stop or cut down?",
        code="GG2",
        theme="What I think they want",
        note="A guess about other people, and shown as one.",
        low=0,
        high=10,
        ends=HOW_MUCH,
    ),
    Scale(
        "gg3",
        "How much harder or easier is it to keep to your goal when you are with them?",
        code="GG3",
        theme="Keeping to my goal when I am with them",
        low=0,
        high=10,
        ends=("much harder", "much easier"),
    ),
)

SURVEY = Survey(
    id="goal_gap",
    title="What I want, and what I think they want",
    when="With the peer survey, and at each session of a group.",
    asked_alone=True,
    banner=UNVALIDATED,
    source=(
        "Original wording, after Houghton et al. 2024 on goals that conflict "
        "(evidence.md 2d)"
    ),
    strength="J",
    reach="14 men on ORT who still used heroin, self-selected; studied in men only.",
    questions=ITEMS,
)
