"""What a survey is: its questions, and what must be known before they are asked.

Every survey says whom it is for, what is said first, where it comes from, how strong
that is and whom it covers. None has a total, a cut-off or a rank, nor a place for one.
"""

from dataclasses import dataclass

from metrics.indicators._shapes import Strength
from metrics.surveys._question import Question


UNVALIDATED = "Unvalidated. For conversation only. Not a measure of a person."
TO_THE_LEAD = (
    "This program tells nobody. If yes, speak to the safeguarding lead now. "
    "Only the lead sees the answer."
)


@dataclass(frozen=True, kw_only=True)
class Survey:
    """A questionnaire: who is asked and when, what is said first, and how far it is to
    be trusted. `banner` stands beside its answers wherever they are shown.
    """

    id: str
    title: str
    when: str
    say_first: tuple[str, ...] = ()
    asked_alone: bool
    banner: str
    source: str
    strength: Strength
    reach: str
    questions: tuple[Question, ...]

    def question(self, wanted: str) -> Question | None:
        """The question of an id, retired ones included; None where there is none."""
        return next((each for each in self.questions if each.id == wanted), None)
