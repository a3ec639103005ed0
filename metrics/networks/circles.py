"""Circles: connected sets of people joined by confirmed buying ties.

Whether a circle rests on one report or one person is said in words and of the circle
only: no person is ever marked, since whoever holds a circle together may supply it
(safety.md H02). Which ties are confirmed is `store/views/circle_tie_on.sql`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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
    # A dict keeps the order handed in: a million ties that a store sorted stay so.
    joined = sorted(dict.fromkeys((a, b) if a < b else (b, a) for a, b in ties))
    graph = network(joined)
    parts = rx.connected_components(graph)
    circle_of = {graph[place]: at for at, part in enumerate(parts) for place in part}
    inside: list[list[Pair]] = [[] for _ in parts]
    for pair in joined:
        inside[circle_of[pair[0]]].append(pair)
    bridges = {circle_of[graph[ends[0]]] for ends in rx.bridges(graph)}
    hinges = {circle_of[graph[place]] for place in rx.articulation_points(graph)}
    both = _couples(couples, circle_of)
    found = (
        Circle(
            members=tuple(sorted(graph[place] for place in part)),
            ties=tuple(inside[at]),
            couples=both[at],
            rests_on_one_report=at in bridges,
            rests_on_one_person=at in hinges,
        )
        for at, part in enumerate(parts)
    )
    return tuple(sorted(found, key=lambda circle: (-circle.size, circle.members)))


def network(ties: Sequence[Pair]) -> "rx.PyGraph[str, None]":
    """Ties as a graph whose places follow the order of the people's names."""
    people = sorted({who for pair in ties for who in pair})
    place = {who: number for number, who in enumerate(people)}
    graph: rx.PyGraph[str, None] = rx.PyGraph()
    graph.add_nodes_from(people)
    graph.add_edges_from_no_data([(place[one], place[other]) for one, other in ties])
    return graph


def _couples(couples: Iterable[Pair], circle_of: Mapping[str, int]) -> Counter[int]:
    """How many couples are in each circle, each counted once."""
    known = {(min(pair), max(pair)) for pair in couples}
    return Counter(
        circle_of[one]
        for one, other in known
        if one in circle_of and circle_of[one] == circle_of.get(other)
    )
