"""Measures of the group programme: offered, agreed, came, stayed to the end.

Asked of how far people came with a group they were invited to in the period
(`group_step_of.sql`). Where such a figure could show one group it is not released
(`disclosure/programme.py`).
"""

from metrics.indicators._clause import Clause
from metrics.indicators._measure import NOT_KNOWN, OUTSIDE, Answer, Measure, Never


INVITATIONS = "Invitations, answers and attendance recorded in Alongside"
BY_THEN = "by the last day of the period"

OFFERED = Measure(
    id="group_offered",
    title="Offered a place in a group",
    population="people in treatment on any day of the period",
    definition="They were invited to a group in the period, whatever they said to it.",
    answers=(
        Answer(
            "offered", "offered a place", Clause("who were offered", "group_step >= 1")
        ),
        Answer(
            "not_offered", "not offered one", Clause("who were not", "group_step = 0")
        ),
    ),
    unknown="None: an invitation that nobody recorded is not counted",
    headline="offered",
    source=INVITATIONS,
    strength="J",
    sensitive=True,
    example=None,
    of_period=True,
    of_groups=True,
)
AGREED = Measure(
    id="group_agreed",
    title="Agreed to come",
    population="people who were offered a place in a group in the period",
    definition=f"Their own answer to the invitation was yes, {BY_THEN}.",
    answers=(
        Answer("agreed", "agreed", Clause("who agreed", "group_step >= 3")),
        Answer("declined", "declined", Clause("who declined", "group_step = 2")),
    ),
    among=Clause("who were offered a place", "group_step >= 1"),
    unknown=f"Not answered {BY_THEN}",
    headline="agreed",
    source=INVITATIONS,
    strength="J",
    sensitive=True,
    example=None,
    of_period=True,
    of_groups=True,
)
ATTENDED = Measure(
    id="group_attended",
    title="Came to a session",
    population="people who agreed to come to a group",
    definition=f"They came at least once {BY_THEN}.",
    answers=(
        Answer("came", "came", Clause("who came", "group_step >= 4")),
        Answer("did_not_come", "did not come", Clause("who did not", "group_step = 3")),
    ),
    among=Clause("who agreed", "group_step >= 3"),
    unknown="None: a session that nobody ticked counts as not attended",
    headline="came",
    source=INVITATIONS,
    strength="J",
    sensitive=True,
    example=None,
    of_period=True,
    of_groups=True,
)
COMPLETED = Measure(
    id="group_completed",
    title="Stayed to the group's last day",
    population="people who came to a group at least once",
    definition=(
        f"The group ended {BY_THEN}, and they had not left it before. A group that runs "
        "on into the next year is not completed in this one."
    ),
    answers=(
        Answer("stayed", "stayed to the end", Clause("who stayed", "group_step = 5")),
        Answer(
            "not_to_the_end",
            "left before, or it runs on",
            Clause("who left, or whose group runs on", "group_step = 4"),
        ),
    ),
    among=Clause("who came", "group_step >= 4"),
    unknown="None: who has no leaving recorded has stayed",
    headline="stayed",
    source=INVITATIONS,
    strength="J",
    sensitive=True,
    example=None,
    of_period=True,
    of_groups=True,
)
MEASURES_OF_GROUPS = (OFFERED, AGREED, ATTENDED, COMPLETED)
# Each step is of those who took the one before it.
NEVER_OF_GROUPS = (
    Never(
        "Offered a place, and not counted among those who could agree",
        ("group_offered", frozenset({"offered"})),
        ("group_agreed", frozenset({OUTSIDE})),
    ),
    Never(
        "Not offered a place, and an answer to one",
        ("group_offered", frozenset({"not_offered", NOT_KNOWN})),
        ("group_agreed", frozenset({"agreed", "declined", NOT_KNOWN})),
    ),
    Never(
        "Agreed, and not counted among those who could come",
        ("group_agreed", frozenset({"agreed"})),
        ("group_attended", frozenset({OUTSIDE})),
    ),
    Never(
        "Not agreed, and counted among those who could come",
        ("group_agreed", frozenset({"declined", NOT_KNOWN, OUTSIDE})),
        ("group_attended", frozenset({"came", "did_not_come", NOT_KNOWN})),
    ),
    Never(
        "Came, and not counted among those who could stay",
        ("group_attended", frozenset({"came"})),
        ("group_completed", frozenset({OUTSIDE})),
    ),
    Never(
        "Did not come, and counted among those who could stay",
        ("group_attended", frozenset({"did_not_come", NOT_KNOWN, OUTSIDE})),
        ("group_completed", frozenset({"stayed", "not_to_the_end", NOT_KNOWN})),
    ),
)
