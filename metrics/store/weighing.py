"""Which of its recorded parts speaks for a fact, in SQL.

A fact whose parts are rows of one table (`Part`) is weighed with all others of that
table, in one pass; a fact with parts of its own (`views/*.sql`) by itself. What the
parts are is `parts.py`; the question that is made of them `facts.py`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from metrics.store.parts import Fact, Part


# A shared query that leaves a client one row, or none, so that nothing is weighed.
ONE_A_CLIENT = frozenset({"newest_prescription"})
# Parts that a query of their own has named so.
_AS_NAMED = Part("part", "", "value", "until", "state", "detail")


@dataclass(frozen=True)
class Weighed:
    """A query of one row a client, and where each fact of it is found in that row."""

    name: str
    sql: str
    facts: dict[str, str]


def weighed(facts: Iterable[Fact], counting: bool) -> Iterator[Weighed]:
    """Every fact once: with the others of its table, or by itself.

    For counting, words are left out, and parts past their day wherever none of them
    could keep an earlier one from speaking. Many at once are planned quicker; weighing
    the parts of a whole provider is quicker for each fact by itself.
    """

    def table(fact: Fact) -> str:
        source = fact.part.source if fact.part else ""
        return source if source in ONE_A_CLIENT or not counting else ""

    for source, some in groupby(sorted(facts, key=table), key=table):
        if source:
            yield _of_one_table(source, tuple(some), counting)
        else:
            yield from (_by_itself(fact, counting) for fact in some)


def _of_one_table(source: str, facts: tuple[Fact, ...], counting: bool) -> Weighed:
    name = f"weighed_{source}"
    columns = ",\n    ".join(f"{_chosen(f, counting)} AS fact_{f.name}" for f in facts)
    grouped = "" if source in ONE_A_CLIENT else "\nGROUP BY client_id"
    sql = f"SELECT\n    client_id,\n    {columns}\nFROM {source}{grouped}"
    return Weighed(name, sql, {f.name: f"{name}.fact_{f.name}" for f in facts})


def _chosen(fact: Fact, counting: bool) -> str:
    """The part that speaks among the rows of its table."""
    part = fact.part
    assert part
    packed = _packed(part, counting)
    if part.source in ONE_A_CLIENT:
        return f"CASE WHEN {part.where} THEN {packed} END"
    order = _order(part, fact.weigh, counting)
    return f"arg_max({packed}, {order}) FILTER (WHERE {part.where})"


def _by_itself(fact: Fact, counting: bool) -> Weighed:
    name = f"weighed_{fact.name}"
    part = replace(_AS_NAMED, place="place" if " AS place" in fact.parts else "")
    left = f"\nWHERE {_usable(part)}" if counting and _lapses(fact) else ""
    order = _order(part, fact.weigh, counting)
    sql = (
        f"SELECT client_id, arg_max({_packed(part, counting)}, {order}) AS fact\n"
        f"FROM (\n{fact.parts}\n) AS part{left}\nGROUP BY client_id"
    )
    return Weighed(name, sql, {fact.name: f"{name}.fact"})


def _lapses(fact: Fact) -> bool:
    """Whether no part that is past its day keeps an earlier one from speaking."""
    return fact.lapses_in_order or fact.weigh == "any yes"


def _order(part: Part, weigh: str, counting: bool) -> str:
    """Of parts of one day: the later in its own order (`place`), one that says
    something, yes before no, the one that lasts longer; so that the same rows give the
    same answer in whatever order they lie.
    """
    last = f"coalesce(CAST({part.until} AS DATE), DATE '9999-12-31')"
    same_day = ["said_on", f"{part.value} IS NOT NULL", part.value, last]
    if part.place:
        same_day.insert(1, part.place)
    if not counting and part.detail != "NULL":
        same_day.append(part.detail)
    if weigh == "any yes":
        usable = _usable(part)
        same_day = [usable, f"{usable} AND {part.value} IS TRUE", *same_day]
    return f"({', '.join(same_day)})"


def _usable(part: Part) -> str:
    return f"({part.until} IS NULL OR {part.until} >= $on)"


def _packed(part: Part, counting: bool) -> str:
    state, detail = ("NULL", "NULL") if counting else (part.state, part.detail)
    return (
        f"struct_pack(value := {part.value}, said_on := said_on, "
        f"until := CAST({part.until} AS DATE), state := CAST({state} AS VARCHAR), "
        f"detail := CAST({detail} AS VARCHAR))"
    )
