"""Where a group meets, settled by hand: it stays with the group, whoever comes or goes."""

import pytest

from metrics.groups import Draft, Meeting, by_hand
from metrics.problems import UserError
from tests.unit.groups.drawn_groups import plan_of, request, ruled


ASKED = request("ABCDE", "AB BC DE")
DRAFT = Draft(ASKED, plan_of(ASKED, "AB DE"))


def places(draft: Draft) -> list[str | None]:
    return [group.meeting.venue for group in draft.plan.groups]


def test_a_place_is_of_one_group_and_can_be_taken_away():
    settled = by_hand.meet_at(DRAFT, 1, "Quay Street hall")
    assert places(settled) == [None, "Quay Street hall"]
    assert settled.broken == DRAFT.broken
    assert places(by_hand.meet_at(settled, 1, None)) == [None, None]
    assert by_hand.undo(settled) == DRAFT


def test_it_stays_when_somebody_comes():
    settled = by_hand.meet_at(DRAFT, 0, "Quay Street hall")
    assert places(by_hand.move(settled, "C", 0)) == ["Quay Street hall", None]


def test_where_the_rules_say_where_they_decide():
    ruled_there = ruled(ASKED, venues=("library",))
    draft = by_hand.meet_at(Draft(ruled_there, DRAFT.plan), 0, "Quay Street hall")
    assert [each.rule for each in draft.broken].count("venues") == 2
    moved = by_hand.move(draft, "C", 0)
    assert moved.plan.groups[0].meeting == Meeting()


def test_there_is_no_third_group():
    with pytest.raises(UserError):
        by_hand.meet_at(DRAFT, 2, "Quay Street hall")
