"""How alike the people of a delivery are: k, and the smallest groups by kind of column.

Pseudonyms hide nobody who is the only one of their kind. What is reported is how many
people share what could point at them, and in which columns; never what stands there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import pyarrow as pa
import pyarrow.compute as pc

from metrics.contracts import TABLES
from metrics.phrases import counted


TOGETHER = "service, age band, sex and ethnic group taken together"
POINTING = ("service", "age_band", "sex", "ethnic_group")


@dataclass(frozen=True)
class Group:
    """Some columns taken together: the fewest people who are alike in all of them, and
    how many people are the only one of their kind.
    """

    columns: tuple[str, ...]
    smallest: int
    alone: int

    @property
    def words(self) -> str:
        table = TABLES["client"]
        return ", ".join(
            table.column(name).words.split(",")[0] for name in self.columns
        )


@dataclass(frozen=True)
class Anonymity:
    """`k` is the size of the smallest group over all columns that could point at
    somebody; `groups` are single columns and pairs of them, those with most people
    alone first.
    """

    people: int
    k: int
    alone: int
    groups: tuple[Group, ...]

    @property
    def sentence(self) -> str:
        """What it means, in one sentence."""
        if not self.alone:
            return (
                f"Everybody shares their {TOGETHER} with others: the smallest group is "
                f"of {self.k:,} (k = {self.k:,})."
            )
        people = counted(self.people, "person")
        are = "is" if self.alone == 1 else "are"
        return (
            f"{self.alone:,} of {people} {are} alone with their {TOGETHER} (k = 1): "
            "whoever knows these of somebody could tell which record is theirs."
        )


def anonymity(clients: pa.Table | None) -> Anonymity | None:
    """Of the rows of `client`; None where there are none. What is not known counts as a
    value of its own.
    """
    if clients is None or not clients.num_rows:
        return None
    whole = _group(clients, POINTING)
    sets = [*combinations(POINTING, 1), *combinations(POINTING, 2)]
    groups = sorted(
        (_group(clients, columns) for columns in sets),
        key=lambda each: (-each.alone, each.smallest),
    )
    return Anonymity(clients.num_rows, whole.smallest, whole.alone, tuple(groups))


def _group(clients: pa.Table, columns: Sequence[str]) -> Group:
    sizes = clients.group_by(list(columns)).aggregate([([], "count_all")])["count_all"]
    alone = pc.sum(pc.equal(sizes, 1)).as_py()
    return Group(tuple(columns), int(pc.min(sizes).as_py()), int(alone or 0))
