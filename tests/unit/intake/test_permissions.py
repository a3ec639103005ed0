"""IMP-D12: who takes something back in a file is listed, and it counts at once."""

from pathlib import Path

import pytest

from metrics.records import caseload
from metrics.scope import Purpose
from metrics.store import Store
from tests.imports.loads import OPERATOR, RV1, codes, delivered


PLANNING = OPERATOR.for_purpose(Purpose.NETWORK_PLANNING)
GIVEN = "RV1,network_planning,given,2026-10-01"
BOTH = f"{RV1}\n{RV1.replace('RV1', 'RV2')}"


def agreed(store: Store) -> int:
    return len(caseload(store, store.today(), PLANNING).people)


@pytest.mark.parametrize("state", ["withdrawn", "declined"])
def test_a_permission_taken_back_counts_before_anything_else(
    store: Store, tmp_path: Path, state: str
) -> None:
    delivered(store, tmp_path / "1", client=BOTH, permission=GIVEN)
    assert agreed(store) == 1
    # A link in the same delivery is not kept: the permission counts first.
    both = "RV2,network_planning,given,2026-11-01"
    loaded = delivered(
        store,
        tmp_path / "2",
        permission=f"RV1,network_planning,{state},2026-11-01\n{both}",
        interview="RV1,i1,2026-11-01,yes",
        person="RV1,i1,P1,1,RV2",
    )
    assert loaded.saved
    assert codes(loaded) == ["IMP-D12", "IMP-F03"]
    assert loaded.files[0].problems[0].row == 2
    assert agreed(store) == 1  # RV2 alone
    assert store.read("SELECT linked_client_id FROM person") == [(None,)]


@pytest.mark.parametrize(
    "row",
    [
        "RV1,network_planning,withdrawn,2026-09-01",  # older than what stands
        "RV1,group_invitation,declined,2026-11-01",  # never given
        "RV2,network_planning,declined,2026-11-01",
    ],
)
def test_what_takes_nothing_back_is_not_listed(
    store: Store, tmp_path: Path, row: str
) -> None:
    delivered(store, tmp_path / "1", client=BOTH, permission=GIVEN)
    assert "IMP-D12" not in codes(delivered(store, tmp_path / "2", permission=row))


def test_whoever_agreed_to_nothing_is_counted(store: Store, tmp_path: Path) -> None:
    assert delivered(store, tmp_path / "1", client=BOTH).own_care_only == 2
    again = delivered(store, tmp_path / "2", client=RV1, permission=GIVEN)
    assert again.own_care_only == 0
