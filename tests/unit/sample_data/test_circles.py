"""Who buys with whom, counted by hand from the committed CSVs."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import rustworkx as rx

from metrics.intake.delivery import check
from metrics.intake.loading import load
from metrics.periods import DEMO_TODAY
from metrics.scope import Scope
from metrics.settings import CIRCLE_WINDOW_DAYS
from metrics.store import open_store
from metrics.store.circles import confirmed_ties
from sample_data._stories import Provider
from sample_data.generate import HERE


Cells = list[dict[str, str]]
Pair = tuple[str, str]
EXPECTED = {
    "Riverside": [2, 3, 4, 5],
    "Millbrook": [2, 3, 6],
    "Harbourside": [2, 3, 4, 4, 5, 5, 6, 7, 7, 8, 9],
}


def current(cells: dict[str, Cells], purpose: str) -> dict[str, str]:
    """The last word of each client on a purpose."""
    rows = [row for row in cells["permission"] if row["purpose"] == purpose]
    rows.sort(key=lambda row: row["given_on"])
    return {row["client_id"]: row["state"] for row in rows}


def said(cells: dict[str, Cells]) -> dict[Pair, set[str]]:
    """Of each newest interview in the window: reporter, other, states of buying."""
    since = (DEMO_TODAY - timedelta(days=CIRCLE_WINDOW_DAYS)).isoformat()
    recent = [row for row in cells["interview"] if row["asked_on"] >= since]
    recent.sort(key=lambda row: row["asked_on"])
    newest = {row["client_id"]: row["interview"] for row in recent}
    links = {
        (row["client_id"], row["interview"], row["person_id"]): row["linked_client_id"]
        for row in cells["person"]
    }
    found: dict[Pair, set[str]] = {}
    for row in cells["tie"]:
        other = links[row["client_id"], row["interview"], row["person_id"]]
        counts = other and newest.get(row["client_id"]) == row["interview"]
        if counts and row["kind"] in ("buys_with", "pools_money"):
            found.setdefault((row["client_id"], other), set()).add(row["state"])
    return found


@pytest.fixture(scope="module")
def confirmed(cells: dict[str, Cells]) -> set[Pair]:
    agreed = current(cells, "network_planning")
    yes = {
        pair
        for pair, states in said(cells).items()
        if "yes" in states and all(agreed.get(who) == "given" for who in pair)
    }
    return {(a, b) for a, b in yes if a < b and (b, a) in yes}


def graph(confirmed: set[Pair], cells: dict[str, Cells], service: str) -> rx.PyGraph:
    clients = {r["client_id"] for r in cells["client"] if r["service"] == service}
    pairs = sorted(pair for pair in confirmed if clients & set(pair))
    assert all(set(pair) <= clients for pair in pairs)  # a circle is of one service
    people = sorted({who for pair in pairs for who in pair})
    drawn: rx.PyGraph = rx.PyGraph()
    drawn.add_nodes_from(people)
    drawn.add_edges_from([(people.index(a), people.index(b), 1) for a, b in pairs])
    return drawn


@pytest.mark.parametrize("service", EXPECTED)
def test_the_circles_are_as_planned(
    service: str, cells: dict[str, Cells], confirmed: set[Pair]
) -> None:
    parts = rx.connected_components(graph(confirmed, cells, service))
    assert sorted(len(part) for part in parts) == EXPECTED[service]


def test_confirmed_ties_are_those_that_were_arranged(
    invented: Provider, confirmed: set[Pair]
) -> None:
    arranged = {pair for circle in invented.buying.circles for pair in circle.pairs}
    assert confirmed == arranged


def test_a_store_finds_as_many_ties(tmp_path: Path, confirmed: set[Pair]) -> None:
    """The product's own question, over the files as loaded."""
    store = open_store(
        tmp_path / "demo.duckdb", create=True, demo=True, fixed_today=DEMO_TODAY
    )
    operator = Scope.operator()
    load(store, check(sorted(HERE.glob("*.csv")), operator, store=store), operator)
    found = confirmed_ties(store, DEMO_TODAY, operator)
    store.close()
    assert len(found) == len(confirmed)


def test_some_circles_fall_in_two_and_some_are_dense(
    cells: dict[str, Cells], confirmed: set[Pair]
) -> None:
    drawn = graph(confirmed, cells, "Harbourside")
    assert len(rx.articulation_points(drawn)) >= 2
    dense = [
        part
        for part in rx.connected_components(drawn)
        if len(part) >= 5 and drawn.subgraph(list(part)).num_edges() >= 2 * len(part)
    ]
    assert dense


