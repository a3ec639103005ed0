import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import rustworkx

from metrics import circles
from metrics.intake import PROFILES, check, load
from metrics.intake.network_canvas import Interview, Mentioned, export
from metrics.intake.reader import read
from metrics.store import Store
from tests.architecture.tree import ROOT
from tests.imports.files import written
from tests.imports.loads import OPERATOR, TEMPLATES


DATA = ROOT.parent / "shared/data/network_canvas"
VARIANTS = (
    "interviewer6_sessions",
    "interviewer6_merged",
    "exporter_1.1.7_sessions",
    "networkCanvasExport.zip",
)
PROFILE = PROFILES["network-canvas"]
Pair = tuple[str, str]
real_exports = pytest.mark.skipif(
    not DATA.exists(), reason="../shared/data/network_canvas is not beside this clone."
)


def paths_of(variant: str) -> list[Path]:
    path = DATA / variant
    return sorted(path.glob("*.csv")) if path.is_dir() else [path]


def expected() -> Any:
    return json.loads((DATA / "expected.json").read_text(encoding="utf-8"))


class Said:
    """What one export says, counted by hand, people named as the export names them."""

    def __init__(self, variant: str) -> None:
        sheets = [sheet for path in paths_of(variant) for sheet in read(path)]
        found = export(sheets)
        assert not found.problems
        self.interviews = found.interviews

    def who(self, interview: Interview, person: Mentioned) -> str:
        own = f"{interview.cells['networkcanvascaseid']}:{person.cells['name']}"
        return person.cells.get("client_ref") or own

    def named(self, interview: Interview) -> dict[str, str]:
        return {each.label: self.who(interview, each) for each in interview.people}

    def counts(self, interview: Interview) -> dict[str, Any]:
        buys = Counter(each.cells.get("buys_with") for each in interview.people)
        uses = Counter(each.cells.get("uses_with") for each in interview.people)
        kinds = Counter(each.kind for each in interview.connections)
        pairs = len(list(combinations(interview.people, 2)))
        cells = interview.cells
        return {
            "session_id": cells["networkcanvassessionid"],
            "case_id": cells["networkcanvascaseid"],
            "ego_ref": cells["client_ref"],
            "protocol": cells["networkcanvasprotocolname"],
            "finished": cells["sessionfinish"] is not None,
            "alters": len(interview.people),
            "edges_by_type": dict(kinds),
            "buys_with_yes": buys["true"],
            "buys_with_no": buys["false"],
            "buys_with_missing": buys[None],
            "uses_with_yes": uses["true"],
            "alter_pairs": pairs,
            "density_buy_ties_among_alters": round(kinds["BuysTogether"] / pairs, 6)
            if pairs
            else None,
        }

    def first_hand(self, answer: str) -> Iterator[tuple[Pair, str]]:
        for interview in self.interviews:
            own = interview.cells["client_ref"] or ""
            for person in interview.people:
                if person.cells.get("buys_with") == answer:
                    yield pair(own, self.who(interview, person)), own

    def third_hand(self) -> Iterator[tuple[Pair, str]]:
        for interview in self.interviews:
            names = self.named(interview)
            for each in interview.connections:
                if each.kind == "BuysTogether":
                    ends = pair(names[each.one], names[each.other])
                    yield ends, interview.cells["client_ref"] or ""

    def edges(self) -> list[dict[str, Any]]:
        own = list(self.first_hand("true"))
        no = list(self.first_hand("false"))
        others = list(self.third_hand())
        asked = {each.cells["client_ref"] for each in self.interviews}
        return [
            {
                "a": a,
                "b": b,
                "said_by_the_pair": by(own, (a, b)),
                "said_by_third_party": by(others, (a, b)),
                "both_interviewed": {a, b} <= asked,
                "both_said_yes": set(by(own, (a, b))) == {a, b},
                "one_said_no": by(no, (a, b)),
            }
            for a, b in sorted({ends for ends, _ in own + others})
        ]


def pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def by(said: list[tuple[Pair, str]], ends: Pair) -> list[str]:
    return sorted({who for each, who in said if each == ends})


