"""The sittings that can be held: which surveys each asks, and how long it takes.

The network in one, the peer survey in another, and the context sets when they apply
(evidence.md 2e, 2d-bis); what a group needs to know, of the person and of the worker
apart (4c). The questions themselves are declared in `metrics/surveys/`.
"""

from dataclasses import dataclass
from typing import Literal

from metrics.surveys import SURVEYS, Question, Survey


@dataclass(frozen=True)
class Kind:
    """A sitting: its surveys in their order. `short`: only what each survey's short
    form asks; where there is time, the rest of it may be asked too. `titled` and `note`
    stand for the survey's own, where a sitting asks a part of it alone.
    """

    id: str
    surveys: tuple[str, ...]
    minutes: int
    short: bool = False
    longer: bool = False
    asked_of: Literal["client", "worker"] = "client"
    titled: str | None = None
    note: str | None = None

    @property
    def main(self) -> Survey:
        """The survey that the sitting is named for: the private ones come before it."""
        return next(SURVEYS[each] for each in self.surveys if each != "private")

    @property
    def title(self) -> str:
        return self.titled or self.main.title

    @property
    def when(self) -> str:
        """When it is held, and how."""
        return self.note or self.main.when

    def questions(self, longer: bool) -> list[tuple[str, Question]]:
        """What it asks, each with its survey, before anything is known."""
        return [
            (survey, question)
            for survey in self.surveys
            for question in SURVEYS[survey].questions
            if not question.retired
            and question.asked_of == self.asked_of
            and (longer or question.short_form or not self._is_short(survey))
        ]

    def _is_short(self, survey: str) -> bool:
        asked = SURVEYS[survey].questions
        return self.short and any(each.short_form for each in asked)


KINDS: dict[str, Kind] = {
    kind.id: kind
    for kind in (
        Kind("network", ("private", "network"), 10, short=True, longer=True),
        Kind("circle", ("peers", "goal_gap"), 5, short=True),
        Kind("couples", ("couples",), 3),
        Kind("prison", ("prison",), 3),
        Kind("coping", ("coping",), 3),
        Kind("health", ("health",), 2),
        Kind(
            "about_a_group",
            ("group_offer",),
            2,
            note="Their goal at any time; the rest in the conversation about a group.",
        ),
        Kind(
            "before_a_place",
            ("group_offer",),
            1,
            asked_of="worker",
            titled="Before a place in a group: what you know and judge",
            note="For you to answer, turned away: nothing here is read out.",
        ),
    )
}
