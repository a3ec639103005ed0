"""How we count what is not a plain column: injections, doses missed, tests, conditions,
answers that are numbers, and people counted from an interview.

One test is one paragraph, as in `test_client_on.py`.
"""

import pytest

from tests.drawn import expected, fact, told


def test_the_last_depot_injection_is_the_last_one_given(store):
    told(
        store,
        event="""
            client_id | kind            | state | happened_on
            A         | depot_injection | yes   | 2025-01-10
            A         | depot_injection | yes   | 2026-10-12
            A         | depot_injection | no    | 2026-10-26
            B         | depot_injection | no    | 2026-10-26
            C         | depot_injection | yes   | 2026-11-09
            """,
    )
    assert fact(store, "last_injection", "2026-11-02") == expected("""
        client | value      | on         | until | state
        A      | 2026-10-12 | 2026-10-12 |       |
        B      |            |            |       |
        C      |            |            |       |
        """)


def test_three_doses_missed_are_told_by_the_pharmacy_or_by_the_record(store):
    """Three days of either are enough; either may say no; neither is used a week on."""
    told(
        store,
        event="""
            client_id | kind         | state              | happened_on
            A         | missed_doses | yes                | 2026-10-31
            B         | missed_doses | no                 | 2026-10-31
            C         | missed_doses | yes                | 2026-10-25
            D         | missed_doses | asked_not_answered | 2026-10-31
            G         | missed_doses | no                 | 2026-11-01
            """,
        prescription="""
            client_id | medicine  | missed_days | recorded_on
            E         | methadone | 3           | 2026-10-30
            F         | methadone | 2           | 2026-10-30
            G         | methadone | 4           | 2026-10-31
            H         | methadone | 4           | 2026-10-20
            I         | methadone |             | 2026-10-31
            """,
    )
    assert fact(store, "missed_in_a_row", "2026-11-02") == expected("""
        client | value | on         | until      | state
        A      | yes   | 2026-10-31 | 2026-11-03 |
        B      | no    | 2026-10-31 | 2026-11-03 |
        C      | yes   | 2026-10-25 | 2026-10-28 |
        D      |       | 2026-10-31 | 2026-11-03 | asked_not_answered
        E      | yes   | 2026-10-30 | 2026-11-02 |
        F      | no    | 2026-10-30 | 2026-11-02 |
        G      | yes   | 2026-10-31 | 2026-11-03 |
        H      | yes   | 2026-10-20 | 2026-10-23 |
        I      |       |            |            |
        """)


def test_once_injected_is_ever_injected_and_never_is_asked_again(store):
    told(
        store,
        outcome="""
            client_id | completed_on | inject_days
            A         | 2019-05-01   | 3
            A         | 2026-10-20   | 0
            B         | 2026-10-20   | 0
            """,
        answer="""
            client_id | survey | question      | value | state              | asked_on
            A         | health | ever_injected | no    |                    | 2026-10-21
            C         | health | ever_injected | yes   |                    | 2020-01-01
            D         | health | ever_injected | no    |                    | 2026-10-20
            E         | health | ever_injected |       | asked_not_answered | 2026-10-20
            """,
    )
    assert fact(store, "ever_injected", "2026-11-02") == expected("""
        client | value | on         | until      | state
        A      | yes   | 2019-05-01 |            |
        B      |       |            |            |
        C      | yes   | 2020-01-01 |            |
        D      | no    | 2026-10-20 | 2027-10-20 |
        E      |       | 2026-10-20 | 2027-10-20 | asked_not_answered
        """)


@pytest.mark.parametrize("kind", ["hepatitis_c_test", "hiv_test", "hepatitis_b_test"])
def test_a_test_of_more_than_12_months_ago_is_a_no_that_does_not_age(store, kind):
    """A no that was asked ages as any other; where nothing is recorded it is not known."""
    told(
        store,
        event=f"""
            client_id | kind         | state              | happened_on
            A         | {kind}       | yes                | 2025-11-02
            B         | {kind}       | yes                | 2025-11-01
            C         | {kind}       | yes                | 2025-11-01
            C         | {kind}       | yes                | 2026-10-01
            D         | {kind}       | no                 | 2026-10-01
            E         | {kind}       | no                 | 2025-10-01
            F         | {kind}       | asked_not_answered | 2026-10-01
            G         | review       | yes                | 2026-10-01
            """,
    )
    assert fact(store, kind, "2026-11-02") == expected("""
        client | value | on         | until      | state
        A      | yes   | 2025-11-02 | 2026-11-02 |
        B      | no    | 2025-11-01 |            |
        C      | yes   | 2026-10-01 | 2027-10-01 |
        D      | no    | 2026-10-01 | 2027-10-01 |
        E      | no    | 2025-10-01 | 2026-10-01 |
        F      |       | 2026-10-01 | 2027-10-01 | asked_not_answered
        G      |       |            |            |
        """)


