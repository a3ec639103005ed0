"""What must hold of every indicator and criterion, each as a list of complaints.

Lists, so that a planted fault can be shown to be found. An example is judged by the
compiler that the product uses, over literal rows in place of the view: which rows the
view gives is for the specs.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any

import sqlglot
from sqlglot import exp

from metrics.cohorts import COHORTS
from metrics.criteria import CRITERIA
from metrics.indicators import INDICATORS, Indicator, states
from metrics.scope import Scope
from metrics.store import Store, parameters, question, view
from tests.factories import DAY


Cells = Mapping[str, str]
Decided = bool | None
ENGINES = ("postgres", "spark")
# What a view says of each fact besides its value.
BESIDES = ("_on", "_until", "_state", "_detail")
WARNED_BEFORE = timedelta(days=60)


class ReviewDueSoon(UserWarning):
    """A declaration will soon have to be looked at again."""


def declared() -> list[Indicator]:
    """Every indicator, criterion and cohort."""
    return [*INDICATORS.values(), *CRITERIA.values(), *COHORTS.values()]


def with_sql(each: Indicator, sql: str) -> Indicator:
    """The same declaration, deciding otherwise."""
    return replace(each, raised=replace(each.raised, sql=sql))


# Judging rows ----------------------------------------------------------------------


def judged(store: Store, each: Indicator, rows: Sequence[Cells]) -> list[Decided]:
    """What the declaration decides of each row, through the product's own compiler."""
    return [decided for decided, _ in stated(store, each, rows)]


def stated(
    store: Store, each: Indicator, rows: Sequence[Cells]
) -> list[tuple[Decided, bool]]:
    """The same, each with whether it rests on something out of date.

    A cell is text, typed by the view; an empty or absent one is missing. A fact without
    dates is fresh; of a dated one the example draws `x_on` or `x_until` besides.
    """
    sql = (
        f"WITH told AS ({_told(store, each, rows)}),\n"
        f"{each.view} AS ({_view(each, rows)})\n{states([each])}\nORDER BY client_id"
    )
    found = store.read(sql, parameters(DAY, Scope.operator()))
    return [(decided, stale) for _, decided, stale in found]


def bind(store: Store, each: Indicator) -> None:
    """Run the clause over the empty view; DuckDB names what is nearest to a misspelt
    column.
    """
    asked = f"SELECT {each.sql()} FROM {each.view}"
    sql = question(each.view, each.inputs, asked)
    store.read(sql, parameters(DAY, Scope.operator()))


def _told(store: Store, each: Indicator, rows: Sequence[Cells]) -> str:
    """The rows as they stand, one text a cell, then typed."""
    types = column_types(store, each)
    names = list(dict.fromkeys(name for row in rows for name in row if name in types))
    lines = ",\n".join(
        f"({', '.join([str(number), *cells])})"
        for number, row in enumerate(rows)
        for cells in [[_literal(row.get(name, ""), types[name]) for name in names]]
    )
    typed = ", ".join(f"CAST({name} AS {types[name]}) AS {name}" for name in names)
    listed = ", ".join(["client_id", *names])
    return f"SELECT client_id, {typed} FROM (VALUES\n{lines}\n) AS drawn({listed})"


def _view(each: Indicator, rows: Sequence[Cells]) -> str:
    """The five columns of each fact: those that are told, and the rest filled in."""
    given = {name for row in rows for name in row}
    filled = {
        "": "NULL",
        "_on": "CASE WHEN {} IS NOT NULL THEN $on END",
        "_until": "CAST(NULL AS DATE)",
        "_state": "CAST(NULL AS VARCHAR)",
        "_detail": "CAST(NULL AS VARCHAR)",
    }
    columns = [
        f"{name}{end}"
        if f"{name}{end}" in given
        else f"{usual.format(name)} AS {name}{end}"
        for name in each.inputs
        for end, usual in filled.items()
    ]
    return f"SELECT client_id, {', '.join(columns)} FROM told"


def column_types(store: Store, each: Indicator) -> dict[str, str]:
    """The type of every column of the view that the declaration may read."""
    names = [f"{name}{end}" for name in each.inputs for end in ("", *BESIDES)]
    asked = ", ".join(f"typeof(any_value({name}))" for name in names)
    sql = question(each.view, each.inputs, f"SELECT {asked} FROM {each.view}")
    (row,) = store.read(sql, parameters(DAY, Scope.operator()))
    return dict(zip(names, row, strict=True))


def _literal(cell: str, kind: str) -> str:
    if not cell:
        return "NULL"
    if kind == "BOOLEAN":
        cell = {"yes": "true", "no": "false"}[cell]
    return f"'{dated(cell) if kind == 'DATE' else cell}'"


def dated(cell: str) -> str:
    """A day as it stands, or "9 days ago" counted from the day asked."""
    ago = re.fullmatch(r"(\d+) days? ago", cell)
    return (DAY - timedelta(days=int(ago[1]))).isoformat() if ago else cell


# Complaints ------------------------------------------------------------------------


def wrong_answers(store: Store, each: Indicator) -> list[str]:
    """Rows of the worked example that the rule decides otherwise than they say."""
    rows = each.example.rows
    found = [each.judge(decided) for decided in judged(store, each, rows)]
    return [
        f"{_told_in_words(row)}: expected {row['expect']}, found {said}"
        for row, said in zip(rows, found, strict=True)
        if row["expect"] != said
    ]


