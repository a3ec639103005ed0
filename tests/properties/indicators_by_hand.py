"""Every indicator decided in plain Python, from the words of its declaration.

True is raised, False not raised, None not known. Nothing here reads the SQL: a wrong
clause, or a wrong compiler round it, parts from this. What the facts are is
`counted_by_hand.py`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.properties.counted_by_hand import NOTHING, Part


Decided = bool | None


@dataclass(frozen=True)
class Facts:
    """One client's facts on a day: a value past its last usable day is not there."""

    told: Mapping[str, Part]
    day: date

    def __getitem__(self, name: str) -> Any:
        part = self.told.get(name, NOTHING)
        return part.value if part.usable(self.day) else None

    def stale(self, name: str) -> bool:
        part = self.told.get(name, NOTHING)
        return part.value is not None and not part.usable(self.day)


def every(*answers: Decided) -> Decided:
    """No, if any is no; not known, if any is not known; else yes."""
    if any(answer is False for answer in answers):
        return False
    return None if None in answers else True


def either(*answers: Decided) -> Decided:
    """Yes, if any is yes; not known, if any is not known; else no."""
    return opposite(every(*map(opposite, answers)))


def opposite(answer: Decided) -> Decided:
    return None if answer is None else not answer


def is_one_of(value: str | None, *wanted: str) -> Decided:
    return None if value is None else value in wanted


def _planned_or_new(facts: Facts) -> bool:
    """An exception that few sources record: absent means that it does not hold."""
    return facts["planned_reduction"] is True or facts["recent_ort_start"] is True


def _methadone_below_range(facts: Facts) -> Decided:
    dose = facts["daily_mg"]
    return every(
        is_one_of(facts["medicine"], "methadone"),
        None if dose is None else dose < 60,
        facts["heroin_reported"],
        not _planned_or_new(facts),
    )


def _buprenorphine_below_range(facts: Facts) -> Decided:
    form = facts["form"]
    return every(
        is_one_of(facts["medicine"], "buprenorphine", "buprenorphine_naloxone"),
        form not in ("depot_weekly", "depot_monthly"),
        _under_either_range(facts["daily_mg"], form),
        facts["heroin_reported"],
        not _planned_or_new(facts),
    )


def _under_either_range(dose: Any, form: str | None) -> Decided:
    """Under 10mg it is below both ranges; from 12mg below neither."""
    if dose is None:
        return None
    if dose < 10 or dose >= 12:
        return bool(dose < 10)
    return {"sublingual_tablet": True, "oral_lyophilisate": False}.get(form or "")


def _naloxone_missing(facts: Facts) -> Decided:
    neither = facts["on_ort"] is False and facts["heroin_reported"] is False
    has_both = every(facts["naloxone_kit"], facts["naloxone_training"])
    return every(opposite(has_both), not neither)


BY_HAND: dict[str, Callable[[Facts], Decided]] = {
    "prison_release": lambda facts: facts["prison_release"],
    "methadone_below_range": _methadone_below_range,
    "buprenorphine_below_range": _buprenorphine_below_range,
    "naloxone_missing": _naloxone_missing,
    "heroin_on_top": lambda facts: every(facts["on_ort"], facts["heroin_reported"]),
    "nonfatal_overdose": lambda facts: facts["overdose"],
    "injecting": lambda facts: (
        None if facts["inject_days"] is None else facts["inject_days"] >= 1
    ),
    "other_conditions": lambda facts: facts["mental_health_condition"],
    "partner_uses": lambda facts: is_one_of(facts["partner"], "uses"),
}
