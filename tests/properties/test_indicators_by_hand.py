"""Every indicator and criterion over the combinations of what its inputs may be: the SQL,
through the product's compiler, against Python.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from math import prod
from random import Random
from typing import Any

import pytest

from metrics.indicators import Indicator
from metrics.store import Store, open_store, view
from tests.declarations.judging import (
    Cells,
    column_types,
    dated,
    declared,
    stated,
)
from tests.factories import DAY
from tests.properties.counted_by_hand import Part
from tests.properties.indicators_by_hand import BY_HAND, Facts


YESTERDAY = DAY - timedelta(days=1)
MOST = 6_000  # rows in one question


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_store(tmp_path_factory.mktemp("none") / "e.duckdb", create=True)
    yield opened
    opened.close()


EVERY = [pytest.param(each, id=each.id) for each in declared()]


@pytest.mark.parametrize("each", EVERY)
def test_it_decides_as_by_hand(empty: Store, each: Indicator):
    if each.id not in BY_HAND:
        pytest.skip(f"{each.id} is not yet decided by hand in indicators_by_hand.py.")
    types = column_types(empty, each)
    rows = [*combinations(each), *each_out_of_date(each)]
    wrong = [
        f"{row}: the rule says {said}, by hand {by_hand}"
        for row, said in zip(rows, stated(empty, each, rows), strict=True)
        if said != (by_hand := decided(each, row, types))
    ]
    assert wrong == []


def combinations(each: Indicator) -> Iterator[Cells]:
    """Each input missing, or any of its codes, or a cell of the worked example; where
    there are too many, as many as can be judged, the same ones each time.
    """
    told = [["", *sorted(cells(each, name))] for name in each.inputs]
    chosen: Iterable[Sequence[str]] = product(*told)
    if prod(map(len, told)) > MOST:
        draw = Random(each.id)
        chosen = ([draw.choice(some) for some in told] for _ in range(MOST))
    for row in chosen:
        yield dict(zip(each.inputs, row, strict=True))


def cells(each: Indicator, name: str) -> set[str]:
    codes = view(each.view).facts[name].codes
    drawn = {row[name] for row in each.example.rows} - {""}
    return drawn | (
        {"yes", "no"} if drawn & {"yes", "no"} else set(codes.ids if codes else ())
    )


def each_out_of_date(each: Indicator) -> Iterator[Cells]:
    """Each input of each row of the example past its last day, one at a time; and, on
    that very day, still to be used.
    """
    for row in each.example.rows:
        told = {name: cell for name, cell in row.items() if name in each.inputs}
        for name, day in product(each.inputs, (YESTERDAY, DAY)):
            yield told | {f"{name}_until": day.isoformat()}


def decided(
    each: Indicator, row: Cells, types: dict[str, str]
) -> tuple[bool | None, bool]:
    facts = Facts(
        {
            name: Part(
                _value(row[name], types[name]),
                YESTERDAY,
                date.fromisoformat(row.get(f"{name}_until", DAY.isoformat())),
            )
            for name in each.inputs
        },
        DAY,
    )
    answer = BY_HAND[each.id](facts)
    stale = any(facts.stale(name) for name in each.inputs)
    return answer, answer is None and stale


def _value(cell: str, kind: str) -> Any:
    if not cell:
        return None
    if kind == "BOOLEAN":
        return cell == "yes"
    if kind == "DATE":
        return date.fromisoformat(dated(cell))
    return Decimal(cell) if kind.startswith(("DECIMAL", "INTEGER")) else cell
