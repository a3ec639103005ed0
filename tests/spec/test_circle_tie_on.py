"""How we count: when two people are joined by a confirmed buying tie, in drawn tables.

Asked on 2 November 2026, unless said otherwise: 90 days before is 4 August. One test is
one paragraph; each shows one way in which a tie is confirmed, or is not.
"""

from datetime import date

import pytest

from metrics.scope import Purpose, Scope
from metrics.store import Store
from metrics.store.circles import confirmed_ties, couples
from tests.drawn import fact
from tests.spec.reported import reported


EVERYBODY = Scope.operator()
PLANNING = EVERYBODY.for_purpose(Purpose.NETWORK_PLANNING)


def pairs(
    store: Store, on: str = "2026-11-02", scope: Scope = EVERYBODY
) -> list[tuple[str, str]]:
    found = confirmed_ties(store, date.fromisoformat(on), scope)
    return [(tie.a, tie.b) for tie in found]


def partners(store: Store, scope: Scope = EVERYBODY) -> list[tuple[str, str]]:
    return couples(store, date(2026, 11, 2), scope)


def test_both_said_that_they_buy_or_pool_money_with_the_other(store):
    reported(
        store,
        """
        client | of | on         | kind        | days
        A      | B  | 2026-10-01 | buys_with   | 12
        B      | A  | 2026-09-01 | pools_money | 3
        B      | C  | 2026-09-01 | buys_with   |
        C      | B  | 2026-10-20 | buys_with   | declined
        """,
    )
    one, other = confirmed_ties(store, date(2026, 11, 2), EVERYBODY)
    assert (one.a, one.b, one.kinds) == ("A", "B", ("buys_with", "pools_money"))
    assert (one.days, one.asked_on) == ((12, 3), date(2026, 9, 1))
    assert (other.a, other.b, other.kinds) == ("B", "C", ("buys_with",))
    assert (other.days, other.asked_on) == ((), date(2026, 9, 1))


def test_who_has_a_tie_is_known_and_who_has_none_is_not_known(store):
    reported(
        store,
        """
        client | of | on
        A      | B  | 2026-10-01
        B      | A  | 2026-09-01
        C      | A  | 2026-10-01
        """,
    )
    day = date(2026, 9, 1)
    last = date(2026, 11, 30)
    assert fact(store, "confirmed_tie", "2026-11-02", "circle_tie_on", PLANNING) == [
        ("A", True, day, last, None),
        ("B", True, day, last, None),
        ("C", None, None, None, None),
    ]
    # For any other purpose nobody has one: not "no", but nothing to be seen.
    assert fact(store, "confirmed_tie", "2026-11-02", "circle_tie_on") == [
        ("A", None, None, None, None),
        ("B", None, None, None, None),
        ("C", None, None, None, None),
    ]


def test_one_report_alone_is_none(store):
    reported(
        store,
        """
        client | of | on
        A      | B  | 2026-10-01
        B      |    | 2026-10-01
        """,
    )
    assert pairs(store) == []


def test_two_that_differ_are_none(store):
    reported(
        store,
        """
        client | of | on         | kind        | state
        A      | B  | 2026-10-01 | buys_with   | yes
        B      | A  | 2026-10-01 | buys_with   | no
        C      | D  | 2026-10-01 | buys_with   | yes
        D      | C  | 2026-10-01 | pools_money | asked_not_answered
        """,
    )
    assert pairs(store) == []


def test_no_to_one_kind_and_yes_to_the_other_is_a_yes(store):
    reported(
        store,
        """
        client | of | on         | kind        | state
        A      | B  | 2026-10-01 | buys_with   | yes
        B      | A  | 2026-10-01 | buys_with   | no
        B      | A  | 2026-10-01 | pools_money | yes
        """,
    )
    assert pairs(store) == [("A", "B")]


def test_the_days_of_a_tie_are_those_of_the_kind_with_more(store):
    reported(
        store,
        """
        client | of | on         | kind        | days
        A      | B  | 2026-10-01 | buys_with   | 2
        A      | B  | 2026-10-01 | pools_money | 9
        B      | A  | 2026-10-01 | buys_with   | 4
        B      | A  | 2026-10-01 | uses_with   | 20
        """,
    )
    (tie,) = confirmed_ties(store, date(2026, 11, 2), EVERYBODY)
    assert tie.days == (9, 4)


