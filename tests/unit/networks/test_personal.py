from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.networks.personal import Balance, Mentioned, Share, measured


NAMES = tuple("abcdefgh")


def people(*ties: dict[str, str], **rest: object) -> list[Mentioned]:
    return [Mentioned(name, ties=each) for name, each in zip(NAMES, ties, strict=False)]


@st.composite
def networks(draw: st.DrawFn) -> tuple[list[str], set[tuple[str, str]]]:
    names = list(NAMES[: draw(st.integers(1, 8))])
    pairs = list(combinations(names, 2))
    joined = draw(st.sets(st.sampled_from(pairs))) if pairs else set()
    return names, joined


@settings(max_examples=40)
@given(networks())
def test_as_networkx_has_it(told):
    names, joined = told
    graph = nx.Graph()
    graph.add_edges_from(("client", name) for name in names)
    graph.add_edges_from(joined)
    among = graph.subgraph(names)
    found = measured([Mentioned(name) for name in names], dict.fromkeys(joined, "yes"))

    assert found.effective_size == pytest.approx(
        nx.effective_size(graph, ["client"])["client"]
        if len(names) > 1
        else 1  # networkx leaves one person alone out: a degree of nought, not a size
    )
    assert found.constraint == pytest.approx(nx.constraint(graph, ["client"])["client"])
    if len(names) > 1:
        assert found.density == pytest.approx(nx.density(among))


def test_without_people_what_cannot_be_worked_out_is_missing():
    found = measured([], {})

    assert found.people == 0
    for share in (found.using, found.supportive, found.knowing, found.hub):
        assert share.value is None
    assert found.only_using is None
    assert (found.density, found.effective_size, found.constraint) == (None,) * 3
    assert (found.mixing, found.alone.value) == (None, None)
    assert (found.roles, found.buying) == (0, 0)


def test_one_person_has_no_density():
    assert measured([Mentioned("a")], {}).density is None


def test_who_uses_is_of_those_whose_use_is_known():
    told = ["yes", "on_ort_and_using", "on_ort_not_using", "not_sure", None]
    found = measured([Mentioned(str(n), uses=use) for n, use in enumerate(told)], {})

    assert found.using == Share(2, 3)


@pytest.mark.parametrize(
    ("uses", "expect"),
    [
        (["yes", "on_ort_and_using"], True),
        (["yes", "no"], False),
        (["yes", None], None),
        (["no", None], False),
        ([], None),
    ],
)
def test_an_only_using_network(uses, expect):
    told = [Mentioned(str(n), uses=use) for n, use in enumerate(uses)]
    assert measured(told, {}).only_using is expect


def test_what_was_not_answered_is_left_out_of_a_share():
    told = people({"supports": "yes"}, {"supports": "asked_not_answered"}, {})
    assert measured(told, {}).supportive == Share(1, 2)


def test_buying_counts_people_and_not_kinds():
    told = people({"buys_with": "yes", "pools_money": "yes"}, {"pools_money": "yes"})
    assert measured(told, {}).buying == 2
    unanswered = people({"buys_with": "asked_not_answered"}, {})
    assert measured(unanswered, {}).buying is None


def test_support_balance():
    told = people(
        {"supports": "yes"},
        {"supports": "yes", "makes_it_harder": "yes"},
        {"makes_it_harder": "yes"},
        {},
    )
    assert measured(told, {}).balance == Balance(1, 1, 1)
    assert measured(people({"supports": "asked_not_answered"}), {}).balance is None


def test_the_hub_has_most_of_the_money_and_contacts():
    told = people(
        {"lends": "yes", "borrows": "yes", "shares_contacts": "yes"},
        {"pools_money": "yes", "buys_with": "yes", "uses_with": "yes"},
    )
    assert measured(told, {}).hub == Share(3, 4)
    untold = people({"lends": "yes"}, {"borrows": "asked_not_answered"})
    assert measured(untold, {}).hub.value is None


def test_transactional_is_only_money_contacts_or_heroin():
    told = people(
        {"buys_with": "yes", "makes_it_harder": "yes"},
        {"buys_with": "yes", "time_without_drugs": "yes"},
        {"supports": "yes"},
        {"makes_it_harder": "yes"},
        {"uses_with": "yes", "supports": "asked_not_answered"},
    )
    assert measured(told, {}).transactional == Share(1, 3)


@pytest.mark.parametrize(
    ("using", "alone", "expect"),
    [(10, 4, 0.4), (10, 0, 0.0), (0, 0, None), (None, 4, None), (4, 10, None)],
)
def test_days_alone(using, alone, expect):
    assert measured([], {}, using, alone).alone.value == expect


def test_roles_are_different_ones_without_who_supplies():
    roles = ["partner", "friend", "friend", "supplies", "asked_not_answered"]
    told = [Mentioned(str(n), role=role) for n, role in enumerate(roles)]
    assert measured(told, {}).roles == 2
    assert measured([Mentioned("a")], {}).roles is None


def test_mixing_of_use():
    told = [Mentioned(str(n), uses=use) for n, use in enumerate(["yes", "no", "no"])]
    assert measured(told, {}, using_days=3).mixing == pytest.approx(1 / 3)
    assert measured(told, {}, using_days=0).mixing == pytest.approx(-1 / 3)
    assert measured(told, {}).mixing is None


def test_a_pair_not_answered_leaves_what_needs_all_pairs_missing():
    told = people({}, {}, {})
    found = measured(told, {("b", "a"): "yes", ("a", "c"): "asked_not_answered"})

    assert found.knowing == Share(1, 2)
    assert (found.density, found.effective_size, found.constraint) == (None,) * 3
