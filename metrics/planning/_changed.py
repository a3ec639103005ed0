"""What changed for those who were in a group: days of use before, and half a year on.

Of all groups of the financial year together, only of those who gave service
improvement, and from ten people on. People join when things are at their worst, nobody
else's records are compared, and who has no later form stands beside every figure
(statistics.md 5): this never says that a group worked.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt
from statistics import mean, stdev

from scipy.special import stdtrit

from metrics.scope import Action, Scope
from metrics.settings import OUTCOME_FORM
from metrics.store import Store, followed


FEWEST = 10  # below: nothing is said at all
INDICATIVE = 30  # below: "indicative"
MAIN = timedelta(days=182)  # the one time that is looked at, fixed beforehand
NEAR = timedelta(days=42)  # so far from it may a form be
CONFIDENCE = 0.975


@dataclass(frozen=True)
class Compared:
    """Of those with a form before and one half a year on. `change`: mean days of 28,
    with the ends of its 95 % interval; below nought is fewer days.
    """

    people: int
    before: float
    after: float
    change: tuple[float, float, float]
    fewer: int
    same: int
    more: int

    @property
    def is_indicative(self) -> bool:
        return self.people < INDICATIVE


@dataclass(frozen=True)
class Changed:
    """`people`: who were in a group this year and agreed to be counted, None below ten.
    `too_early`: half a year is not over; `missing`: it is, and there is no form, before
    or after. `compared`: None where fewer than ten have both.
    """

    first: date
    last: date
    people: int | None
    too_early: int
    missing: int
    compared: Compared | None


def changed(store: Store, on: date, scope: Scope) -> Changed:
    """Over every group of the financial year of a day. Needs `run_groups`."""
    scope.require(Action.RUN_GROUPS)
    first, last = financial_year(on)
    joined = followed.joined(store, first, last, scope)
    found = followed.forms(store, on, joined)
    if len(found) < FEWEST:
        return Changed(first, last, None, 0, 0, None)
    pairs, too_early = [], 0
    for who, of_one in sorted(found.items()):
        if joined[who] + MAIN - NEAR > on:
            too_early += 1
        elif both := _before_and_after(of_one, joined[who]):
            pairs.append(both)
    missing = len(found) - too_early - len(pairs)
    compared = _compared(pairs) if len(pairs) >= FEWEST else None
    return Changed(first, last, len(found), too_early, missing, compared)


def financial_year(on: date) -> tuple[date, date]:
    """The first and last day of the year of a day, which begins in April."""
    began = on.year if (on.month, on.day) >= (4, 1) else on.year - 1
    return date(began, 4, 1), date(began + 1, 3, 31)


def _before_and_after(
    forms: list[tuple[date, int]], joined_on: date
) -> tuple[int, int] | None:
    """The newest form before joining that could still be used then, and the one nearest
    to half a year after.
    """
    usable = timedelta(days=OUTCOME_FORM.days or 0)
    before = [each for each in forms if joined_on - usable <= each[0] <= joined_on]
    wanted = joined_on + MAIN
    after = [each for each in forms if abs(each[0] - wanted) <= NEAR]
    if not before or not after:
        return None
    nearest = min(after, key=lambda each: (abs(each[0] - wanted), each[0]))
    return max(before)[1], nearest[1]


def _compared(pairs: list[tuple[int, int]]) -> Compared:
    differences = [after - before for before, after in pairs]
    middle = mean(differences)
    half = stdtrit(len(pairs) - 1, CONFIDENCE) * stdev(differences) / sqrt(len(pairs))
    return Compared(
        people=len(pairs),
        before=mean(before for before, _ in pairs),
        after=mean(after for _, after in pairs),
        change=(middle, middle - half, middle + half),
        fewer=sum(each < 0 for each in differences),
        same=sum(each == 0 for each in differences),
        more=sum(each > 0 for each in differences),
    )