def gaps_in_the_example(each: Indicator) -> list[str]:
    """An example shows every input and every answer, and what is missing among them."""
    yes, no, unknown = each.words
    said = {row["expect"] for row in each.example.rows}
    found = [f"No row is “{word}”." for word in (yes, no, unknown) if word not in said]
    found += [f"“{word}” is not an answer." for word in sorted(said - {*each.words})]
    drawn = {_fact_of(name) for name in each.example.inputs}
    found += [f"{name} is not drawn." for name in each.inputs if name not in drawn]
    found += [f"{name} is not read." for name in sorted(drawn - {*each.inputs})]
    return found


def unmoved_numbers(store: Store, each: Indicator) -> list[str]:
    """Whole numbers that can be moved by one without any row giving another answer.

    Every number of a clause is a limit, so none is left out. A number that is none (the
    seven of a week) would have to be said to be so by its own Clause, never in a list
    here.
    """
    rows = each.example.rows
    answers = judged(store, each, rows)
    return [
        f"{number} can become {number + step}, and no row of the example notices."
        for number, step, sql in _moved(each.sql())
        if judged(store, with_sql(each, sql), rows) == answers
    ]


def _moved(sql: str) -> Iterator[tuple[int, int, str]]:
    """Each whole number of the SQL, one step up and one down, one at a time."""
    places = len(_numbers(sqlglot.parse_one(sql, dialect="duckdb")))
    for place, step in product(range(places), (1, -1)):
        tree = sqlglot.parse_one(sql, dialect="duckdb")
        literal = _numbers(tree)[place]
        number = int(literal.this)
        literal.set("this", str(number + step))
        yield number, step, tree.sql(dialect="duckdb")


def _numbers(tree: exp.Expression) -> list[exp.Literal]:
    found = tree.find_all(exp.Literal)
    return [each for each in found if not each.is_string and each.this.isdigit()]


def decided_by_absence(store: Store, each: Indicator) -> list[str]:
    """Rows whose answer is another once an input is missing.

    Less told may leave an answer not known, never turn it. One exception: an input
    under IS NOT TRUE or IS NOT FALSE, whose absence the words name, may raise; it never
    lowers.
    """
    rows = [dict(row) for row in each.example.rows]
    emptied = [
        (row, name, {**row, name: ""})
        for row in rows
        for name in each.example.inputs
        if row[name]
    ]
    before = dict(
        zip(map(_told_in_words, rows), judged(store, each, rows), strict=True)
    )
    after = judged(store, each, [row for _, _, row in emptied])
    allowed = absence_named(each)
    return [
        f"{_told_in_words(row)}: without {name}, {each.judge(was)} becomes "
        f"{each.judge(now)}"
        for (row, name, _), now in zip(emptied, after, strict=True)
        for was in [before[_told_in_words(row)]]
        if now is not None and now != was and not (now and _fact_of(name) in allowed)
    ]


def absence_named(each: Indicator) -> set[str]:
    """The inputs under IS NOT TRUE or IS NOT FALSE."""
    tree = sqlglot.parse_one(each.sql(), dialect="duckdb")
    return {
        _fact_of(column.name)
        for negated in tree.find_all(exp.Not)
        if isinstance(negated.this, exp.Is)
        and isinstance(negated.this.expression, exp.Boolean)
        for column in negated.find_all(exp.Column)
    }


def unportable(sql: str) -> list[str]:
    """Where sqlglot cannot carry a clause to another engine and read it there.

    A function that it does not know it would copy as it stands, so that is one too. The
    day asked is a value by then: each engine has its own way to write a parameter.
    """
    valued = re.sub(r"\$\w+", f"DATE '{DAY}'", sql)
    tree = sqlglot.parse_one(valued, dialect="duckdb")
    found = [f"{each.name}: not known" for each in tree.find_all(exp.Anonymous)]
    for engine in ENGINES:
        try:
            (carried,) = sqlglot.transpile(
                valued,
                read="duckdb",
                write=engine,
                unsupported_level=sqlglot.ErrorLevel.RAISE,
            )
            sqlglot.parse_one(carried, dialect=engine)
        except sqlglot.errors.SqlglotError as error:
            found.append(f"{engine}: {error}")
    return found


def review_is_late(each: Indicator, today: date) -> bool:
    return today > each.next_review


def review_is_near(each: Indicator, today: date) -> bool:
    """Due within 60 days, or late."""
    return today >= each.next_review - WARNED_BEFORE


def not_sentences(each: Indicator) -> list[str]:
    """What does not read as it should on a screen."""
    checks = {
        "the sentence": (each.explain(), r"[A-Z][^_<>=]*[^.\s]\."),
        "its words": (each.raised.words, r"[a-z][^_<>=]*[^.\s]"),
        "the title": (each.title, r"[A-Z][^_<>=]*[^.\s]"),
        "the next step": (each.suggests, r"[A-Z][^_<>=]*[^.\s]"),
        "why": (each.why, r"[A-Z][^_<>=]*\."),
        "reach": (each.reach, r"[A-Z][^_<>=]*[^.\s]"),
        "source": (each.source, r"[A-Z].*[^.\s]"),
        "what to ask": (each.ask or "what", r"[a-z][^_<>=?]*[^.\s]"),
    }
    return [
        f"{what} does not read as it should: “{text}”"
        for what, (text, pattern) in checks.items()
        if not re.fullmatch(pattern, text) or "  " in text
    ]


def _fact_of(name: str) -> str:
    if name in view("client_on").facts:  # a fact may be called so: acute_state
        return name
    for suffix in BESIDES:
        if name.endswith(suffix):
            return name.removesuffix(suffix)
    return name


def _told_in_words(row: Mapping[str, Any]) -> str:
    told = [f"{name} {cell}" for name, cell in row.items() if cell and name != "expect"]
    return ", ".join(told) or "nothing recorded"
