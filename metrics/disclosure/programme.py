"""Whether a figure of the group programme would show one group.

Members of a group know one another, and who came: of few groups, or of one that makes
up most of a figure, the figure is theirs. Then the table is not released at all. Small
numbers as such are hidden as all others are (`protect.py`).
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from metrics.disclosure.policy import POLICY, Policy
from metrics.disclosure.protect import ALL, Counted, Place
from metrics.indicators.measures import OUTSIDE


# People invited to a group, by their categories and answers: `in_group` names it, `ran`
# says whether it met, `people` how many.
InGroup = Mapping[str, str | int | bool]
IN_GROUP, RAN, PEOPLE = "in_group", "ran", "people"


def shows_a_group(
    table: Counted, invited: Sequence[InGroup], policy: Policy = POLICY
) -> bool:
    """Whether too few groups ran, or one of them is too much of any figure."""
    ran = {row[IN_GROUP] for row in invited if row[RAN]}
    if len(ran) < policy.least_groups:
        return True
    return any(
        _most_of_one(table, place, invited) > policy.most_of_a_figure * number
        for place, number in table.counts.items()
        if number > policy.threshold
    )


def _most_of_one(table: Counted, place: Place, invited: Sequence[InGroup]) -> int:
    """The people of a cell that the largest group has in it."""
    found: Counter[str] = Counter()
    for row in invited:
        said = [str(row[name]) for name in table.variables]
        if all(_is_so(*each) for each in zip(said, place, strict=True)):
            found[str(row[IN_GROUP])] += int(row[PEOPLE])
    return max(found.values(), default=0)


def _is_so(said: str, category: str) -> bool:
    return said == category or (category == ALL and said != OUTSIDE)
