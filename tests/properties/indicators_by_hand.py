"""Every indicator and criterion decided in plain Python, from the words beside it.

True is raised, False not raised, None not known. Nothing here reads the SQL: a wrong
clause, or a wrong compiler round it, parts from this. What the facts are is
`counted_by_hand.py`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
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

    def get(self, name: str) -> Any:
        return self[name]

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


def under(value: Any, limit: int | Decimal) -> Decided:
    return None if value is None else bool(value < limit)


def is_one_of(value: str | None, *wanted: str) -> Decided:
    return None if value is None else value in wanted


def _planned_or_new(facts: Facts) -> bool:
    """An exception that few sources record: absent means that it does not hold."""
    return facts["planned_reduction"] is True or facts["recent_ort_start"] is True


def _methadone_below_range(facts: Facts) -> Decided:
    return every(
        is_one_of(facts["medicine"], "methadone"),
        under(facts["daily_mg"], 60),
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


STEPS = {"depot_weekly": ("weekly", 24), "depot_monthly": ("monthly", 96)}
OVERDUE = {"depot_weekly": 9, "depot_monthly": 35}


def _no_depot(facts: Facts) -> Decided:
    """No: another form is recorded, or it is taken daily. Else it may be one."""
    other = facts["form"] not in (None, "not_recorded", *STEPS)
    return False if other or facts["interval"] == "daily" else None


def _depot_under(facts: Facts) -> Decided:
    """A step is said of one product, in mg, as often as that product is given."""
    if facts["form"] not in STEPS:
        return _no_depot(facts)
    often, least = STEPS[facts["form"]]
    said = facts["interval"] == often and facts["unit"] == "mg"
    return under(facts["dose"], least) if said else None


def _depot_below_step(facts: Facts) -> Decided:
    return every(
        is_one_of(facts["medicine"], "buprenorphine"),
        _depot_under(facts),
        facts["heroin_reported"],
        not _planned_or_new(facts),
    )


def _depot_overdue(facts: Facts) -> Decided:
    late: Decided = _no_depot(facts)
    if facts["form"] in OVERDUE:
        last = facts["last_injection"]
        days = None if last is None else (facts.day - last).days
        late = opposite(under(days, OVERDUE[facts["form"]] + 1))
    return every(facts["on_ort"], is_one_of(facts["medicine"], "buprenorphine"), late)


def _outside_range(facts: Facts) -> Decided:
    """Of the three medicines that have a usual range, each in its own form."""
    dose, form, medicine = facts["daily_mg"], facts["form"], facts["medicine"]
    if medicine == "methadone":
        return either(under(dose, 60), opposite(under(dose, Decimal("120.001"))))
    if medicine not in ("buprenorphine", "buprenorphine_naloxone"):
        return None
    daily = every(form not in STEPS, _under_either_range(dose, form))
    depot = _depot_under(facts) if medicine == "buprenorphine" else False
    above = opposite(under(dose, Decimal("32.001")))
    return either(daily, depot, every(is_one_of(form, "sublingual_tablet"), above))


def _ort_not_optimised(facts: Facts) -> Decided:
    right = either(opposite(_outside_range(facts)), facts["dose_reason"])
    held = opposite(_does_not_hold(facts))
    reviewed = (facts["psychosocial_review"], facts["dose_review"])
    return every(facts["on_ort"], opposite(every(right, held, *reviewed)))


def _does_not_hold(facts: Facts) -> Decided:
    """Of 1 strongly disagree to 5 strongly agree; 3 is neither."""
    return {1: True, 2: True, 4: False, 5: False}.get(facts["co6"])


def _missed_doses(facts: Facts) -> Decided:
    five = facts["missed_days"] is not None and facts["missed_days"] >= 5
    return every(facts["missed_in_a_row"], not five)


def _uses_alone(facts: Facts) -> Decided:
    using, alone = facts["using_days"], facts["alone_days"]
    if using == 0:
        return False
    return None if None in (using, alone) else alone > using / 2


def _unstable_housing(facts: Facts) -> Decided:
    return either(
        is_one_of(facts["housing"], "no_home", "rough_sleeping"),
        facts["acute_housing"],
        facts["eviction_risk"],
    )


def _age_and_illness(facts: Facts) -> Decided:
    younger = ("under_18", "18_24", "25_29", "30_34", "35_39")
    aged = opposite(is_one_of(facts["age_band"], *younger))
    return every(aged, facts["lung_liver_or_heart_disease"])


def _joint_entry(facts: Facts) -> Decided:
    both = {"yes": True, "no": False}.get(facts["cp5"])
    return every(opposite(is_one_of(facts["partner"], "none")), both)


def _virus_tests_due(facts: Facts) -> Decided:
    tests = ("hepatitis_c_test", "hiv_test", "hepatitis_b_test")
    return every(facts["ever_injected"], opposite(every(*map(facts.get, tests))))


def _dose_first(facts: Facts) -> Decided:
    below = either(
        _methadone_below_range(facts),
        _buprenorphine_below_range(facts),
        _depot_below_step(facts),
    )
    return every(below, facts["dose_review"] is not True)


def _just_out(facts: Facts) -> Decided:
    left = ("prison_release", "detox_end", "treatment_exit", "hospital_discharge")
    return either(*map(facts.get, left))


def _under_18_or_lacks_capacity(facts: Facts) -> Decided:
    lacks = is_one_of(facts["capacity"], "lacks_capacity")
    return either(is_one_of(facts["age_band"], "under_18"), lacks)


def _can_come(facts: Facts) -> Decided:
    named = opposite(is_one_of(facts["slots"], "none"))
    return every(is_one_of(facts["can_attend"], "yes"), named)


def _is(name: str) -> Callable[[Facts], Decided]:
    return lambda facts: facts[name]


def _either_of(*names: str) -> Callable[[Facts], Decided]:
    return lambda facts: either(*map(facts.get, names))


def _both_of(*names: str) -> Callable[[Facts], Decided]:
    return lambda facts: every(*map(facts.get, names))


def _one_of(name: str, *wanted: str) -> Callable[[Facts], Decided]:
    return lambda facts: is_one_of(facts[name], *wanted)


def _at_least(number: int, *names: str) -> Callable[[Facts], Decided]:
    return lambda facts: either(
        *(opposite(under(facts[name], number)) for name in names)
    )


INDICATORS_BY_HAND: dict[str, Callable[[Facts], Decided]] = {
    "prison_release": _is("prison_release"),
    "detox_ended": _is("detox_end"),
    "hospital_discharge": _is("hospital_discharge"),
    "left_treatment": _is("treatment_exit"),
    "missed_doses": _missed_doses,
    "missed_doses_five_days": _at_least(5, "missed_days"),
    "ort_started": _either_of("recent_ort_start", "recent_ort_restart"),
    "ort_stopped": _is("recent_ort_stop"),
    "methadone_below_range": _methadone_below_range,
    "methadone_above_120": lambda facts: every(
        is_one_of(facts["medicine"], "methadone"),
        opposite(under(facts["daily_mg"], Decimal("120.001"))),
    ),
    "buprenorphine_below_range": _buprenorphine_below_range,
    "depot_below_step": _depot_below_step,
    "depot_overdue": _depot_overdue,
    "dose_does_not_hold": _does_not_hold,
    "ort_not_optimised": _ort_not_optimised,
    "naloxone_missing": _naloxone_missing,
    "heroin_on_top": _both_of("on_ort", "heroin_reported"),
    "nonfatal_overdose": _is("overdose"),
    "injecting": _at_least(1, "inject_days"),
    "sedatives": _at_least(1, "sedative_days"),
    "gabapentinoids": _at_least(1, "gabapentinoid_days"),
    "alcohol": _at_least(5, "audit_c"),
    "crack_or_cocaine": _at_least(1, "crack_days", "cocaine_days"),
    "uses_alone": _uses_alone,
    "unstable_housing": _unstable_housing,
    "other_conditions": _is("mental_health_condition"),
    "psychosis_or_mania_untreated": _either_of(
        "psychosis_untreated", "mania_untreated"
    ),
    "depression_screen": _at_least(10, "phq9"),
    "anxiety_screen": _at_least(10, "gad7"),
    "trauma_screen": _at_least(3, "pc_ptsd5"),
    "loneliness": _at_least(8, "ucla3"),
    "age_and_illness": _age_and_illness,
    "partner_uses": _one_of("partner", "uses"),
    "used_in_custody": _one_of("used_in_custody", "yes"),
    "uses_to_cope": _at_least(4, "co1"),
    "joint_entry": _joint_entry,
    "virus_tests_due": _virus_tests_due,
}
CRITERIA_BY_HAND: dict[str, Callable[[Facts], Decided]] = {
    "network_planning_refused": _one_of("network_planning", "declined", "withdrawn"),
    "under_18_or_lacks_capacity": _under_18_or_lacks_capacity,
    "just_out": _just_out,
    "dose_first": _dose_first,
    "overdose_lately": _is("recent_overdose"),
    "no_naloxone": _naloxone_missing,
    "no_heroin_lately": lambda facts: opposite(facts["heroin_reported"]),
    "in_treatment_on_ort": lambda facts: every(
        is_one_of(facts["status"], "in_treatment"), facts["on_ort"]
    ),
    "use_on_top": _both_of("on_ort", "heroin_reported"),
    "own_goal_to_stop_or_cut_down": _one_of("own_goal", "stop", "cut_down"),
    "confirmed_buying_tie": _is("confirmed_tie"),
    "wants_a_group": lambda facts: {"yes": True, "no": False}.get(
        facts["wants_group_alone"]
    ),
    "ort_reviewed": _is("dose_review"),
    "can_come": _can_come,
}
BY_HAND = INDICATORS_BY_HAND | CRITERIA_BY_HAND
