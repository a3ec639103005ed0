"""A delivery against the deaths that are recorded: what speaks of life after one.

A death stands until its record is withdrawn (DECISIONS 5), so what contradicts it is
told and never weighed. Everything runs inside one transaction of the caller.
"""

from metrics.contracts import TABLES
from metrics.store.connection import Writing
from metrics.store.write import Found, Incoming


OF_AN_INTERVIEW = ("person", "tie", "person_tie")  # held with their interview


def contradicted(writing: Writing) -> list[Found]:
    """The rows of `client` that say something else of somebody recorded as died."""
    found = writing.run(
        "SELECT new.line, new.file_number, new.sheet_row FROM new_client AS new "
        "WHERE new.status IS DISTINCT FROM 'died' AND EXISTS (SELECT 1 FROM client "
        "AS held WHERE held.client_id = new.client_id AND held.status = 'died' "
        "AND held.superseded_by IS NULL) ORDER BY new.line"
    )
    return [Found("client", "status", *row) for row in found]


def after_death(writing: Writing, incoming: Incoming, name: str) -> list[Found]:
    """The rows of a table that are dated after the death of whom they speak of."""
    if name == "client" or name in OF_AN_INTERVIEW:
        return []
    dated = TABLES[name].dated
    found = writing.run(
        "SELECT new.line, new.file_number, new.sheet_row "
        f"FROM new_{name} AS new JOIN ({_deaths(incoming)}) AS death "
        f"ON death.client_id = new.client_id AND new.{dated} > death.known_on "
        "ORDER BY new.line",
        incoming.parameters,
    )
    return [Found(name, dated, *row) for row in found]


def _deaths(incoming: Incoming) -> str:
    """Each death by the first day for which a record says so, this delivery's too."""
    known = (
        "SELECT client_id, as_at FROM client "
        "WHERE status = 'died' AND superseded_by IS NULL"
    )
    if "client" in incoming.rows:
        known += (
            " UNION ALL SELECT client_id, coalesce(as_at, $as_at) FROM new_client "
            "WHERE status = 'died'"
        )
    return f"SELECT client_id, min(as_at) AS known_on FROM ({known}) GROUP BY client_id"