def test_no_other_kind_of_tie_counts(store):
    reported(
        store,
        """
        client | of | on         | kind
        A      | B  | 2026-10-01 | lends
        A      | B  | 2026-10-01 | shares_contacts
        A      | B  | 2026-10-01 | uses_with
        B      | A  | 2026-10-01 | borrows
        B      | A  | 2026-10-01 | uses_with
        C      | D  | 2026-10-01 | buys_with
        D      | C  | 2026-10-01 | lends
        """,
    )
    assert pairs(store) == []


def test_the_newest_interview_stands_whatever_was_said_before_and_finished_or_not(
    store,
):
    reported(
        store,
        """
        client | of | on         | finished
        A      | B  | 2026-09-01 | yes
        A      | C  | 2026-10-01 | no
        B      | A  | 2026-09-01 | yes
        C      | A  | 2026-10-01 | yes
        D      | A  | 2026-09-01 | yes
        D      |    | 2026-10-01 | no
        A      | D  | 2026-10-01 | no
        """,
    )
    assert pairs(store) == [("A", "C")]
    assert pairs(store, "2026-09-15") == [("A", "B")]


def test_what_the_newest_interview_takes_back_is_gone(store):
    """The same person, by the same number, of whom it is now said otherwise."""
    reported(
        store,
        """
        client | of | on         | kind      | state | role
        A      | B  | 2026-09-01 | buys_with | yes   | partner
        A      | B  | 2026-10-01 | buys_with | no    | friend
        B      | A  | 2026-10-01 | buys_with | yes   | partner
        """,
    )
    assert pairs(store) == []
    assert partners(store) == []


def test_of_two_interviews_on_one_day_the_later_reference_stands(store):
    reported(
        store,
        """
        client | interview | of | on
        A      | b         | C  | 2026-10-01
        A      | a         | B  | 2026-10-01
        B      | a         | A  | 2026-10-01
        C      | a         | A  | 2026-10-01
        """,
    )
    assert pairs(store) == [("A", "C")]


@pytest.mark.parametrize(
    ("on", "found"),
    [
        ("2026-09-30", []),
        ("2026-10-01", [("A", "B")]),
        ("2026-11-30", [("A", "B")]),
        ("2026-12-01", []),
    ],
)
def test_90_days_after_the_older_interview_it_stands_and_after_91_not(
    store, on: str, found: list[tuple[str, str]]
):
    reported(
        store,
        """
        client | of | on
        A      | B  | 2026-09-01
        B      | A  | 2026-10-01
        """,
    )
    assert pairs(store, on) == found


def test_both_must_agree_to_network_planning_on_that_day(store):
    reported(
        store,
        """
        client | of | on
        A      | B  | 2026-10-01
        B      | A  | 2026-10-01
        C      | D  | 2026-10-01
        D      | C  | 2026-10-01
        E      | F  | 2026-10-01
        F      | E  | 2026-10-01
        G      | H  | 2026-10-01
        H      | G  | 2026-10-01
        """,
        permission="""
        client_id | purpose          | state     | given_on
        A         | network_planning | given     | 2026-01-01
        A         | network_planning | withdrawn | 2026-10-10
        B         | network_planning | given     | 2026-01-01
        C         | network_planning | given     | 2026-01-01
        D         | network_planning | declined  | 2026-01-01
        E         | network_planning | given     | 2026-01-01
        F         | group_invitation | given     | 2026-01-01
        G         | network_planning | given     | 2026-01-01
        H         | network_planning | declined  | 2026-01-01
        H         | network_planning | given     | 2026-10-20
        """,
    )
    assert pairs(store, "2026-10-09") == [("A", "B")]
    assert pairs(store, "2026-10-10") == []
    assert pairs(store) == [("G", "H")]


def test_who_left_or_died_is_in_no_tie(store):
    reported(
        store,
        """
        client | of | on
        A      | B  | 2026-10-01
        B      | A  | 2026-10-01
        C      | D  | 2026-10-01
        D      | C  | 2026-10-01
        E      | F  | 2026-10-01
        F      | E  | 2026-10-01
        """,
        client="""
        client_id | as_at      | status
        A         | 2026-01-01 | in_treatment
        B         | 2026-01-01 | in_treatment
        B         | 2026-10-20 | died
        C         | 2026-01-01 | in_treatment
        C         | 2026-10-20 | left
        D         | 2026-01-01 | in_treatment
        E         | 2026-01-01 | in_treatment
        F         | 2026-01-01 | in_custody
        """,
    )
    assert pairs(store, "2026-10-19") == [("A", "B"), ("C", "D"), ("E", "F")]
    assert pairs(store) == [("E", "F")]