def test_whoever_lives_with_hiv_is_not_asked_for_a_test(store):
    told(
        store,
        condition="""
            client_id | condition   | state | status  | recorded_on
            A         | hiv         | yes   | current | 2021-10-01
            B         | hiv         | no    |         | 2026-10-01
            C         | hepatitis_c | yes   | current | 2026-10-01
            """,
        event="""
            client_id | kind     | state | happened_on
            A         | hiv_test | no    | 2026-10-01
            """,
    )
    assert fact(store, "hiv_test", "2026-11-02") == expected("""
        client | value | on         | until | state
        A      | yes   | 2021-10-01 |       |
        B      |       |            |       |
        C      |       |            |       |
        """)
    found = fact(store, "hepatitis_c_test", "2026-11-02")
    assert [row[1] for row in found] == [None, None, None]


def test_no_lung_liver_or_heart_disease_only_where_none_is_recorded(store):
    told(
        store,
        condition="""
            client_id | condition      | state              | status  | recorded_on
            A         | lung_disease   | yes                | current | 2026-10-01
            A         | any            | no                 |         | 2026-10-20
            B         | heart_disease  | yes                |         | 2026-10-01
            C         | any            | no                 |         | 2026-10-01
            D         | liver_disease  | no                 |         | 2026-10-01
            E         | lung_disease   | yes                | past    | 2026-10-01
            F         | other_physical | yes                | current | 2026-10-01
            G         | any            | asked_not_answered |         | 2026-10-01
            H         | liver_disease  | yes                | current | 2025-10-01
            """,
    )
    assert fact(store, "lung_liver_or_heart_disease", "2026-11-02") == expected("""
        client | value | on         | until      | state
        A      | yes   | 2026-10-01 | 2027-10-01 |
        B      | yes   | 2026-10-01 | 2027-10-01 |
        C      | no    | 2026-10-01 | 2027-10-01 |
        D      |       |            |            |
        E      |       |            |            |
        F      |       |            |            |
        G      |       | 2026-10-01 | 2027-10-01 | asked_not_answered
        H      | yes   | 2025-10-01 | 2026-10-01 |
        """)


@pytest.mark.parametrize(
    ("name", "condition"),
    [("psychosis_untreated", "psychosis"), ("mania_untreated", "bipolar_disorder")],
)
def test_a_condition_is_untreated_only_where_that_is_recorded(store, name, condition):
    """Where treatment was not asked about it is not known, whatever was said before."""
    told(
        store,
        condition=f"""
            client_id | condition          | state              | status  | treated            | recorded_on
            A         | {condition}        | yes                | current | no                 | 2026-10-01
            B         | {condition}        | yes                | current | yes                | 2026-10-01
            C         | {condition}        | yes                | current |                    | 2026-10-01
            C         | any                | no                 |         |                    | 2026-09-01
            D         | {condition}        | yes                | past    | no                 | 2026-10-01
            E         | {condition}        | no                 |         |                    | 2026-10-01
            F         | any                | no                 |         |                    | 2026-10-01
            G         | mental_health_need | no                 |         |                    | 2026-10-01
            H         | depression         | yes                | current | no                 | 2026-10-01
            I         | {condition}        | yes                | current | asked_not_answered | 2026-10-01
            J         | {condition}        | asked_not_answered |         |                    | 2026-10-01
            K         | {condition}        | yes                | current | no                 | 2026-10-01
            K         | any                | no                 |         |                    | 2026-10-20
            L         | any                | yes                | current | no                 | 2026-10-01
            """,
    )
    assert fact(store, name, "2026-11-02") == expected("""
        client | value | on         | until      | state
        A      | yes   | 2026-10-01 | 2027-10-01 |
        B      | no    | 2026-10-01 | 2027-10-01 |
        C      |       | 2026-10-01 | 2027-10-01 |
        D      | no    | 2026-10-01 | 2027-10-01 |
        E      | no    | 2026-10-01 | 2027-10-01 |
        F      | no    | 2026-10-01 | 2027-10-01 |
        G      | no    | 2026-10-01 | 2027-10-01 |
        H      |       |            |            |
        I      |       | 2026-10-01 | 2027-10-01 | asked_not_answered
        J      |       | 2026-10-01 | 2027-10-01 | asked_not_answered
        K      | yes   | 2026-10-01 | 2027-10-01 |
        L      |       |            |            |
        """)


