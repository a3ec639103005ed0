from collections import Counter
from itertools import combinations

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.intake.anonymity import POINTING, anonymity


VALUE = st.sampled_from([None, "a", "b"])
PERSON = st.fixed_dictionaries(dict.fromkeys(POINTING, VALUE))


def table(people: list[dict[str, str | None]]) -> pa.Table:
    columns = {name: [each[name] for each in people] for name in POINTING}
    return pa.table({name: pa.array(v, pa.string()) for name, v in columns.items()})


@settings(max_examples=50)
@given(st.lists(PERSON, min_size=1, max_size=30))
def test_it_is_what_counting_by_hand_gives(people: list[dict[str, str | None]]) -> None:
    found = anonymity(table(people))
    assert found
    sizes = Counter(tuple(e[n] for n in POINTING) for e in people).values()
    assert (found.people, found.k) == (len(people), min(sizes))
    assert found.alone == sum(size == 1 for size in sizes)
    wanted = {}
    for number in (1, 2):
        for names in combinations(POINTING, number):
            sizes = Counter(tuple(e[n] for n in names) for e in people).values()
            wanted[names] = (min(sizes), sum(size == 1 for size in sizes))
    assert {g.columns: (g.smallest, g.alone) for g in found.groups} == wanted


def test_no_value_is_told() -> None:
    found = anonymity(table([dict.fromkeys(POINTING, "only-here")]))
    assert found
    assert "only-here" not in str(found)
    assert found.sentence.startswith("1 of 1 person is alone with their service")
    assert "(k = 1)" in found.sentence
    assert found.groups[0].words


def test_without_people_there_is_nothing_to_say() -> None:
    assert anonymity(None) is None
    assert anonymity(table([])) is None
