from datetime import date
from pathlib import Path

import pytest

from metrics.intake import attempt, batches, check, load, preview, undo
from metrics.intake.identity import Ids
from metrics.problems import Outcome, UserError
from metrics.records import frame
from metrics.scope import Refused, Scope
from metrics.store import Store
from metrics.store.keys import key_of
from tests.imports.files import written
from tests.imports.loads import OPERATOR, RV1, TEMPLATES, codes, delivered, everything


RV2 = RV1.replace("RV1", "RV2")
DOSE_60 = "RV1,methadone,,60,mg,daily,2026-10-01"
DOSE_70 = DOSE_60.replace("60", "70")
BAD = DOSE_60.replace("60", "60mg")
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)


def test_while_anything_is_held_nothing_is_saved(store: Store, tmp_path: Path) -> None:
    before = store.version
    loaded = delivered(store, tmp_path, client=RV1, prescription=f"{DOSE_70}\n{BAD}")
    assert not loaded.saved
    assert loaded.summary == "Nothing was saved. 1 row waits."
    assert everything(store)["client"] == []
    assert store.version == before
    assert batches(store, OPERATOR) == []
    assert store.read("SELECT count(*) FROM label") == [(0,)]


def test_with_a_reason_the_rest_is_saved(store: Store, tmp_path: Path) -> None:
    loaded = delivered(
        store,
        tmp_path,
        reason="The pharmacy will send the dose on Monday",
        client=f"{RV1}\n{RV2}",
        prescription=f"{DOSE_60.replace('RV1', 'RV2')}\n{BAD}",
    )
    (batch,) = batches(store, OPERATOR)
    assert loaded.saved
    assert loaded.tables["prescription"]["held"] == 1
    assert len(everything(store)["prescription"]) == 1
    assert (batch.held, batch.reason) == (
        1,
        "The pharmacy will send the dose on Monday",
    )
    assert batch.rows == 4


def test_a_reason_of_spaces_is_none(store: Store, tmp_path: Path) -> None:
    loaded = delivered(store, tmp_path, reason="  ", client=RV1, prescription=BAD)
    assert not loaded.saved


def test_a_reason_does_not_open_a_refused_file(store: Store, tmp_path: Path) -> None:
    tables = {"client": RV1.replace("RV1", "943 476 5919")}
    loaded = delivered(store, tmp_path, reason="we need it", **tables)
    assert not loaded.saved
    assert codes(loaded) == ["IMP-C08"]


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("prescription", DOSE_60.replace("RV1", "RV9")),
        ("person", "RV1,i9,P1,1,"),
        ("tie", "RV1,i1,P9,lends,yes"),
        ("person_tie", "RV1,i1,P1,P9,knows"),
    ],
)
def test_what_belongs_to_nobody_is_held(
    store: Store, tmp_path: Path, table: str, row: str
) -> None:
    known = {
        "client": RV1,
        "interview": "RV1,i1,2026-10-01,yes",
        "person": "RV1,i1,P1,1,",
    }
    assert delivered(store, tmp_path / "known", **known).saved
    loaded = delivered(store, tmp_path / "more", **{table: row})
    assert not loaded.saved
    assert codes(loaded) == ["IMP-F02"]
    assert loaded.tables[table]["held"] == 1


def test_a_held_client_holds_back_what_is_theirs(store: Store, tmp_path: Path) -> None:
    loaded = delivered(
        store,
        tmp_path,
        reason="the rest is right",
        client=f"{RV1.replace('in_treatment', 'gone')}\n{RV2}",
        prescription=DOSE_60,
    )
    assert loaded.saved
    assert loaded.tables["prescription"]["held"] == 1
    assert set(codes(loaded)) == {"IMP-D04", "IMP-F02"}


def test_a_preview_writes_nothing(store: Store, tmp_path: Path) -> None:
    assert delivered(store, tmp_path / "one", client=RV1, prescription=DOSE_60).saved
    before, version = everything(store), store.version
    paths = written(tmp_path / "two", client=RV1, prescription=DOSE_70)
    found = preview(store, check(paths, OPERATOR, store=store), OPERATOR)
    assert found.tables["prescription"] == {
        "new": 0,
        "changed": 1,
        "unchanged": 0,
        "gone": 0,
        "held": 0,
    }
    assert everything(store) == before
    assert store.version == version
    assert not found.saved


