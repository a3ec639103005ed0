"""How we count: what a view says of a person on a day, in drawn tables.

One test is one paragraph. `until` is the last day on which the fact may be used; a fact
keeps its value and its dates after that, and the rule no longer reads it.
"""

from tests.drawn import expected, fact, told


def test_the_newest_outcome_form_decides_about_illicit_opiates(store):
    told(
        store,
        outcome="""
            client_id | completed_on | opiate_days
            A         | 2026-08-20   | 12
            A         | 2026-10-20   | 0
            B         | 2026-10-20   | 3
            C         | 2026-10-20   | declined
            D         | 2026-10-20   |
            """,
    )
    assert fact(store, "heroin_reported", "2026-11-02") == expected("""
        client | value | on         | until      | state
        A      | no    | 2026-10-20 | 2027-01-12 |
        B      | yes   | 2026-10-20 | 2027-01-12 |
        C      |       | 2026-10-20 | 2027-01-12 | asked_not_answered
        D      |       |            |            |
        """)


def test_a_positive_screen_of_the_last_28_days_outweighs_a_form_that_says_none(store):
    told(
        store,
        outcome="""
            client_id | completed_on | opiate_days
            A         | 2026-10-20   | 0
            B         | 2026-10-20   | 0
            """,
        event="""
            client_id | kind         | state | happened_on
            A         | urine_heroin | yes   | 2026-10-10
            B         | urine_heroin | yes   | 2026-10-04
            C         | urine_heroin | no    | 2026-10-30
            D         | urine_heroin | yes   | 2026-10-04
            """,
    )
    assert fact(store, "heroin_reported", "2026-11-02") == expected("""
        client | value | on         | until      | state
        A      | yes   | 2026-10-10 | 2026-11-07 |
        B      | no    | 2026-10-20 | 2027-01-12 |
        C      |       |            |            |
        D      | yes   | 2026-10-04 | 2026-11-01 |
        """)


def test_on_ort_until_a_later_stop(store):
    told(
        store,
        prescription="""
            client_id | medicine  | recorded_on
            A         | methadone | 2026-10-01
            B         | methadone | 2026-10-01
            C         | methadone | 2026-10-01
            D         | methadone | 2026-10-01
            """,
        event="""
            client_id | kind     | state | happened_on
            B         | ort_stop | yes   | 2026-10-02
            C         | ort_stop | yes   | 2026-09-30
            D         | ort_stop | no    | 2026-10-20
            E         | ort_stop | yes   | 2024-01-01
            """,
    )
    assert fact(store, "on_ort", "2026-11-02") == expected("""
        client | value | on         | until      | state
        A      | yes   | 2026-10-01 | 2026-12-24 |
        B      | no    | 2026-10-02 |            |
        C      | yes   | 2026-10-01 | 2026-12-24 |
        D      | yes   | 2026-10-01 | 2026-12-24 |
        E      | no    | 2024-01-01 |            |
        """)


def test_two_medicines_on_the_newest_date_leave_medicine_and_dose_not_known(store):
    told(
        store,
        prescription="""
            client_id | medicine      | dose | unit | interval | recorded_on
            A         | methadone     | 60   | mg   | daily    | 2026-10-01
            A         | buprenorphine | 8    | mg   | daily    | 2026-10-01
            B         | methadone     | 40   | mg   | daily    | 2026-09-01
            B         | buprenorphine | 8    | mg   | daily    | 2026-10-01
            """,
    )
    assert fact(store, "medicine", "2026-11-02") == expected("""
        client | value         | on         | until      | state
        A      |               |            |            |
        B      | buprenorphine | 2026-10-01 | 2026-12-24 |
        """)
    assert [row[1] for row in fact(store, "daily_mg", "2026-11-02")] == [None, 8]
    assert [row[1] for row in fact(store, "on_ort", "2026-11-02")] == [True, True]


def test_millilitres_become_milligrams_only_with_a_recorded_strength(store):
    told(
        store,
        prescription="""
            client_id | medicine      | form         | strength | dose | unit | interval | recorded_on
            A         | methadone     |              | 1        | 60   | ml   | daily    | 2026-10-01
            B         | methadone     |              |          | 60   | ml   | daily    | 2026-10-01
            C         | buprenorphine | depot_weekly |          | 24   | mg   | weekly   | 2026-10-01
            """,
    )
    assert [row[1] for row in fact(store, "daily_mg", "2026-11-02")] == [60, None, None]


def test_one_overdose_inside_the_window_stands_whatever_was_said_later(store):
    told(
        store,
        event="""
            client_id | kind     | state | happened_on
            A         | overdose | yes   | 2026-07-01
            A         | overdose | no    | 2026-10-12
            B         | overdose | yes   | 2026-01-01
            B         | overdose | no    | 2026-10-12
            C         | overdose | yes   | 2026-01-01
            D         | overdose | asked_not_answered | 2026-10-12
            """,
    )
    assert fact(store, "overdose", "2026-11-02") == expected("""
        client | value | on         | until      | state
        A      | yes   | 2026-07-01 | 2026-12-30 |
        B      | no    | 2026-10-12 | 2027-04-12 |
        C      | yes   | 2026-01-01 | 2026-07-02 |
        D      |       | 2026-10-12 | 2027-04-12 | asked_not_answered
        """)
    assert fact(store, "recent_overdose", "2026-11-02")[0][1] is False


