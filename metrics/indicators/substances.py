"""Indicators about what is used beside heroin, and about using alone (evidence.md R15 to
R19).

Recorded days only. Nothing here says "stop": stopping a sedative or alcohol at once is
dangerous. A warning about a batch or a potent opioid in an area (R20) is a `notice` about
the area, never an indicator about a person.
"""

from datetime import date

from metrics.indicators._clause import Clause, Example
from metrics.indicators._shapes import Indicator


REVIEWED, NEXT_REVIEW = date(2026, 11, 1), date(2027, 11, 1)
OTHER_DRUGS = "sedatives, gabapentinoids, crack and cocaine in the last 28 days"
MOSTLY_ALONE = "using_days > 0 AND alone_days * 2 > using_days"

INDICATORS = (
    Indicator(
        id="sedatives",
        title="Benzodiazepines or z-drugs reported",
        view="client_on",
        raised=Clause(
            "who reported benzodiazepines or z-drugs, prescribed or not, in the 28 days "
            "before they were asked",
            "sedative_days >= 1",
        ),
        order=55,
        suggests="Ask what for, how much and from where; speak with the prescriber",
        ask=OTHER_DRUGS,
        why=(
            "Together with opioids they make overdose deaths more frequent. They also "
            "went with longer treatment, and stopping at once is dangerous."
        ),
        source=(
            "Macleod 2019, UK: prescribed beside ORT, hazard ratio 2.96 for death by "
            "drug poisoning (evidence.md R15)"
        ),
        strength="S",
        reach="Adults on ORT in the United Kingdom, of prescribed sedatives",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            sedative_days | expect
            --------------+-----------
            1             | raised
            0             | not raised
                          | not known
            """),
    ),
    Indicator(
        id="gabapentinoids",
        title="Pregabalin or gabapentin reported",
        view="client_on",
        raised=Clause(
            "who reported pregabalin or gabapentin, prescribed or not, in the 28 days "
            "before they were asked",
            "gabapentinoid_days >= 1",
        ),
        order=56,
        suggests="Ask what for, how much and from where; speak with the prescriber",
        ask=OTHER_DRUGS,
        why="With opioids and sedatives together, overdose deaths are more frequent.",
        source=(
            "New South Wales cohort: hazard ratio 6.10 for an opioid with a "
            "benzodiazepine and a gabapentinoid; no figure from the UK (evidence.md R16)"
        ),
        strength="S",
        reach="Studied in Australia, in people prescribed opioids for pain",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            gabapentinoid_days | expect
            -------------------+-----------
            1                  | raised
            0                  | not raised
                               | not known
            """),
    ),
    Indicator(
        id="alcohol",
        title="Alcohol: AUDIT-C of 5 or more",
        view="client_on",
        raised=Clause("with 5 or more by AUDIT-C", "audit_c >= 5"),
        order=57,
        suggests="Talk about alcohol; dependence needs an assessment of its own",
        ask="alcohol, by AUDIT-C",
        why="Alcohol and opioids together make overdose more frequent.",
        source=(
            "Bellis 2018 for the 5; Vancouver cohort (Kerr and others): odds ratio 1.32 "
            "for overdose (evidence.md R17)"
        ),
        strength="S",
        reach="Adults; a screen, which is not a diagnosis",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            audit_c | expect
            --------+-----------
            5       | raised
            4       | not raised
            0       | not raised
                    | not known
            """),
    ),
    Indicator(
        id="crack_or_cocaine",
        title="Crack or cocaine reported",
        view="client_on",
        raised=Clause(
            "who reported crack or powder cocaine in the 28 days before their outcome "
            "form",
            "crack_days >= 1 OR cocaine_days >= 1",
        ),
        order=58,
        suggests="Ask how it is used, and with what",
        ask=OTHER_DRUGS,
        why="Most overdose deaths are of more than one drug.",
        source=(
            "Vancouver cohort (Kerr and others); London audit 2003: cocaine in 42 in 100 "
            "deaths, several drugs in most (evidence.md R18)"
        ),
        strength="S",
        reach="Adults who use drugs; studied in Canada and in London",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            crack_days | cocaine_days | expect
            -----------+--------------+-----------
            1          | 0            | raised
            0          | 1            | raised
                       | 1            | raised
            0          | 0            | not raised
            0          |              | not known
                       |              | not known
            """),
    ),
    Indicator(
        id="uses_alone",
        title="Used alone on most using days",
        view="client_on",
        raised=Clause(
            "who said that they used alone on more than half of their using days",
            MOSTLY_ALONE,
        ),
        order=59,
        shows=("alone_days",),
        suggests="Talk about who could be near, awake and with naloxone",
        ask="how many of the using days were alone",
        why=(
            "Official advice is not to use alone. Somebody near helps only if they are "
            "alert and have naloxone; men in the study used alone even where they "
            "bought with others."
        ),
        source=(
            "Official and service advice; Hickman 2007: somebody was there at 61 in 100 "
            "London deaths, mostly unaware until too late. That “usually alone” is more "
            "than half is our own default (evidence.md R19)"
        ),
        strength="S",
        reach="Everybody who uses; using alone was studied in men only (14 men)",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            using_days | alone_days | expect
            -----------+------------+-----------
            10         | 6          | raised
            10         | 5          | not raised
            10         | 4          | not raised
            1          | 1          | raised
            0          | 0          | not raised
            0          |            | not raised
            10         |            | not known
                       | 6          | not known
            """),
    ),
)