def test_a_preview_into_nothing(tmp_path: Path) -> None:
    paths = written(tmp_path, client=RV1, prescription=DOSE_60)
    found = preview(None, check(paths, OPERATOR), OPERATOR)
    assert found.could_be_saved
    assert found.tables["client"]["new"] == 1


def test_a_fault_of_ours_leaves_everything_as_it_was(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert delivered(store, tmp_path / "one", client=RV1, prescription=DOSE_60).saved
    before, version = everything(store), store.version

    def fails(*_: object) -> None:
        raise RuntimeError("the last step fails")

    monkeypatch.setattr(attempt, "keep", fails)
    paths = written(tmp_path / "two", client=RV2, prescription=DOSE_70)
    links = tmp_path / "links.csv"
    with pytest.raises(RuntimeError):
        load(store, check(paths, OPERATOR), OPERATOR, links=links)
    assert everything(store) == before
    assert store.version == version
    assert not links.exists()
    assert store.read("SELECT count(*) FROM label") == [(1,)]


def test_the_linking_list_is_its_owner_s_alone(store: Store, tmp_path: Path) -> None:
    paths = written(tmp_path, client=f"{RV1}\n{RV2}")
    links = tmp_path / "links.csv"
    loaded = load(store, check(paths, OPERATOR), OPERATOR, links=links)
    assert links.stat().st_mode & 0o777 == 0o600
    rows = links.read_text("utf-8").splitlines()
    listed = [f"{reference},{label}" for reference, label in loaded.links.items()]
    assert rows == ["reference,label", *sorted(listed)]


def test_a_linking_list_is_never_overwritten(store: Store, tmp_path: Path) -> None:
    links = tmp_path / "links.csv"
    links.write_text("last month's")
    paths = written(tmp_path, client=RV1)
    with pytest.raises(UserError, match="Nothing was saved"):
        load(store, check(paths, OPERATOR), OPERATOR, links=links)
    assert links.read_text() == "last month's"
    assert batches(store, OPERATOR) == []


def test_the_same_files_again(store: Store, tmp_path: Path) -> None:
    assert delivered(store, tmp_path, client=RV1, prescription=DOSE_60).saved
    again = delivered(store, tmp_path, client=RV1, prescription=DOSE_60)
    assert not again.saved
    (problem,) = [each for file in again.files for each in file.problems]
    assert (problem.code, problem.outcome) == ("IMP-J01", Outcome.REFUSE)
    assert problem.found.startswith("already loaded on ")


def test_once_undone_they_may_be_loaded_again(store: Store, tmp_path: Path) -> None:
    first = delivered(store, tmp_path, client=RV1)
    assert first.batch
    undo(store, first.batch, OPERATOR)
    again = delivered(store, tmp_path, client=RV1)
    assert again.saved
    assert again.links == {}  # the label given first is theirs for good


def test_a_link_is_kept_only_where_both_agree(store: Store, tmp_path: Path) -> None:
    agreed = "{},network_planning,given,2026-09-01"
    loaded = delivered(
        store,
        tmp_path,
        client="\n".join(RV1.replace("RV1", each) for each in ("RV1", "RV2", "RV3")),
        permission="\n".join(agreed.format(each) for each in ("RV1", "RV2")),
        interview="RV1,i1,2026-10-01,yes",
        person="RV1,i1,P1,1,RV2\nRV1,i1,P2,2,RV3\nRV1,i1,P3,3,RV8",
    )
    links = store.read(
        "SELECT linked_client_id IS NOT NULL FROM person ORDER BY number"
    )
    assert links == [(True,), (False,), (False,)]
    told = [(each.code, each.row) for file in loaded.files for each in file.problems]
    assert told == [("IMP-F03", 3), ("IMP-F03", 4)]
    same = store.read(
        "SELECT count(*) FROM person JOIN client "
        "ON client.client_id = person.linked_client_id"
    )
    assert same == [(1,)]


def test_a_withdrawn_permission_keeps_no_link(store: Store, tmp_path: Path) -> None:
    delivered(
        store,
        tmp_path,
        client=f"{RV1}\n{RV2}",
        permission="RV1,network_planning,given,2026-09-01\n"
        "RV2,network_planning,given,2026-09-01\n"
        "RV2,network_planning,withdrawn,2026-09-20",
        interview="RV1,i1,2026-10-01,yes",
        person="RV1,i1,P1,1,RV2",
    )
    assert store.read("SELECT linked_client_id FROM person") == [(None,)]


def test_each_act_is_in_the_audit_trail(store: Store, tmp_path: Path) -> None:
    done = delivered(store, tmp_path / "one", client=RV1)
    delivered(store, tmp_path / "two", prescription=BAD)
    assert done.batch
    undo(store, done.batch, OPERATOR)
    lines = [(line["action"], line["result"]) for line in store.audit.lines()]
    assert lines == [
        ("load", "intended"),
        ("load", "done"),
        ("load", "intended"),
        ("load", "not done"),
        ("undo", "intended"),
        ("undo", "done"),
    ]


def test_nobody_may_do_any_of_it(store: Store, tmp_path: Path) -> None:
    paths = written(tmp_path, client=RV1)
    delivery = check(paths, OPERATOR)
    nobody = Scope.nobody()
    for attempted in (
        lambda: check(paths, nobody),
        lambda: preview(store, delivery, nobody),
        lambda: load(store, delivery, nobody),
        lambda: undo(store, 1, nobody),
        lambda: batches(store, nobody),
    ):
        with pytest.raises(Refused):
            attempted()


def test_a_fall_in_rows_is_asked_again_with_a_reason(
    store: Store, tmp_path: Path
) -> None:
    ten = "\n".join(RV1.replace("RV1", f"RV{n}") for n in range(10))
    assert delivered(store, tmp_path / "one", client=ten).saved
    seven = "\n".join(ten.replace("2026-10-01", "2026-11-01").splitlines()[:7])
    asked = delivered(store, tmp_path / "asked", client=seven)
    assert not asked.saved
    assert asked.needs_reason
    loaded = delivered(store, tmp_path / "two", client=seven, reason="three moved away")
    assert loaded.saved
    assert codes(loaded) == ["IMP-J04"]
    assert loaded.tables["client"] == {
        "new": 0,
        "changed": 0,
        "unchanged": 7,
        "gone": 3,
        "held": 0,
    }


def test_progress_is_told(store: Store, tmp_path: Path) -> None:
    said: list[tuple[str, int, int]] = []
    paths = written(tmp_path, client=RV1)
    delivery = check(
        paths, OPERATOR, profile=TEMPLATES, progress=lambda *each: said.append(each)
    )
    load(store, delivery, OPERATOR, progress=lambda *each: said.append(each))
    assert [what for what, _, _ in said] == [
        "Reading client.csv",
        "Looking through client.csv, 1 row",
        "Checking client, 1 row",
        "Comparing client, 1 row",
        "Saving client, 1 row",
        "Writing it to the disk",
    ]
    assert [(done, of) for _, done, of in said][:3] == [(0, 1)] * 3
    assert [(done, of) for _, done, of in said][3:] == [(0, 2), (1, 2), (2, 2)]


def test_another_sex_may_be_another_person(store: Store, tmp_path: Path) -> None:
    def load_sex(folder: str, sex: str, day: str) -> list[str]:
        path = tmp_path / folder / "client.csv"
        path.parent.mkdir()
        path.write_text(f"client_id,as_at,sex\nRV1,{day},{sex}\n")
        return codes(load(store, check([path], OPERATOR), OPERATOR))

    assert load_sex("one", "male", "2026-09-01") == []
    assert load_sex("two", "", "2026-09-02") == []
    assert load_sex("three", "female", "2026-10-01") == ["IMP-C06"]
    assert load_sex("four", "male", "2026-10-01") == []
    assert len(batches(store, OPERATOR)) == 3


class CancelledError(Exception):
    """Somebody has had second thoughts."""


def test_cancelled_at_any_step_it_leaves_nothing(store: Store, tmp_path: Path) -> None:
    delivery = check(written(tmp_path, client=RV1, prescription=DOSE_60), OPERATOR)
    version, links = store.version, tmp_path / "links.csv"
    steps = (
        "Comparing prescription",
        "Saving client",
        "Saving prescription",
        "Writing",
    )
    for step in steps:

        def cancel(what: str, done: int, of: int, last: str = step) -> None:
            if what.startswith(last):
                raise CancelledError

        with pytest.raises(CancelledError):
            load(store, delivery, OPERATOR, links=links, progress=cancel)
        assert not any(everything(store).values())
        assert store.version == version
        assert not links.exists()
    assert load(store, delivery, OPERATOR).saved


def test_how_many_people_there_are_may_be_stated(store: Store, tmp_path: Path) -> None:
    delivery = check(written(tmp_path, client=RV1), OPERATOR, store=store)
    load(store, delivery, OPERATOR, expected=310)
    (batch,) = batches(store, OPERATOR)
    assert batch.expected == 310
    assert frame(store, store.today(), OPERATOR).expected == 310


@pytest.mark.parametrize("expected", [0, -1, 10_000_001])
def test_a_number_of_people_that_there_cannot_be(
    store: Store, tmp_path: Path, expected: int
) -> None:
    delivery = check(written(tmp_path, client=RV1), OPERATOR, store=store)
    with pytest.raises(UserError, match="a number from 1 to 10,000,000"):
        load(store, delivery, OPERATOR, expected=expected)
    assert batches(store, OPERATOR) == []


DIED = "RV1,2026-10-01,Riverside,died"


def test_a_file_that_says_otherwise_of_a_death_is_told(
    store: Store, tmp_path: Path
) -> None:
    delivered(store, tmp_path / "1", client=f"{DIED}\n{RV2}")
    later = RV1.replace("2026-10-01", "2026-11-01")
    loaded = delivered(store, tmp_path / "2", client=f"{later}\n{RV2}")
    assert loaded.saved
    (told,) = [p for f in loaded.files for p in f.problems if p.code == "IMP-D13"]
    assert (told.outcome, told.row, told.column) == (Outcome.WARN, 2, "status")
    assert frame(store, NOVEMBER, OPERATOR).clients == 1


@pytest.mark.parametrize("together", [True, False])
def test_what_is_dated_after_a_death_waits(
    store: Store, tmp_path: Path, together: bool
) -> None:
    tables = {
        "prescription": DOSE_60.replace("2026-10-01", "2026-10-02"),
        "event": "RV1,overdose,no,2026-10-01",
        "interview": "RV1,i1,2026-10-02,yes",
        "person": "RV1,i1,P1,1,",
    }
    if not together:
        delivered(store, tmp_path / "1", client=DIED)
        loaded = delivered(store, tmp_path / "2", **tables)
    else:
        loaded = delivered(store, tmp_path, client=DIED, **tables)
    assert not loaded.saved
    assert {name: counts["held"] for name, counts in loaded.tables.items()} | {
        "client": 0
    } == {"client": 0, "prescription": 1, "event": 0, "interview": 1, "person": 1}
    assert {"IMP-D13", "IMP-F11", "IMP-F02"} == set(codes(loaded))


def test_rows_are_numbered_in_the_order_of_their_file(
    store: Store, tmp_path: Path
) -> None:
    names = [f"RV{(7 * each) % 31}" for each in range(31)]
    clients = "\n".join(RV1.replace("RV1", name) for name in names)
    assert delivered(store, tmp_path / "one", client=clients).saved
    second = "\n".join(f"{name},overdose,yes,2026-09-20" for name in names)
    assert delivered(store, tmp_path / "two", event=second).saved
    ids = Ids(key_of(store), TEMPLATES.issuer).clients(names)
    for table in ("client", "event"):
        found = store.read(f"SELECT client_id, row_id FROM {table} ORDER BY row_id")
        assert [client for client, _ in found] == ids
        assert len({number for _, number in found}) == len(ids)
