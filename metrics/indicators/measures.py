"""The measures that reports count, and how people are told apart in them.

All are asked of the last day of a period, over people in treatment on any day of it.
What was not asked, not answered, or is out of date on that day is not known. Which of
them a release draws, and how small numbers are hidden, is `disclosure/policy.py`.
"""

from metrics.indicators._clause import Clause, Example
from metrics.indicators._measure import (
    NOT_KNOWN,
    OUTSIDE,
    Answer,
    Breakdown,
    Measure,
    Never,
    Rung,
    answered,
    counted,
    facts_of,
    invited,
)
from metrics.indicators.measures_of_care import MEASURES_OF_CARE
from metrics.indicators.measures_of_groups import MEASURES_OF_GROUPS, NEVER_OF_GROUPS
from metrics.indicators.measures_of_reach import MEASURES_OF_REACH
from metrics.settings import (
    CONDITION,
    FOUR_WEEKS,
    NALOXONE,
    ORT_RECORD,
    OUTCOME_FORM,
)


EVERYBODY = "people in treatment on any day of the period"
NOT_ASKED = "Not asked, asked and not answered, or out of date on that day"
SERVICE = Breakdown(
    id="service",
    title="Service",
    labels=None,
    everybody="All services",
    lasting=False,
)
SEX = Breakdown(
    id="sex",
    title="Sex, as recorded",
    labels={"female": "women", "male": "men"},
    everybody="Everybody",
    lasting=True,
)

ETHNIC_GROUP = Breakdown(
    id="ethnic_group",
    title="Ethnic group, as recorded",
    # Two: of the five groups of the national data set four are small in one provider.
    labels={"white": "White", "another": "Asian, Black, mixed or another group"},
    codes={"white": ("white",), "another": ("asian", "black", "mixed", "other")},
    everybody="Everybody",
    lasting=True,
)
AGE_BAND = Breakdown(
    id="age_band",
    title="Age, as recorded last",
    labels={
        "under_35": "under 35",
        "35_44": "35 to 44",
        "45_54": "45 to 54",
        "55_plus": "55 and over",
    },
    codes={
        "under_35": ("under_18", "18_24", "25_29", "30_34"),
        "35_44": ("35_39", "40_44"),
        "45_54": ("45_49", "50_54"),
        "55_plus": ("55_59", "60_64", "65_69", "70_plus"),
    },
    everybody="Everybody",
    lasting=False,
    # The oldest are the fewest; after them the youngest.
    ladder=(
        Rung("45_plus", "45 and over", ("45_54", "55_plus")),
        Rung("under_45", "under 45", ("under_35", "35_44")),
    ),
)