def test_a_kit_past_its_expiry_date_is_a_no_that_does_not_age(store):
    told(
        store,
        event="""
            client_id | kind         | state | happened_on | expires_on
            A         | naloxone_kit | yes   | 2024-01-01  | 2027-01-01
            B         | naloxone_kit | yes   | 2024-01-01  | 2026-11-01
            C         | naloxone_kit | yes   | 2025-01-01  |
            D         | naloxone_kit | no    | 2026-10-01  |
            E         | naloxone_kit | no    | 2026-10-01  |
            E         | naloxone_kit | yes   | 2026-10-02  | 2028-01-01
            """,
    )
    assert fact(store, "naloxone_kit", "2026-11-02") == expected("""
        client | value | on         | until      | state
        A      | yes   | 2024-01-01 | 2027-01-01 |
        B      | no    | 2024-01-01 |            |
        C      | yes   | 2025-01-01 | 2026-01-01 |
        D      | no    | 2026-10-01 | 2027-10-01 |
        E      | yes   | 2026-10-02 | 2028-01-01 |
        """)


def test_none_recorded_is_a_no_and_a_no_to_one_diagnosis_is_not(store):
    told(
        store,
        condition="""
            client_id | condition   | state              | status  | recorded_on
            A         | depression  | yes                | current | 2026-10-01
            A         | any         | no                 |         | 2026-10-20
            B         | any         | no                 |         | 2026-10-01
            C         | depression  | no                 |         | 2026-10-01
            D         | depression  | yes                | past    | 2026-10-01
            E         | hepatitis_c | yes                | current | 2026-10-01
            F         | any         | asked_not_answered |         | 2026-10-01
            G         | depression  | yes                | current | 2026-09-01
            G         | depression  | no                 |         | 2026-10-01
            H         | mental_health_need | no          |         | 2026-10-01
            """,
    )
    assert fact(store, "mental_health_condition", "2026-11-02") == expected("""
        client | value | on         | until      | state
        A      | yes   | 2026-10-01 | 2027-10-01 |
        B      | no    | 2026-10-01 | 2027-10-01 |
        C      |       |            |            |
        D      |       |            |            |
        E      |       |            |            |
        F      |       | 2026-10-01 | 2027-10-01 | asked_not_answered
        G      |       |            |            |
        H      | no    | 2026-10-01 | 2027-10-01 |
        """)


def test_a_later_version_counts_from_its_own_day(store):
    told(
        store,
        prescription="""
            client_id | medicine  | dose | recorded_on | as_at      | superseded_at | superseded_by | supersedes
            A         | methadone | 60   | 2026-09-01  | 2026-09-05 | 2026-10-05    | 2             |
            A         | methadone | 70   | 2026-09-01  | 2026-10-05 |               |               | 1
            """,
    )
    assert fact(store, "dose", "2026-09-01")[0][1] == 60
    assert fact(store, "dose", "2026-10-04")[0][1] == 60
    assert fact(store, "dose", "2026-10-05")[0][1] == 70


def test_a_snapshot_renews_what_it_still_lists(store):
    told(
        store,
        prescription="""
            client_id | medicine  | recorded_on | as_at      | renewed_on
            A         | methadone | 2026-01-01  | 2026-10-05 | 2026-10-05
            """,
    )
    assert fact(store, "medicine", "2026-11-02") == expected("""
        client | value     | on         | until      | state
        A      | methadone | 2026-01-01 | 2026-12-28 |
        """)
    assert fact(store, "medicine", "2026-10-04")[0][3].isoformat() == "2026-03-26"


def test_a_column_keeps_its_newest_answer_and_a_refusal_is_an_answer_of_its_own(store):
    told(
        store,
        client="""
            client_id | as_at      | partner            | housing
            A         | 2026-09-01 | uses               | rented
            A         | 2026-10-01 |                    | no_home
            B         | 2026-09-01 | uses               |
            B         | 2026-10-01 | asked_not_answered |
            """,
    )
    assert fact(store, "partner", "2026-11-02") == expected("""
        client | value | on         | until      | state
        A      | uses  | 2026-09-01 | 2027-02-28 |
        B      |       | 2026-10-01 | 2027-03-30 | asked_not_answered
        """)


def test_who_left_or_died_is_in_no_list_from_that_day(store):
    told(
        store,
        client="""
            client_id | as_at      | status
            A         | 2026-09-01 | in_treatment
            B         | 2026-09-01 | in_treatment
            B         | 2026-10-01 | left
            C         | 2026-10-01 | died
            C         | 2026-10-20 | in_treatment
            D         | 2026-10-01 |
            """,
    )
    assert [row[0] for row in fact(store, "status", "2026-11-02")] == ["A", "D"]
    assert [row[0] for row in fact(store, "status", "2026-09-15")] == ["A", "B"]
