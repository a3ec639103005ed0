"""The sample as one reads it back: rows by client, and what is newest of each.

Only what `aims.py` measures with; how a figure is compared stands there. Reading the
product's own way (limits, states, scope) is `metrics/`, not this.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from metrics.contracts import Table
from metrics.contracts.client import Client
from metrics.contracts.condition import Condition
from metrics.contracts.outcome import OutcomeForm
from metrics.contracts.prescription import Prescription
from metrics.settings import OUTCOME_FORM
from sample_data._draw import TODAY, days_ago


SIX_MONTHS = (120, 250)  # days after the start in which a review counts as six months


@dataclass(frozen=True)
class Sample:
    """Every row of every table."""

    rows: dict[str, list[Table]]

    @cached_property
    def clients(self) -> list[Client]:
        """As known today, those who left or died included."""
        rows = cast(list[Client], self.rows["client"])
        return [row for row in rows if row.as_at == TODAY]

    @cached_property
    def open(self) -> list[Client]:
        return [row for row in self.clients if row.status not in ("left", "died")]

    @cached_property
    def forms(self) -> dict[str, list[OutcomeForm]]:
        """By client, oldest first."""
        found: dict[str, list[OutcomeForm]] = defaultdict(list)
        for row in cast(list[OutcomeForm], self.rows["outcome"]):
            found[row.client_id].append(row)
        return {
            client: sorted(rows, key=lambda row: row.completed_on)
            for client, rows in found.items()
        }

    @cached_property
    def starts(self) -> list[OutcomeForm]:
        return [rows[0] for rows in self.forms.values() if rows[0].stage == "start"]

    @cached_property
    def half_years(self) -> list[tuple[OutcomeForm, OutcomeForm]]:
        """Of each who has both: the form at the start, and the first after months."""
        pairs = []
        for rows in self.forms.values():
            first, *others = rows
            later = [row for row in others if _half_a_year(first, row)]
            if first.stage == "start" and later:
                pairs.append((first, later[0]))
        return pairs

    @cached_property
    def prescriptions(self) -> dict[str, Prescription]:
        """The newest of each client."""
        rows = cast(list[Prescription], self.rows["prescription"])
        return {row.client_id: row for row in sorted(rows, key=lambda r: r.recorded_on)}

    @cached_property
    def on_ort_forms(self) -> list[OutcomeForm]:
        """The newest review of everyone with an ORT record, where it may still be used.

        A start form is left out: it speaks of the 28 days before treatment.
        """
        newest = [rows[-1] for c, rows in self.forms.items() if c in self.prescriptions]
        reviews = [row for row in newest if row.stage == "review"]
        limit = OUTCOME_FORM.days or 0
        return [row for row in reviews if days_ago(row.completed_on) <= limit]

    @cached_property
    def conditions(self) -> dict[str, list[Condition]]:
        found: dict[str, list[Condition]] = defaultdict(list)
        for row in cast(list[Condition], self.rows["condition"]):
            found[row.client_id].append(row)
        return found


def _half_a_year(first: OutcomeForm, row: OutcomeForm) -> bool:
    low, high = SIX_MONTHS
    return low <= (row.completed_on - first.completed_on).days <= high


def share(rows: Iterable[object], where: Callable[..., bool]) -> float:
    """Of a hundred rows, how many."""
    found = [where(row) for row in rows]
    return 100 * sum(found) / len(found)


def mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found)


def spread(values: Iterable[float]) -> float:
    """The standard deviation."""
    found = list(values)
    middle = mean(found)
    squares = sum((value - middle) ** 2 for value in found)
    return float((squares / (len(found) - 1)) ** 0.5)


def days(form: OutcomeForm, item: str) -> int | None:
    """Days of 28 on a form; None where it was not asked or not answered."""
    value = getattr(form, item)
    return value if isinstance(value, int) else None


def answered(forms: Iterable[OutcomeForm], *items: str) -> list[OutcomeForm]:
    """The forms on which each of these items was answered."""
    return [
        form for form in forms if all(days(form, item) is not None for item in items)
    ]
