"""The one reviewed file: how small numbers are hidden, and which tables there are.

Everything a reviewer would argue about stands here with its reason; statistics.md 1.3
and 1.4 and safety.md 2.4 are where the numbers come from. How they are applied is
`protect.py`; whether they suffice is tried by `attack.py`. What a measure counts is
`metrics/indicators/measures.py`.
"""

from dataclasses import dataclass
from typing import Literal

from metrics.settings import QUARTER_CLOSES_AFTER_DAYS


Every = Literal["quarter", "year"]


def every(period: str) -> Every:
    """Whether a label such as 2026-27-Q2 names a quarter, or a whole year."""
    return "quarter" if "-Q" in period else "year"


@dataclass(frozen=True, kw_only=True)
class TableOf:
    """One table that the pages draw: a measure by at most one more thing, each period.

    With its period and the measure's own answers it has three variables at most. `why`
    says which picture needs it: a table that no page draws is not released.
    """

    id: str
    measure: str
    by: tuple[str, ...]
    every: Every
    title: str
    why: str


@dataclass(frozen=True, kw_only=True)
class MeanOf:
    """One mean that the pages give, of the people of a table and by what it is cut by:
    one a measure and period, so that none can be worked out from two.
    """

    id: str
    mean: str
    table: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Policy:
    """The rules of a release. `version` changes whenever anything here does, or what
    categories there are and how they are merged (`tests/golden/test_policy.py`).
    """

    version: str
    # 0 to 7 are one band. Where zero is shown, one to seven can be solved (1.2).
    threshold: int
    # All others to the nearest 10, half up. At 5, one cell in three of coarse tables
    # was narrower than 4 (1.2).
    base: int
    # A share of fewer is mostly rounding.
    least_denominator: int
    # Two populations that agree with all that is published differ by this at least, in
    # every cell and difference of 1 to 7 (G2).
    least_width: int
    # Of a table with more than this share of its cells low, the rest tells the reader
    # little and an attacker much.
    most_low: float
    # Of fewer people no mean is shown (1.3).
    least_mean: int
    closes_after_days: int
    most_variables: int
    lattice: tuple[TableOf, ...]
    means: tuple[MeanOf, ...]
    # The tables whose figure over all services stands on the first page.
    headlines: tuple[str, ...]
    # What is said of a cell that has no number, and of all numbers.
    low: str
    low_first: str
    withheld: str
    not_applicable: str
    rounded: str
    caveat: str
    # Of fewer groups, or where one is a larger share of a figure, no figure of groups.
    # A release from before there were such figures does not say them.
    least_groups: int = 3
    most_of_a_figure: float = 0.5


def _by_service(measure: str, title: str, why: str) -> TableOf:
    """A measure by service, each quarter."""
    return TableOf(
        id=measure,
        measure=measure,
        by=("service",),
        every="quarter",
        title=title,
        why=why,
    )


