from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from metrics.intake import PROFILES, Delivery, check, load
from metrics.intake.choices import Choices
from metrics.store import Store
from metrics.store.batches import every_batch
from tests.imports.loads import OPERATOR


PROFILE = PROFILES["ndtms"]
AS_AT = date(2026, 10, 31)
EPISODE = {
    "CLIENTID": "4411",
    "AGNCY": "Riverside",
    "SEX": "1",
    "ETHNIC": "A",
    "EMPSTAT": "12",
    "HOUSING": "17",
    "TRIAGED": "20260105",
    "DISD": "",
    "DISRSN": "",
    "MTHTN": "Y",
    "INJSTAT": "C",
    "CONSENT": "Y",
    "PHMETH": "1",
    "PHBUPREN": "",
    "PHBUDI": "",
    "PHDOSMET": "60",
    "PHDOSBUP": "",
    "PHOSTSPVD": "1",
    "SUBMODDT": "20261001",
    "TOPDATE": "20261002",
    "TRSTAGE": "R",
    "OPIUSE": "12",
    "CRAUSE": "NA",
    "ALCUSE": "99",
    "CONSMP": "2.5",
    "SHARING": "N",
    "PSYHSTAT": "11",
    "IVDRGUSE": "3",
}


def delivered(
    folder: Path, *rows: dict[str, str], choices: Choices | None = None
) -> Delivery:
    """A file of wide rows, each the usual one with something else in it."""
    whole = [EPISODE | row for row in rows]
    header = list(dict.fromkeys(name for row in whole for name in row))
    lines = [",".join(f'"{row.get(name, "")}"' for name in header) for row in whole]
    path = folder / "october.csv"
    path.write_text("\n".join([",".join(header), *lines]) + "\n", encoding="utf-8")
    return check([path], OPERATOR, as_at=AS_AT, choices=choices or Choices())


def only(delivery: Delivery, table: str) -> dict[str, Any]:
    (row,) = delivery.rows[table].to_pylist()
    assert isinstance(row, dict)
    return row


def told(delivery: Delivery, outcome: str) -> set[tuple[str, str | None]]:
    return {(p.code, p.column) for p in delivery.problems if p.outcome == outcome}


def test_a_wide_row_becomes_a_row_of_each_table(tmp_path: Path) -> None:
    delivery = delivered(tmp_path, {})
    assert delivery.profile is PROFILE
    assert not delivery.is_held, delivery.problems
    client = only(delivery, "client")
    assert (client["sex"], client["ethnic_group"]) == ("male", "white")
    assert (client["employment"], client["housing"]) == ("unemployed", "rough_sleeping")
    assert (client["status"], client["as_at"]) == ("in_treatment", AS_AT)
    assert client["treatment_start"] == date(2026, 1, 5)
    need = only(delivery, "condition")
    assert (need["condition"], need["state"]) == ("mental_health_need", "yes")
    assert only(delivery, "event")["happened_on"] == date(2026, 10, 1)


def test_methadone_is_stated_in_ml_of_one_mg(tmp_path: Path) -> None:
    row = only(delivered(tmp_path, {}), "prescription")
    assert (row["medicine"], row["form"]) == ("methadone", "oral_solution")
    assert (row["dose"], row["unit"], row["strength"]) == (Decimal(60), "ml", 1)
    assert (row["supervised"], row["planned_reduction"]) == ("yes", None)


def test_what_is_missing_is_never_nought(tmp_path: Path) -> None:
    row = only(delivered(tmp_path, {}), "outcome")
    assert (row["opiate_days"], row["alcohol_units"]) == (12, Decimal("2.5"))
    assert (row["crack_days"], row["alcohol_days"]) == (None, None)
    assert (row["sharing"], row["stage"]) == ("no", "review")


def test_rows_that_repeat_an_episode_are_one(tmp_path: Path) -> None:
    delivery = delivered(tmp_path, {}, {"TOPDATE": "20260601", "TRSTAGE": "S"})
    assert not delivery.is_held, delivery.problems
    assert delivery.rows["client"].num_rows == 1
    assert delivery.rows["prescription"].num_rows == 1
    assert delivery.rows["outcome"].num_rows == 2


def test_the_latest_episode_says_how_a_client_is(tmp_path: Path) -> None:
    before = {"TRIAGED": "20240101", "DISD": "20240601", "DISRSN": "80"}
    delivery = delivered(tmp_path, before, {})
    assert only(delivery, "client")["status"] == "in_treatment"