_MEASURES = (
    Measure(
        id="in_treatment",
        title="People in treatment",
        population=EVERYBODY,
        definition=(
            "Treatment had started by the end of the period and had not ended before "
            "it began. Where no start is recorded, it counts from the first record."
        ),
        answers=(),
        unknown="Who left before the records begin is not in any figure",
        headline=None,
        source="Start of treatment, exits and status, as the services recorded them",
        strength="J",
        sensitive=False,
        example=None,
    ),
    Measure(
        id="ort_medicine",
        title="Methadone as the ORT medicine",
        population=EVERYBODY,
        definition=(
            "The medicine of the newest record of opioid replacement therapy (ORT) that "
            "could still be used on the last day of the period: at most "
            f"{ORT_RECORD.days} days old."
        ),
        answers=(
            Answer(
                "methadone",
                "methadone",
                Clause("on methadone", "on_ort AND medicine = 'methadone'"),
            ),
            Answer(
                "buprenorphine",
                "buprenorphine, with naloxone or without",
                Clause(
                    "on buprenorphine, with naloxone or without",
                    "on_ort AND medicine IN ('buprenorphine', 'buprenorphine_naloxone')",
                ),
            ),
            Answer(
                "another_or_none",
                "another medicine, or ORT stopped",
                Clause(
                    "on another ORT medicine, or whose ORT was stopped",
                    "NOT on_ort OR medicine NOT IN "
                    "('methadone', 'buprenorphine', 'buprenorphine_naloxone')",
                ),
            ),
        ),
        unknown="No record, two that differ, or out of date on that day",
        headline="methadone",
        source="ORT records of the services",
        strength="J",
        sensitive=False,
        example=Example("""
            on_ort | medicine               | expect
            -------+------------------------+----------------
            yes    | methadone              | methadone
            yes    | buprenorphine          | buprenorphine
            yes    | buprenorphine_naloxone | buprenorphine
            yes    | diamorphine            | another_or_none
            no     | methadone              | another_or_none
            no     |                        | another_or_none
            yes    |                        | not_known
                   |                        | not_known
            """),
    ),
    Measure(
        id="use_on_top",
        title="Illicit opiates reported while on ORT",
        population="people on ORT on the last day of the period",
        definition=(
            f"The newest outcome form of the last {OUTCOME_FORM.days} days reported "
            "illicit opiates in the 28 days before it, or a urine screen of the last "
            f"{FOUR_WEEKS.days} days was positive for heroin."
        ),
        answers=(
            Answer(
                "reported",
                "reported",
                Clause("who reported illicit opiates", "heroin_reported"),
            ),
            Answer(
                "not_reported",
                "not reported",
                Clause("who were asked and reported none", "NOT heroin_reported"),
            ),
        ),
        among=Clause("who are on ORT", "on_ort"),
        unknown=NOT_ASKED,
        headline="reported",
        source="Outcome forms and urine screens recorded by the services",
        strength="D",
        sensitive=True,
        example=Example("""
            on_ort | heroin_reported | expect
            -------+-----------------+-------------
            yes    | yes             | reported
            yes    | no              | not_reported
            yes    |                 | not_known
            no     | yes             | outside
                   | yes             | outside
            """),
    ),
    Measure(
        id="naloxone_kit",
        title="Naloxone kit at home",
        population=EVERYBODY,
        definition=(
            f"They were asked in the last {NALOXONE.days} days and had a kit, which was "
            "not past its expiry date on the last day of the period."
        ),
        answers=(
            Answer(
                "kit",
                "kit in date",
                Clause("who have a naloxone kit in date", "naloxone_kit"),
            ),
            Answer(
                "no_kit",
                "no kit, or out of date",
                Clause("who have none, or one past its date", "NOT naloxone_kit"),
            ),
        ),
        unknown=NOT_ASKED,
        headline="kit",
        source="Naloxone kits recorded by the services",
        strength="S",
        sensitive=False,
        example=Example("""
            naloxone_kit | expect
            -------------+----------
            yes          | kit
            no           | no_kit
                         | not_known
            """),
    ),
    Measure(
        id="injecting",
        title="Injecting reported",
        population=EVERYBODY,
        definition=(
            f"The newest outcome form of the last {OUTCOME_FORM.days} days reported "
            "injecting on one day or more of the 28 before it."
        ),
        answers=(
            Answer(
                "reported",
                "reported",
                Clause("who reported injecting", "inject_days >= 1"),
            ),
            Answer(
                "not_reported",
                "not reported",
                Clause("who were asked and reported none", "inject_days = 0"),
            ),
        ),
        unknown=NOT_ASKED,
        headline="reported",
        source="Outcome forms recorded by the services",
        strength="S",
        sensitive=True,
        example=Example("""
            inject_days | expect
            ------------+-------------
            1           | reported
            0           | not_reported
                        | not_known
            """),
    ),
    Measure(
        id="other_conditions",
        title="Mental health condition recorded",
        population=EVERYBODY,
        definition=(
            "A current mental health condition is recorded, by a record that could "
            "still be used on the last day of the period: at most "
            f"{CONDITION.days} days old."
        ),
        answers=(
            Answer(
                "recorded",
                "recorded",
                Clause(
                    "with a current mental health condition", "mental_health_condition"
                ),
            ),
            Answer(
                "none_recorded",
                "asked, none recorded",
                Clause("who were asked and have none", "NOT mental_health_condition"),
            ),
        ),
        unknown=NOT_ASKED,
        headline="recorded",
        source="Conditions recorded by the services",
        strength="D",
        sensitive=True,
        example=Example("""
            mental_health_condition | expect
            ------------------------+--------------
            yes                     | recorded
            no                      | none_recorded
                                    | not_known
            """),
    ),
)
BREAKDOWNS = {each.id: each for each in (SERVICE, SEX, AGE_BAND, ETHNIC_GROUP)}
MEASURES = {
    each.id: each
    for each in (
        *_MEASURES,
        *MEASURES_OF_CARE,
        *MEASURES_OF_REACH,
        *MEASURES_OF_GROUPS,
    )
}
# What nobody has together, by what the measures mean: an attacker knows that too.
NEVER = (
    Never(
        "On methadone or buprenorphine, and not on ORT",
        ("ort_medicine", frozenset({"methadone", "buprenorphine"})),
        ("use_on_top", frozenset({OUTSIDE})),
    ),
    Never(
        "On methadone, and not counted in its doses",
        ("ort_medicine", frozenset({"methadone"})),
        ("methadone_dose", frozenset({OUTSIDE})),
    ),
    Never(
        "A dose of methadone, and another medicine or none",
        (
            "ort_medicine",
            frozenset({"buprenorphine", "another_or_none", NOT_KNOWN}),
        ),
        ("methadone_dose", frozenset({"under", "usual", "over", NOT_KNOWN})),
    ),
    Never(
        "The newest form tells of days of illicit opiates, and use is not known",
        ("stopped_since_start", frozenset({"none", "still"})),
        ("use_on_top", frozenset({NOT_KNOWN})),
    ),
    Never(
        "The newest form tells of illicit opiates, and use is not reported",
        ("stopped_since_start", frozenset({"still"})),
        ("use_on_top", frozenset({"not_reported"})),
    ),
    *NEVER_OF_GROUPS,
)

__all__ = [
    "BREAKDOWNS",
    "MEASURES",
    "NEVER",
    "NOT_KNOWN",
    "OUTSIDE",
    "Breakdown",
    "Measure",
    "Never",
    "Rung",
    "answered",
    "counted",
    "facts_of",
    "invited",
]
