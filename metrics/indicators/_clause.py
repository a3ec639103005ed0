"""Words and the SQL that decides, side by side; and the worked example that proves
them.

Shared by indicators, criteria and measures. A clause is a fragment over one view, never
a whole statement: grouping, scope, dates and absence are compiled in `_question.py`.
"""

from dataclasses import dataclass
from functools import cached_property

import sqlglot
from sqlglot import exp


# A rule may read a fact's own date or words; its limit and state are the compiler's.
SUFFIXES = ("_on", "_detail")


@dataclass(frozen=True)
class Clause:
    """A condition as people read it, and as the database decides it.

    True, false or null (not known) for each row of the view.
    """

    words: str
    sql: str

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The columns that the SQL reads, in order of appearance."""
        tree = sqlglot.parse_one(self.sql, dialect="duckdb")
        return tuple(dict.fromkeys(column.name for column in tree.find_all(exp.Column)))

    @cached_property
    def inputs(self) -> tuple[str, ...]:
        """The facts behind those columns: `prison_release_on` comes from its fact."""
        return tuple(dict.fromkeys(_fact(name) for name in self.names))


def _fact(name: str) -> str:
    for suffix in SUFFIXES:
        if name.endswith(suffix):
            return name.removesuffix(suffix)
    return name


@dataclass(frozen=True)
class Example:
    """A table drawn in text: a column an input, and `expect`; an empty cell is missing.

    medicine  | daily_mg | expect
    ----------+----------+-------
    methadone | 59       | raised
    """

    drawn: str

    @cached_property
    def rows(self) -> tuple[dict[str, str], ...]:
        """The cells as text, a dict a row; rules and blank lines are left out."""
        lines = [line for line in self.drawn.splitlines() if line.strip("-+ ")]
        header, *body = [[cell.strip() for cell in line.split("|")] for line in lines]
        return tuple(dict(zip(header, cells, strict=True)) for cells in body)

    @property
    def inputs(self) -> tuple[str, ...]:
        return tuple(name for name in self.rows[0] if name != "expect")
