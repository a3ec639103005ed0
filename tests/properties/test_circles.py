"""Confirmed ties and circles against plain counting, on networks drawn by chance.

The oracle is written from design.md section 6, never from the SQL: it reads rows one by
one. Networks lie around every limit: the 90 days, permissions, services, who says what.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

from metrics.contracts import TABLES
from metrics.networks import arranged, circles
from metrics.scope import Purpose, Scope
from metrics.store import Store, open_store
from metrics.store.circles import Between, between, confirmed_ties, couples
from tests.factories import DAY, Row, stored
from tests.properties.counted_by_hand import in_scope, standing
from tests.properties.stores import SCOPES, fill, shown


CLIENTS = ("A", "B", "C", "D", "E")
WINDOW = 90
DAYS = st.sampled_from([0, 30, 60, 89, 90, 91]).map(lambda ago: DAY - timedelta(ago))
MOSTLY_YES = st.sampled_from([*["yes"] * 8, "no", "asked_not_answered"])
KINDS = st.sampled_from(
    ["buys_with", "buys_with", "pools_money", "uses_with", "lends", "borrows"]
)
ONE_OF_FEW = st.sampled_from([1, 1, 1, 1, 2, 0])
Rows = dict[str, list[Row]]
Pair = tuple[str, str]


@pytest.fixture(scope="module")
def reused(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One store for the module, filled anew for each example."""
    folder: Path = tmp_path_factory.mktemp("circles")
    opened = open_store(folder / "reused.duckdb", create=True)
    yield opened
    opened.close()


# Networks ---------------------------------------------------------------------------


@st.composite
def networks(draw: st.DrawFn) -> Rows:
    """Clients who mostly agreed, and mostly say of one another what both would say."""
    pairs = draw(st.sets(st.sampled_from(list(combinations(CLIENTS, 2))), min_size=2))
    rows: Rows = {name: [] for name in ("client", "permission")}
    rows |= {name: [] for name in ("interview", "person", "tie")}
    for who in CLIENTS:
        rows["client"] += draw(_clients(who))
        rows["permission"] += draw(_permissions(who))
        others = [
            other for pair in pairs if who in pair for other in pair if other != who
        ]
        for number in range(draw(ONE_OF_FEW)):
            _interview(draw, rows, who, f"{number}", others)
    return {table: draw(st.permutations(each)) for table, each in rows.items()}


@st.composite
def _clients(draw: st.DrawFn, who: str) -> list[Row]:
    service = draw(st.sampled_from(["North", "North", "North", "North", "South", None]))
    rows = [_made("client", who, as_at=date(2026, 1, 1), service=service)]
    status = draw(st.sampled_from([*[None] * 8, "left", "died"]))
    if status:
        rows.append(_made("client", who, as_at=draw(DAYS), status=status))
    return rows


@st.composite
def _permissions(draw: st.DrawFn, who: str) -> list[Row]:
    given = {"purpose": "network_planning", "state": "given"}
    rows = [_made("permission", who, **given, given_on=date(2026, 1, 1))]
    if draw(st.sampled_from([*[False] * 6, True])):
        state = draw(st.sampled_from(["withdrawn", "declined", "given"]))
        later = {"purpose": "network_planning", "state": state}
        rows.append(_made("permission", who, **later, given_on=draw(DAYS)))
    return rows


def _interview(
    draw: st.DrawFn, rows: Rows, who: str, name: str, others: list[str]
) -> None:
    finished = draw(st.sampled_from(["yes", "no", None]))
    held = {"interview": name, "asked_on": draw(DAYS), "finished": finished}
    rows["interview"].append(_made("interview", who, **held))
    others = [other for other in others if draw(st.sampled_from([*[True] * 7, False]))]
    more = draw(st.lists(st.sampled_from([*CLIENTS, None]), max_size=2))
    for number, other in enumerate([*others, *more]):
        person = {"interview": name, "person_id": f"P{number}"}
        role = draw(st.sampled_from(["partner", "partner", "friend", None]))
        described = {"role": role, "linked_client_id": other}
        rows["person"].append(_made("person", who, **person, **described))
        for kind in draw(
            st.sets(KINDS, min_size=0 if other in more else 1, max_size=2)
        ):
            said = {"state": draw(MOSTLY_YES), "days": draw(st.none() | st.just(4))}
            rows["tie"].append(_made("tie", who, **person, kind=kind, **said))


def _made(table: str, who: str, **said: Any) -> Row:
    return stored(TABLES[table](client_id=who, **said))


# Counted by hand --------------------------------------------------------------------


def mentioned(rows: Rows, who: str) -> list[Row]:
    """Who was mentioned in somebody's newest interview, if that was in the window."""
    held = [row for row in standing(rows, "interview", DAY) if row["client_id"] == who]
    if not held:
        return []
    newest = max(held, key=lambda row: (row["asked_on"], row["interview"]))
    if (DAY - newest["asked_on"]).days > WINDOW:
        return []
    key = (who, newest["interview"])
    return [
        row for row in rows["person"] if (row["client_id"], row["interview"]) == key
    ]


def says(rows: Rows, who: str, whom: str, *kinds: str) -> bool:
    """Whether somebody said that there is such a tie to somebody else."""
    named = {
        (row["interview"], row["person_id"])
        for row in mentioned(rows, who)
        if row["linked_client_id"] == whom
    }
    return any(
        row["client_id"] == who
        and (row["interview"], row["person_id"]) in named
        and row["kind"] in kinds
        and row["state"] == "yes"
        for row in rows["tie"]
    )