def test_only_within_one_service_whoever_asks(store):
    reported(
        store,
        """
        client | of | on
        A      | B  | 2026-10-01
        B      | A  | 2026-10-01
        C      | D  | 2026-10-01
        D      | C  | 2026-10-01
        E      | F  | 2026-10-01
        F      | E  | 2026-10-01
        """,
        client="""
        client_id | as_at      | service
        A         | 2026-01-01 | Riverside
        A         | 2026-10-20 |
        B         | 2026-01-01 | Riverside
        C         | 2026-01-01 | Riverside
        D         | 2026-01-01 | Riverside
        D         | 2026-10-15 | Millbrook
        E         | 2026-01-01 |
        F         | 2026-01-01 |
        """,
    )
    manager = Scope("manager", EVERYBODY.actions, frozenset({"Millbrook"}), None)
    assert pairs(store, "2026-10-14") == [("A", "B"), ("C", "D"), ("E", "F")]
    assert pairs(store) == [("A", "B"), ("E", "F")]
    assert pairs(store, scope=manager) == []


def test_a_person_out_of_scope_is_in_no_tie(store):
    reported(
        store,
        """
        client | of | on
        A      | B  | 2026-10-01
        B      | A  | 2026-10-01
        """,
    )
    assert pairs(store, scope=EVERYBODY.only("A")) == []


def test_who_is_linked_to_themselves_or_to_nobody_is_in_no_tie(store):
    reported(
        store,
        """
        client | of | on
        A      | A  | 2026-10-01
        B      |    | 2026-10-01
        """,
        person="""
        client_id | interview  | person_id | linked_client_id
        A         | 2026-10-01 | person A  | A
        B         | 2026-10-01 | person C  |
        """,
        tie="""
        client_id | interview  | person_id | kind      | state
        A         | 2026-10-01 | person A  | buys_with | yes
        B         | 2026-10-01 | person C  | buys_with | yes
        """,
    )
    assert pairs(store) == []


def test_someone_mentioned_twice_is_one_tie(store):
    reported(
        store,
        """
        client | of | on         | person_id | kind
        A      | B  | 2026-10-01 | 1         | buys_with
        A      | B  | 2026-10-01 | 2         | pools_money
        B      | A  | 2026-10-01 | 7         | buys_with
        """,
    )
    assert pairs(store) == [("A", "B")]


def test_a_report_that_was_put_right_counts_as_it_stands(store):
    """A later file took the link away; before that day it stood."""
    reported(
        store,
        """
        client | of | on
        A      | B  | 2026-10-01
        B      | A  | 2026-10-01
        """,
        person="""
        client_id | interview  | person_id | linked_client_id | as_at      | superseded_at | superseded_by | supersedes
        A         | 2026-10-01 | person B  | B                | 2026-10-01 | 2026-10-20    | 2             |
        A         | 2026-10-01 | person B  |                  | 2026-10-20 |               |               | 1
        B         | 2026-10-01 | person A  | A                | 2026-10-01 |               |               |
        """,
    )
    assert pairs(store, "2026-10-19") == [("A", "B")]
    assert pairs(store) == []


def test_a_couple_is_two_who_each_call_the_other_their_partner(store):
    reported(
        store,
        """
        client | of | on         | role    | kind
        A      | B  | 2026-10-01 | partner | buys_with
        B      | A  | 2026-10-01 | partner | buys_with
        C      | D  | 2026-10-01 | partner | buys_with
        D      | C  | 2026-10-01 | friend  | buys_with
        E      | F  | 2026-10-01 | partner | uses_with
        F      | E  | 2026-10-01 | partner |
        G      | H  | 2026-07-01 | partner | buys_with
        H      | G  | 2026-10-01 | partner | buys_with
        """,
    )
    assert partners(store) == [("A", "B"), ("E", "F")]
    assert partners(store, EVERYBODY.only("A")) == []
