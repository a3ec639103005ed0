"""Every published figure that the sample aims at, with its source and year.

The sources behind the tags are listed in README.md; "Houghton" is Houghton et al. 2024,
Table 1. `allowed` is how far the sample may lie from the published figure: wide where
few people stand behind a share, or where two sources disagree. Where nothing is
published the sample only states what was chosen (`CHOICES`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import cast

from metrics.contracts.client import Client
from metrics.contracts.condition import Condition
from metrics.contracts.event import Event
from metrics.contracts.outcome import OutcomeForm
from metrics.contracts.permission import Permission
from metrics.contracts.prescription import Prescription
from metrics.settings import OUTCOME_FORM
from sample_data._draw import days_ago
from sample_data._sample import Sample, answered, days, mean, share, spread


Measured = Callable[[Sample], float]


@dataclass(frozen=True)
class Aim:
    """A published figure, and how the sample measures up to it."""

    words: str
    published: float
    allowed: float
    unit: str
    year: str
    source: str
    measured: Measured


@dataclass(frozen=True)
class ScenarioChoice:
    """A share that no source gives: a scenario parameter."""

    words: str
    measured: Measured


def _is(column: str, *codes: str) -> Measured:
    """Of open clients whose answer is known, how many of a hundred have one of them."""

    def measured(sample: Sample) -> float:
        known = [getattr(client, column) for client in sample.open]
        known = [code for code in known if code not in (None, "asked_not_answered")]
        return share(known, lambda code: code in codes)

    return measured


def _ages(sample: Sample) -> list[float]:
    """The middle of each age band, since a record holds no age."""
    edges = [client.age_band.split("_") for client in sample.open if client.age_band]
    return [(int(low) + int(high) + 1) / 2 for low, high in edges]


def _treated(low: int, high: int) -> Measured:
    """Time in treatment, in days: from `low` to under `high`."""

    def within(client: Client) -> bool:
        start = client.treatment_start
        return start is not None and low <= days_ago(start) < high

    return lambda sample: share(sample.open, within)


def _died(sample: Sample) -> float:
    """A year's deaths, from the 80 days in which the sample lets people leave."""
    return share(sample.clients, lambda client: client.status == "died") * 365 / 80


def _start(item: str) -> Measured:
    """Of start forms on which it was answered, how many of a hundred report days."""
    return lambda sample: share(
        answered(sample.starts, item), lambda form: bool(days(form, item))
    )


def _now(*items: str) -> Measured:
    """The same of the newest usable form of those on ORT: days in any of the items."""
    return lambda sample: share(
        answered(sample.on_ort_forms, *items),
        lambda form: any(days(form, item) for item in items),
    )


Change = tuple[OutcomeForm, OutcomeForm]
Wanted = Callable[[Change], bool]


def _changes(sample: Sample, item: str, where: Wanted) -> list[Change]:
    """Start and six months on, of those who reported days at the start."""
    return [
        pair
        for pair in sample.half_years
        if len(answered(pair, item)) == 2 and days(pair[0], item) and where(pair)
    ]


def _none_left(item: str, where: Wanted = lambda pair: True) -> Measured:
    return lambda sample: share(
        _changes(sample, item, where), lambda pair: days(pair[1], item) == 0
    )


def _fall(item: str) -> Measured:
    return lambda sample: mean(
        (days(before, item) or 0) - (days(after, item) or 0)
        for before, after in _changes(sample, item, lambda pair: True)
    )


def _crack(pair: Change) -> bool:
    return bool(days(pair[0], "crack_days"))


def _doses(sample: Sample, medicine: str, with_heroin: bool = False) -> list[float]:
    """Newest daily amounts in mg; `with_heroin`: of those who report opiate days."""
    found = [row for row in sample.prescriptions.values() if _daily(row, medicine)]
    if with_heroin:
        newest = {client: rows[-1] for client, rows in sample.forms.items()}
        found = [
            row
            for row in found
            if row.client_id in newest and days(newest[row.client_id], "opiate_days")
        ]
    return [float(row.dose) for row in found if row.dose is not None]


def _daily(row: Prescription, medicine: str) -> bool:
    return row.medicine.startswith(medicine) and row.interval == "daily"


def _methadone(sample: Sample) -> list[float]:
    return _doses(sample, "methadone")


def _buprenorphine(sample: Sample) -> list[float]:
    return _doses(sample, "buprenorphine")


def _ort(sample: Sample) -> float:
    return share(
        sample.clients, lambda client: client.client_id in sample.prescriptions
    )


def _mental_health(sample: Sample) -> float:
    """Of those asked, how many have a current condition of the group."""
    codes = Condition.column("condition").codes or ()
    group = {code.id for code in codes if code.group == "mental_health"}
    return share(
        sample.conditions.values(),
        lambda rows: any(
            row.condition in group and row.state == "yes" and row.status == "current"
            for row in rows
        ),
    )


