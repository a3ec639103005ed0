"""Every row of the committed CSVs: nothing in them would be held or asked about."""

import re
from datetime import date
from pathlib import Path

import pytest

from metrics.contracts import IMPORTED
from metrics.intake.delivery import check
from metrics.periods import DEMO_TODAY
from metrics.problems import Outcome
from metrics.scope import Scope
from metrics.store import open_store
from metrics.surveys import SURVEYS
from sample_data._scenario import DEPOTS
from sample_data._stories import Provider
from sample_data.generate import HERE


Cells = list[dict[str, str]]
TABLES = pytest.mark.parametrize("table", IMPORTED)
# Accepted and listed: the form is not recorded, which is what the sample says.
EXPECTED_WARNINGS = {"IMP-E10"}


@TABLES
def test_every_row_keeps_its_contract(table: str, cells: dict[str, Cells]) -> None:
    for row in cells[table]:
        filled = {name: text or None for name, text in row.items()}
        IMPORTED[table].model_validate(filled)


@TABLES
def test_keys_are_unique(table: str, cells: dict[str, Cells]) -> None:
    keys = [tuple(row[name] for name in IMPORTED[table].key) for row in cells[table]]
    assert keys
    assert len(set(keys)) == len(keys)


def test_a_demonstration_takes_the_files_without_a_question(tmp_path: Path) -> None:
    """No row held, nothing asked; only the warning that is meant."""
    store = open_store(
        tmp_path / "demo.duckdb", create=True, demo=True, fixed_today=DEMO_TODAY
    )
    found = check(sorted(HERE.glob("*.csv")), Scope.operator(), store=store)
    store.close()
    assert not any(found.held.values())
    assert set(found.rows) == set(IMPORTED)
    assert {each.outcome for each in found.problems} == {Outcome.WARN}
    assert {each.code for each in found.problems} == EXPECTED_WARNINGS


@TABLES
def test_nothing_lies_ahead_of_the_day_it_is_told(
    table: str, cells: dict[str, Cells]
) -> None:
    past = [
        column.name
        for column in IMPORTED[table].columns()
        if column.kind == "date" and not column.future
    ]
    for row in cells[table]:
        dates = [date.fromisoformat(row[name]) for name in past if row[name]]
        assert all(day <= DEMO_TODAY for day in dates)


@TABLES
def test_every_client_is_known(table: str, cells: dict[str, Cells]) -> None:
    known = {row["client_id"] for row in cells["client"]}
    assert {row["client_id"] for row in cells[table]} <= known


def test_a_reference_is_like_no_identifier(cells: dict[str, Cells]) -> None:
    prefixes = {"Riverside": "RV", "Millbrook": "MB", "Harbourside": "HB"}
    for row in cells["client"]:
        assert re.fullmatch(prefixes[row["service"]] + r"[1-9]\d{4}", row["client_id"])


def test_interviews_and_people_stand(cells: dict[str, Cells]) -> None:
    held = {(row["client_id"], row["interview"]) for row in cells["interview"]}
    assert len(held) == len(cells["interview"])
    people = set()
    for row in cells["person"]:
        assert row["person_id"] == f"P{row['number']}"
        assert row["linked_client_id"] != row["client_id"]
        people.add((row["client_id"], row["interview"], row["person_id"]))
    assert {place[:2] for place in people} <= held
    for row in cells["tie"]:
        assert (row["client_id"], row["interview"], row["person_id"]) in people
    for row in cells["person_tie"]:
        ends = [row["person_id"], row["other_person_id"]]
        assert int(ends[0][1:]) < int(ends[1][1:])
        for end in ends:
            assert (row["client_id"], row["interview"], end) in people


def test_a_depot_has_an_amount_of_the_fixed_list(cells: dict[str, Cells]) -> None:
    """safety.md H06; a daily medicine is never given by the week."""
    for row in cells["prescription"]:
        if row["form"] in DEPOTS:
            assert int(row["dose"]) in DEPOTS[row["form"]]
            assert row["interval"] == row["form"].removeprefix("depot_")
        else:
            assert row["interval"] == "daily"
        assert row["form"]
        assert (row["unit"] == "ml") == bool(row["strength"])


def test_every_answer_is_one_to_its_question(cells: dict[str, Cells]) -> None:
    for row in cells["answer"]:
        question = SURVEYS[row["survey"]].question(row["question"])
        assert question is not None
        assert not question.restricted
        assert not question.retired
        assert question.fills == "answer.value"
        if row["value"]:
            read = question.read(row["value"], date.fromisoformat(row["asked_on"]))
            assert type(read).__name__ != "Problem", row
        else:
            assert row["state"] == "asked_not_answered"


def test_nobody_was_alone_on_more_days_than_they_used(cells: dict[str, Cells]) -> None:
    network = [row for row in cells["answer"] if row["survey"] == "network"]
    said = {(row["client_id"], row["question"]): row["value"] for row in network}
    alone = {key[0]: int(v) for key, v in said.items() if key[1] == "alone_days" and v}
    for client, days in alone.items():
        assert days <= int(said[client, "using_days"] or 28)


def test_one_ort_medicine_a_day(cells: dict[str, Cells]) -> None:
    days = [(row["client_id"], row["recorded_on"]) for row in cells["prescription"]]
    assert len(set(days)) == len(days)


def test_nothing_is_recorded_before_they_came_or_after_they_left(
    cells: dict[str, Cells], invented: Provider
) -> None:
    since = {s.reference: s.treatment_start.isoformat() for s in invented.people}
    until = {s.reference: s.until.isoformat() for s in invented.people}
    for table, contract in IMPORTED.items():
        if contract.dated in ("as_at", "interview"):
            continue
        for row in cells[table]:
            day = row[contract.dated]
            assert since[row["client_id"]] <= day <= until[row["client_id"]], (
                table,
                row,
            )


def test_who_left_has_a_status_and_no_review_ahead(cells: dict[str, Cells]) -> None:
    now = [row for row in cells["client"] if row["as_at"] == DEMO_TODAY.isoformat()]
    gone = [row for row in now if row["status"] in ("left", "died")]
    assert {row["status"] for row in gone} == {"left", "died"}
    assert not any(row["next_review"] for row in gone)
    mentioned = {row["linked_client_id"] for row in cells["person"]}
    assert not mentioned & {row["client_id"] for row in gone}
    assert not {row["client_id"] for row in gone} & {
        r["client_id"] for r in cells["tie"]
    }