def test_an_answer_that_is_a_number_is_one_and_not_a_text(store):
    """Ten is more than nine; what is no number is missing and stops nobody's answer."""
    told(
        store,
        answer="""
            client_id | survey | question | value | state              | asked_on
            A         | scales | phq9     | 9     |                    | 2026-09-01
            A         | scales | phq9     | 10    |                    | 2026-10-20
            B         | scales | phq9     |       | asked_not_answered | 2026-10-20
            C         | scales | phq9     | ten   |                    | 2026-10-20
            D         | scales | gad7     | 12    |                    | 2026-10-20
            """,
    )
    assert fact(store, "phq9", "2026-11-02") == expected("""
        client | value | on         | until      | state
        A      | 10    | 2026-10-20 | 2027-04-18 |
        B      |       | 2026-10-20 | 2027-04-18 | asked_not_answered
        C      |       | 2026-10-20 | 2027-04-18 |
        D      |       |            |            |
        """)


def test_an_answer_of_a_scale_is_a_number_and_a_choice_stays_a_word(store):
    told(
        store,
        answer="""
            client_id | survey  | question | value | asked_on
            A         | coping  | co6      | 2     | 2026-10-20
            A         | couples | cp5      | yes   | 2026-10-20
            """,
    )
    assert fact(store, "co6", "2026-11-02")[0][1] == 2
    assert fact(store, "cp5", "2026-11-02")[0][1] == "yes"
    assert fact(store, "co6", "2026-11-02")[0][3].isoformat() == "2027-01-12"


def test_kinds_of_people_are_those_of_the_newest_interview_that_was_finished(store):
    """Who supplies is left out; nobody mentioned is none; no role told is not known."""
    told(
        store,
        interview="""
            client_id | interview | asked_on   | finished
            A         | 1         | 2026-09-01 | yes
            A         | 2         | 2026-10-01 | yes
            A         | 3         | 2026-10-20 | no
            B         | 1         | 2026-10-01 | yes
            C         | 1         | 2026-10-01 | yes
            D         | 1         | 2026-10-01 | no
            """,
        person="""
            client_id | interview | person_id | role
            A         | 1         | p         | partner
            A         | 2         | p         | family
            A         | 2         | q         | family
            A         | 2         | r         | friend
            A         | 2         | s         | supplies
            A         | 2         | t         | asked_not_answered
            A         | 3         | p         | friend
            C         | 1         | p         |
            D         | 1         | p         | friend
            """,
    )
    assert fact(store, "role_types", "2026-11-02") == expected("""
        client | value | on         | until      | state
        A      | 2     | 2026-10-01 | 2027-03-30 |
        B      | 0     | 2026-10-01 | 2027-03-30 |
        C      |       | 2026-10-01 | 2027-03-30 |
        D      |       |            |            |
        """)


def test_people_who_support_are_counted_once_each(store):
    told(
        store,
        interview="""
            client_id | interview | asked_on   | finished
            A         | 1         | 2026-09-01 | yes
            A         | 2         | 2026-10-01 | yes
            B         | 1         | 2026-10-01 | yes
            C         | 1         | 2026-10-01 | no
            """,
        tie="""
            client_id | interview | person_id | kind     | state
            A         | 1         | p         | supports | yes
            A         | 1         | q         | supports | yes
            A         | 2         | p         | supports | yes
            A         | 2         | q         | supports | no
            A         | 2         | r         | supports | asked_not_answered
            A         | 2         | s         | lends    | yes
            B         | 1         | p         | lends    | yes
            C         | 1         | p         | supports | yes
            """,
    )
    assert fact(store, "supportive_people", "2026-11-02") == expected("""
        client | value | on         | until      | state
        A      | 1     | 2026-10-01 | 2027-03-30 |
        B      | 0     | 2026-10-01 | 2027-03-30 |
        C      |       |            |            |
        """)


def test_days_at_the_start_are_those_of_the_newest_start_form_and_do_not_age(store):
    told(
        store,
        outcome="""
            client_id | completed_on | stage  | opiate_days
            A         | 2024-01-05   | start  | 28
            A         | 2025-06-01   | start  | 20
            A         | 2026-10-20   | review | 4
            B         | 2026-10-20   | review | 4
            C         | 2026-10-01   | start  | declined
            D         | 2026-10-01   | start  |
            """,
    )
    assert fact(store, "opiate_days_at_start", "2026-11-02") == expected("""
        client | value | on         | until | state
        A      | 20    | 2025-06-01 |       |
        B      |       |            |       |
        C      |       | 2026-10-01 |       | asked_not_answered
        D      |       |            |       |
        """)


def test_the_peer_survey_was_asked_where_any_of_it_was_whatever_was_said(store):
    told(
        store,
        answer="""
            client_id | survey | question | value | state              | asked_on
            A         | peers  | st1      | 3     |                    | 2026-10-21
            B         | peers  | pp1      |       | asked_not_answered | 2026-03-01
            C         | health | ever_injected | no |                  | 2026-10-20
            """,
    )
    assert fact(store, "peer_survey", "2026-11-02") == expected("""
        client | value | on         | until      | state
        A      | yes   | 2026-10-21 | 2027-04-19 |
        B      | yes   | 2026-03-01 | 2026-08-28 |
        C      |       |            |            |
        """)
