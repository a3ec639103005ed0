"""Every published figure that the sample aims at, with its source and year.

The sources behind the tags are listed in README.md. `allowed` is how far the sample may
lie from the published figure: wide where few people stand behind a share, or where two
sources disagree. Where nothing is published the sample only states what was chosen
(`CHOICES`). How a figure is counted is `_measures.py`.
"""

from dataclasses import dataclass
from statistics import median

from sample_data._measures import (
    Measured,
    ages,
    at_risk_of_eviction,
    buprenorphine,
    died_in_a_year,
    fall_in,
    fresh_form,
    has_code,
    mental_health,
    methadone,
    methadone_with_opiates,
    naloxone_kit,
    network_planning,
    none_left,
    on_ort_now,
    on_start_form,
    prescribed,
    prescribed_ort,
    time_in_treatment,
    with_crack,
    without_crack,
)
from sample_data._sample import mean, share, spread


@dataclass(frozen=True)
class Source:
    """Where a figure comes from, its year and of whom it speaks."""

    tag: str
    year: str


@dataclass(frozen=True)
class Aim:
    """A published figure, and how the sample measures up to it."""

    words: str
    published: float
    allowed: float
    unit: str
    source: Source
    measured: Measured


@dataclass(frozen=True)
class ScenarioChoice:
    """A share that no source gives: a scenario parameter."""

    words: str
    measured: Measured


ALL = Source("S10", "2023-24, all in treatment")
NEW = Source("S10", "2023-24, new presentations")
NEW_OLDER = Source("S10", "2021-22, new presentations")
NEW_LATER = Source("S12", "2024-25, new presentations")
TRIAL = Source("S18", "2019-21, trial in five clinics")
COHORT = Source("S17", "2008, six months in treatment")
ANSWER = Source("S24", "2015-16, six months in treatment")
CLINIC = Source("S19", "2003, one clinic")
MEN = Source("Houghton", "2022, 13 men using heroin as well")
STARTERS = Source("second-hand", "2020-21, new presentations")

