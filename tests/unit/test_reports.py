"""Making a release of a small store, and opening it."""

import csv
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest

from metrics import releasing, reports
from metrics.contracts import Table
from metrics.contracts.plan import Attendance, Membership, PlannedGroup, Session
from metrics.disclosure.policy import POLICY
from metrics.disclosure.protect import ALL, Status
from metrics.periods import Period
from metrics.problems import UserError
from metrics.scope import Action, Refused, Scope
from metrics.store import AuditEvent, Store, open_store
from metrics.store.frozen import frozen
from tests.factories import a_client, a_prescription, an_event, an_outcome, put


Q4, Q1 = Period.parse("2025-26-Q4"), Period.parse("2026-27-Q1")
OPERATOR = Scope.operator()
NOBODY = Scope("somebody", frozenset({Action.SEE_RELEASE}), None, None)
STARTED, TODAY = date(2020, 1, 1), date(2026, 11, 2)


def fill(store: Store, number: int = 240) -> None:
    """People of three services; of every third it is known whether they use on top."""
    rows = []
    for at in range(number):
        who, service = f"c{at}", ("North", "South", "West")[at % 3]
        rows.append(a_client(who, service=service, treatment_start=STARTED, sex="male"))
        for day in (date(2026, 3, 20), date(2026, 6, 20)):
            rows.append(a_prescription(who, recorded_on=day))
            if at % 3 or at < 20:
                rows.append(an_outcome(who, completed_on=day, opiate_days=at % 5))
        rows.append(an_event(who, kind="naloxone_kit", happened_on=date(2026, 3, 1)))
    put(store, *rows)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("filled") / "store.duckdb"
    store = open_store(path, create=True, fixed_today=TODAY)
    fill(store)
    store.close()
    return path


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> Iterator[Store]:
    """A copy of the filled store; a release made of it leaves no trace elsewhere."""
    shutil.copy(filled, tmp_path / "store.duckdb")
    opened = open_store(tmp_path / "store.duckdb")
    yield opened
    opened.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "out"


def opened(folder: Path) -> reports.Release:
    return reports.open_release(folder / reports.FILE, NOBODY)


def run_groups(store: Store, groups: int = 4) -> None:
    """Of each service's people some: 50 a group, of whom 35 agree, 25 come, 15 stay."""
    rows: list[Table] = []
    plan = {"plan_id": "P", "version": 1}
    for number in range(1, groups + 1):
        of_group = {**plan, "group_number": number}
        saved = {**of_group, "saved_at": datetime(2025, 6, 1)}
        rows.append(PlannedGroup(**saved, title="Tue", ends_on=date(2025, 12, 1)))
        met = {**of_group, "held_on": date(2025, 9, 2), "entered_by": "leader"}
        rows.append(Session(**met, took_place="yes"))
        for at in range(50):
            who = f"c{(number - 1) * 60 + at}"
            answer = {
                "invited_on": date(2025, 6, 2),
                "answer": "yes" if at < 35 else "no",
                "answered_on": date(2025, 6, 3),
                "left_on": date(2025, 10, 1) if 15 <= at < 25 else None,
            }
            rows.append(Membership(**saved, **answer, client_id=who, locked=False))
            if at < 25:
                rows.append(Attendance(**met, client_id=who, came="yes"))
    put(store, *rows)


# Making one ---------------------------------------------------------------------------


def test_the_newest_closed_quarter_and_those_before_it_are_published(
    store: Store, folder: Path
):
    statement = reports.release(store, None, folder, OPERATOR, before=1)
    release = opened(folder)
    assert statement.passes
    assert statement == release.face.statement
    assert release.face.periods == ("2025-26", "2025-26-Q4", "2026-27-Q1")
    assert release.table("in_treatment").at(ALL).count == 240
    assert release.table("in_treatment", "2025-26-Q4").at("North").count == 80
    assert release.table("in_treatment_by_sex").period == "2025-26"


def test_a_release_says_when_and_of_what_it_is(store: Store, folder: Path):
    reports.release(store, Q1, folder, OPERATOR)
    line, expected = opened(folder).face.line()
    assert line == "Release 1 of 2026-27, quarter 1, published 2 November 2026"
    assert expected in (
        "expected records not stated",
        "about 100 in 100 expected records",
    )


def test_a_quarter_that_is_not_closed_is_not_published(store: Store, folder: Path):
    with pytest.raises(UserError, match="not closed before 11 November 2026"):
        reports.release(store, Period.parse("2026-27-Q2"), folder, OPERATOR)
    assert not folder.exists()


@pytest.mark.parametrize(
    ("today", "closed"), [(date(2026, 8, 10), False), (date(2026, 8, 11), True)]
)
def test_a_quarter_closes_42_days_after_its_end(today: date, closed: bool):
    assert reports.closes_on(Q1) == date(2026, 8, 11)
    assert (reports.closes_on(Q1) <= today) is closed


def test_a_year_is_not_asked_for_by_itself(store: Store, folder: Path):
    with pytest.raises(UserError, match="Name a quarter"):
        reports.release(store, Period.parse("2025-26"), folder, OPERATOR)