def components(pairs: list[Pair], alone: set[str]) -> set[frozenset[str]]:
    names = sorted({name for ends in pairs for name in ends} | alone)
    graph = rustworkx.PyGraph()
    at = dict(zip(names, graph.add_nodes_from(names), strict=True))
    graph.add_edges_from_no_data([(at[a], at[b]) for a, b in pairs])
    found = rustworkx.connected_components(graph)
    return {frozenset(names[each] for each in group) for group in found}


def groups(listed: list[list[str]]) -> set[frozenset[str]]:
    return {frozenset(each) for each in listed}


@real_exports
@pytest.mark.parametrize("variant", VARIANTS)
def test_every_figure_that_an_import_must_find(variant: str) -> None:
    said, wanted = Said(variant), expected()
    found = {each.session: said.counts(each) for each in said.interviews}
    assert found == {each["session_id"]: each for each in wanted["interviews"]}
    edges = said.edges()
    assert edges == wanted["person_level_buying_edges"]
    totals = Counter[str]()
    for each in found.values():
        totals.update(each["edges_by_type"])
    assert {
        "interviews": len(found),
        "alter_rows": sum(each["alters"] for each in found.values()),
        "edge_rows": dict(totals),
    } == wanted["totals"]
    asked = {each.cells["client_ref"] or "" for each in said.interviews}
    joined = {
        "components_any_report": edges,
        "components_first_hand_only": [e for e in edges if e["said_by_the_pair"]],
        "components_both_said_yes": [e for e in edges if e["both_said_yes"]],
    }
    for name, kept in joined.items():
        ends = [(each["a"], each["b"]) for each in kept]
        assert components(ends, asked) == groups(wanted[name]), name
    disputed = [
        [e["a"], e["b"]] for e in edges if e["said_by_the_pair"] and e["one_said_no"]
    ]
    assert disputed == wanted["discordant_pairs"]


CLIENTS = ("CL-001", "CL-002", "CL-003", "CL-006", "CL-007", "CL-008", "CL-009")
EVERYBODY = (*CLIENTS, "CL-012")
ON = date(2025, 4, 1)


def with_clients(store: Store, folder: Path) -> None:
    """Every client of the exports, all agreed; two of them are nobody's client."""
    known = (*EVERYBODY, "CL-004", "CL-010", "CL-005", "CL-011")
    rows = "\n".join(f"{each},2025-01-01,Riverside,in_treatment" for each in known)
    said = "\n".join(f"{each},network_planning,given,2025-01-02" for each in known)
    files = written(folder, client=rows, permission=said)
    load(store, check(files, OPERATOR, profile=TEMPLATES, store=store), OPERATOR)


@real_exports
@pytest.mark.parametrize("variant", VARIANTS)
def test_an_export_forms_the_circles_that_both_said_yes_to(
    variant: str, store: Store, tmp_path: Path
) -> None:
    with_clients(store, tmp_path)
    delivery = check(paths_of(variant), OPERATOR, store=store)
    assert delivery.profile is PROFILE
    loaded = load(store, delivery, OPERATOR)
    assert loaded.saved, loaded
    assert {name: counts["new"] for name, counts in loaded.tables.items()} == {
        "interview": 8,
        "person": 22,
        "tie": delivery.rows["tie"].num_rows,
        "person_tie": 16,
    }
    found = circles(store, ON, OPERATOR)
    sizes = sorted(len(each.members) for each in found.circles)
    wanted = [g for g in expected()["components_both_said_yes"] if len(g) > 1]
    assert sizes == sorted(len(each) for each in wanted)


@real_exports
@pytest.mark.parametrize("variant", VARIANTS)
def test_no_name_of_an_export_gets_past_the_reader(
    variant: str, store: Store, tmp_path: Path
) -> None:
    with_clients(store, tmp_path)
    said = Said(variant)
    names = {
        person.cells["name"] or ""
        for interview in said.interviews
        for person in interview.people
    }
    loaded = load(store, check(paths_of(variant), OPERATOR, store=store), OPERATOR)
    told = str(loaded) + "".join(
        str(store.read(f"SELECT * FROM {name}"))
        for name in ("interview", "person", "tie", "person_tie", "batch")
    )
    long = {name for name in names if len(name) > 3}
    assert long
    assert not [name for name in long if name in told]
    assert not [reference for reference in EVERYBODY if reference in told]
