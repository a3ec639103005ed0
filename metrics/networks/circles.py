"""Circles: connected sets of people joined by confirmed buying ties.

Whether a circle rests on one report or one person is said in words and of the circle
only: no person is ever marked, since whoever holds a circle together may supply it
(safety.md H02). Which ties are confirmed is `store/views/circle_tie_on.sql`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import rustworkx as rx


Pair = tuple[str, str]
HOLDS = "stays one circle whichever one report is wrong"
ONE_REPORT = "rests on one report"
ONE_PERSON = "would fall in two if one person were absent"


@dataclass(frozen=True)
class Circle:
    """People joined by confirmed ties, each tie being what both of two people reported.

    `couples`: how many couples are among them, whether or not they buy with each other.
    """

    members: tuple[str, ...]
    ties: tuple[Pair, ...]
    couples: int
    rests_on_one_report: bool
    rests_on_one_person: bool

    @property
    def size(self) -> int:
        return len(self.members)

    @property
    def pairs(self) -> int:
        """How many pairs there are among its members: k(k - 1)/2 of k."""
        return self.size * (self.size - 1) // 2

    @property
    def how_sure(self) -> tuple[str, ...]:
        """In words, of the circle as a whole."""
        reports = ONE_REPORT if self.rests_on_one_report else HOLDS
        return (reports, ONE_PERSON) if self.rests_on_one_person else (reports,)


def circles(ties: Iterable[Pair], couples: Iterable[Pair] = ()) -> tuple[Circle, ...]:
    """The circles that these ties make: the larger first, then by their first member.

    The order in which ties, or the two of a tie, are handed in makes no difference.
    """
    joined = sorted({(min(pair), max(pair)) for pair in ties})
    among = {(min(pair), max(pair)) for pair in couples}
    graph = network(joined)
    parts = [sorted(graph[place] for place in part) for part in _parts(graph)]
    return tuple(
        _circle(members, joined, among)
        for members in sorted(parts, key=lambda part: (-len(part), part))
    )


def network(ties: Iterable[Pair]) -> "rx.PyGraph[str, None]":
    """The ties as a graph whose places follow the order of the people's names."""
    pairs = sorted(ties)
    people = sorted({who for pair in pairs for who in pair})
    place = {who: number for number, who in enumerate(people)}
    graph: rx.PyGraph[str, None] = rx.PyGraph()
    graph.add_nodes_from(people)
    graph.add_edges_from_no_data([(place[one], place[other]) for one, other in pairs])
    return graph


def _parts(graph: "rx.PyGraph[str, None]") -> list[set[int]]:
    return rx.connected_components(graph)


def _circle(members: list[str], joined: list[Pair], couples: set[Pair]) -> Circle:
    inside = set(members)
    ties = tuple(pair for pair in joined if pair[0] in inside)
    graph = network(ties)
    return Circle(
        members=tuple(members),
        ties=ties,
        couples=sum(set(pair) <= inside for pair in couples),
        rests_on_one_report=bool(rx.bridges(graph)),
        rests_on_one_person=bool(rx.articulation_points(graph)),
    )
