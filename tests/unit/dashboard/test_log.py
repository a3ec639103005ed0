"""One event is one line of the log, whatever a name or an error holds."""

import logging
from pathlib import Path

import pytest

from dashboard.log import OneLine, one_line_each
from metrics import AuditEvent, Scope, Store, export_acts


FORGED = (
    "list.csv\n2026-11-02 09:00:00 INFO alongside: eve opened RV-0001\r\u2028\u202e"
)
EVENT = AuditEvent("steward", "data steward", "load", about=FORGED)


def test_a_forged_entry_stays_inside_its_line() -> None:
    record = logging.makeLogRecord({"msg": "refused: %s", "args": (FORGED,)})
    line = OneLine("%(message)s").format(record)
    assert len(line.splitlines()) == 1
    assert line.isprintable()
    assert r"list.csv\n2026-11-02" in line


def test_an_error_with_its_places_is_one_line_too() -> None:
    try:
        raise ValueError(FORGED)
    except ValueError as error:
        made = (type(error), error, error.__traceback__)
        record = logging.makeLogRecord({"msg": "failed", "exc_info": made})
    assert len(OneLine("%(message)s").format(record).splitlines()) == 1


def test_libraries_write_so_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = logging.getLogger("a.library")
    monkeypatch.setattr(theirs, "handlers", [logging.StreamHandler()])
    monkeypatch.setattr(logging.getLogger(), "handlers", [logging.StreamHandler()])
    one_line_each()
    for logger in (theirs, logging.getLogger()):
        assert [type(each.formatter) for each in logger.handlers] == [OneLine]


@pytest.mark.parametrize("name", ["acts.csv", "acts.jsonl"])
def test_an_exported_trail_has_a_line_for_an_act(
    store: Store, tmp_path: Path, name: str
) -> None:
    with store.audit.act(EVENT):
        pass
    asked = AuditEvent("operator", "operator", "export_audit")
    export_acts(store, tmp_path / name, Scope.operator(), asked)
    said = (tmp_path / name).read_text(encoding="utf-8")
    assert not [line for line in said.splitlines() if line.startswith("2026-11-02 09")]
