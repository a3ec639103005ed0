import json
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from dashboard.cli import COMMANDS, app
from dashboard.cli import files as commands_of_files
from dashboard.cli._running import progress, stopped_by_key
from metrics import open_store
from tests.imports.files import written
from tests.imports.loads import RV1


ROOT = Path(__file__).parents[3]
PUBLISHED = ROOT / "sample_data/published/houghton_2024_table_1.csv"
HOUGHTON = [str(PUBLISHED), "--as", "houghton-table-1", "--as-at", "2022-10-31"]
BAD_DOSE = "RV1,methadone,,60mg,mg,daily,2026-10-01"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.duckdb"


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def told(result: Result) -> dict[str, Any]:
    """The one object on stdout: nothing else may stand there."""
    said: dict[str, Any] = json.loads(result.stdout)
    return said


def load(path: Path, *words: object) -> Result:
    return run("load", *words, "--store", path, "--json")


@pytest.fixture
def houghton(path: Path) -> dict[str, Any]:
    result = load(path, *HOUGHTON)
    assert result.exit_code == 0, result.stderr
    return told(result)


def test_load_tells_what_design_asks(houghton: dict[str, Any]) -> None:
    assert set(houghton) == {"saved", "batch", "files", "tables", "totals"}
    assert houghton["saved"] is True
    assert houghton["batch"] == 1
    assert houghton["totals"]["prescription.medicine"] == {
        "methadone": 13,
        "buprenorphine": 1,
    }
    assert houghton["tables"]["client"] == {
        "new": 14,
        "changed": 0,
        "unchanged": 0,
        "gone": 0,
        "held": 0,
    }
    (file,) = houghton["files"]
    assert (file["name"], file["rows"]) == (PUBLISHED.name, 14)
    assert {"normalise", "warn"} == {each["outcome"] for each in file["problems"]}
    assert set(file["problems"][0]) == {
        "table",
        "row",
        "column",
        "code",
        "outcome",
        "found",
        "expected",
        "fix",
    }


def test_indicators_on_the_day_and_today(path: Path, houghton: dict[str, Any]) -> None:
    then = told(run("indicators", "--on", "2022-10-31", "--store", path, "--json"))
    assert (then["on"], then["clients"]) == ("2022-10-31", 14)
    assert then["indicators"]["methadone_below_range"] == {
        "raised": 5,
        "not_raised": 9,
        "not_known": 0,
        "out_of_date": 0,
    }
    now = told(run("indicators", "--store", path, "--json"))
    assert now["indicators"]["heroin_on_top"]["out_of_date"] == 14


def test_profiles() -> None:
    listed = told(run("profiles", "--json"))["profiles"]
    assert [each["id"] for each in listed] == [
        "templates",
        "houghton-table-1",
        "network-canvas",
        "ndtms",
    ]
    keys = {"id", "title", "files", "may_be_empty", "tables"}
    assert all(set(each) == keys for each in listed)
    assert "client.csv" not in listed[0]["may_be_empty"]
    assert listed[0]["tables"]["client"] == "snapshot"
    assert "houghton-table-1" in run("profiles").stdout


def test_batches_and_undo(path: Path, houghton: dict[str, Any]) -> None:
    (batch,) = told(run("batches", "--store", path, "--json"))["batches"]
    assert set(batch) == {"id", "loaded_at", "as_at", "files", "rows", "undone"}
    assert (batch["id"], batch["as_at"], batch["rows"]) == (1, "2022-10-31", 14)
    assert batch["undone"] is False
    undone = told(run("undo", 1, "--store", path, "--json"))
    assert undone["undone"] == 1
    assert undone["tables"]["condition"] == {"removed": 25, "restored": 0}
    (batch,) = told(run("batches", "--store", path, "--json"))["batches"]
    assert batch["undone"] is True
    again = run("undo", 1, "--store", path, "--json")
    assert again.exit_code == 2
    assert "no batch 1" in told(again)["message"]