def test_a_store_without_people_publishes_nothing(tmp_path: Path):
    empty = open_store(tmp_path / "empty.duckdb", create=True, fixed_today=TODAY)
    with pytest.raises(UserError, match="nothing to publish"):
        reports.release(empty, None, tmp_path / "out", OPERATOR)
    empty.close()


@pytest.mark.parametrize(
    ("clients", "stated", "share"), [(312, 330, 95), (330, 312, 100), (5, None, None)]
)
def test_the_share_of_expected_records_is_rounded(
    store: Store,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    clients: int,
    stated: int | None,
    share: int | None,
):
    held = {"clients": clients, "expected": stated}
    monkeypatch.setattr(releasing.records, "loaded", lambda *asked: held)
    reports.release(store, Q1, folder, OPERATOR)
    assert opened(folder).face.expected == share


def test_making_one_needs_its_action_and_is_audited(store: Store, folder: Path):
    with pytest.raises(Refused):
        reports.release(store, Q1, folder, NOBODY)
    event = AuditEvent("steward", "data steward", Action.MAKE_RELEASE, about="Q1")
    reports.release(store, Q1, folder, OPERATOR, event=event)
    lines = [line for line in store.audit.lines() if line["action"] == "make_release"]
    assert [(line["actor"], line["result"]) for line in lines] == [
        ("steward", "intended"),
        ("steward", "done"),
    ]


# Frozen -------------------------------------------------------------------------------


def test_a_period_once_published_is_refused_and_stays(store: Store, folder: Path):
    reports.release(store, Q1, folder, OPERATOR)
    before = (folder / "cells.csv").read_bytes()
    put(store, a_client("late", service="North", treatment_start=STARTED))
    with pytest.raises(UserError, match=r"2026-27-Q1 was published on 2 November 2026"):
        reports.release(store, Q1, folder.with_name("elsewhere"), OPERATOR)
    assert (folder / "cells.csv").read_bytes() == before


def test_a_later_release_holds_the_earlier_period_as_it_was(store: Store, folder: Path):
    """Sixty people of the North come late: the quarter that was published stays."""
    reports.release(store, Q4, folder, OPERATOR)
    assert opened(folder).face.number == 1
    put(
        store,
        *(
            a_client(f"late{n}", service="North", treatment_start=STARTED)
            for n in range(60)
        ),
    )
    reports.release(store, Q1, folder, OPERATOR)
    release = opened(folder)
    assert release.table("in_treatment", Q4.label).at("North").count == 80
    assert release.table("in_treatment", Q1.label).at("North").count == 140
    assert list(frozen(store)) == ["2025-26", "2025-26-Q4", "2026-27-Q1"]
    assert (release.face.number, release.face.period) == (1, "2026-27-Q1")


def test_releases_are_numbered_within_their_financial_year(store: Store, folder: Path):
    reports.release(store, Period.parse("2025-26-Q3"), folder, OPERATOR)
    reports.release(store, Q4, folder, OPERATOR, before=1)
    assert opened(folder).face.line()[0].startswith("Release 2 of 2025-26, quarter 4")


def test_a_folder_with_another_release_is_left_alone(
    store: Store, filled: Path, folder: Path, tmp_path: Path
):
    reports.release(store, Q1, folder, OPERATOR)
    before = (folder / reports.FILE).read_bytes()
    shutil.copy(filled, tmp_path / "other.duckdb")
    other = open_store(tmp_path / "other.duckdb")
    put(other, *(a_client(f"x{n}", service="West", as_at=STARTED) for n in range(20)))
    with pytest.raises(UserError, match="holds another release"):
        reports.release(other, Q1, folder, OPERATOR)
    other.close()
    assert (folder / reports.FILE).read_bytes() == before


# What is written ----------------------------------------------------------------------


