"""A load that is killed leaves all of a batch or none of it, and the next one works."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from metrics.intake import batches
from metrics.store import open_store
from tests.imports.files import written
from tests.imports.loads import OPERATOR, RV1, delivered, everything


ROOT = Path(__file__).parents[3]
# Loads, and kills itself when it has told so many steps: nothing is timed.
LOADER = """
import os, signal, sys
from pathlib import Path
from metrics.intake import check, load, undo
from metrics.scope import Scope
from metrics.store import open_store

store, folder, last = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
steps = 0

def tell(*_):
    global steps
    steps += 1
    if steps == last:
        os.kill(os.getpid(), signal.SIGKILL)

scope = Scope.operator()
held = open_store(store)
delivery = check([folder], scope, store=held, progress=tell)
done = load(held, delivery, scope, progress=tell)
tell()
undo(held, done.batch, scope)
tell()
"""
# Reading, looking through, checking, comparing and saving three tables each, and writing;
# 17 loaded, 18 undone, 19 never reached: there nothing is killed.
STEPS = (2, 5, 8, 11, 13, 15, 16, 17, 18, 19)


@pytest.mark.slow
@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step(tmp_path: Path, step: int) -> None:
    path = tmp_path / "store.duckdb"
    store = open_store(path, create=True)
    assert delivered(store, tmp_path / "first", client=RV1).saved
    before = everything(store)
    store.close()
    rows = {
        "client": RV1.replace("RV1", "RV2"),
        "permission": "RV2,network_planning,given,2026-09-01",
        "event": "RV1,overdose,yes,2026-09-20",
    }
    written(tmp_path / "second", **rows)
    command = [sys.executable, "-c", LOADER, path, tmp_path / "second", str(step)]
    ended = subprocess.run(command, cwd=ROOT, env=dict(os.environ), check=False)
    reopened = open_store(path)
    second = [each for each in batches(reopened, OPERATOR) if each.id > 1]
    stands = bool(second) and second[0].undone_at is None
    added = {name: len(everything(reopened)[name]) for name in rows}
    assert ended.returncode in (0, -signal.SIGKILL)
    if stands:
        assert added == {"client": 2, "permission": 1, "event": 1}
    else:
        assert everything(reopened) == before
    assert delivered(reopened, tmp_path / "second", **rows).saved is not stands
    reopened.close()
