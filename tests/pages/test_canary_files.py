"""What leaves on purpose: a release, and a signed list. Planted words of other people and
of the lead's stand in neither, nor any pseudonym or number of a client in a release
(safety.md H08, H09, H21).

Pages, other files and failures are `test_canaries.py`.
"""

import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import duckdb
import pytest
import typst

from dashboard.access import DEMO_USERS, Role, scope_of
from dashboard.components import board_paper, release_files
from dashboard.components.group_paper import TYPES, written
from metrics import (
    Action,
    AuditEvent,
    Scope,
    Store,
    open_store,
    planning,
    reports,
    safeguarding,
)
from tests.pages.test_canaries import SAID, tell, text_of
from tests.planned import a_planned_group
from tests.unit.test_lists import KEY, PAIRS


OPERATOR = Scope.operator()
DAY = date(2026, 11, 2)
WHO = {next(iter(each.roles)): each for each in DEMO_USERS}
WORKER = DEMO_USERS[1]  # of the service at which the plan is
LATER = "UPDATE store_state SET held = '2026-12-01' WHERE name = 'fixed_today'"
RESTRICTED = ("debt", "suicide", "pressure", "buys", "heroin", "CANARY")


def event(action: Action) -> AuditEvent:
    return AuditEvent("tests", "tests", str(action))


def plant(store: Store) -> None:
    """Every row that somebody else said, and every row of the lead's, says so."""
    with store.writing() as writing:
        for table in ("person", "tie", "person_tie", "answer"):
            writing.run(f"UPDATE {table} SET source = $said", {"said": SAID})
        for row in writing.rows("SELECT DISTINCT client_id FROM client LIMIT 50"):
            tell(writing, row["client_id"], store.now())


# A release ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def made(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of a store full of what must not leave it, with all that is drawn."""
    folder = tmp_path_factory.mktemp("canary-release")
    shutil.copy(demo_folder / "store.duckdb", folder / "store.duckdb")
    with closing(open_store(folder / "store.duckdb")) as store:
        plant(store)
        with store.noting() as writing:  # a quarter that the demonstration kept back
            writing.run(LATER)
        assert store.read("SELECT count(*) FROM disclosure")[0][0] >= 50
        reports.release(store, None, folder / "release", OPERATOR)
    return folder / "release"


@pytest.fixture(scope="module")
def never_out(demo_folder: Path, made: Path) -> list[str]:
    """Planted words, and every pseudonym, number and worker of every client."""
    asked = (
        "SELECT label FROM label UNION SELECT client_id FROM client "
        "UNION SELECT person_id FROM person UNION SELECT keyworker FROM client"
    )
    with closing(open_store(made.parent / "store.duckdb")) as store:
        return ["CANARY", *(row[0] for row in store.read(asked) if row[0])]


def told_by(path: Path) -> Iterator[str]:
    """Everything in a file of a release, as text: a database table by table."""
    yield path.read_bytes().decode("latin-1")
    if path.suffix == ".duckdb":
        with duckdb.connect(str(path), read_only=True) as opened:
            tables = opened.execute("SELECT table_name FROM duckdb_tables()").fetchall()
            for (name,) in tables:
                yield repr(opened.execute(f"SELECT * FROM {name}").fetchall())


def test_no_file_of_a_release_holds_anything_of_anybody(
    made: Path, never_out: list[str]
) -> None:
    files = sorted(made.iterdir())
    assert len(files) > 3
    assert len(never_out) > 1000
    for file in files:
        for text in told_by(file):
            assert [word for word in never_out if word in text] == [], file.name


def test_nothing_drawn_from_a_release_does_either(
    made: Path, never_out: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def said(*given: object, **more: object) -> bytes:
        return repr((given, more)).encode()

    monkeypatch.setattr(typst, "compile", said)
    release = reports.open_release(made / reports.FILE, OPERATOR)
    drawn = [
        release_files.cells_csv(release),
        release_files.codebook_csv(release),
        text_of(release_files.workbook(release)),
        text_of(board_paper.whole_paper(release)),
        *board_paper.pictures(release).values(),
    ]
    assert len(drawn) > 5
    for text in drawn:
        assert [word for word in never_out if word in text] == []


# A signed list -----------------------------------------------------------------------


@pytest.fixture
def signed(tmp_path: Path) -> Iterator[Store]:
    """A group of three whose list is signed; of one the lead knows of a debt."""
    path = tmp_path / "signed.duckdb"
    with closing(open_store(path, create=True, demo=True, fixed_today=DAY)) as store:
        a_planned_group(store, "Harbourside", "Keyworker 9")
        plant(store)
        lead = scope_of(WHO[Role.SAFEGUARDING_LEAD], Action.SIGN_LISTS)
        sign = event(Action.SIGN_LISTS)
        checked = dict.fromkeys(PAIRS, True)
        safeguarding.check_pairs(store, KEY, checked, lead, sign)
        safeguarding.decide_list(store, KEY, "signed", lead, sign)
        yield store


@pytest.mark.parametrize("form", TYPES)
def test_a_signed_list_says_nothing_of_what_is_known_of_anybody_on_it(
    signed: Store, form: planning.Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typst, "compile", lambda *_, **given: repr(given).encode())
    manager = WHO[Role.SERVICE_MANAGER]
    scope = scope_of(manager, Action.RUN_GROUPS)
    run = event(Action.RUN_GROUPS)
    text = text_of(
        written(planning.print_list(signed, KEY, form, scope, run), form, manager)
    )
    assert "NO-0001" in text
    assert [word for word in RESTRICTED if word in text] == []


def test_whoever_invites_and_leads_reads_no_more(signed: Store) -> None:
    manager = scope_of(WHO[Role.SERVICE_MANAGER], Action.RUN_GROUPS)
    planning.invite(
        signed, KEY, "Keyworker 9", date(2027, 1, 31), manager, event(Action.RUN_GROUPS)
    )
    worker = scope_of(WORKER, Action.ANSWER_INVITATIONS)
    asked = planning.invitations(signed, DAY, worker)
    for each in asked:
        answer = event(Action.ANSWER_INVITATIONS)
        planning.answer_invitation(signed, each, "yes", worker, answer)
    led = planning.groups_led(signed, DAY, scope_of(WORKER, Action.LEAD_GROUPS))
    shown = repr([asked, led, planning.groups_to_run(signed, DAY, manager)])
    assert "NO-0001" in shown
    assert [word for word in RESTRICTED if word in shown] == []
    assert "CANARY" not in repr(signed.audit.lines())