PEOPLE = (
    Aim("White", 89.8, 2, "%", ALL, has_code("ethnic_group", "white")),
    Aim("Asian", 4.5, 1, "%", ALL, has_code("ethnic_group", "asian")),
    Aim("Mixed", 2.5, 1, "%", ALL, has_code("ethnic_group", "mixed")),
    Aim("Black", 2.2, 1, "%", ALL, has_code("ethnic_group", "black")),
    Aim("Other ethnic group", 1.0, 0.5, "%", ALL, has_code("ethnic_group", "other")),
    Aim("Men", 74.2, 2, "%", TRIAL, has_code("sex", "male")),
    Aim("Age, mean", 42.0, 1, "years", TRIAL, lambda s: mean(ages(s))),
    Aim("Age, spread (SD)", 8.1, 1, "years", TRIAL, lambda s: spread(ages(s))),
    Aim("In treatment under 1 year", 30.9, 2, "%", ALL, time_in_treatment(0, 365)),
    Aim("1 to 2 years", 11.8, 2, "%", ALL, time_in_treatment(365, 731)),
    Aim("2 to 4 years", 14.6, 2, "%", ALL, time_in_treatment(731, 1461)),
    Aim("4 to 6 years", 12.1, 2, "%", ALL, time_in_treatment(1461, 2192)),
    Aim("Over 6 years", 30.6, 2, "%", ALL, time_in_treatment(2192, 9999)),
    Aim("Unemployed", 64.2, 3, "%", NEW, has_code("employment", "unemployed")),
    Aim("Long-term sick", 23.1, 3, "%", NEW, has_code("employment", "long_term_sick")),
    Aim("Regular work", 11.3, 2, "%", NEW, has_code("employment", "regular")),
    Aim(
        "Settled home (published: no housing problem)",
        70.6,
        3,
        "%",
        NEW_OLDER,
        has_code("housing", "owner", "rented", "other_settled"),
    ),
    Aim("Died in a year", 1.85, 0.6, "%", ALL, died_in_a_year),
    Aim("Mental health need, of those asked", 57, 6, "%", STARTERS, mental_health),
)
USE = (
    Aim("Crack on the start form", 61.0, 5, "%", NEW, on_start_form("crack_days")),
    Aim("Injecting on the start form", 18.4, 4, "%", NEW, on_start_form("inject_days")),
    Aim(
        "Risk of eviction on the start form", 18, 5, "%", NEW_LATER, at_risk_of_eviction
    ),
    Aim("No opiate days at six months", 37, 5, "%", COHORT, none_left("opiate_days")),
    Aim(
        "No opiate days at six months, later",
        39,
        5,
        "%",
        ANSWER,
        none_left("opiate_days"),
    ),
    Aim(
        "No opiate days at six months, crack at the start",
        33,
        8,
        "%",
        COHORT,
        none_left("opiate_days", with_crack),
    ),
    Aim(
        "No opiate days at six months, no crack at the start",
        42,
        8,
        "%",
        COHORT,
        none_left("opiate_days", without_crack),
    ),
    Aim("Fall in opiate days", 14.5, 2, "days of 28", COHORT, fall_in("opiate_days")),
    Aim("No crack days at six months", 52, 6, "%", COHORT, none_left("crack_days")),
    Aim("Fall in crack days", 7.7, 2, "days of 28", COHORT, fall_in("crack_days")),
    Aim("No injecting at six months", 55, 12, "%", ANSWER, none_left("inject_days")),
    Aim("On ORT: opiates", 44.0, 5, "%", TRIAL, on_ort_now("opiate_days")),
    Aim(
        "On ORT: crack or cocaine",
        48.7,
        6,
        "%",
        TRIAL,
        on_ort_now("crack_days", "cocaine_days"),
    ),
    Aim(
        "On ORT: another drug (published: benzodiazepines)",
        22.9,
        5,
        "%",
        TRIAL,
        on_ort_now("other_days"),
    ),
    Aim("On ORT: injecting", 9.2, 4, "%", TRIAL, on_ort_now("inject_days")),
    Aim("On ORT: alcohol", 55.7, 5, "%", TRIAL, on_ort_now("alcohol_days")),
    Aim(
        "On ORT: cannabis (published: cited)",
        16.1,
        5,
        "%",
        ALL,
        on_ort_now("cannabis_days"),
    ),
    Aim(
        "On ORT: amphetamines (published: cited)",
        2.5,
        2.5,
        "%",
        ALL,
        on_ort_now("amphetamine_days"),
    ),
)
TREATMENT = (
    Aim("ORT (published: pharmacological)", 93.7, 1, "%", ALL, prescribed_ort),
    Aim(
        "Daily buprenorphine, mean",
        13.1,
        1,
        "mg",
        TRIAL,
        lambda s: mean(buprenorphine(s)),
    ),
    Aim(
        "Daily buprenorphine, spread (SD)",
        5.3,
        1,
        "mg",
        TRIAL,
        lambda s: spread(buprenorphine(s)),
    ),
    Aim(
        "Daily buprenorphine, least", 2, 2, "mg", TRIAL, lambda s: min(buprenorphine(s))
    ),
    Aim(
        "Daily buprenorphine, most", 26, 2, "mg", TRIAL, lambda s: max(buprenorphine(s))
    ),
    Aim("Daily methadone, mean", 65.8, 3, "mg", CLINIC, lambda s: mean(methadone(s))),
    Aim(
        "Daily methadone of 50 mg or more",
        67.7,
        5,
        "%",
        CLINIC,
        lambda s: share(methadone(s), lambda dose: dose >= 50),
    ),
    Aim(
        "Daily methadone with opiate days, median",
        60,
        5,
        "mg",
        MEN,
        lambda s: median(methadone_with_opiates(s)),
    ),
    Aim(
        "Daily methadone with opiate days, under 60 mg",
        38,
        6,
        "%",
        MEN,
        lambda s: share(methadone_with_opiates(s), lambda dose: dose < 60),
    ),
)
AIMS = PEOPLE + USE + TREATMENT

CHOICES = (
    ScenarioChoice("Newest outcome form within its limit of 84 days", fresh_form),
    ScenarioChoice("Methadone, of all with ORT", prescribed("methadone", True)),
    ScenarioChoice("Buprenorphine once a day", prescribed("buprenorphine", True)),
    ScenarioChoice("Buprenorphine as a depot", prescribed("buprenorphine", False)),
    ScenarioChoice("A naloxone kit recorded, some out of date", naloxone_kit("yes")),
    ScenarioChoice("Recorded as without a naloxone kit", naloxone_kit("no")),
    ScenarioChoice(
        "Asked about network planning",
        network_planning("given", "declined", "withdrawn"),
    ),
    ScenarioChoice("Withdrew from network planning", network_planning("withdrawn")),
)
