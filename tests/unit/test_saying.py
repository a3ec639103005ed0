from datetime import date

import pytest

from metrics.saying import say
from metrics.scope import Scope
from metrics.store import Store, people, view
from tests.drawn import told


TODAY = date(2026, 11, 2)
PARTS = ("medicine", "form", "dose", "unit", "interval")


def said(store: Store, name: str, client: str = "A"):
    facts = view("client_on").facts
    known = people.facts(store, (name, *PARTS), TODAY, Scope.operator())
    return say(facts[name], known[client], TODAY)


def test_a_dose_is_never_said_without_product_unit_interval_and_date(store):
    told(
        store,
        prescription="""
            client_id | medicine  | form          | dose | unit | interval | recorded_on
            A         | methadone | oral_solution | 45   | mg   | daily    | 2026-10-20
            B         | buprenorphine |           | 0.4  |      |          | 2026-10-20
            C         | methadone |               |      |      |          | 2026-10-20
            """,
    )
    assert said(store, "dose").words == (
        "Methadone, oral solution, 45mg once a day, recorded 20 October 2026"
    )
    assert said(store, "dose", "B").words == (
        "Buprenorphine, form not recorded, 0.4 (unit not recorded) "
        "(how often: not recorded), recorded 20 October 2026"
    )
    assert (
        said(store, "dose", "C").words
        == "Dose as recorded, in the unit beside it: not asked"
    )


def test_a_form_says_illicit_opiates_and_only_a_screen_says_heroin(store):
    told(
        store,
        outcome="""
            client_id | completed_on | opiate_days
            A         | 2026-10-19   | 12
            """,
        event="""
            client_id | kind         | state | happened_on | date_words
            B         | urine_heroin | yes   | 2026-10-19  |
            C         | urine_heroin | yes   | 2026-10-19  | screen, day assumed,
            """,
    )
    assert said(store, "heroin_reported").words == (
        "Illicit opiates, 12 of the 28 days before 19 October 2026"
    )
    assert said(store, "heroin_reported", "B").words == (
        "Urine screen positive for heroin, 19 October 2026"
    )
    assert said(store, "heroin_reported", "C").words == (
        "Screen, day assumed, 19 October 2026"
    )


def test_each_of_the_four_states_has_its_own_words(store):
    told(
        store,
        event="""
            client_id | kind     | state              | happened_on
            A         | overdose | yes                | 2026-10-12
            B         | overdose | no                 | 2026-10-12
            C         | overdose | asked_not_answered | 2026-10-12
            D         | overdose | yes                | 2026-01-12
            E         | review   | yes                | 2026-01-12
            """,
    )
    words = [said(store, "overdose", client).words for client in "ABCDE"]
    assert words == [
        "Overdose in the last 6 months: 12 October 2026, 21 days ago",
        "No overdose in the last 6 months, asked 12 October 2026",
        "Overdose in the last 6 months: asked, not answered, 12 October 2026",
        "Overdose in the last 6 months: 12 January 2026, 294 days ago. "
        "This information is 294 days old and is not used",
        "Overdose in the last 6 months: not asked",
    ]
    standings = [said(store, "overdose", client).standing for client in "ABCDE"]
    assert standings == [
        "known",
        "known",
        "asked, not answered",
        "out of date",
        "not asked",
    ]


@pytest.mark.parametrize(
    ("column", "cell", "expected"),
    [
        ("opiate_days", "3", "Illicit opiates: 3 of the 28 days before 1 October 2026"),
        (
            "psychological",
            "12",
            "Psychological health, 20 is good: 12 of 20, 1 October 2026",
        ),
        (
            "alcohol_units",
            "4.5",
            "Units of alcohol on a typical drinking day: 4.5 units, 1 October 2026",
        ),
        ("sharing", "no", "No sharing of injecting equipment, asked 1 October 2026"),
    ],
)
def test_numbers_have_their_units(store, column, cell, expected):
    told(
        store,
        outcome=f"""
            client_id | completed_on | {column}
            A         | 2026-10-01   | {cell}
            """,
    )
    assert said(store, column).words == expected


def test_a_condition_and_a_code_are_said_by_their_labels(store):
    told(
        store,
        condition="""
            client_id | condition | state | recorded_on
            A         | ptsd      | yes   | 2026-10-01
            B         | any       | no    | 2026-10-01
            """,
        client="""
            client_id | as_at      | partner | treatment_start
            A         | 2026-10-01 | uses    | 2020-03-01
            B         | 2026-10-01 |         |
            """,
    )
    mental = [said(store, "mental_health_condition", client) for client in "AB"]
    assert mental[0].words == (
        "Current mental health condition recorded: post-traumatic stress disorder "
        "(PTSD), 1 October 2026"
    )
    assert mental[1].words == "Mental health: asked, none recorded, 1 October 2026"
    assert (
        said(store, "partner").brief == "partner uses opioids or crack, 1 October 2026"
    )
    assert (
        said(store, "treatment_start").words == "Start of this treatment: 1 March 2020"
    )
