"""Files as a service might hand them over, small enough to be read in the test."""

from pathlib import Path
from textwrap import dedent


HEADERS = {
    "client": "client_id,as_at,service,status",
    "permission": "client_id,purpose,state,given_on",
    "prescription": "client_id,medicine,form,dose,unit,interval,recorded_on",
    "event": "client_id,kind,state,happened_on",
    "outcome": "client_id,completed_on,stage,sequence,opiate_days",
    "interview": "client_id,interview,asked_on,finished",
    "person": "client_id,interview,person_id,number,linked_client_id",
    "tie": "client_id,interview,person_id,kind,state",
    "person_tie": "client_id,interview,person_id,other_person_id,kind",
    "answer": "client_id,survey,question,value,state,asked_on",
}


def written(folder: Path, **tables: str) -> list[Path]:
    """One file for each table, its usual header above the rows given."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, rows in tables.items():
        path = folder / f"{name}.csv"
        path.write_text(f"{HEADERS[name]}\n{dedent(rows).strip()}\n", encoding="utf-8")
        paths.append(path)
    return paths