def test_one_circle_holds_five_women_or_more(
    cells: dict[str, Cells], confirmed: set[Pair]
) -> None:
    women = {row["client_id"] for row in cells["client"] if row["sex"] == "female"}
    drawn = graph(confirmed, cells, "Harbourside")
    most = max(
        sum(drawn[place] in women for place in part)
        for part in rx.connected_components(drawn)
    )
    assert most >= 5


def test_couples_in_circles_tell_the_same(
    invented: Provider, cells: dict[str, Cells], confirmed: set[Pair]
) -> None:
    assert len(invented.buying.couples) >= 4
    partners = {row["client_id"]: row["partner"] for row in cells["client"]}
    roles = {
        (row["client_id"], row["linked_client_id"]): row["role"]
        for row in cells["person"]
    }
    for one, other in invented.buying.couples:
        assert tuple(sorted((one, other))) in confirmed
        assert partners[one] == partners[other] == "uses"
        assert roles[one, other] == roles[other, one] == "partner"


def test_reports_that_confirm_nothing_are_there(cells: dict[str, Cells]) -> None:
    """One side only; one yes and one no; both yes, but long ago."""
    answers = said(cells)
    single = [
        p for p, states in answers.items() if "yes" in states and p[::-1] not in answers
    ]
    differing = [
        pair
        for pair, states in answers.items()
        if "yes" in states and answers.get(pair[::-1]) == {"no"}
    ]
    assert len(single) >= 20
    assert len(differing) >= 10
    links = {(row["client_id"], row["linked_client_id"]) for row in cells["person"]}
    both = {(a, b) for a, b in links if (b, a) in links and b}
    old = [pair for pair in both if pair not in answers and pair[::-1] not in answers]
    assert len(old) >= 10


def test_a_link_stands_only_where_both_agreed_that_day_and_still_do(
    cells: dict[str, Cells],
) -> None:
    now = current(cells, "network_planning")
    days = {
        (row["client_id"], row["interview"]): row["asked_on"]
        for row in cells["interview"]
    }
    for row in cells["person"]:
        if row["linked_client_id"]:
            day = days[row["client_id"], row["interview"]]
            for who in (row["client_id"], row["linked_client_id"]):
                assert now[who] == "given"
                assert stood(cells, who, day) == "given"


def stood(cells: dict[str, Cells], who: str, day: str) -> str:
    """What a client's permission for network planning was on a day."""
    rows = [
        (row["given_on"], row["state"])
        for row in cells["permission"]
        if row["client_id"] == who
        and row["purpose"] == "network_planning"
        and row["given_on"] <= day
    ]
    return max(rows)[1]


def test_who_withdrew_is_in_no_interview(cells: dict[str, Cells]) -> None:
    withdrew = {
        who
        for who, state in current(cells, "network_planning").items()
        if state == "withdrawn"
    }
    assert len(withdrew) >= 20
    assert not withdrew & {row["client_id"] for row in cells["interview"]}
    assert not withdrew & {row["linked_client_id"] for row in cells["person"]}


def test_no_more_people_than_the_interview_asks_for(cells: dict[str, Cells]) -> None:
    """Ten people overall, five a question (evidence.md 2e)."""
    people: dict[Pair, int] = {}
    named: dict[tuple[str, str, str], int] = {}
    for row in cells["person"]:
        place = (row["client_id"], row["interview"])
        people[place] = people.get(place, 0) + 1
    for row in cells["tie"]:
        if row["state"] == "yes":
            asked = (row["client_id"], row["interview"], row["kind"])
            named[asked] = named.get(asked, 0) + 1
    assert max(people.values()) <= 10
    assert max(named.values()) <= 5


def test_interviews_that_say_little_are_there(cells: dict[str, Cells]) -> None:
    """Finished and nobody mentioned, not finished, and out of date."""
    mentioned = {(row["client_id"], row["interview"]) for row in cells["person"]}
    empty = [
        row
        for row in cells["interview"]
        if (row["client_id"], row["interview"]) not in mentioned
    ]
    assert empty
    assert {row["finished"] for row in empty} == {"yes"}
    assert any(row["finished"] == "no" for row in cells["interview"])
    assert any(
        date.fromisoformat(row["asked_on"]) < DEMO_TODAY - timedelta(days=180)
        for row in cells["interview"]
    )