def test_check_saves_nothing_and_makes_no_store(path: Path) -> None:
    result = run("check", *HOUGHTON, "--store", path, "--json")
    assert result.exit_code == 0
    assert told(result)["saved"] is False
    assert told(result)["tables"]["client"]["new"] == 14
    assert not list(path.parent.iterdir())


def test_a_refused_load_makes_no_store(path: Path, tmp_path: Path) -> None:
    files = written(tmp_path / "in", client=RV1, prescription=BAD_DOSE)
    result = load(path, *files)
    assert result.exit_code == 2
    (problem,) = [each for file in told(result)["files"] for each in file["problems"]]
    assert (problem["code"], problem["row"], problem["column"]) == (
        "IMP-E01",
        2,
        "dose",
    )
    assert problem["table"] == "prescription"
    assert "60mg" not in result.output
    assert "Nothing was saved. 1 row waits." in result.stderr
    assert not path.exists()


def test_the_rest_is_saved_with_a_reason(path: Path, tmp_path: Path) -> None:
    files = written(tmp_path / "in", client=RV1, prescription=BAD_DOSE)
    result = load(path, *files, "--save-rest", "the pharmacy is asked")
    assert result.exit_code == 0
    assert told(result)["tables"]["prescription"]["held"] == 1


def test_without_a_day_it_says_how(path: Path) -> None:
    result = load(path, PUBLISHED, "--as", "houghton-table-1")
    assert result.exit_code == 2
    assert told(result)["saved"] is False
    assert "--as-at 2026-11-02" in told(result)["message"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((PUBLISHED, "--as", "no-such"), "There is no such profile."),
        (("no_such_file.csv",), "There is no file no_such_file.csv."),
    ],
)
def test_what_is_not_there(
    path: Path, words: tuple[object, ...], sentence: str
) -> None:
    result = load(path, *words)
    assert result.exit_code == 2
    assert sentence in result.stderr


def test_a_question_to_no_store(path: Path) -> None:
    for words in (("indicators",), ("batches",), ("undo", 1)):
        result = run(*words, "--store", path)
        assert result.exit_code == 2
        assert "There is no store at store.duckdb" in result.stderr
    assert not path.exists()


