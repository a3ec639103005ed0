"""Loads and undoings that are killed at random moments: never half a batch, never a
lost one.

`ALONGSIDE_KILLS=100 pytest tests/unit/intake/test_killed_anywhere.py` kills a hundred
times; an ordinary run kills a few. That each step of a load can be killed is
`test_killed.py`.
"""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from metrics.intake import batches
from metrics.store import Store, open_store
from tests.imports.loads import OPERATOR, RV1, delivered, everything


ROOT = Path(__file__).parents[3]
KILLS = int(os.environ.get("ALONGSIDE_KILLS", "4"))
PEOPLE, LONGEST = 300, 1.5
# Loads delivery after delivery and undoes every third, saying what it has done, until
# somebody kills it.
RESTLESS = """
import sys
from pathlib import Path
from metrics.intake import check, load, undo
from metrics.scope import Scope
from metrics.store import open_store

store, folder, number = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
people, scope = int(sys.argv[4]), Scope.operator()
held = open_store(store)
print("ready", flush=True)
while True:
    number += 1
    client, event = folder / "client.csv", folder / "event.csv"
    names = [f"N{number}P{each}" for each in range(people)]
    client.write_text("client_id,as_at,service,status\\n" + "".join(
        f"{name},2026-10-01,Riverside,in_treatment\\n" for name in names))
    event.write_text("client_id,kind,state,happened_on\\n" + "".join(
        f"{name},overdose,yes,2026-10-01\\n" for name in names))
    done = load(held, check([client, event], scope, store=held), scope)
    print("saved", done.batch, flush=True)
    if number % 3 == 0:
        undo(held, done.batch, scope)
        print("undone", done.batch, flush=True)
"""


@pytest.mark.slow
def test_killed_anywhere_it_leaves_whole_batches(tmp_path: Path) -> None:
    path, folder = tmp_path / "store.duckdb", tmp_path / "files"
    folder.mkdir()
    store = open_store(path, create=True)
    assert delivered(store, tmp_path / "first", client=RV1).saved
    store.close()
    moments = random.Random(20261120)
    said: dict[int, str] = {}
    for turn in range(KILLS):
        said |= _killed(path, folder, turn * 1000, moments.uniform(0, LONGEST))
        reopened = open_store(path)
        _require_whole(reopened, said)
        reopened.close()


def _killed(path: Path, folder: Path, number: int, after: float) -> dict[int, str]:
    """What the process had said of each batch when it was killed."""
    arguments = [str(path), str(folder), str(number), str(PEOPLE)]
    running = subprocess.Popen(
        [sys.executable, "-c", RESTLESS, *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert running.stdout is not None
    assert running.stdout.readline() == "ready\n"
    try:
        running.wait(after)
    except subprocess.TimeoutExpired:
        running.send_signal(signal.SIGKILL)
    told, _ = running.communicate()
    assert running.returncode == -signal.SIGKILL
    words = [line.split() for line in told.splitlines()]
    return {int(batch): word for word, batch in words}


def _require_whole(store: Store, said: dict[int, str]) -> None:
    listed = {each.id: each.undone_at is None for each in batches(store, OPERATOR)}
    rows = everything(store)
    counted = {
        batch: [
            store.read(f"SELECT count(*) FROM {name} WHERE batch = {batch}")[0][0]
            for name in ("client", "event")
        ]
        for batch in listed
        if batch > 1
    }
    for batch, counts in counted.items():
        assert counts == ([PEOPLE, PEOPLE] if listed[batch] else [0, 0])
    for batch, word in said.items():
        # What was said to be done is done; an undoing may have been cut off later.
        assert batch in listed
        assert word == "saved" or not listed[batch]
    assert len(rows["client"]) == 1 + sum(client for client, _ in counted.values())
