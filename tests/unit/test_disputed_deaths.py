from datetime import date
from pathlib import Path

import pytest

from metrics.records import DisputedDeath, caseload, disputed_deaths
from metrics.scope import Action, Refused, Scope
from metrics.store import Store
from tests.imports.loads import OPERATOR, delivered


ROW = "{},{},Riverside,{}"
NOVEMBER = date(2026, 11, 2)


def recorded(store: Store, folder: Path, *rows: tuple[str, str, str]) -> None:
    for number, row in enumerate(rows):
        delivered(store, folder / str(number), client=ROW.format(*row))


def people(found: tuple[DisputedDeath, ...]) -> list[tuple[date, date]]:
    return [(each.died_on, each.listed_on) for each in found]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([("died", "2026-10-01"), ("in_treatment", "2026-11-01")], True),
        ([("in_treatment", "2026-10-01"), ("died", "2026-11-01")], False),
        ([("died", "2026-10-01"), ("died", "2026-11-01")], False),
        ([("in_treatment", "2026-11-01")], False),
        ([("died", "2026-10-01"), ("left", "2026-11-01")], True),
    ],
)
def test_whose_death_is_disputed(
    store: Store, tmp_path: Path, rows: list[tuple[str, str]], found: bool
) -> None:
    recorded(store, tmp_path, *(("RV1", day, status) for status, day in rows))
    said = people(disputed_deaths(store, NOVEMBER, OPERATOR))
    assert said == ([(date(2026, 10, 1), date(2026, 11, 1))] if found else [])
    if found:
        assert caseload(store, NOVEMBER, OPERATOR).people == ()


def test_before_the_second_record_nothing_is_disputed(
    store: Store, tmp_path: Path
) -> None:
    rows = ("RV1", "2026-10-01", "died"), ("RV1", "2026-11-01", "in_treatment")
    recorded(store, tmp_path, *rows)
    assert disputed_deaths(store, date(2026, 10, 31), OPERATOR) == ()


def test_it_is_told_to_nobody_of_another_service(store: Store, tmp_path: Path) -> None:
    rows = ("RV1", "2026-10-01", "died"), ("RV1", "2026-11-01", "in_treatment")
    recorded(store, tmp_path, *rows)
    own = Scope("a", frozenset(Action), frozenset({"Riverside"}), None)
    other = Scope("b", frozenset(Action), frozenset({"Harbourside"}), None)
    assert len(disputed_deaths(store, NOVEMBER, own)) == 1
    assert disputed_deaths(store, NOVEMBER, other) == ()
    with pytest.raises(Refused):
        disputed_deaths(store, NOVEMBER, Scope.nobody())