ALL, NEW = "2023-24, all in treatment", "2023-24, new presentations"
TRIAL = "2019-21, trial in five clinics"
AIMS = (
    Aim("White", 89.8, 2, "%", ALL, "S10", _is("ethnic_group", "white")),
    Aim("Asian", 4.5, 1, "%", ALL, "S10", _is("ethnic_group", "asian")),
    Aim("Mixed", 2.5, 1, "%", ALL, "S10", _is("ethnic_group", "mixed")),
    Aim("Black", 2.2, 1, "%", ALL, "S10", _is("ethnic_group", "black")),
    Aim("Other ethnic group", 1.0, 0.5, "%", ALL, "S10", _is("ethnic_group", "other")),
    Aim("Men", 74.2, 2, "%", TRIAL, "S18", _is("sex", "male")),
    Aim("Age, mean", 42.0, 1, "years", TRIAL, "S18", lambda s: mean(_ages(s))),
    Aim("Age, spread (SD)", 8.1, 1, "years", TRIAL, "S18", lambda s: spread(_ages(s))),
    Aim("In treatment under 1 year", 30.9, 2, "%", ALL, "S10", _treated(0, 365)),
    Aim("1 to 2 years", 11.8, 2, "%", ALL, "S10", _treated(365, 731)),
    Aim("2 to 4 years", 14.6, 2, "%", ALL, "S10", _treated(731, 1461)),
    Aim("4 to 6 years", 12.1, 2, "%", ALL, "S10", _treated(1461, 2192)),
    Aim("Over 6 years", 30.6, 2, "%", ALL, "S10", _treated(2192, 9999)),
    Aim("Unemployed", 64.2, 3, "%", NEW, "S10", _is("employment", "unemployed")),
    Aim(
        "Long-term sick or disabled",
        23.1,
        3,
        "%",
        NEW,
        "S10",
        _is("employment", "long_term_sick"),
    ),
    Aim("Regular work", 11.3, 2, "%", NEW, "S10", _is("employment", "regular")),
    Aim(
        "Settled home (published: no housing problem)",
        70.6,
        3,
        "%",
        "2021-22, new presentations",
        "S10",
        _is("housing", "owner", "rented", "other_settled"),
    ),
    Aim("Prescribed ORT (published: pharmacological)", 93.7, 1, "%", ALL, "S10", _ort),
    Aim("Died in a year", 1.85, 0.6, "%", ALL, "S10", _died),
    Aim("Crack on the start form", 61.0, 5, "%", NEW, "S10", _start("crack_days")),
    Aim("Injecting on the start form", 18.4, 4, "%", NEW, "S10", _start("inject_days")),
    Aim(
        "Risk of eviction on the start form (published: threatened with homelessness)",
        18,
        5,
        "%",
        "2024-25, new presentations",
        "S12",
        lambda s: share(s.starts, lambda form: form.eviction_risk == "yes"),
    ),
    Aim(
        "No opiate days at six months, of those with some at the start",
        37,
        5,
        "%",
        "2008",
        "S17",
        _none_left("opiate_days"),
    ),
    Aim(
        "No opiate days at six months, a later figure",
        39,
        5,
        "%",
        "2015-16",
        "S24",
        _none_left("opiate_days"),
    ),
    Aim(
        "No opiate days at six months, with crack at the start",
        33,
        8,
        "%",
        "2008",
        "S17",
        _none_left("opiate_days", _crack),
    ),
    Aim(
        "No opiate days at six months, without crack at the start",
        42,
        8,
        "%",
        "2008",
        "S17",
        _none_left("opiate_days", lambda pair: not _crack(pair)),
    ),
    Aim(
        "Fall in opiate days by six months",
        14.5,
        2,
        "days of 28",
        "2008",
        "S17",
        _fall("opiate_days"),
    ),
    Aim(
        "No crack days at six months",
        52,
        6,
        "%",
        "2008",
        "S17",
        _none_left("crack_days"),
    ),
    Aim(
        "Fall in crack days by six months",
        7.7,
        2,
        "days of 28",
        "2008",
        "S17",
        _fall("crack_days"),
    ),
    Aim(
        "No injecting at six months, of those injecting at the start",
        55,
        12,
        "%",
        "2015-16",
        "S24",
        _none_left("inject_days"),
    ),
    Aim("On ORT: opiates", 44.0, 5, "%", TRIAL, "S18", _now("opiate_days")),
    Aim(
        "On ORT: crack or cocaine",
        48.7,
        6,
        "%",
        TRIAL,
        "S18",
        _now("crack_days", "cocaine_days"),
    ),
    Aim(
        "On ORT: another drug (published: benzodiazepines)",
        22.9,
        5,
        "%",
        TRIAL,
        "S18",
        _now("other_days"),
    ),
    Aim("On ORT: injecting", 9.2, 4, "%", TRIAL, "S18", _now("inject_days")),
    Aim("On ORT: alcohol", 55.7, 5, "%", TRIAL, "S18", _now("alcohol_days")),
    Aim(
        "On ORT: cannabis (published: cited)",
        16.1,
        5,
        "%",
        ALL,
        "S10",
        _now("cannabis_days"),
    ),
    Aim(
        "On ORT: amphetamines (published: cited)",
        2.5,
        2.5,
        "%",
        ALL,
        "S10",
        _now("amphetamine_days"),
    ),
    Aim(
        "Daily buprenorphine, mean",
        13.1,
        1,
        "mg",
        TRIAL,
        "S18",
        lambda s: mean(_buprenorphine(s)),
    ),
    Aim(
        "Daily buprenorphine, spread (SD)",
        5.3,
        1,
        "mg",
        TRIAL,
        "S18",
        lambda s: spread(_buprenorphine(s)),
    ),
    Aim(
        "Daily buprenorphine, least",
        2,
        2,
        "mg",
        TRIAL,
        "S18",
        lambda s: min(_buprenorphine(s)),
    ),
    Aim(
        "Daily buprenorphine, most",
        26,
        2,
        "mg",
        TRIAL,
        "S18",
        lambda s: max(_buprenorphine(s)),
    ),
    Aim(
        "Daily methadone, mean",
        65.8,
        3,
        "mg",
        "2003, one clinic",
        "S19",
        lambda s: mean(_methadone(s)),
    ),
    Aim(
        "Daily methadone of 50 mg or more",
        67.7,
        5,
        "%",
        "2003, one clinic",
        "S19",
        lambda s: share(_methadone(s), lambda dose: dose >= 50),
    ),
    Aim(
        "Daily methadone with opiate days, median",
        60,
        5,
        "mg",
        "2022, 13 men",
        "Houghton",
        lambda s: median(_doses(s, "methadone", with_heroin=True)),
    ),
    Aim(
        "Daily methadone with opiate days, under 60 mg",
        38,
        6,
        "%",
        "2022, 13 men",
        "Houghton",
        lambda s: share(
            _doses(s, "methadone", with_heroin=True), lambda dose: dose < 60
        ),
    ),
    Aim(
        "Mental health need, of those asked",
        57,
        6,
        "%",
        "2020-21, opiate starters",
        "second-hand",
        _mental_health,
    ),
)


