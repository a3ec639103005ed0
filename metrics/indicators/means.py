"""What reports give a mean of: a number of each person, among those of a measure.

Who has no such number is among the not known of the measure. When a mean is shown is
`metrics/disclosure/means.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from metrics.indicators._clause import Clause
from metrics.indicators._measure import NOT_KNOWN, Breakdown, Measure
from metrics.indicators._question import states
from metrics.indicators.measures import MEASURES


@dataclass(frozen=True, kw_only=True)
class Mean:
    """A mean of whole numbers, over the people of a measure of whom it is known.

    `ends`: the least and the most that anybody can have. A mean at one of them would
    say it of everybody.
    """

    id: str
    title: str
    measure: str
    value: Clause
    ends: tuple[int, int]
    unit: str
    definition: str
    source: str

    view = "client_on"

    @property
    def inputs(self) -> tuple[str, ...]:
        """The facts that it reads."""
        return tuple(dict.fromkeys((*self._measure.inputs, *self.value.inputs)))

    @property
    def _measure(self) -> Measure:
        return MEASURES[self.measure]

    def sql(self) -> str:
        """The number of one person, or null."""
        answers = " OR ".join(f"({each.when.sql})" for each in self._measure.answers)
        among = self._measure.among
        counted = f"({answers}) AND ({among.sql})" if among else f"({answers})"
        return f"CASE WHEN {counted} THEN {self.value.sql} END"


MEANS = {
    each.id: each
    for each in (
        Mean(
            id="opiate_days_change",
            title="Change in days of illicit opiates since the start",
            measure="stopped_since_start",
            value=Clause(
                "days now less days at the start", "opiate_days - opiate_days_at_start"
            ),
            ends=(-28, 28),
            unit="days of 28",
            definition=(
                "Days reported on the newest form less those on the newest start form, "
                "as they are. People start when things are at their worst, so that some "
                "fall would come anyway."
            ),
            source="Outcome forms recorded by the services",
        ),
        Mean(
            id="quality_of_life_rating",
            title="Quality of life",
            measure="quality_of_life",
            value=Clause("the rating", "quality_of_life"),
            ends=(0, 20),
            unit="of 20",
            definition="The rating on the newest form, 0 to 20; 20 is good.",
            source="Outcome forms recorded by the services",
        ),
    )
}


def summed(means: Sequence[Mean], by: Breakdown) -> str:
    """Of each mean the people and their sum, by one breakdown of `in_scope`."""
    # The compiler reads id, view, inputs and sql() alone.
    judged = states(cast(Any, means))
    sums = ",\n    ".join(
        f"count(judged.{m.id}) AS {m.id}__people, "
        f"CAST(coalesce(sum(judged.{m.id}), 0) AS BIGINT) AS {m.id}__sum"
        for m in means
    )
    return (
        f"SELECT coalesce({by.sql()}, '{NOT_KNOWN}') AS {by.id},\n    {sums}\n"
        f"FROM in_scope\nLEFT JOIN (\n{judged}\n) AS judged USING (client_id)\n"
        "GROUP BY 1\nORDER BY 1"
    )
