"""Each trap of the export (networks.md, section 1) by itself, in files made here."""

from pathlib import Path

import pytest

from metrics.intake import Delivery, check
from tests.imports.loads import OPERATOR


OWN = (
    "networkCanvasEgoUUID,networkCanvasCaseID,networkCanvasSessionID,"
    "networkCanvasProtocolName,sessionStart,sessionFinish,sessionExported,client_ref"
)
PEOPLE = "nodeID,networkCanvasEgoUUID,networkCanvasUUID,name"
EDGES = (
    "edgeID,from,to,networkCanvasEgoUUID,networkCanvasUUID,"
    "networkCanvasSourceUUID,networkCanvasTargetUUID"
)
START = "2026-06-30T23:30:00.000Z"
FINISH = "2026-07-01T00:10:00.000Z"


def own(ego: str, session: str, client: str, finish: str = FINISH) -> str:
    return f"{ego},{client},{session},Survey,{START},{finish},{FINISH},{client}"


def exported(folder: Path, **files: tuple[str, ...]) -> Delivery:
    """One interview's files for each prefix; two underscores part the file's name."""
    for name, lines in files.items():
        prefix, _, part = name.partition("__")
        path = folder / f"{prefix}_{part}.csv"
        path.write_bytes("\r\n".join([*lines, ""]).encode())
    return check([folder], OPERATOR)


def whole(
    folder: Path,
    people: tuple[str, ...],
    edges: tuple[str, ...] = (EDGES,),
    finish: str = FINISH,
) -> Delivery:
    return exported(
        folder,
        A__ego=(OWN, own("e1", "s1", "CL-1", finish)),
        A__attributeList_Person=people,
        A__edgeList_Knows=edges,
    )


def refusals(delivery: Delivery) -> list[tuple[str, int | None]]:
    return [(p.code, p.row) for p in delivery.problems if p.outcome == "refuse"]


def test_the_day_is_the_one_in_london(tmp_path: Path) -> None:
    delivery = whole(tmp_path, (PEOPLE,))
    (asked,) = delivery.rows["interview"]["asked_on"].to_pylist()
    assert asked.isoformat() == "2026-07-01"
    assert "IMP-C19" in {each.code for each in delivery.problems}


def test_an_interview_without_people_is_one_that_was_held(tmp_path: Path) -> None:
    delivery = whole(tmp_path, (PEOPLE,))
    assert delivery.rows["interview"]["finished"].to_pylist() == ["yes"]
    assert delivery.rows["person"].num_rows == 0


@pytest.mark.parametrize(
    ("finish", "states"),
    [(FINISH, ["yes", "no", "asked_not_answered"]), ("", ["yes", "no"])],
)
def test_an_empty_answer_counts_as_asked_only_where_all_was(
    tmp_path: Path, finish: str, states: list[str]
) -> None:
    people = (
        f"{PEOPLE},buys_with",
        "1,e1,u1,Ann,true",
        "2,e1,u2,Bob,false",
        "3,e1,u3,Cy,",
    )
    delivery = whole(tmp_path, people, finish=finish)
    assert delivery.rows["tie"]["state"].to_pylist() == states


def test_a_question_that_is_in_no_column_was_not_asked(tmp_path: Path) -> None:
    delivery = whole(tmp_path, (PEOPLE, "1,e1,u1,Ann"))
    assert delivery.rows["tie"].num_rows == 0


def test_two_interviews_may_share_the_clients_own_id(tmp_path: Path) -> None:
    delivery = exported(
        tmp_path,
        A__ego=(OWN, own("same", "s1", "CL-1")),
        A__attributeList_Person=(PEOPLE, "1,same,u1,Ann"),
        A__edgeList=(EDGES,),
        B__ego=(OWN, own("same", "s2", "CL-2")),
        B__attributeList_Person=(PEOPLE, "1,same,u2,Bob"),
        B__edgeList=(EDGES,),
    )
    assert delivery.rows["person"]["client_id"].to_pylist() == ["CL-1", "CL-2"]


def test_merged_interviews_are_told_apart_by_the_clients_own_id(tmp_path: Path) -> None:
    delivery = exported(
        tmp_path,
        A__ego=(OWN, own("e1", "s1", "CL-1"), own("e2", "s2", "CL-2")),
        A__attributeList_Person=(
            f"{PEOPLE},client_ref",
            "1,e1,roster,Ann,CL-9",
            "2,e1,u1,Bob,",
            "3,e2,roster,Ann,CL-9",
            "4,e2,u2,Bob,",
        ),
        A__edgeList_Knows=(
            EDGES,
            "1,3,2,e1,x1,roster,u1",
            "2,3,4,e2,x2,roster,u2",
        ),
    )
    assert not refusals(delivery)
    rows = delivery.rows["person_tie"].select(["client_id", "interview"]).to_pylist()
    assert [tuple(row.values()) for row in rows] == [("CL-1", "s1"), ("CL-2", "s2")]
    people = delivery.rows["person"]
    assert people["linked_client_id"].to_pylist() == ["CL-9", None, "CL-9", None]
    first, _, again, _ = people["person_id"].to_pylist()
    assert first == again


