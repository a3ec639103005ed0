"""Measures for reports of dose, change since the start, and how people live.

Asked as those of `measures.py`: of the last day of a period. Housing and work are those
of the outcome form, which has a date of its own.
"""

from metrics.indicators._clause import Clause, Example
from metrics.indicators._measure import Answer, Measure
from metrics.settings import ORT_RECORD, OUTCOME_FORM


EVERYBODY = "people in treatment on any day of the period"
FORM = f"The newest outcome form of the last {OUTCOME_FORM.days} days"
NOT_ASKED = "Not asked, asked and not answered, or out of date on that day"
FORMS = "Outcome forms recorded by the services"

METHADONE_DOSE = Measure(
    id="methadone_dose",
    title="Recorded methadone dose in the usual range",
    population="people with methadone as their ORT medicine on the last day",
    definition=(
        "The newest recorded dose of methadone that could still be used on the last "
        f"day of the period, at most {ORT_RECORD.days} days old: usual is 60 to 120mg "
        "a day."
    ),
    answers=(
        Answer("under", "under 60mg a day", Clause("under 60mg", "daily_mg < 60")),
        Answer(
            "usual",
            "60 to 120mg a day",
            Clause("60 to 120mg", "daily_mg >= 60 AND daily_mg <= 120"),
        ),
        Answer("over", "over 120mg a day", Clause("over 120mg", "daily_mg > 120")),
    ),
    among=Clause("who are on methadone", "on_ort AND medicine = 'methadone'"),
    unknown="The dose is not recorded, or in a form of which no dose in mg follows",
    headline="usual",
    source=(
        "ORT records of the services; range of the UK clinical guidelines 2017 (to be "
        "confirmed)"
    ),
    strength="G",
    sensitive=False,
    example=Example("""
        on_ort | medicine      | daily_mg | expect
        -------+---------------+----------+----------
        yes    | methadone     | 59       | under
        yes    | methadone     | 60       | usual
        yes    | methadone     | 120      | usual
        yes    | methadone     | 121      | over
        yes    | methadone     |          | not_known
        yes    | buprenorphine | 16       | outside
        no     | methadone     | 60       | outside
               |               |          | outside
        """),
)
STOPPED = Measure(
    id="stopped_since_start",
    title="No illicit opiates, of those who reported them at the start",
    population="people whose newest start form reported illicit opiates",
    definition=(
        f"{FORM} reported no day of illicit opiates in the 28 before it. It says what "
        "came after treatment began, and not what it came from."
    ),
    answers=(
        Answer("none", "none reported", Clause("who reported none", "opiate_days = 0")),
        Answer(
            "still", "reported again", Clause("who reported some", "opiate_days >= 1")
        ),
    ),
    among=Clause("who reported some at the start", "opiate_days_at_start >= 1"),
    unknown=NOT_ASKED,
    headline="none",
    source=FORMS,
    strength="S",
    sensitive=True,
    example=Example("""
        opiate_days_at_start | opiate_days | expect
        ---------------------+-------------+----------
        1                    | 0           | none
        28                   | 1           | still
        20                   |             | not_known
        0                    | 0           | outside
                             | 0           | outside
        """),
)
QUALITY_OF_LIFE = Measure(
    id="quality_of_life",
    title="Quality of life asked",
    population=EVERYBODY,
    definition=f"{FORM} has a rating of quality of life, from 0 to 20.",
    answers=(
        Answer("rated", "rated", Clause("who gave a rating", "quality_of_life >= 0")),
    ),
    unknown=NOT_ASKED,
    headline="rated",
    source=FORMS,
    strength="S",
    sensitive=False,
    example=Example("""
        quality_of_life | expect
        ----------------+----------
        0               | rated
        14              | rated
                        | not_known
        """),
)
HOUSING = Measure(
    id="housing_problem",
    title="Housing problem reported",
    population=EVERYBODY,
    definition=f"{FORM} reported acute housing problems or unsuitable housing.",
    answers=(
        Answer(
            "problem",
            "reported",
            Clause("with a housing problem", "acute_housing OR unsuitable_housing"),
        ),
        Answer(
            "no_problem",
            "not reported",
            Clause(
                "asked and without one", "NOT acute_housing AND NOT unsuitable_housing"
            ),
        ),
    ),
    unknown=NOT_ASKED,
    headline="problem",
    source=FORMS,
    strength="S",
    sensitive=False,
    example=Example("""
        acute_housing | unsuitable_housing | expect
        --------------+--------------------+-----------
        yes           |                    | problem
        no            | yes                | problem
        no            | no                 | no_problem
        no            |                    | not_known
                      |                    | not_known
        """),
)
WORK = Measure(
    id="work",
    title="Paid work, volunteering or study",
    population=EVERYBODY,
    definition=(
        f"{FORM} reported paid work, volunteering, or college or school on one day or "
        "more of the 28 before it."
    ),
    answers=(
        Answer(
            "some",
            "one day or more",
            Clause(
                "with some",
                "paid_work_days >= 1 OR volunteer_days >= 1 OR education_days >= 1",
            ),
        ),
        Answer(
            "no_day",
            "no day",
            Clause(
                "with none",
                "paid_work_days = 0 AND volunteer_days = 0 AND education_days = 0",
            ),
        ),
    ),
    unknown=NOT_ASKED,
    headline="some",
    source=FORMS,
    strength="S",
    sensitive=False,
    example=Example("""
        paid_work_days | volunteer_days | education_days | expect
        ---------------+----------------+----------------+----------
        1              |                |                | some
                       | 1              |                | some
                       |                | 1              | some
        0              | 0              | 0              | no_day
        0              | 0              |                | not_known
                       |                |                | not_known
        """),
)
MEASURES_OF_CARE = (METHADONE_DOSE, STOPPED, QUALITY_OF_LIFE, HOUSING, WORK)
