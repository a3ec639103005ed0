import pytest

from metrics.disclosure.cliques import cliques, meetings


def test_tables_that_share_one_variable_are_counted_apart():
    sets = cliques([("service", "use"), ("service", "kit")])
    assert sets == (("kit", "service"), ("service", "use"))
    assert list(meetings(sets)) == [(0, 1, ("service",))]


def test_a_circle_of_tables_is_filled():
    """Four in a ring: without a chord, counts that agree in pairs may be of nobody."""
    sets = cliques([("a", "b"), ("b", "c"), ("c", "d"), ("d", "a")])
    assert {len(each) for each in sets} == {3}
    ((_, _, both),) = meetings(sets)
    assert len(both) == 2


def test_what_shares_nothing_meets_in_nothing():
    assert list(meetings(cliques([("a", "b"), ("c",)]))) == [(0, 1, ())]


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_tables_changes_nothing(order: int):
    asked = [("s", "m"), ("s", "n"), ("x", "m"), ("x", "n"), ("y",)][::order]
    assert cliques(asked) == cliques(sorted(asked))


def test_where_sets_meet_is_what_all_between_them_have():
    """Running intersection: what two sets share lies in every set between them."""
    sets = cliques([("s", "m"), ("s", "n"), ("s", "o"), ("o", "p"), ("p", "q")])
    near: dict[int, dict[int, set[str]]] = {at: {} for at in range(len(sets))}
    for one, other, both in meetings(sets):
        near[one][other] = near[other][one] = set(both)

    def path(at: int, to: int, came: int = -1) -> list[set[str]] | None:
        if at == to:
            return []
        for step, both in near[at].items():
            if step != came and (rest := path(step, to, at)) is not None:
                return [both, *rest]
        return None

    for one in range(len(sets)):
        for other in range(one):
            between = path(one, other)
            assert between is not None
            assert all({*sets[one]} & {*sets[other]} <= both for both in between)