def test_people_with_one_name_stay_two(tmp_path: Path) -> None:
    delivery = whole(tmp_path, (PEOPLE, "1,e1,u1,T", "2,e1,u2,T"))
    assert len(set(delivery.rows["person"]["person_id"].to_pylist())) == 2
    assert delivery.rows["person"]["number"].to_pylist() == [1, 2]


def test_a_column_named_null_is_nothing(tmp_path: Path) -> None:
    delivery = whole(tmp_path, (f"{PEOPLE},null", "1,e1,u1,Ann,"))
    assert delivery.rows["person"].num_rows == 1
    assert "null" not in {each.column for each in delivery.problems}


def test_names_are_left_out_and_that_is_said(tmp_path: Path) -> None:
    delivery = whole(tmp_path, (f"{PEOPLE},notes", "1,e1,u1,Ann,=cmd()"))
    left = {p.column for p in delivery.problems if p.code == "IMP-B11"}
    assert left == {"name", "notes"}
    assert not refusals(delivery)


@pytest.mark.parametrize(
    ("said", "kept", "left"),
    [("0.55", None, {"closeness", "name"}), ("4", 4, {"name"})],
)
def test_a_slider_is_no_number_of_ours(
    tmp_path: Path, said: str, kept: int | None, left: set[str]
) -> None:
    delivery = whole(tmp_path, (f"{PEOPLE},closeness", f"1,e1,u1,Ann,{said}"))
    assert delivery.rows["person"]["closeness"].to_pylist() == [kept]
    assert left == {p.column for p in delivery.problems if p.code == "IMP-B11"}


@pytest.mark.parametrize(
    ("friend", "family", "role"),
    [("true", "false", "friend"), ("false", "false", None), ("true", "true", None)],
)
def test_of_many_choices_only_one_that_was_made_is_taken(
    tmp_path: Path, friend: str, family: str, role: str | None
) -> None:
    header = f"{PEOPLE},relationship_friend,relationship_family"
    delivery = whole(tmp_path, (header, f"1,e1,u1,Ann,{friend},{family}"))
    assert delivery.rows["person"]["role"].to_pylist() == [role]


def test_an_edge_to_nobody_is_refused(tmp_path: Path) -> None:
    edges = (EDGES, "1,1,2,e1,x1,u1,gone")
    delivery = whole(tmp_path, (PEOPLE, "1,e1,u1,Ann"), edges)
    assert refusals(delivery) == [("IMP-F02", 2)]


def test_somebody_of_no_interview_is_refused(tmp_path: Path) -> None:
    delivery = exported(
        tmp_path,
        A__ego=(OWN, own("e1", "s1", "CL-1"), own("e2", "s2", "CL-2")),
        A__attributeList_Person=(PEOPLE, "1,other,u1,Ann"),
        A__edgeList=(EDGES,),
    )
    assert refusals(delivery) == [("IMP-F02", 2)]


def test_a_file_of_a_set_is_missing(tmp_path: Path) -> None:
    delivery = exported(
        tmp_path,
        A__ego=(OWN, own("e1", "s1", "CL-1")),
        A__attributeList_Person=(PEOPLE,),
    )
    assert refusals(delivery) == [("IMP-J05", None)]
    assert "edgelist" in delivery.problems[0].found


def test_an_edge_of_another_kind_waits(tmp_path: Path) -> None:
    delivery = exported(
        tmp_path,
        A__ego=(OWN, own("e1", "s1", "CL-1")),
        A__attributeList_Person=(PEOPLE, "1,e1,u1,Ann", "2,e1,u2,Bob"),
        A__edgeList_Dislikes=(EDGES, "1,1,2,e1,x1,u1,u2"),
    )
    held = [p.code for p in delivery.problems if p.outcome == "hold"]
    assert held == ["IMP-D04"]


def test_an_apostrophe_before_a_sign_is_the_programs_own(tmp_path: Path) -> None:
    delivery = exported(
        tmp_path,
        A__ego=(OWN, own("e1", "s1", "'-CL1")),
        A__attributeList_Person=(PEOPLE,),
        A__edgeList=(EDGES,),
    )
    assert {p.code for p in delivery.problems if p.outcome == "hold"} == {"IMP-G01"}
