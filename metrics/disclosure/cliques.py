"""Which variables have to be counted together, so that nothing of the whole is lost.

Tables that share variables hang together. Joined until every circle of them is filled
(a triangulated graph), the sets form a tree; and counts over the sets that agree
wherever two of them meet are those of some population in whole people, found by
matching people one to one along the tree (Lauritzen, Graphical Models, 1996, 2.1 and
4.4). So limits and witnesses over the sets are those over every variable at once, of
however many. What a set's columns are is `population.py`.
"""

from collections.abc import Collection, Iterable, Iterator
from itertools import combinations


Clique = tuple[str, ...]
Meeting = tuple[int, int, Clique]  # two sets by their number, and what both have


def cliques(together: Iterable[Collection[str]]) -> tuple[Clique, ...]:
    """The sets, for variables of which these are asked for together; each in order."""
    near: dict[str, set[str]] = {}
    for names in together:
        for name in names:
            near.setdefault(name, set()).update(set(names) - {name})
    found: list[set[str]] = []
    while near:
        name = min(near, key=lambda each: (_missing(near, each), each))
        found.append({name, *near[name]})
        for other in near.pop(name):
            near[other] |= found[-1] - {other, name}
            near[other].discard(name)
    largest = [each for each in found if not any(each < other for other in found)]
    return tuple(sorted({tuple(sorted(each)) for each in largest}))


def meetings(sets: tuple[Clique, ...]) -> Iterator[Meeting]:
    """The tree: each set but the first, the one before it that shares most with it, and
    what they share; of sets that share nothing, nothing.
    """
    joined, left = [0], set(range(1, len(sets)))

    def shared(pair: tuple[int, int]) -> tuple[int, int, int]:
        one, other = pair
        return len(set(sets[one]) & set(sets[other])), -one, -other

    while left:
        one, other = max(((a, b) for a in joined for b in sorted(left)), key=shared)
        joined.append(other)
        left.remove(other)
        both = set(sets[one]) & set(sets[other])
        yield one, other, tuple(sorted(both))


def _missing(near: dict[str, set[str]], name: str) -> int:
    """How many pairs around a variable are not asked for together yet."""
    return sum(b not in near[a] for a, b in combinations(sorted(near[name]), 2))
