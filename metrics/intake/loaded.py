"""What a load did, or would do: what is told of it, on a page and by the command.

How it comes about is `attempt.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from metrics.intake.ageing import Ageing
from metrics.intake.anonymity import Anonymity
from metrics.intake.catalogue import (
    DEATH_STANDS,
    FALL,
    WORKER_REPLACED,
    WORKER_STANDS,
)
from metrics.intake.delivery import FileReport
from metrics.phrases import counted
from metrics.problems import Outcome, Problem


FOR_THE_LEAD = (
    "for the safeguarding lead alone (tell the lead now: they are not stored, and this "
    "program tells nobody)"
)
DIFFERING = "about a death, or otherwise than a worker recorded (their worker is asked)"


@dataclass(frozen=True)
class Loaded:
    """What a load did, or why it did nothing.

    `tables` counts new, changed, unchanged, gone and held rows; `totals` each code of
    each coded column; `anonymity` says how alike the people are. `links` (local
    reference -> new label) exists only here: the store never holds it. `own_care_only`
    counts the people of whom no permission for anything else is recorded, and
    `for_the_lead` the answers that only the safeguarding lead may see.
    """

    saved: bool
    batch: int | None
    files: tuple[FileReport, ...]
    tables: Mapping[str, Mapping[str, int]]
    totals: Mapping[str, Mapping[str, int]]
    links: Mapping[str, str] = field(default_factory=dict, repr=False)
    anonymity: Anonymity | None = None
    ageing: tuple[Ageing, ...] = ()
    own_care_only: int = 0
    for_the_lead: int = 0

    @property
    def could_be_saved(self) -> bool:
        """Whether nothing is refused, and nothing needs a reason to be saved."""
        return not self.needs_reason and not self._any(Outcome.REFUSE)

    @property
    def needs_reason(self) -> bool:
        """Whether rows wait, or there are far fewer than there were (IMP-J04)."""
        return self._any(Outcome.HOLD) or self.fell

    @property
    def fell(self) -> bool:
        return any(each.code == FALL.code for each in self._problems)

    @property
    def for_a_person(self) -> str | None:
        """How many answers need a person today, and which; None where none does."""
        asked = {DEATH_STANDS.found, WORKER_STANDS.found, WORKER_REPLACED.found}
        differing = sum(each.found in asked for each in self._problems)
        lead = self.for_the_lead
        total = lead + differing
        if not total:
            return None
        parts = {FOR_THE_LEAD: lead, DIFFERING: differing}
        told = "; ".join(
            f"{number} {words}" for words, number in parts.items() if number
        )
        needs = "needs" if total == 1 else "need"
        return f"{counted(total, 'answer')} {needs} a person today: {told}."

    @property
    def _problems(self) -> list[Problem]:
        return [each for file in self.files for each in file.problems]

    def _any(self, outcome: Outcome) -> bool:
        return any(each.outcome is outcome for each in self._problems)

    @property
    def summary(self) -> str:
        """What happened, in one sentence (safety.md INV10)."""
        held = sum(counts["held"] for counts in self.tables.values())
        if not self.saved:
            return f"Nothing was saved. {_waiting(held)}"
        kept = sum(counts["new"] + counts["changed"] for counts in self.tables.values())
        return f"Saved as batch {self.batch}: {counted(kept, 'row')}. {_waiting(held)}"


def _waiting(held: int) -> str:
    return f"{counted(held, 'row')} {'waits' if held == 1 else 'wait'}."
