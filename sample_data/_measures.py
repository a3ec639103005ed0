"""How each figure of `aims.py` is counted in the sample: one function for each kind.

What a figure is compared with, and how near it must lie, does not belong here.
"""

from collections.abc import Callable
from typing import cast

from metrics.contracts.client import Client
from metrics.contracts.condition import Condition
from metrics.contracts.event import Event
from metrics.contracts.outcome import OutcomeForm
from metrics.contracts.permission import Permission
from metrics.contracts.prescription import Prescription
from metrics.settings import OUTCOME_FORM
from sample_data._draw import days_ago
from sample_data._sample import Sample, answered, days, mean, share


Measured = Callable[[Sample], float]


def has_code(column: str, *codes: str) -> Measured:
    """Of open clients whose answer is known, how many of a hundred have one of them."""

    def measured(sample: Sample) -> float:
        known = [getattr(client, column) for client in sample.open]
        known = [code for code in known if code not in (None, "asked_not_answered")]
        return share(known, lambda code: code in codes)

    return measured


def ages(sample: Sample) -> list[float]:
    """The middle of each age band, since a record holds no age."""
    edges = [client.age_band.split("_") for client in sample.open if client.age_band]
    return [(int(low) + int(high) + 1) / 2 for low, high in edges]


def time_in_treatment(low: int, high: int) -> Measured:
    """Time in treatment, in days: from `low` to under `high`."""

    def within(client: Client) -> bool:
        start = client.treatment_start
        return start is not None and low <= days_ago(start) < high

    return lambda sample: share(sample.open, within)


def died_in_a_year(sample: Sample) -> float:
    """A year's deaths, from the 80 days in which the sample lets people leave."""
    return share(sample.clients, lambda client: client.status == "died") * 365 / 80


def on_start_form(item: str) -> Measured:
    """Of start forms on which it was answered, how many of a hundred report days."""
    return lambda sample: share(
        answered(sample.starts, item), lambda form: bool(days(form, item))
    )


def on_ort_now(*items: str) -> Measured:
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


def none_left(item: str, where: Wanted = lambda pair: True) -> Measured:
    return lambda sample: share(
        _changes(sample, item, where), lambda pair: days(pair[1], item) == 0
    )


def fall_in(item: str) -> Measured:
    return lambda sample: mean(
        (days(before, item) or 0) - (days(after, item) or 0)
        for before, after in _changes(sample, item, lambda pair: True)
    )


def with_crack(pair: Change) -> bool:
    return bool(days(pair[0], "crack_days"))


def without_crack(pair: Change) -> bool:
    return not with_crack(pair)


def doses(sample: Sample, medicine: str, with_opiates: bool = False) -> list[float]:
    """Newest daily amounts in mg; `with_opiates`: of those who report opiate days."""
    found = [row for row in sample.prescriptions.values() if _daily(row, medicine)]
    if with_opiates:
        newest = {client: rows[-1] for client, rows in sample.forms.items()}
        found = [
            row
            for row in found
            if row.client_id in newest and days(newest[row.client_id], "opiate_days")
        ]
    return [float(row.dose) for row in found if row.dose is not None]


def _daily(row: Prescription, medicine: str) -> bool:
    return row.medicine.startswith(medicine) and row.interval == "daily"


def methadone(sample: Sample) -> list[float]:
    return doses(sample, "methadone")


def methadone_with_opiates(sample: Sample) -> list[float]:
    return doses(sample, "methadone", with_opiates=True)


def buprenorphine(sample: Sample) -> list[float]:
    return doses(sample, "buprenorphine")


def prescribed_ort(sample: Sample) -> float:
    return share(
        sample.clients, lambda client: client.client_id in sample.prescriptions
    )


def mental_health(sample: Sample) -> float:
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


def at_risk_of_eviction(sample: Sample) -> float:
    return share(sample.starts, lambda form: form.eviction_risk == "yes")


def fresh_form(sample: Sample) -> float:
    limit = OUTCOME_FORM.days or 0
    newest = {client: rows[-1].completed_on for client, rows in sample.forms.items()}
    return share(
        sample.open,
        lambda client: (
            client.client_id in newest and days_ago(newest[client.client_id]) <= limit
        ),
    )


def prescribed(medicine: str, daily: bool) -> Measured:
    """Of everybody with an ORT record, how many have this one."""
    return lambda sample: share(
        sample.prescriptions.values(),
        lambda row: (
            row.medicine.startswith(medicine) and (row.interval == "daily") == daily
        ),
    )


def naloxone_kit(state: str) -> Measured:
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


def network_planning(*states: str) -> Measured:
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