POLICY = Policy(
    version="2026.11.2",
    threshold=7,
    base=10,
    least_denominator=100,
    least_width=4,
    most_low=0.5,
    least_groups=3,
    most_of_a_figure=0.5,
    least_mean=10,
    closes_after_days=QUARTER_CLOSES_AFTER_DAYS,
    most_variables=3,
    low="7 or fewer",
    low_first="7 or fewer (may be none)",
    withheld="not published",
    not_applicable="cannot be",
    rounded=(
        "Every number is rounded to the nearest 10, each on its own, so that parts "
        "need not add up to their total."
    ),
    caveat=(
        "Small numbers stay ambiguous against the attack that was tried before this "
        "was published. Nothing more is promised: somebody who knows most of the "
        "people may still learn something of the rest."
    ),
    headlines=(
        "in_treatment",
        "use_on_top",
        "methadone_dose",
        "naloxone_kit",
        "stopped_since_start",
        "network_planning",
    ),
    lattice=(
        _by_service(
            "in_treatment",
            "People in treatment by service",
            "How many people each service works with, quarter by quarter",
        ),
        _by_service(
            "ort_medicine",
            "ORT medicine by service",
            "Whether both usual medicines are offered everywhere",
        ),
        _by_service(
            "use_on_top",
            "Illicit opiates reported while on ORT, by service",
            "Whether treatment holds, and of how many that is not known",
        ),
        _by_service(
            "naloxone_kit",
            "Naloxone kit at home by service",
            "Whether the kits reach people, and of how many that is not known",
        ),
        _by_service(
            "injecting",
            "Injecting reported by service",
            "Need for equipment and testing, by place",
        ),
        _by_service(
            "other_conditions",
            "Mental health condition recorded by service",
            "Need for care beside treatment, and of how many that is not known",
        ),
        _by_service(
            "methadone_dose",
            "Recorded methadone dose by service",
            "Whether doses are in the usual range, as recorded",
        ),
        _by_service(
            "stopped_since_start",
            "No illicit opiates since the start, by service",
            "What changed since treatment began, with what is not known",
        ),
        _by_service(
            "quality_of_life",
            "Quality of life asked, by service",
            "Of how many a mean of it could speak",
        ),
        _by_service(
            "housing_problem",
            "Housing problem by service",
            "Need for help with housing, by place",
        ),
        _by_service(
            "work",
            "Work, volunteering or study by service",
            "How many are at work, by place",
        ),
        _by_service(
            "network_planning",
            "Agreed to network planning, by service",
            "Whether people are asked, and agree",
        ),
        _by_service(
            "network_interview",
            "Network interview held, by service",
            "Of how many the people around them are known",
        ),
        _by_service(
            "peer_survey",
            "Questions about peers asked, by service",
            "How far the survey has come",
        ),
        TableOf(
            id="in_treatment_by_sex",
            measure="in_treatment",
            by=("sex",),
            every="year",
            title="Women and men in treatment, all services",
            why="Whether women are reached; by year, all services, since they are few",
        ),
        TableOf(
            id="in_treatment_by_age",
            measure="in_treatment",
            by=("age_band",),
            every="year",
            title="People in treatment by age, all services",
            why="Whether all ages are reached; by year, since the oldest are few",
        ),
        TableOf(
            id="in_treatment_by_ethnicity",
            measure="in_treatment",
            by=("ethnic_group",),
            every="year",
            title="People in treatment by ethnic group, all services",
            why="Whom services reach; by year, all services, since some are few",
        ),
        TableOf(
            id="network_planning_by_sex",
            measure="network_planning",
            by=("sex",),
            every="year",
            title="Agreed to network planning: women and men",
            why="Whether women are asked as men are; studied in men only",
        ),
        TableOf(
            id="network_planning_by_age",
            measure="network_planning",
            by=("age_band",),
            every="year",
            title="Agreed to network planning, by age",
            why="Whether all ages are asked",
        ),
        TableOf(
            id="network_planning_by_ethnicity",
            measure="network_planning",
            by=("ethnic_group",),
            every="year",
            title="Agreed to network planning, by ethnic group",
            why="Whether everybody is asked alike",
        ),
        TableOf(
            id="retained",
            measure="retained",
            by=(),
            every="year",
            title="Still in treatment twelve weeks after the start",
            why="Whether people stay; by year, all services, since starts are few",
        ),
        TableOf(
            id="died",
            measure="died",
            by=(),
            every="year",
            title="Died in treatment, all services",
            why="How many people were lost; by year and never by service",
        ),
        TableOf(
            id="group_offered",
            measure="group_offered",
            by=(),
            every="year",
            title="Offered a place in a group, all services",
            why="How far the programme reaches; by year, or it would show a group",
        ),
        TableOf(
            id="group_offered_by_sex",
            measure="group_offered",
            by=("sex",),
            every="year",
            title="Offered a place in a group: women and men",
            why="Whether women are offered as men are; studied in men only",
        ),
        TableOf(
            id="group_offered_by_age",
            measure="group_offered",
            by=("age_band",),
            every="year",
            title="Offered a place in a group, by age",
            why="Whether all ages are offered",
        ),
        TableOf(
            id="group_offered_by_ethnicity",
            measure="group_offered",
            by=("ethnic_group",),
            every="year",
            title="Offered a place in a group, by ethnic group",
            why="Whether everybody is offered alike",
        ),
        TableOf(
            id="group_agreed",
            measure="group_agreed",
            by=(),
            every="year",
            title="Agreed to come to a group, all services",
            why="How many of those who were offered a place want one",
        ),
        TableOf(
            id="group_attended",
            measure="group_attended",
            by=(),
            every="year",
            title="Came to a group, all services",
            why="How many of those who agreed came",
        ),
        TableOf(
            id="group_completed",
            measure="group_completed",
            by=(),
            every="year",
            title="Stayed to the group's last day, all services",
            why="How many of those who came stayed",
        ),
    ),
    means=(
        MeanOf(
            id="opiate_days_change",
            mean="opiate_days_change",
            table="stopped_since_start",
            why="How much use changed since the start, beside how many stopped",
        ),
        MeanOf(
            id="quality_of_life_rating",
            mean="quality_of_life_rating",
            table="quality_of_life",
            why="How people say that life is",
        ),
    ),
)
