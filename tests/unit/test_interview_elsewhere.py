"""The same interview on paper and from a file: what is asked, and that it means the same."""

import csv
from io import StringIO
from pathlib import Path
from random import Random

import pytest

from dashboard import prints
from dashboard.components.paper_form import paper
from metrics import Scope, casework, check, load, open_store, records
from metrics.casework import AuditEvent
from metrics.contracts import ASKED_NOT_ANSWERED, DECLINED, TABLES
from metrics.store.labels import keep_labels
from tests.factories import DAY, a_client, put
from tests.properties.test_sittings import Told, hold


EVERYBODY = Scope.operator()
EVENT = AuditEvent("somebody", "keyworker", "hold_interview", "A")
TOLD_IN = ("interview", "answer", "person", "tie", "person_tie")


@pytest.mark.parametrize("kind", casework.KINDS.values(), ids=casework.KINDS)
def test_the_paper_form_asks_the_same_and_nothing_private(kind):
    printed = paper(kind)
    text = "\n".join(
        line for entry in printed.entries for line in (entry.heading, *entry.lines)
    )
    for _, question in kind.questions(longer=False):
        stands = question.text in text
        assert stands == (not question.restricted and not question.needs), question.id
    assert prints.pdf(printed).startswith(b"%PDF")


@pytest.mark.parametrize("seed", range(2))
def test_the_same_answers_from_files_measure_the_same(tmp_path, seed):
    here = open_store(tmp_path / "here.duckdb", create=True, demo=True, fixed_today=DAY)
    put(here, a_client("A"))
    with here.writing() as writing:
        keep_labels(writing, ["A"], ["CL-0001"])
    begun = ("network", "on_paper", "yes")
    casework.begin_sitting(here, "A", begun, EVERYBODY, EVENT)
    here = hold(here, Random(seed), Told())
    casework.close_sitting(here, "A", True, EVERYBODY, EVENT)

    files = [written(here, name, tmp_path) for name in TOLD_IN]
    client = tmp_path / "client.csv"
    client.write_text("client_id,service,status\nRV1,Riverside,in_treatment\n")
    there = open_store(tmp_path / "there.duckdb", create=True, fixed_today=DAY)
    delivery = check([client, *files], EVERYBODY, as_at=DAY, store=there)
    loaded = load(there, delivery, EVERYBODY)
    assert loaded.saved, [p for file in loaded.files for p in file.problems]

    ((loaded_as,),) = there.read("SELECT client_id FROM client")
    told = records.personal_network(here, "A", DAY, EVERYBODY)
    assert told is not None
    assert records.personal_network(there, loaded_as, DAY, EVERYBODY) == told
    here.close()
    there.close()


def written(store, name: str, folder: Path) -> Path:
    """What stands of a table as a file by its template, of a client called RV1."""
    text = StringIO()
    writer = csv.DictWriter(text, TABLES[name].template().split(","))
    writer.writeheader()
    for row in store.rows(f"SELECT * FROM {name} WHERE superseded_by IS NULL"):
        cells = {column: row[column] for column in writer.fieldnames}
        for column in writer.fieldnames:
            if row.get(f"{column}_state") == ASKED_NOT_ANSWERED:
                cells[column] = DECLINED
        writer.writerow({**cells, "client_id": "RV1"})
    path = folder / f"{name}.csv"
    path.write_text(text.getvalue(), encoding="utf-8")
    return path
