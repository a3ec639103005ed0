"""Whom group planning could ask, counted in SQL, against a count one by one.

What each fact of a client is, `test_counted_by_hand.py` counts from the rows.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

from metrics.planning._counts import counts_of
from metrics.scope import Scope
from metrics.store import Store, open_store, people
from metrics.store.asked import FACTS, SomePeople, people_by_permission
from tests.factories import DAY
from tests.properties.counted_by_hand import Rows, in_scope
from tests.properties.stores import SCOPES, fill, shown, stores


@pytest.fixture(scope="module")
def reused(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder: Path = tmp_path_factory.mktemp("asked")
    opened = open_store(folder / "reused.duckdb", create=True)
    yield opened
    opened.close()


@given(
    rows=stores(
        "client",
        "prescription",
        "outcome",
        "permission",
        kinds={"permission": ["network_planning"]},
    ),
    scope=SCOPES,
)
def test_everybody_in_scope_is_counted_once_with_what_is_known(
    reused: Store, rows: Rows, scope: Scope
) -> None:
    fill(reused, rows)
    note(shown(rows))
    known = people.facts(reused, FACTS, DAY, scope)
    assert known.keys() == in_scope(rows, DAY, scope)
    by_hand: Counter[tuple[object, ...]] = Counter()
    for facts in known.values():
        usable = (facts[name] for name in FACTS)
        by_hand[tuple(each.value if each.usable(DAY) else None for each in usable)] += 1
    found = {
        tuple(getattr(each, name) for name in FACTS): each.people
        for each in people_by_permission(reused, DAY, scope)
    }
    assert found == by_hand


SOME = st.builds(
    SomePeople,
    keyworker=st.sampled_from(["kw1", "kw2", None]),
    on_ort=st.sampled_from([True, False, None]),
    heroin_reported=st.sampled_from([True, False, None]),
    network_planning=st.sampled_from(["given", "declined", "withdrawn", None]),
    people=st.integers(1, 60),
)


@given(st.lists(SOME, max_size=20))
@settings(max_examples=60)
def test_no_figure_is_finer_than_the_policy(some: list[SomePeople]) -> None:
    """Seven or fewer read alike, and every other figure ends in nought."""
    counts = counts_of(some)
    figures = [value for value in vars(counts).values() if isinstance(value, str)]
    figures += [figure for _, figure in counts.by_worker]
    for figure in figures:
        assert figure == "7 or fewer" or figure.endswith("0")
    total = sum(each.people for each in some if each.network_planning is None)
    expected = "7 or fewer" if total <= 7 else f"about {(total + 5) // 10 * 10:,}"
    assert counts.not_asked == expected
