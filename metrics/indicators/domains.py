"""The four domains of a client's page: which recorded answers speak of a strength, which
of a difficulty, and which of neither.

Plain answers only, each in its own words: no scale, no cut-off, nothing added up. That
an answer stands under a domain says nothing of causes. What is weighed against a
published cut-off is an indicator; a number that only goes up and down is a trend.
"""

from collections.abc import Container
from dataclasses import dataclass


YES, NO = (True,), (False,)
AGREE, DISAGREE = (4, 5), (1, 2)  # of 1 strongly disagree to 5 strongly agree
SOME, NONE = range(1, 100), (0,)


@dataclass(frozen=True)
class Sign:
    """A fact of `client_on`, and the values of it that speak for or against."""

    fact: str
    strength: Container[object] = ()
    difficulty: Container[object] = ()

    def side(self, value: object) -> str:
        """ "strength", "difficulty", or "neither"."""
        if value in self.strength:
            return "strength"
        return "difficulty" if value in self.difficulty else "neither"


DOMAINS: dict[str, tuple[Sign, ...]] = {
    "Social": (
        Sign(
            "housing",
            ("owner", "rented", "other_settled"),
            ("no_home", "rough_sleeping"),
        ),
        Sign("eviction_risk", NO, YES),
        Sign("employment", ("regular", "student", "volunteering")),
        Sign("supportive_people", SOME, NONE),
        Sign("co10", AGREE, DISAGREE),
        Sign("co8", DISAGREE, AGREE),
        Sign("pr6", AGREE, DISAGREE),
        Sign("pr5", DISAGREE, AGREE),
    ),
    "Psychological": (
        Sign("own_goal", ("stop", "cut_down")),
        Sign("co2", AGREE, DISAGREE),
        Sign("co1", DISAGREE, AGREE),
        Sign("mental_health_condition", NO, YES),
        Sign("co3"),
    ),
    "Biochemical": (
        Sign("on_ort", YES, NO),
        Sign("opiate_days", NONE, SOME),
        Sign("crack_days", NONE, SOME),
        Sign("co6", AGREE, DISAGREE),
        Sign("co5", DISAGREE, AGREE),
        Sign("missed_in_a_row", NO, YES),
        Sign("naloxone_kit", YES, NO),
        Sign("overdose", NO, YES),
        Sign("lung_liver_or_heart_disease", NO, YES),
    ),
    "Family": (
        Sign("partner", ("does_not_use",), ("uses",)),
        Sign("cp1", AGREE, DISAGREE),
        Sign("cp4", AGREE, DISAGREE),
        Sign("cp3", DISAGREE, AGREE),
        Sign("co7"),
    ),
}
