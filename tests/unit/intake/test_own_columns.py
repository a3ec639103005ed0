from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from metrics.intake import (
    AGE,
    BIRTH_YEAR,
    OF_FILE,
    OwnColumns,
    check,
    forget_columns,
    header_of,
    keep_columns,
    load,
    own_columns,
    profiles,
    words_of,
)
from metrics.problems import UserError
from metrics.scope import Action, Refused, Scope
from metrics.store import AuditEvent, Store
from tests.imports.loads import OPERATOR


NOVEMBER = date(2026, 11, 1)
EVENT = AuditEvent("steward", "data_steward", Action.LOAD, about="own-theseus-doses")
OWN = OwnColumns(
    "Theseus doses",
    "prescription",
    "additions",
    {
        "client_id": "Case No",
        "medicine": "Drug",
        "dose": 'Dose "mg"',
        "unit": "Unit",
        "interval": "Every",
        "recorded_on": OF_FILE,
    },
    {"medicine": {"mtd": "methadone"}, "interval": {"od": "daily"}},
)
FILE = 'Case No,Drug,"Dose ""mg""",Unit,Every,Room\nRV1,MTD,60,MG,od,4\n'


def given(folder: Path, text: str = FILE) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / "november.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_mapping_is_read_next_month_by_its_name(store: Store, tmp_path: Path) -> None:
    keep_columns(store, OWN, OPERATOR, EVENT)
    profile = profiles(store, OPERATOR)["own-theseus-doses"]
    delivery = check(
        [given(tmp_path)], OPERATOR, profile=profile, as_at=NOVEMBER, store=store
    )
    (row,) = delivery.rows["prescription"].to_pylist()
    assert (row["client_id"], row["medicine"], row["dose"]) == ("RV1", "methadone", 60)
    assert (row["unit"], row["interval"]) == ("mg", "daily")
    assert row["recorded_on"] == NOVEMBER
    assert {p.code for p in delivery.problems} == {"IMP-B10", "IMP-B11", "IMP-D04"}
    assert not delivery.is_held


def test_its_files_are_recognised(store: Store, tmp_path: Path) -> None:
    keep_columns(store, OWN, OPERATOR, EVENT)
    delivery = check([given(tmp_path)], OPERATOR, as_at=NOVEMBER, store=store)
    assert delivery.profile.id == "own-theseus-doses"


def test_it_makes_the_same_people_as_the_templates(
    store: Store, tmp_path: Path
) -> None:
    client = tmp_path / "client.csv"
    client.write_text("client_id,as_at\nRV1,2026-10-01\n", encoding="utf-8")
    load(store, check([client], OPERATOR, store=store), OPERATOR)
    keep_columns(store, OWN, OPERATOR, EVENT)
    path = given(tmp_path / "in")
    delivery = check([path], OPERATOR, as_at=NOVEMBER, store=store)
    assert load(store, delivery, OPERATOR).saved


def test_a_word_without_a_code_waits(store: Store, tmp_path: Path) -> None:
    keep_columns(store, OWN, OPERATOR, EVENT)
    path = given(tmp_path, FILE.replace("MTD", "Methodone"))
    delivery = check([path], OPERATOR, as_at=NOVEMBER, store=store)
    assert delivery.held == {"prescription": 1}


def test_the_files_must_have_every_mapped_column(store: Store, tmp_path: Path) -> None:
    profile = keep_columns(store, OWN, OPERATOR, EVENT)
    path = given(tmp_path, FILE.replace("Drug", "Medicine"))
    delivery = check([path], OPERATOR, profile=profile, as_at=NOVEMBER, store=store)
    assert "IMP-B12" in {each.code for each in delivery.problems}


