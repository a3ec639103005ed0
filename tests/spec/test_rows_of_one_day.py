"""How we count where several rows of one day, or an empty one, speak of a fact."""

from tests.drawn import expected, fact, told


DAY = "2026-11-02"


def test_an_outcome_form_that_is_listed_again_is_no_newer(store):
    told(
        store,
        outcome="""
            client_id | completed_on | opiate_days | renewed_on
            A         | 2026-01-05   | 12          | 2026-11-01
            """,
    )
    assert fact(store, "heroin_reported", DAY) == expected("""
        client | value | on         | until      | state
        A      | yes   | 2026-01-05 | 2026-03-30 |
        """)


def test_an_empty_answer_takes_no_answer_away(store):
    told(
        store,
        answer="""
            client_id | survey      | question | value | asked_on
            A         | group_offer | own_goal | stop  | 2026-09-01
            A         | group_offer | own_goal |       | 2026-10-01
            """,
    )
    assert fact(store, "own_goal", DAY) == expected("""
        client | value | on         | until      | state
        A      | stop  | 2026-09-01 | 2027-02-28 |
        """)


def test_asked_none_recorded_stands_beside_a_question_not_answered_that_day(store):
    told(
        store,
        condition="""
            client_id | condition          | state              | recorded_on
            A         | any                | no                 | 2026-10-01
            A         | mental_health_need | asked_not_answered | 2026-10-01
            """,
    )
    assert fact(store, "mental_health_condition", DAY) == expected("""
        client | value | on         | until      | state
        A      | no    | 2026-10-01 | 2027-10-01 |
        """)


def test_of_two_forms_of_one_day_the_later_in_order_decides(store):
    told(
        store,
        outcome="""
            client_id | completed_on | sequence | opiate_days
            A         | 2026-10-01   | 2        | 0
            A         | 2026-10-01   | 1        | 12
            """,
    )
    said = [fact(store, name, DAY)[0][1] for name in ("opiate_days", "heroin_reported")]
    assert said == [0, False]


def test_of_two_yeses_of_one_day_the_one_that_lasts_longer_is_handed_on(store):
    told(
        store,
        outcome="""
            client_id | completed_on | opiate_days
            A         | 2026-10-20   | 12
            B         | 2026-10-20   | 12
            """,
        event="""
            client_id | kind         | state | happened_on
            A         | urine_heroin | yes   | 2026-10-20
            """,
        condition="""
            client_id | condition  | state | recorded_on | renewed_on
            A         | depression | yes   | 2026-10-20  |
            A         | anxiety    | yes   | 2026-10-20  | 2026-11-01
            B         | depression | yes   | 2026-10-20  | 2026-11-01
            B         | anxiety    | yes   | 2026-10-20  |
            """,
    )
    ends = [row[3].isoformat() for row in fact(store, "heroin_reported", DAY)]
    assert ends == ["2027-01-12", "2027-01-12"]
    ends = [row[3].isoformat() for row in fact(store, "mental_health_condition", DAY)]
    assert ends == ["2027-11-01", "2027-11-01"]


def test_forms_of_one_day_say_the_same_in_whatever_order_they_lie(store):
    told(
        store,
        outcome="""
            client_id | completed_on | stage  | opiate_days
            A         | 2026-10-01   | start  | 12
            A         | 2026-10-01   | review | 0
            B         | 2026-10-01   | review | 0
            B         | 2026-10-01   | start  | 12
            """,
    )
    said = [row[1] for row in fact(store, "heroin_reported", DAY)]
    days = [row[1] for row in fact(store, "opiate_days", DAY)]
    assert days == [12, 12]
    assert said == [True, True]
