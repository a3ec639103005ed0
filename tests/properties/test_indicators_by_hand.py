"""Every indicator over every combination of what its inputs may be: the SQL through the
product's compiler against Python.
"""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from metrics.indicators import INDICATORS, Indicator
from metrics.store import Store, open_store, view
from tests.declarations.judging import Cells, column_types, stated
from tests.factories import DAY
from tests.properties.counted_by_hand import Part
from tests.properties.indicators_by_hand import BY_HAND, Facts


YESTERDAY = DAY - timedelta(days=1)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_store(tmp_path_factory.mktemp("none") / "e.duckdb", create=True)
    yield opened
    opened.close()


@pytest.mark.parametrize("each", INDICATORS.values(), ids=INDICATORS)
def test_it_decides_as_by_hand(empty: Store, each: Indicator):
    if each.id not in BY_HAND:
        pytest.skip(f"{each.id} is not yet decided by hand in indicators_by_hand.py.")
    types = column_types(empty, each)
    rows = [*every_combination(each), *each_out_of_date(each)]
    wrong = [
        f"{row}: the rule says {said}, by hand {by_hand}"
        for row, said in zip(rows, stated(empty, each, rows), strict=True)
        if said != (by_hand := decided(each, row, types))
    ]
    assert wrong == []


def every_combination(each: Indicator) -> Iterator[Cells]:
    """Each input missing, or any of its codes, or a cell of the worked example."""
    told = [["", *sorted(cells(each, name))] for name in each.inputs]
    for chosen in product(*told):
        yield dict(zip(each.inputs, chosen, strict=True))


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
    ended = {f"{name}_until" for name in each.inputs} & row.keys()
    facts = Facts(
        {
            name: Part(
                _value(row[name], types[name]),
                YESTERDAY,
                YESTERDAY if row.get(f"{name}_until") == str(YESTERDAY) else None,
            )
            for name in each.inputs
        },
        DAY,
    )
    assert len(ended) <= 1
    answer = BY_HAND[each.id](facts)
    stale = any(facts.stale(name) for name in each.inputs)
    return answer, answer is None and stale


def _value(cell: str, kind: str) -> Any:
    if not cell:
        return None
    if kind == "BOOLEAN":
        return cell == "yes"
    return Decimal(cell) if kind.startswith(("DECIMAL", "INTEGER")) else cell
