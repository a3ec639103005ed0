"""The facts of `client_on` with a rule of their own, counted in plain Python from the
words of the view; and all facts of a client together.

A fact that is new in the view is counted here by a function of its own. Which rows
stand, and what follows from a declaration, is `counted_by_hand.py`.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from metrics import settings
from metrics.contracts import ASKED_NOT_ANSWERED
from tests.factories import Row
from tests.properties.counted_by_hand import (
    NOTHING,
    Part,
    Rows,
    Teller,
    any_yes,
    declared,
    last_day,
    newest,
    newest_prescription,
)


MENTAL_HEALTH = {
    "anxiety",
    "depression",
    "bipolar_disorder",
    "psychosis",
    "ptsd",
    "dissociative_identity_disorder",
    "borderline_personality_disorder",
    "personality_disorder_not_specified",
    "mental_health_need",
    "other_mental_health",
}
TWELVE_MONTHS = settings.TWELVE_MONTHS
LUNG_LIVER_HEART = {"lung_disease", "liver_disease", "heart_disease"}


def facts(rows: Rows, client_id: str, day: date) -> dict[str, list[Part]]:
    """Fact -> every part that may stand for it, for one client on a day."""
    teller = Teller(rows, client_id, day)
    own = {name: count(teller) for name, count in OF_THEIR_OWN.items()}
    return declared(teller) | own


def _on_ort(teller: Teller) -> list[Part]:
    """Yes with a record and no later stop; no after a later stop."""
    records = teller.standing("prescription")
    stops = [row["said"] for row in teller.events("ort_stop") if row["state"] == "yes"]
    recorded = max((row["said"] for row in records), default=date.min)
    if stops and max(stops) > recorded:
        return [Part(False, max(stops), None)]
    if not records:
        return [NOTHING]
    until = last_day(max(row["known"] for row in records), settings.ORT_RECORD)
    return [Part(True, recorded, until)]


def _daily_mg(teller: Teller) -> list[Part]:
    """Of a daily dose in mg, or in ml of a recorded strength; else not known."""
    return [
        Part(
            _milligrams(row) if row["interval"] == "daily" else None,
            row["said"],
            last_day(row["known"], settings.ORT_RECORD),
        )
        for row in newest_prescription(teller)
    ] or [NOTHING]


def _milligrams(row: Row) -> Any:
    if row["dose"] is None or row["unit"] is None:
        return None
    if row["unit"] == "mg":
        return row["dose"]
    return None if row["strength"] is None else row["dose"] * row["strength"]


def _heroin_reported(teller: Teller) -> list[Part]:
    """The newest form that asked, and every positive screen. Of forms of one day that
    have no order, the one with the larger number.
    """
    asked = [
        row
        for row in teller.standing("outcome")
        if row["opiate_days"] is not None or row["opiate_days_state"] is not None
    ]
    last = max(map(_weight, asked), default=None)
    forms = [_form(row) for row in asked if _weight(row) == last]
    screens = [
        Part(
            True,
            row["said"],
            last_day(row["said"], settings.FOUR_WEEKS),
            None,
            row["date_words"] or "heroin",
        )
        for row in teller.events("urine_heroin")
        if row["state"] == "yes"
    ]
    return [
        part
        for form in forms or [None]
        for part in any_yes([*([form] if form else []), *screens], teller.day)
    ]


def _weight(form: Row) -> tuple[date, int, int]:
    days = form["opiate_days"]
    return form["said"], form["sequence"] or 0, -1 if days is None else days


def _form(row: Row) -> Part:
    days = row["opiate_days"]
    return Part(
        None if days is None else days >= 1,
        row["said"],
        last_day(row["known"], settings.OUTCOME_FORM),
        row["opiate_days_state"],
        "" if days is None else f"illicit opiates, {days} of the 28 days",
    )


def _mental_health_condition(teller: Teller) -> list[Part]:
    """Yes with any current one; no only of "any" or of the national question."""
    none = {"any", "mental_health_need"}
    return any_yes(_of_group(teller, MENTAL_HEALTH, none), teller.day)


def _lung_liver_or_heart_disease(teller: Teller) -> list[Part]:
    """Yes with any current one of the three; no only of "any"."""
    return any_yes(_of_group(teller, LUNG_LIVER_HEART, {"any"}), teller.day)


def _mental_health_untreated(teller: Teller) -> list[Part]:
    """Of the current ones: one that is not treated is enough."""
    told = [
        Part(
            {"yes": False, "no": True}.get(row["treated"]),
            row["said"],
            last_day(row["known"], settings.CONDITION),
            ASKED_NOT_ANSWERED if row["treated"] == ASKED_NOT_ANSWERED else None,
        )
        for row in newest_conditions(teller)
        if row["condition"] in MENTAL_HEALTH
        and row["state"] == "yes"
        and row["status"] != "past"
    ]
    return any_yes(told, teller.day)


def _overdose_count(teller: Teller) -> list[Part]:
    """The days with an overdose that may still be used; none is not known."""
    days = {
        row["said"]
        for row in teller.events("overdose")
        if row["state"] == "yes"
        and last_day(row["said"], settings.SIX_MONTHS) >= teller.day
    }
    if not days:
        return [NOTHING]
    until = last_day(max(days), settings.SIX_MONTHS)
    return [Part(len(days), max(days), until)]


def newest_conditions(teller: Teller) -> list[Row]:
    """The newest word on each condition."""
    last: dict[str, Row] = {}
    for row in sorted(teller.standing("condition"), key=lambda row: row["said"]):
        last[row["condition"]] = row
    return list(last.values())


def _of_group(teller: Teller, group: set[str], none: set[str]) -> list[Part]:
    """What each condition says of a group; `none`: whose no is a no to all of it."""
    told = [_condition(row, group, none) for row in newest_conditions(teller)]
    return [part for part in told if part]


def _condition(row: Row, group: set[str], none: set[str]) -> Part | None:
    until = last_day(row["known"], settings.CONDITION)
    if row["state"] == "yes":
        current = row["condition"] in group and row["status"] != "past"
        part = Part(True, row["said"], until, None, row["condition"])
        return part if current else None
    if row["condition"] not in none:
        return None
    if row["state"] == "no":
        return Part(False, row["said"], until)
    return Part(None, row["said"], until, row["state"])


def _naloxone_kit(teller: Teller) -> list[Part]:
    """A kit counts until it expires, and is then a no that does not age."""
    return newest(_kit(row, teller.day) for row in teller.events("naloxone_kit"))


def _kit(row: Row, day: date) -> Part:
    usual = last_day(row["said"], settings.NALOXONE)
    expires = row["expires_on"]
    if row["state"] == ASKED_NOT_ANSWERED:
        return Part(None, row["said"], usual, row["state"])
    if row["state"] == "no":
        return Part(False, row["said"], usual)
    if expires and expires < day:
        return Part(False, row["said"], None)
    return Part(True, row["said"], expires or usual)


def _permission(purpose: str) -> Callable[[Teller], list[Part]]:
    def count(teller: Teller) -> list[Part]:
        return newest(
            Part(row["state"], row["said"], None)
            for row in teller.standing("permission")
            if row["purpose"] == purpose
        )

    return count


def _last_review(teller: Teller) -> list[Part]:
    """The newest review held, or outcome form."""
    held = [row["said"] for row in teller.events("review") if row["state"] == "yes"]
    days = [*held, *(row["said"] for row in teller.standing("outcome"))]
    return newest(Part(day, day, None) for day in days)


def _untreated(condition: str) -> Callable[[Teller], list[Part]]:
    """Current and not treated. Where treatment is not recorded, it is not known; "none
    recorded" is a no.
    """

    def count(teller: Teller) -> list[Part]:
        told = [_treatment(row, condition) for row in newest_conditions(teller)]
        return any_yes([part for part in told if part], teller.day)

    return count


def _treatment(row: Row, condition: str) -> Part | None:
    until = last_day(row["known"], settings.CONDITION)
    if row["condition"] == condition:
        declined = ASKED_NOT_ANSWERED in (row["state"], row["treated"])
        over = row["state"] == "no" or row["status"] == "past"
        untreated = {"yes": False, "no": True}.get(row["treated"])
        value = False if over else untreated
        state = ASKED_NOT_ANSWERED if declined else None
        return Part(value, row["said"], until, state)
    if row["condition"] in ("any", "mental_health_need") and row["state"] != "yes":
        value = False if row["state"] == "no" else None
        return Part(
            value, row["said"], until, None if row["state"] == "no" else row["state"]
        )
    return None


def _last_injection(teller: Teller) -> list[Part]:
    """The day of the last depot given; it does not age."""
    given = [
        row["said"] for row in teller.events("depot_injection") if row["state"] == "yes"
    ]
    return newest(Part(day, day, None) for day in given)


def _missed_in_a_row(teller: Teller) -> list[Part]:
    """As the pharmacy told it, or three days or more on the newest record."""
    told = [
        Part(
            {"yes": True, "no": False}.get(row["state"]),
            row["said"],
            last_day(row["said"], settings.THREE_DAYS),
            row["state"] if row["state"] == ASKED_NOT_ANSWERED else None,
        )
        for row in teller.events("missed_doses")
    ]
    recorded = [
        Part(
            row["missed_days"] >= 3,
            row["said"],
            last_day(row["known"], settings.THREE_DAYS),
        )
        for row in newest_prescription(teller)
        if row["missed_days"] is not None
    ]
    return any_yes([*told, *recorded], teller.day)


def _ever_injected(teller: Teller) -> list[Part]:
    """A yes lasts, from whichever form or answer; a no is asked again."""
    forms = [
        Part(True, row["said"], None)
        for row in teller.standing("outcome")
        if row["inject_days"] is not None and row["inject_days"] >= 1
    ]
    answers = [
        Part(
            {"yes": True, "no": False}.get(row["value"]),
            row["said"],
            None if row["value"] == "yes" else last_day(row["said"], TWELVE_MONTHS),
            row["state"],
        )
        for row in teller.standing("answer")
        if row["question"] == "ever_injected"
    ]
    return any_yes([*forms, *answers], teller.day)


def _tested(virus: str) -> Callable[[Teller], list[Part]]:
    """A test of the last twelve months; one before is a no that does not age."""

    def count(teller: Teller) -> list[Part]:
        told = [_test(row, teller.day) for row in teller.events(f"{virus}_test")]
        if virus == "hiv":
            told += [
                Part(True, row["said"], None)
                for row in teller.standing("condition")
                if (row["condition"], row["state"]) == ("hiv", "yes")
            ]
        return any_yes(told, teller.day)

    return count


def _test(row: Row, day: date) -> Part:
    until = last_day(row["said"], TWELVE_MONTHS)
    if row["state"] == ASKED_NOT_ANSWERED:
        return Part(None, row["said"], until, row["state"])
    if row["state"] == "no":
        return Part(False, row["said"], until)
    recent = (day - row["said"]).days <= 365
    return Part(recent, row["said"], until if recent else None)


def newest_interview(teller: Teller) -> Row | None:
    """The newest that was finished; of one day, the later reference."""
    held = [row for row in teller.standing("interview") if row["finished"] == "yes"]
    return max(held, key=lambda row: (row["said"], row["interview"]), default=None)


def _told_in_it(teller: Teller, table: str) -> list[Row]:
    held = newest_interview(teller)
    return [
        row
        for row in teller.standing(table)
        if held and row["interview"] == held["interview"]
    ]


def _role_types(teller: Teller) -> list[Part]:
    """Different roles, without those who supply; nobody mentioned is nought."""
    people = _told_in_it(teller, "person")
    roles = {row["role"] for row in people} - {None, ASKED_NOT_ANSWERED}
    number = len(roles - {"supplies"}) if roles or not people else None
    return _of_the_interview(teller, number)


def _supportive_people(teller: Teller) -> list[Part]:
    told = [row for row in _told_in_it(teller, "tie") if row["kind"] == "supports"]
    supports = {row["person_id"] for row in told if row["state"] == "yes"}
    untold = ASKED_NOT_ANSWERED in {row["state"] for row in told}
    number = None if untold and not supports else len(supports)
    return _of_the_interview(teller, number)


def _circle_uses(teller: Teller) -> list[Part]:
    """One who uses is enough; a no needs an answer about each."""
    uses = {row["person_id"]: row["uses"] for row in _told_in_it(teller, "person")}
    told: dict[str, set[str]] = {}
    for row in _told_in_it(teller, "tie"):
        if row["kind"] in {"buys_with", "pools_money", "uses_with"}:
            told.setdefault(row["person_id"], set()).add(row["state"])
    who = {each: states for each, states in told.items() if states - {"no"}}
    sure = [uses.get(each) for each, states in who.items() if "yes" in states]
    if {"yes", "on_ort_and_using"} & {*sure}:
        return _of_the_interview(teller, True)
    none = len(sure) == len(who) and {*sure} <= {"on_ort_not_using", "no"}
    return _of_the_interview(teller, False if none else None)


def _used_on_form_before(teller: Teller) -> list[Part]:
    """The form before the newest, of those on which the days were told."""
    forms = sorted(
        (row for row in teller.standing("outcome") if row["opiate_days"] is not None),
        key=lambda row: (row["said"], row["sequence"] or -1, row["opiate_days"]),
    )
    if len(forms) < 2:
        return [NOTHING]
    said = forms[-2]["said"]
    days = settings.OUTCOME_FORM.days
    assert days is not None
    return [Part(forms[-2]["opiate_days"] >= 1, said, said + 2 * timedelta(days=days))]


def _of_the_interview(teller: Teller, number: int | None) -> list[Part]:
    held = newest_interview(teller)
    if held is None:
        return [NOTHING]
    until = last_day(held["said"], settings.NETWORK_ANSWER)
    return [Part(number, held["said"], until)]


def _opiate_days_at_start(teller: Teller) -> list[Part]:
    """The newest start form that says anything of it; it does not age."""
    return newest(
        Part(
            row["opiate_days"],
            row["said"],
            None,
            row["opiate_days_state"],
            place=row["sequence"] or 0,
        )
        for row in teller.standing("outcome")
        if row["stage"] == "start"
        and (row["opiate_days"] is not None or row["opiate_days_state"])
    )


def _peer_survey(teller: Teller) -> list[Part]:
    """That any question of it was asked."""
    return newest(
        Part(True, row["said"], last_day(row["known"], settings.NETWORK_ANSWER))
        for row in teller.standing("answer")
        if row["survey"] == "peers" and (row["value"] is not None or row["state"])
    )


OF_THEIR_OWN: dict[str, Callable[[Teller], list[Part]]] = {
    "on_ort": _on_ort,
    "daily_mg": _daily_mg,
    "heroin_reported": _heroin_reported,
    "mental_health_condition": _mental_health_condition,
    "naloxone_kit": _naloxone_kit,
    "network_planning": _permission("network_planning"),
    "group_invitation": _permission("group_invitation"),
    "last_review": _last_review,
    "lung_liver_or_heart_disease": _lung_liver_or_heart_disease,
    "psychosis_untreated": _untreated("psychosis"),
    "mania_untreated": _untreated("bipolar_disorder"),
    "last_injection": _last_injection,
    "missed_in_a_row": _missed_in_a_row,
    "ever_injected": _ever_injected,
    "hepatitis_c_test": _tested("hepatitis_c"),
    "hepatitis_b_test": _tested("hepatitis_b"),
    "hiv_test": _tested("hiv"),
    "role_types": _role_types,
    "supportive_people": _supportive_people,
    "opiate_days_at_start": _opiate_days_at_start,
    "peer_survey": _peer_survey,
    "circle_uses": _circle_uses,
    "overdose_count": _overdose_count,
    "mental_health_untreated": _mental_health_untreated,
    "used_on_form_before": _used_on_form_before,
}
