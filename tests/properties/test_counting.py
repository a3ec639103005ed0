"""Counting a whole provider weighs less than a page does, and must say the same."""

from collections.abc import Iterator

import pytest
from hypothesis import given, note, settings

from metrics.indicators.measures import MEASURES, facts_of
from metrics.scope import Scope
from metrics.store import Store, open_store, parameters, question
from metrics.store.people import facts
from tests.factories import DAY
from tests.properties.counted_by_hand import Rows
from tests.properties.stores import fill, shown, stores


EVERYBODY = Scope.operator()
FACTS = facts_of(list(MEASURES.values()))
TOLD = ("answer", "client", "condition", "event", "outcome", "permission")
TOLD += ("prescription", "interview", "person", "tie")


@pytest.fixture(scope="module")
def reused(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One store for the module, filled anew for each example."""
    opened = open_store(tmp_path_factory.mktemp("count") / "reused.duckdb", create=True)
    yield opened
    opened.close()


@given(rows=stores(*TOLD))
@settings(max_examples=25)
def test_what_is_usable_is_the_same_for_a_count_as_for_a_page(
    reused: Store, rows: Rows
):
    fill(reused, rows)
    note(shown(rows))
    for client_id, told in facts(reused, FACTS, DAY, EVERYBODY).items():
        counted = _counted(reused)[client_id]
        for name, known in told.items():
            expected = (known.value, known.on) if known.usable(DAY) else None
            assert counted[name] == expected, f"{client_id} {name}"


def _counted(store: Store) -> dict[str, dict[str, object]]:
    """Of each fact the value and its day, where it can be used."""
    sql = question("client_on", FACTS, "SELECT * FROM client_on", counting=True)
    rows = store.rows(sql, parameters(DAY, EVERYBODY) | {"weighed_from": DAY})

    def usable(row: dict[str, object], name: str) -> object:
        until = row[f"{name}_until"]
        if row[name] is None or (until is not None and until < DAY):
            return None
        return row[name], row[f"{name}_on"]

    return {
        str(row["client_id"]): {name: usable(row, name) for name in FACTS}
        for row in rows
    }


def test_no_measure_reads_the_words_of_a_fact_which_a_count_leaves_out():
    for measure in MEASURES.values():
        clauses = [each.when for each in measure.answers if not measure.of_period]
        assert not any(n.endswith("_detail") for each in clauses for n in each.names)