@pytest.mark.parametrize(
    ("row", "status"),
    [
        ({"DISD": "20261001", "DISRSN": "85"}, "left"),
        ({"DISD": "20261003", "DISRSN": "89"}, "died"),
        ({"DISD": "20261001", "DISRSN": "612"}, "left"),
    ],
)
def test_how_an_episode_ended(tmp_path: Path, row: dict[str, str], status: str) -> None:
    assert only(delivered(tmp_path, row), "client")["status"] == status


@pytest.mark.parametrize(
    ("row", "exits"),
    [
        ({"DISD": "20261001", "DISRSN": "80"}, ["2026-10-01"]),
        ({"DISD": "20261001", "DISRSN": "85"}, ["2026-10-01"]),
        ({"DISD": "20261001"}, ["2026-10-01"]),
        ({"DISD": "20261001", "DISRSN": "83"}, []),
        ({"DISD": "20261003", "DISRSN": "89"}, []),
        ({}, []),
    ],
)
def test_the_day_of_an_exit_is_kept_where_care_does_not_go_on_elsewhere(
    tmp_path: Path, row: dict[str, str], exits: list[str]
) -> None:
    told = delivered(tmp_path, row).rows["event"].to_pylist()
    found = [each["happened_on"] for each in told if each["kind"] == "treatment_exit"]
    assert [str(each) for each in found] == exits


@pytest.mark.parametrize(
    ("columns", "version"),
    [({}, "R or"), ({"PHMETMAIN": "1"}, "P or Q"), ({"PHMAIN": "1"}, "of K")],
)
def test_the_headers_say_which_version_it_is(
    tmp_path: Path, columns: dict[str, str], version: str, monkeypatch: Any
) -> None:
    if columns:
        for name in ("PHMETH", "PHBUPREN", "PHBUDI"):
            monkeypatch.delitem(EPISODE, name)
    said = [p.found for p in delivered(tmp_path, columns).problems]
    assert any(f"version {version}" in each or version in each for each in said)


@pytest.mark.parametrize(
    ("flag", "medicine", "form", "reduction"),
    [
        ("PHMETWTH", "methadone", "oral_solution", "yes"),
        ("PHMETMAIN", "methadone", "oral_solution", "no"),
        ("PHBUNASTBL", "buprenorphine_naloxone", "not_recorded", "no"),
        ("PHBUPWTH", "buprenorphine", "not_recorded", "yes"),
        ("PHBUDIMAIN", "buprenorphine", "not_recorded", "no"),
        ("PHDIAINJ", "diamorphine", "injection", None),
        ("PHMETHINJ", "methadone", "injection", None),
    ],
)
def test_each_tick_of_the_older_versions(
    tmp_path: Path, flag: str, medicine: str, form: str, reduction: str | None
) -> None:
    ticks = {"PHMETH": "", "PHDOSMET": "", flag: "Y"}
    row = only(delivered(tmp_path, ticks), "prescription")
    assert (row["medicine"], row["form"]) == (medicine, form)
    assert row["planned_reduction"] == reduction


def test_a_depot_has_no_dose_and_none_is_made_up(tmp_path: Path) -> None:
    depot = {"PHMETH": "", "PHDOSMET": "", "PHBUDI": "1"}
    delivery = delivered(tmp_path, depot)
    assert only(delivery, "prescription")["dose"] is None
    assert ("IMP-E10", "phbudi") in told(delivery, "warn")


def test_no_tick_says_nothing_at_all(tmp_path: Path) -> None:
    delivery = delivered(tmp_path, {"PHMETH": "0"})
    assert delivery.rows["prescription"].num_rows == 0
    assert ("IMP-E13", "phdosmet") in told(delivery, "warn")


def test_two_medicines_of_one_review_are_both_kept(tmp_path: Path) -> None:
    delivery = delivered(tmp_path, {"PHBUPREN": "1", "PHDOSBUP": "8"})
    assert delivery.rows["prescription"].num_rows == 2
    assert "IMP-E13" in {code for code, _ in told(delivery, "warn")}


IDENTIFIERS = {
    "FINITIAL": "J",
    "SINITIAL": "S",
    "DOB": "19840302",
    "PC": "SW1A",
    "GPPTCE": "A81001",
}


def test_identifiers_are_refused(tmp_path: Path) -> None:
    delivery = delivered(tmp_path, IDENTIFIERS)
    refused = {column for code, column in told(delivery, "refuse")}
    assert refused == set(IDENTIFIERS)
    assert not delivery.rows