def test_a_store_that_another_process_holds(
    path: Path, houghton: dict[str, Any]
) -> None:
    with closing(open_store(path)):
        asked = subprocess.run(
            [sys.executable, "-m", "dashboard.cli", "indicators", "--store", str(path)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    assert asked.returncode == 2
    assert "is held by process" in asked.stderr
    assert asked.stdout == ""


def test_a_fault_of_ours_has_an_id_and_no_values(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise ValueError("could not convert string 'Luke'")

    monkeypatch.setattr(commands_of_files, "check", fails)
    result = load(path, *HOUGHTON)
    assert result.exit_code == 1
    assert "(fault " in result.stderr
    assert "Luke" not in result.output


def test_the_linking_list_and_the_folder(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    written(folder, client=RV1)
    (folder / "readme.txt").touch()
    links = tmp_path / "links.csv"
    result = load(path, folder, "--links", links)
    assert result.exit_code == 0
    assert "Ignored: readme.txt." in result.stderr
    assert "links.csv" in result.stderr
    assert links.read_text().startswith("reference,label\nRV1,RV-")
    more = written(tmp_path / "more", client=RV1.replace("RV1", "RV2"))
    assert "cannot be made later" in load(path, *more).stderr


def test_the_key_is_where_the_option_says(path: Path, tmp_path: Path) -> None:
    files = written(tmp_path / "in", client=RV1)
    key = tmp_path / "keys" / "mine.key"
    key.parent.mkdir()
    assert load(path, *files, "--key", key).exit_code == 0
    assert key.exists()
    more = written(tmp_path / "more", client=RV1.replace("RV1", "RV2"))
    other = load(path, *more)
    assert other.exit_code == 2
    assert "made with another key; nothing was read" in other.stderr


def test_a_release_is_made_and_attacked_alone(demo_copy: Path, tmp_path: Path) -> None:
    """The demonstration's own release, as anybody has it."""
    found = run("report", "attack", demo_copy / "release", "--json")
    assert found.exit_code == 0, found.stderr
    whole = told(found)
    assert whole["passes"] is True
    assert whole["narrowest"]["width"] >= 4
    absent = run("report", "attack", tmp_path, "--json")
    assert absent.exit_code == 2
    assert "is not a release" in absent.stderr


def test_a_report_needs_a_store_and_a_folder() -> None:
    result = run("report", "--json")
    assert result.exit_code == 2
    assert "--store" in result.stderr


def test_read_as_text_problems_are_summed(path: Path, tmp_path: Path) -> None:
    rows = "\n".join(BAD_DOSE.replace("-01", f"-0{day}", 2) for day in range(1, 5))
    files = written(tmp_path / "in", client=RV1, prescription=rows)
    result = run("check", *files)
    assert "(3 more rows like it)" in result.stdout
    assert "client: 1 new, 0 changed, 0 unchanged, 0 gone, 0 held" in result.stdout


def test_every_command_explains_itself() -> None:
    for name in ("report", "report attack", *COMMANDS):
        result = run(*name.split(), "--help")
        assert result.exit_code == 0, name


def test_the_audit_trail_is_followed_and_taken_out(
    path: Path, houghton: dict[str, Any], tmp_path: Path
) -> None:
    found = told(run("audit", "verify", "--store", path, "--json"))
    assert (found["whole"], found["lines"]) == (True, 2)
    to = tmp_path / "acts.jsonl"
    done = told(run("audit", "export", "--to", to, "--store", path, "--json"))
    assert done == {"acts": 2}
    with closing(open_store(path)) as held, held.writing():
        pass
    path.with_suffix(".audit.duckdb").unlink()
    result = run("audit", "verify", "--store", path)
    assert result.exit_code == 2
    assert "The trail is NOT whole." in result.stdout


@pytest.mark.parametrize("command", ["criteria", "circles"])
def test_where_people_work_a_list_needs_a_reason_and_is_written_down(
    path: Path, houghton: dict[str, Any], command: str
) -> None:
    with closing(open_store(path)) as held:
        held.note_served()
    without = run(command, "--store", path, "--json")
    assert "Counts only" in without.stderr
    assert "members" not in without.stdout
    assert '"clients"' not in without.stdout
    reason = "checked with the service manager"
    assert "Counts only" not in run(command, "--store", path, "--reason", reason).stderr
    with closing(open_store(path)) as held:
        act = next(held.audit.acts())
    assert (act["about"], act["why"]) == (command, reason)


def test_ctrl_c_stops_a_load_and_leaves_nothing(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pressed(what: str, done: int, of: int) -> None:
        if what.startswith("Saving"):
            signal.raise_signal(signal.SIGINT)

    before = signal.getsignal(signal.SIGINT)
    monkeypatch.setattr(commands_of_files, "progress", pressed)
    result = load(path, *written(tmp_path, client=RV1))
    assert result.exit_code == 2
    assert "Stopped. Nothing was saved." in result.stderr
    assert told(result)["saved"] is False
    assert told(run("batches", "--store", path, "--json")) == {"batches": []}
    assert signal.getsignal(signal.SIGINT) is before


def test_a_second_ctrl_c_ends_the_command_as_always() -> None:
    # A run in the background may have been started deaf to the key.
    as_always = signal.signal(signal.SIGINT, signal.default_int_handler)
    with stopped_by_key() as stop:
        signal.raise_signal(signal.SIGINT)
        assert stop()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    signal.signal(signal.SIGINT, as_always)


def test_how_far_a_command_is_is_drawn_for_somebody_who_watches(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    progress("Reading client.csv", 0, 2)
    assert not capsys.readouterr().err
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    progress("Saving client, 2 rows", 1, 2)
    assert capsys.readouterr().err == "[##########..........] Saving client, 2 rows\n"