def test_the_texts_say_what_the_file_says(store: Store, folder: Path):
    reports.release(store, Q1, folder, OPERATOR)
    release = opened(folder)
    names = {path.name for path in folder.iterdir()}
    texts = {"cells.csv", "means.csv", "policy.json", "statement.json"}
    assert names == {reports.FILE, *texts}
    with (folder / "means.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            mean = release.mean(row["mean"], row["period"]).at(row["service"])
            assert (row["value"], row["status"]) == (mean.value or "", mean.status)
    with (folder / "cells.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        table = release.table(row["table"], row["period"])
        cell = table.at(*(row[name] for name in table.variables))
        assert row["status"] == cell.status
        assert row["count"] == ("" if cell.count is None else str(cell.count))
    assert len(rows) == sum(len(table.cells) for table in release.published.values())
    policy = json.loads((folder / "policy.json").read_text())
    assert (policy["threshold"], policy["base"]) == (POLICY.threshold, POLICY.base)
    assert [each["id"] for each in policy["lattice"]] == [t.id for t in POLICY.lattice]
    statement = json.loads((folder / "statement.json").read_text())
    assert set(statement) == {"policy", "proofs", "cells", "passes"}


def test_what_was_sought_stays_with_the_service(store: Store, folder: Path):
    reports.release(store, Q1, folder, OPERATOR)
    kept = store.path.with_suffix(".release-audit.jsonl")
    assert kept.stat().st_mode & 0o077 == 0
    lines = [json.loads(line) for line in kept.read_text().splitlines()]
    assert {each["kind"] for each in lines} >= {"doubts"}
    assert all("true" in each for each in lines if each["kind"] == "doubts")


def test_no_true_number_and_nobody_stands_in_the_folder(store: Store, folder: Path):
    """Neither a client's id nor anything that the attack found."""
    reports.release(store, Q1, folder, OPERATOR)
    for path in folder.iterdir():
        found = path.read_bytes()
        assert b"c17" not in found
        assert b"witnesses" not in found


def test_records_that_change_no_cell_change_no_byte_of_the_texts(
    filled: Path, tmp_path: Path
):
    """Closure: what is published is a function of the published cells."""
    texts = []
    for name, more in (("one", 0), ("two", 1)):
        (tmp_path / name).mkdir()
        path = tmp_path / name / "store.duckdb"
        shutil.copy(filled, path)
        store = open_store(path)
        put(store, *(a_client(f"x{n}", service="West", sex="male",
                              treatment_start=STARTED) for n in range(more)))  # fmt: skip
        reports.release(store, Q1, tmp_path / name / "out", OPERATOR)
        store.close()
        texts.append((tmp_path / name / "out" / "cells.csv").read_bytes())
    assert texts[0] == texts[1]


# The attacker alone -------------------------------------------------------------------


def test_the_attacker_alone_says_how_near_its_limits_come(store: Store, folder: Path):
    reports.release(store, Q1, folder, OPERATOR)
    found = reports.attack(folder, NOBODY)
    assert found.sought > 0
    assert found.narrow == ()
    assert found.narrowest is not None
    assert POLICY.least_width <= found.narrowest.width <= POLICY.threshold


# Opening one --------------------------------------------------------------------------


def test_opening_needs_its_action(store: Store, folder: Path):
    reports.release(store, Q1, folder, OPERATOR)
    with pytest.raises(Refused):
        reports.open_release(folder / reports.FILE, Scope.nobody())


def test_the_file_holds_cells_and_words_and_no_other_table(store: Store, folder: Path):
    reports.release(store, Q1, folder, OPERATOR)
    with duckdb.connect(str(folder / reports.FILE), read_only=True) as file:
        tables = file.execute("SELECT table_name FROM duckdb_tables()").fetchall()
        (low,) = file.execute(
            "SELECT count(*) FROM cell WHERE status <> 'shown' AND count IS NOT NULL"
        ).fetchone()
    assert {name for (name,) in tables} == {"cell", "face", "mean"}
    assert low == 0


@pytest.mark.parametrize("name", ["store.duckdb", "absent.duckdb", "text.duckdb"])
def test_what_is_no_release_is_not_opened(store: Store, tmp_path: Path, name: str):
    (tmp_path / "text.duckdb").write_text("not a release")
    with pytest.raises(UserError, match="is not a release"):
        reports.open_release(tmp_path / name, NOBODY)


def test_a_release_can_be_opened_while_it_is_open(store: Store, folder: Path):
    reports.release(store, Q1, folder, OPERATOR)
    assert opened(folder) == opened(folder)


def test_a_leak_that_cannot_be_withheld_publishes_nothing(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    real = releasing.audited
    monkeypatch.setattr(
        releasing, "audited", lambda *a, **k: replace(real(*a, **k), passes=False)
    )
    with pytest.raises(UserError, match="Nothing was published"):
        reports.release(store, Q1, folder, OPERATOR)
    assert not folder.exists()
    assert frozen(store) == {}


def test_hidden_is_null_with_a_status(store: Store, folder: Path):
    reports.release(store, Q1, folder, OPERATOR)
    cells = [c for t in opened(folder).published.values() for c in t.cells]
    assert {c.count is None for c in cells if c.status is Status.SHOWN} == {False}
    assert {c.count for c in cells if c.status is not Status.SHOWN} == {None}


# The group programme ------------------------------------------------------------------


def test_the_programme_of_four_groups_is_published_by_year(store: Store, folder: Path):
    run_groups(store)
    reports.release(store, Q4, folder, OPERATOR)
    release = opened(folder)
    steps = ("group_offered", "group_agreed", "group_attended", "group_completed")
    said = [release.measure(each).headline or "" for each in steps]
    cells = [release.table(each).at(at) for each, at in zip(steps, said, strict=True)]
    assert [cell.count for cell in cells] == [200, 140, 100, 60]


def test_of_two_groups_nothing_is_published(store: Store, folder: Path):
    run_groups(store, groups=2)
    reports.release(store, Q4, folder, OPERATOR)
    release = opened(folder)
    tables = [each for each in release.face.tables if each.id.startswith("group_")]
    assert len(tables) == 7
    assert not any(release.table(each.id).is_offered for each in tables)
