"""One drawn table of what clients said of one another, told to a store as four tables.

A row is what one client said of another in one interview; an empty `kind` is somebody
mentioned without such a tie, an empty `of` an interview in which nobody was. Everybody
agreed to network planning long ago, unless permissions are drawn.
"""

from collections.abc import Iterable

from metrics.indicators import Example
from metrics.store import Store
from tests.drawn import told


Cells = dict[str, str]
LONG_AGO = "2026-01-01"
INTERVIEW = ("client_id", "interview", "asked_on", "finished")
PERSON = ("client_id", "interview", "person_id", "role", "linked_client_id")
TIE = ("client_id", "interview", "person_id", "kind", "state", "days")


def reported(store: Store, drawn: str, **tables: str) -> None:
    """Tell a store these reports, and other tables as they are drawn."""
    rows = [_row(cells) for cells in Example(drawn).rows]
    mentioned = [row for row in rows if row["linked_client_id"]]
    people = sorted({row[name] for row in mentioned for name in _ENDS} | _asked(rows))
    agreed = "client_id | purpose | state | given_on\n" + "\n".join(
        f"{who} | network_planning | given | {LONG_AGO}" for who in people
    )
    told(
        store,
        **{
            "permission": agreed,
            "interview": _drawn(INTERVIEW, rows),
            "person": _drawn(PERSON, mentioned),
            "tie": _drawn(TIE, [row for row in mentioned if row["kind"]]),
            **tables,
        },
    )


_ENDS = ("client_id", "linked_client_id")


def _asked(rows: Iterable[Cells]) -> set[str]:
    return {row["client_id"] for row in rows}


def _row(cells: Cells) -> Cells:
    other = cells.get("of", "")
    usual = {
        "interview": cells["on"],
        "finished": "yes",
        "person_id": f"person {other}",
        "role": "",
        "kind": "buys_with",
        "state": "yes",
        "days": "",
    }
    known = {"client_id": cells["client"], "asked_on": cells["on"]}
    return {**usual, **known, "linked_client_id": other, **cells}


def _drawn(columns: tuple[str, ...], rows: Iterable[Cells]) -> str:
    lines = dict.fromkeys(" | ".join(row[name] for name in columns) for row in rows)
    return "\n".join([" | ".join(columns), *lines])
