"""Profile `network-canvas`: interviews held with Network Canvas, as it exports them.

A protocol's variables are taken by their names: of the client `client_ref` (else the
case ID); of somebody mentioned `client_ref` (if they are a client), the kinds of
contact of our tie list as yes/no, `role`, `closeness` from 1 to 5, `uses`,
`view_of_stopping` and `wanted`; edges by the name of their type. All else is left out
and listed. An unanswered question of many choices reads "none" in the CSV of one
exporter, so from such a question only a choice that was made is taken.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

import pyarrow as pa

from metrics.contracts import ASKED_NOT_ANSWERED, TABLES
from metrics.intake import network_canvas
from metrics.intake._profile import FileKind, Fills, Profile, copied, fixed
from metrics.intake.choices import Choices
from metrics.intake.network_canvas import EGO, Cells, Interview, Mentioned
from metrics.intake.sheet import SHEET_ROW, Sheet, canonical
from metrics.problems import Problem


REFERENCE = ("client_ref", "client_id")
ALIASES = {"supports_recovery": "supports"}
CHOICES = {"relationship": "role", "role": "role"}
ROLES = {"works_for_service": "worker_or_peer"}
EDGES = {"knows": "knows", "buystogether": "buys_with", "usestogether": "uses_with"}
STATES = {"true": "yes", "false": "no"}
PLAIN = ("role", "closeness", "uses", "view_of_stopping", "wanted")
UUID = re.compile(r"(?<![^ ])[^,]*_(?=[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}_)")
FIXED = (
    EGO,
    "networkcanvascaseid",
    "networkcanvassessionid",
    "networkcanvasprotocolname",
    "sessionstart",
    "sessionfinish",
    "sessionexported",
    "app_version",
    "commit_hash",
    "networkcanvasinterviewlocale",
    "networkcanvasfinishoutcome",
    "nodeid",
    "edgeid",
    "from",
    "to",
    "networkcanvasuuid",
    network_canvas.SOURCE,
    network_canvas.END,
)


def _codes(table: str, column: str) -> tuple[str, ...]:
    codes = TABLES[table].column(column).codes
    assert codes
    return codes.ids


KINDS = tuple(kind for kind in _codes("tie", "kind"))
KEPT = {
    "ego": frozenset((*FIXED, *REFERENCE)),
    "attributelist": frozenset(
        (
            *FIXED,
            *REFERENCE,
            *KINDS,
            *ALIASES,
            *PLAIN,
            *(
                f"{name}_{role}"
                for name in CHOICES
                for role in _codes("person", "role")
            ),
            *(f"{name}_{role}" for name in CHOICES for role in ROLES),
        )
    ),
    "edgelist": frozenset(FIXED),
    "adjacencymatrix": frozenset(FIXED),
}
Row = dict[str, str | None]


def reshaped(sheets: Sequence[Sheet], choices: Choices, day: date) -> list[Sheet]:
    """The files with our columns and without anybody's name."""
    export = network_canvas.export(sheets)
    kept = dict(KEPT)
    if _is_sliding(export.interviews):
        kept["attributelist"] -= {"closeness"}
    left = network_canvas.left_out(sheets, kept)
    rows: dict[int, list[tuple[int, Row]]] = {}
    numbers: dict[str, dict[str, int]] = {}
    for interview in export.interviews:
        own = interview.at
        rows.setdefault(own.sheet, []).append((own.row, _interview(interview)))
        known = numbers.setdefault(_reference(interview) or "", {})
        for person in interview.people:
            number = known.setdefault(person.label, len(known) + 1)
            at, row = person.at, _person(interview, person, number)
            if "closeness" not in kept["attributelist"]:
                row["closeness"] = None
            rows.setdefault(at.sheet, []).append((at.row, row))
        for edge in interview.connections:
            row = {
                **_of(interview),
                "person": edge.one,
                "other": edge.other,
                "kind": EDGES.get(_bare(edge.kind), edge.kind),
            }
            rows.setdefault(edge.at.sheet, []).append((edge.at.row, row))
    return [
        _rebuilt(
            sheet,
            rows.get(number, []),
            [*export.problems.get(number, []), *left.get(number, [])],
        )
        for number, sheet in enumerate(sheets)
        if network_canvas.is_export(sheet) or network_canvas.part_of(sheet) is None
    ]


def _rebuilt(
    sheet: Sheet, rows: Iterable[tuple[int, Row]], problems: Iterable[Problem]
) -> Sheet:
    """The sheet with our columns; its name without the reference that stands in it."""
    part = network_canvas.part_of(sheet)
    if part is None:
        return sheet
    listed = sorted(rows, key=lambda each: each[0])
    asked = {canonical(name) for name in sheet.header}
    asked |= {ours for theirs, ours in ALIASES.items() if theirs in asked}
    columns = {
        name: pa.array([row.get(name) for _, row in listed], pa.string())
        for name in HEADERS[part[1]]
        if name in asked or name not in (*PLAIN[1:], *KINDS)
    }
    places = pa.array([at for at, _ in listed], pa.int64())
    return replace(
        sheet,
        name=UUID.sub("", sheet.name),
        header=tuple(columns),
        cells=pa.table({**columns, SHEET_ROW: places}),
        problems=(*sheet.problems, *problems),
    )