def test_identifiers_are_taken_out_where_somebody_chose_so(
    store: Store, tmp_path: Path
) -> None:
    chosen = Choices(identifiers_dropped=True)
    delivery = delivered(tmp_path, IDENTIFIERS, choices=chosen)
    assert only(delivery, "client")["age_band"] == "40_44"
    assert load(store, delivery, OPERATOR).saved
    stored = str(store.read("SELECT * FROM client") + store.read("SELECT * FROM batch"))
    assert not [text for text in ("19840302", "1984-03-02", "A81001") if text in stored]


def test_a_client_under_18_waits(tmp_path: Path) -> None:
    chosen = Choices(identifiers_dropped=True)
    delivery = delivered(tmp_path, {"DOB": "20090302"}, choices=chosen)
    assert ("IMP-D01", "age_band") in told(delivery, "hold")


def test_without_consent_a_row_is_left_out_and_listed(tmp_path: Path) -> None:
    delivery = delivered(tmp_path, {}, {"CLIENTID": "4412", "CONSENT": "N"})
    assert delivery.rows["client"]["client_id"].to_pylist() == ["4411"]
    assert ("IMP-D11", "CONSENT") in told(delivery, "normalise")


def test_unknown_codes_are_listed_and_kept_with_the_load(
    store: Store, tmp_path: Path
) -> None:
    row = {"DISD": "20261001", "DISRSN": "612", "HOUSING": "ask Jane Example"}
    delivery = delivered(tmp_path, row)
    assert {("IMP-D04", "disrsn"), ("IMP-D04", "housing")} <= told(delivery, "warn")
    assert "Jane" not in str(delivery.problems)
    load(store, delivery, OPERATOR)
    (batch,) = every_batch(store)
    assert batch.unknown == {"disrsn": {"612": 1}, "housing": {"other text": 1}}


@pytest.mark.parametrize("day", ["20260105", "2026-01-05", "05/01/2026", "5/1/2026"])
def test_one_form_of_dates_in_a_file(tmp_path: Path, day: str) -> None:
    row = {"TRIAGED": day, "SUBMODDT": "", "TOPDATE": "", "PHMETH": ""}
    start = only(delivered(tmp_path, row), "client")["treatment_start"]
    assert start == date(2026, 1, 5)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"TRIAGED": "05/01/2026"}, "IMP-C11"),
        ({"TRIAGED": "01/25/2026", "SUBMODDT": "", "TOPDATE": ""}, "IMP-C13"),
    ],
)
def test_dates_that_are_not_certain(
    tmp_path: Path, row: dict[str, str], code: str
) -> None:
    assert code in {each for each, _ in told(delivered(tmp_path, row), "refuse")}


@pytest.mark.parametrize(
    ("row", "outcome", "code"),
    [
        ({"INJSTAT": "N"}, "warn", "IMP-D10"),
        ({"DISD": "20250101"}, "hold", "IMP-C20"),
        ({"DISD": "20260901", "DISRSN": "89"}, "hold", "IMP-D13"),
        ({"OPIUSE": "29"}, "hold", "IMP-D02"),
    ],
)
def test_what_contradicts_itself(
    tmp_path: Path, row: dict[str, str], outcome: str, code: str
) -> None:
    assert code in {each for each, _ in told(delivered(tmp_path, row), outcome)}


def test_who_stands_once_and_who_stands_again_are_treated_alike(tmp_path: Path) -> None:
    """Only the rows of who stands in several are compared with one another."""
    old, new = {"TRIAGED": "20250105", "HOUSING": "1"}, {"TRIAGED": "20260105"}
    rows = delivered(tmp_path, old | {"CLIENTID": "1"}, {"CLIENTID": "2"}, new).rows
    both = delivered(
        tmp_path, old, new, new | {"TOPDATE": "20261003"}, {"CLIENTID": "2"}
    ).rows
    assert sorted(rows["client"]["housing"].to_pylist()) == [
        "owner",
        "rough_sleeping",
        "rough_sleeping",
    ]
    # In the order of the file, whichever of the two ways a row went.
    assert both["client"]["client_id"].to_pylist() == ["4411", "2"]
    assert both["event"]["client_id"].to_pylist() == ["4411", "2"]
    assert both["client"]["housing"].to_pylist() == ["rough_sleeping"] * 2
    assert both["event"].num_rows == 2
    assert both["outcome"].num_rows == 3