def test_one_of_the_same_name_takes_its_place(store: Store) -> None:
    keep_columns(store, OWN, OPERATOR, EVENT)
    keep_columns(store, replace(OWN, kept="snapshot"), OPERATOR, EVENT)
    (own,) = own_columns(store, OPERATOR)
    assert own.kept == "snapshot"
    forget_columns(store, own.id, OPERATOR, EVENT)
    assert own_columns(store, OPERATOR) == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": " "}, "Give the mapping a name"),
        ({"table": "staff"}, "what a row of the file is"),
        ({"columns": {"client_id": "Case No"}}, "Say which column holds: ORT medicine"),
        ({"columns": OWN.columns | {"dose": OF_FILE}}, "that it cannot be"),
        ({"columns": OWN.columns | {"mood": "Drug"}}, "that it cannot be"),
        ({"words": {"medicine": {"mtd": "heroin"}}}, "our codes are methadone"),
        ({"words": {"dose": {"x": "y"}}}, "that has no codes"),
    ],
)
def test_what_a_mapping_may_not_say(store: Store, wrong: dict, said: str) -> None:  # type: ignore[type-arg]
    with pytest.raises(UserError, match=said):
        keep_columns(store, replace(OWN, **wrong), OPERATOR, EVENT)
    assert own_columns(store, OPERATOR) == []


def test_only_who_may_load_makes_one(store: Store) -> None:
    scope = Scope("x", frozenset({Action.CHECK_FILES}), None, None)
    with pytest.raises(Refused):
        keep_columns(store, OWN, scope, EVENT)
    with pytest.raises(Refused):
        forget_columns(store, OWN.id, scope, EVENT)


def test_making_one_is_written_in_the_trail(store: Store) -> None:
    keep_columns(store, OWN, OPERATOR, EVENT)
    abouts = [line["about"] for line in store.audit.lines()]
    assert "own-theseus-doses" in abouts


def test_the_header_alone_is_read(store: Store, tmp_path: Path) -> None:
    header = ["Case No", "Drug", 'Dose "mg"', "Unit", "Every", "Room"]
    assert header_of(given(tmp_path), store, OPERATOR) == header
    with pytest.raises(UserError, match="is empty"):
        header_of(given(tmp_path, ""), store, OPERATOR)


def test_words_are_one_a_line() -> None:
    text = "Mtd = methadone\n\nBup=buprenorphine\na = b = other\n"
    assert words_of(text) == {
        "mtd": "methadone",
        "bup": "buprenorphine",
        "a = b": "other",
    }
    with pytest.raises(UserError, match="Line 2"):
        words_of("a = methadone\nnothing here")


def test_an_age_makes_the_band_and_a_year_is_only_held_against_it(
    store: Store, tmp_path: Path
) -> None:
    ages = {AGE: "Age", BIRTH_YEAR: "Born"}
    columns = {"client_id": "Case No", "as_at": OF_FILE}
    own = OwnColumns("Ages", "client", "snapshot", columns, ages=ages)
    profile = keep_columns(store, own, OPERATOR, EVENT)
    text = "Case No,Age,Born\nRV1,42,1984\nRV2,43,1984\nRV3,42,\nRV4,x,1984\n"
    delivery = check(
        [given(tmp_path, text)], OPERATOR, profile=profile, as_at=NOVEMBER, store=store
    )
    rows = delivery.rows["client"].to_pylist()
    assert [(row["client_id"], row["age_band"]) for row in rows] == [
        ("RV1", "40_44"),
        ("RV3", "40_44"),
    ]
    held = {(each.row, each.code) for each in delivery.problems}
    assert {(3, "IMP-D03"), (5, "IMP-D02")} <= held
    assert profiles(store, OPERATOR)[own.id] == profile


@pytest.mark.parametrize(
    ("columns", "ages"),
    [({"age_band": "Band"}, {AGE: "Age"}), ({}, {BIRTH_YEAR: "Born"})],
)
def test_an_age_that_cannot_be_used_is_refused(
    store: Store, columns: dict[str, str], ages: dict[str, str]
) -> None:
    whole = {"client_id": "Case No", **columns}
    own = OwnColumns("Ages", "client", "snapshot", whole, ages=ages)
    with pytest.raises(UserError, match="age"):
        keep_columns(store, own, OPERATOR, EVENT)