def _fresh_form(sample: Sample) -> float:
    limit = OUTCOME_FORM.days or 0
    newest = {client: rows[-1].completed_on for client, rows in sample.forms.items()}
    return share(
        sample.open,
        lambda client: (
            client.client_id in newest and days_ago(newest[client.client_id]) <= limit
        ),
    )


def _prescribed(medicine: str, daily: bool) -> Measured:
    """Of everybody with an ORT record, how many have this one."""
    return lambda sample: share(
        sample.prescriptions.values(),
        lambda row: (
            row.medicine.startswith(medicine) and (row.interval == "daily") == daily
        ),
    )


def _kit(state: str) -> Measured:
    """Of open clients, how many have such a naloxone kit event, whatever its age."""

    def measured(sample: Sample) -> float:
        events = cast(list[Event], sample.rows["event"])
        found = {
            row.client_id
            for row in events
            if row.kind == "naloxone_kit" and row.state == state
        }
        return share(sample.open, lambda client: client.client_id in found)

    return measured


def _network(*states: str) -> Measured:
    """Of open clients, how many ever said this of network planning."""

    def measured(sample: Sample) -> float:
        rows = cast(list[Permission], sample.rows["permission"])
        found = {
            row.client_id
            for row in rows
            if row.purpose == "network_planning" and row.state in states
        }
        return share(sample.open, lambda client: client.client_id in found)

    return measured


CHOICES = (
    ScenarioChoice("Newest outcome form within its limit of 84 days", _fresh_form),
    ScenarioChoice(
        "Methadone, of all with an ORT record", _prescribed("methadone", True)
    ),
    ScenarioChoice("Buprenorphine once a day", _prescribed("buprenorphine", True)),
    ScenarioChoice("Buprenorphine as a depot", _prescribed("buprenorphine", False)),
    ScenarioChoice("A naloxone kit recorded, some of them out of date", _kit("yes")),
    ScenarioChoice("Recorded as without a naloxone kit", _kit("no")),
    ScenarioChoice(
        "Asked about network planning", _network("given", "declined", "withdrawn")
    ),
    ScenarioChoice("Withdrew from network planning", _network("withdrawn")),
)