def says_buys(rows: Rows, who: str, whom: str) -> bool:
    """Whether somebody said that they buy or pool money with somebody else."""
    return says(rows, who, whom, "buys_with", "pools_money")


def says_partner(rows: Rows, who: str, whom: str) -> bool:
    return any(
        row["linked_client_id"] == whom and row["role"] == "partner"
        for row in mentioned(rows, who)
    )


def service(rows: Rows, who: str) -> str | None:
    found = [row["service"] for row in rows["client"] if row["client_id"] == who]
    return next((name for name in found if name), None)


def reached(rows: Rows, scope: Scope) -> list[str]:
    return sorted(in_scope(rows, DAY, scope.for_purpose(Purpose.NETWORK_PLANNING)))


def ties_by_hand(rows: Rows, scope: Scope) -> list[Pair]:
    people = reached(rows, scope)
    return [
        (one, other)
        for one in people
        for other in people
        if one < other
        and service(rows, one) == service(rows, other)
        and says_buys(rows, one, other)
        and says_buys(rows, other, one)
    ]


def couples_by_hand(rows: Rows, scope: Scope) -> list[Pair]:
    people = reached(rows, scope)
    return [
        (one, other)
        for one in people
        for other in people
        if one < other
        and says_partner(rows, one, other)
        and says_partner(rows, other, one)
    ]


def between_by_hand(rows: Rows, scope: Scope) -> list[Between]:
    """Of everybody who mentioned one another: what both said."""
    return [
        Between(
            one,
            other,
            couple=says_partner(rows, one, other) and says_partner(rows, other, one),
            use_together=says(rows, one, other, "uses_with")
            and says(rows, other, one, "uses_with"),
            one_lends=says(rows, one, other, "lends")
            and says(rows, other, one, "borrows"),
            other_lends=says(rows, other, one, "lends")
            and says(rows, one, other, "borrows"),
        )
        for one, other in combinations(reached(rows, scope), 2)
        if any(row["linked_client_id"] == other for row in mentioned(rows, one))
        and any(row["linked_client_id"] == one for row in mentioned(rows, other))
    ]


# What must hold ---------------------------------------------------------------------


@given(rows=networks(), scope=SCOPES)
def test_confirmed_ties_are_what_counting_by_hand_gives(
    reused: Store, rows: Rows, scope: Scope
) -> None:
    fill(reused, rows)
    note(shown(rows))
    found = [(tie.a, tie.b) for tie in confirmed_ties(reused, DAY, scope)]
    assert found == ties_by_hand(rows, scope)
    assert couples(reused, DAY, scope) == couples_by_hand(rows, scope)
    assert between(reused, DAY, scope) == between_by_hand(rows, scope)


@given(rows=networks(), who=st.sampled_from(CLIENTS))
def test_taking_one_permission_back_takes_every_tie_of_that_person_away(
    reused: Store, rows: Rows, who: str
) -> None:
    note(shown(rows))
    fill(reused, rows)
    before = confirmed_ties(reused, DAY, Scope.operator())
    planning = {"purpose": "network_planning", "state": "withdrawn"}
    back = stored(TABLES["permission"](client_id=who, **planning, given_on=DAY))
    mine = [row for row in rows["permission"] if row["client_id"] == who]
    kept = [row for row in mine if row["given_on"] < DAY]
    others = [row for row in rows["permission"] if row["client_id"] != who]
    fill(reused, {**rows, "permission": [*others, *kept, back]})
    after = confirmed_ties(reused, DAY, Scope.operator())
    assert after == [tie for tie in before if who not in (tie.a, tie.b)]


PAIRS = st.lists(
    st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(
        lambda pair: pair[0] != pair[1]
    ),
    max_size=18,
).map(lambda found: [(f"p{one:02}", f"p{other:02}") for one, other in found])


@given(PAIRS)
def test_circles_are_those_of_another_library(pairs: list[Pair]) -> None:
    graph = nx.Graph(pairs)
    parts = {tuple(sorted(part)): part for part in nx.connected_components(graph)}
    found = circles(pairs)
    assert {circle.members for circle in found} == set(parts)
    for circle in found:
        part = graph.subgraph(parts[circle.members])
        assert set(circle.ties) == {tuple(sorted(pair)) for pair in part.edges}
        assert circle.rests_on_one_report == nx.has_bridges(part)
        assert circle.rests_on_one_person == any(nx.articulation_points(part))


@given(PAIRS)
def test_how_sure_is_what_taking_one_away_shows(pairs: list[Pair]) -> None:
    """Not by bridges and cut points: by taking away each tie, and each person."""
    for circle in circles(pairs):
        graph = nx.Graph(circle.ties)
        assert circle.rests_on_one_report == any(
            not _one_circle(nx.restricted_view(graph, [], [tie])) for tie in circle.ties
        )
        assert circle.rests_on_one_person == any(
            not _one_circle(nx.restricted_view(graph, [who], []))
            for who in circle.members
        )


def _one_circle(graph: "nx.Graph[str]") -> bool:
    return len(graph) < 2 or nx.is_connected(graph)


@given(PAIRS, st.randoms(use_true_random=False), st.lists(st.booleans(), min_size=18))
@settings(max_examples=40)
def test_neither_order_nor_side_changes_circles_or_picture(
    pairs: list[Pair], chance: Any, turned: list[bool]
) -> None:
    other = [
        pair[::-1] if turn else pair for pair, turn in zip(pairs, turned, strict=False)
    ]
    chance.shuffle(other)
    assert circles(other) == circles(pairs)
    assert arranged(circles(other)) == arranged(circles(pairs))
