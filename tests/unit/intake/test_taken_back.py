"""A permission taken back in the app stays so, whatever a file says afterwards."""

from pathlib import Path

import pytest

from metrics import AuditEvent, Purpose, Scope, Store, casework, undo
from tests.imports.loads import OPERATOR, RV1, codes, delivered


EVENT = AuditEvent("ana", "keyworker", "record_fact")
GIVEN = "RV1,network_planning,given,2026-10-01"


def newest(store: Store) -> str:
    """The newest word on network planning, as every question sees it."""
    found = store.read(
        "SELECT arg_max(state, (given_on, row_id)) FROM permission "
        "WHERE superseded_by IS NULL AND purpose = 'network_planning'"
    )
    return str(found[0][0])


def taken_back(store: Store, state: str = "withdrawn") -> None:
    ((client,),) = store.read("SELECT DISTINCT client_id FROM client")
    purpose = Purpose.NETWORK_PLANNING
    casework.record_permission(store, client, purpose, state, Scope.operator(), EVENT)


@pytest.mark.parametrize("day", ["2026-10-01", "2026-10-02", "2026-11-19"])
def test_no_file_gives_again_what_was_taken_back_in_the_app(
    store: Store, tmp_path: Path, day: str
):
    delivered(store, tmp_path / "1", client=RV1, permission=GIVEN)
    assert newest(store) == "given"
    taken_back(store)
    later = GIVEN.replace("2026-10-01", day).replace("given,", "given,", 1)
    more = f"{later}\nRV1,group_invitation,given,2026-10-01"
    loaded = delivered(store, tmp_path / "2", permission=more)
    assert loaded.saved
    assert newest(store) == "withdrawn"
    assert "IMP-D12" in codes(loaded)


def test_what_they_said_of_another_purpose_is_taken(store: Store, tmp_path: Path):
    delivered(store, tmp_path / "1", client=RV1, permission=GIVEN)
    taken_back(store)
    other = "RV1,group_invitation,given,2026-10-02"
    assert "IMP-D12" not in codes(delivered(store, tmp_path / "2", permission=other))
    assert store.read(
        "SELECT state FROM permission WHERE purpose = 'group_invitation'"
    ) == [("given",)]


def test_undoing_the_load_leaves_it_taken_back(store: Store, tmp_path: Path):
    delivered(store, tmp_path / "1", client=RV1, permission=GIVEN)
    taken_back(store)
    later = GIVEN.replace("2026-10-01", "2026-11-01")
    loaded = delivered(store, tmp_path / "2", permission=later)
    assert loaded.batch is not None
    undo(store, loaded.batch, OPERATOR)
    assert newest(store) == "withdrawn"


def test_given_anew_in_the_app_a_file_may_say_so_again(store: Store, tmp_path: Path):
    delivered(store, tmp_path / "1", client=RV1, permission=GIVEN)
    taken_back(store)
    taken_back(store, "given")
    delivered(
        store, tmp_path / "2", permission=GIVEN.replace("2026-10-01", "2026-10-20")
    )
    assert newest(store) == "given"
