"""What is said of a figure holds for every whole number that could stand behind it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.disclosure.figures import Direction, figure
from metrics.disclosure.protect import ALL, Cell, allowed
from metrics.intervals import wilson
from tests.unit.disclosure.drawing import table
from tests.unit.disclosure.test_figures import NOW, THEN, VARIABLES, released


Published = dict[str, int | None]


@st.composite
def published(draw: st.DrawFn) -> Published:
    """Rounded answers, and a total that could be theirs."""
    tens = st.one_of(st.none(), st.integers(1, 60).map(lambda tens: 10 * tens))
    answers: Published = {
        name: draw(tens) for name in ("reported", "not_reported", "not_known")
    }
    total = sum(count or 0 for count in answers.values())
    return {**answers, ALL: max(total, 10)}


def of_period(answers: Published, period: str):
    counts = {(ALL, answer): count for answer, count in answers.items()}
    return table(counts, VARIABLES, period, "injecting")


def behind(data: st.DataObject, cell: Cell) -> int:
    numbers = allowed(cell)
    assert numbers is not None
    return data.draw(st.integers(numbers[0], numbers[-1]))


@given(now=published(), then=published(), data=st.data())
@settings(max_examples=60)
def test_rose_and_fell_are_true_of_every_number_behind_them(
    now: Published, then: Published, data: st.DataObject
):
    release = released(of_period(now, NOW), of_period(then, THEN))
    found = figure(release, "injecting", "reported")
    if found.before and found.direction in (Direction.ROSE, Direction.FELL):
        shares = []
        for each in (found, found.before):
            assert each.of is not None
            some, of = behind(data, each.number), behind(data, each.of)
            shares.append(min(some, of) / of)
        assert (shares[0] > shares[1]) == (found.direction is Direction.ROSE)


@given(now=published(), data=st.data())
@settings(max_examples=60)
def test_limits_hold_those_of_every_pair(now: Published, data: st.DataObject):
    found = figure(released(of_period(now, NOW)), "injecting", "reported")
    if found.shares and found.of:
        some, of = behind(data, found.number), behind(data, found.of)
        limits = wilson(min(some, of), of)
        least, most = found.shares.limits
        assert least <= 100 * limits.lower + 1e-9
        assert 100 * limits.upper - 1e-9 <= most
