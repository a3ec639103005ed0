"""The profile against counting by hand. The oracle knows the codes, and nothing of the
declarations: were an item's flag or theme changed, the two would part.
"""

from hypothesis import given
from hypothesis import strategies as st

from metrics.surveys.peer_profile import GoalGap, goal_gap, profile


THEMES = ("st", "pp", "ra", "mo", "in", "un", "sc", "mg")
ANSWER = st.sampled_from([None, "1", "2", "3", "4", "5"])
ITEMS = [f"{theme}{n}" for theme in THEMES for n in (1, 2, 3)]
ANSWERS = st.dictionaries(st.sampled_from(ITEMS), ANSWER)
FULL = st.fixed_dictionaries(dict.fromkeys(ITEMS, ANSWER))
OF_TEN = st.none() | st.integers(0, 10).map(str)


def by_hand(answers: dict[str, str | None]) -> list[float | None]:
    """Eight means: the third item of each theme counts as 6 - answer."""
    means: list[float | None] = []
    for theme in THEMES:
        numbers = []
        for n in (1, 2, 3):
            answer = answers.get(f"{theme}{n}")
            if answer is not None:
                numbers.append(6 - int(answer) if n == 3 else int(answer))
        mean = round(sum(numbers) / len(numbers), 1) if len(numbers) > 1 else None
        means.append(mean)
    return means


def means(answers: dict[str, str | None]) -> list[float | None]:
    return [score.mean for score in profile(answers).themes]


@given(ANSWERS)
def test_the_profile_is_what_counting_by_hand_gives(answers: dict[str, str | None]):
    assert means(answers) == by_hand(answers)


@given(FULL)
def test_a_mean_lies_within_the_scale(answers: dict[str, str | None]):
    for score in profile(answers).themes:
        assert score.mean is None or 1 <= score.mean <= 5
        assert 0 <= score.answered <= score.of == 3
        assert (score.mean is None) == (score.answered < 2)


@given(FULL, st.sets(st.sampled_from(ITEMS)), st.booleans())
def test_removing_answers_gives_fewer_known_or_the_mean_of_the_rest(
    answers: dict[str, str | None], gone: set[str], asked: bool
):
    """Whether they were asked and not answered, or never asked, makes no mean."""
    rest = {item: text for item, text in answers.items() if item not in gone}
    fewer = rest | dict.fromkeys(gone) if asked else rest
    before, after = means(answers), means(fewer)
    assert after == by_hand(rest)
    touched = {item[:2] for item in gone if answers[item] is not None}
    for theme, old, new in zip(THEMES, before, after, strict=True):
        assert old is not None or new is None, "taking away never makes known"
        assert theme in touched or old == new, "nor moves another theme"


@given(FULL)
def test_the_opposite_answers_give_the_opposite_profile(
    answers: dict[str, str | None],
):
    opposite = {item: text and str(6 - int(text)) for item, text in answers.items()}
    for one, other in zip(means(answers), means(opposite), strict=True):
        assert (one is None) == (other is None)
        if one is not None and other is not None:
            assert round(one + other, 1) == 6


@given(st.sampled_from(THEMES), st.integers(1, 5), st.integers(1, 5))
def test_agreeing_with_a_reversed_item_is_disagreeing_with_the_theme(
    theme: str, plain: int, turned: int
):
    """A reversed item answered 6 - n counts as its plain neighbour answered n."""
    place = THEMES.index(theme)
    with_reverse = {f"{theme}1": str(plain), f"{theme}3": str(6 - turned)}
    without = {f"{theme}1": str(plain), f"{theme}2": str(turned)}
    assert means(with_reverse)[place] == means(without)[place] is not None


@given(OF_TEN, OF_TEN, OF_TEN)
def test_the_gap_is_known_only_where_both_wishes_are(
    mine: str | None, theirs: str | None, with_them: str | None
):
    found = goal_gap({"gg1": mine, "gg2": theirs, "gg3": with_them})
    numbers = [
        None if text is None else int(text) for text in (mine, theirs, with_them)
    ]
    one, other, third = numbers
    gap = one - other if one is not None and other is not None else None
    assert found == GoalGap(one, other, gap, third)