def _reference(interview: Interview) -> str | None:
    named = (interview.cells.get(name) for name in (*REFERENCE, "networkcanvascaseid"))
    return next((each for each in named if each), None)


def _of(interview: Interview) -> Row:
    return {
        EGO: interview.cells.get(EGO),
        "client": _reference(interview),
        "interview": interview.session,
    }


def _interview(interview: Interview) -> Row:
    return {
        **_of(interview),
        "asked_on": interview.cells.get("sessionstart"),
        "finished": "yes" if _is_finished(interview) else "no",
    }


def _is_finished(interview: Interview) -> bool:
    outcome = interview.cells.get("networkcanvasfinishoutcome")
    ended = outcome is None or outcome == "completed"
    return bool(interview.cells.get("sessionfinish")) and ended


def _person(interview: Interview, person: Mentioned, number: int) -> Row:
    """An empty answer of a finished interview was asked and not answered; one of an
    unfinished interview may never have been asked.
    """
    cells = person.cells
    empty = ASKED_NOT_ANSWERED if _is_finished(interview) else None
    ties = {
        ALIASES.get(name, name): STATES.get(cells[name] or "", cells[name] or empty)
        for name in (*ALIASES, *KINDS)
        if name in cells
    }
    linked = next((cells[name] for name in REFERENCE if cells.get(name)), None)
    return {
        **_of(interview),
        **{name: cells.get(name) for name in PLAIN},
        "person": person.label,
        "number": str(number) if number <= 99 else None,
        "linked": linked,
        "role": cells.get("role") or _chosen(cells),
        **ties,
    }


def _is_sliding(interviews: Iterable[Interview]) -> bool:
    """Whether closeness is a slider from 0 to 1: then no whole number of it is ours."""
    said = (each.cells.get("closeness") for i in interviews for each in i.people)
    return any("." in each for each in said if each)


def _chosen(cells: Cells) -> str | None:
    """The one choice that was made; of none, or of several, nothing is known."""
    made = [
        ROLES.get(option, option)
        for name in CHOICES
        for option in (*_codes("person", "role"), *ROLES)
        if cells.get(f"{name}_{option}") == "true"
    ]
    return made[0] if len(made) == 1 else None


def _bare(kind: str) -> str:
    return re.sub(r"\W", "", kind).lower()


_COMMON = (EGO, "client", "interview")
HEADERS: Mapping[str, tuple[str, ...]] = {
    "ego": (*_COMMON, "asked_on", "finished"),
    "attributelist": (*_COMMON, "person", "number", "linked", *PLAIN, *KINDS),
    "edgelist": (*_COMMON, "person", "other", "kind"),
}


def _kind(
    part: str, make: Callable[[], tuple[Fills, ...]], people: tuple[str, ...] = ()
) -> FileKind:
    linked = ("linked",) if part == "attributelist" else ()
    return FileKind(
        id=part,
        named=f"*_{part}*.csv",
        header=HEADERS[part],
        required=(EGO,),
        ids=("client", *linked),
        people=people,
        fills=make(),
        may_be_empty=part != "ego",
    )


def _interviews() -> tuple[Fills, ...]:
    columns = {
        "client_id": copied("client"),
        "interview": copied("interview"),
        "asked_on": copied("asked_on"),
        "finished": copied("finished"),
    }
    return (Fills("interview", columns),)


def _people() -> tuple[Fills, ...]:
    common = {
        "client_id": copied("client"),
        "interview": copied("interview"),
        "person_id": copied("person"),
    }
    person = {
        **common,
        "number": copied("number"),
        **{name: copied(name) for name in PLAIN},
        "linked_client_id": copied("linked"),
    }
    ties = (
        Fills(
            "tie",
            {**common, "kind": fixed(kind), "state": copied(kind)},
            where=f"{kind} IS NOT NULL",
        )
        for kind in KINDS
    )
    return (Fills("person", person), *ties)


def _edges() -> tuple[Fills, ...]:
    columns = {
        "client_id": copied("client"),
        "interview": copied("interview"),
        "person_id": copied("person"),
        "other_person_id": copied("other"),
        "kind": copied("kind"),
    }
    return (Fills("person_tie", columns),)


PROFILE = Profile(
    id="network-canvas",
    title="Network Canvas: interviews as it exports them (a zip, or its folder)",
    issuer="provider",
    files=(
        _kind("ego", _interviews),
        _kind("attributelist", _people, people=("person",)),
        _kind("edgelist", _edges, people=("person", "other")),
    ),
    tables={
        "interview": "additions",
        "person": "additions",
        "tie": "additions",
        "person_tie": "additions",
    },
    reshape=reshaped,
)
