"""What a delivery says of permissions: taken back by somebody known, or never given.

A permission that is absent is not given, their own care apart (safety.md IG-14). Which
questions a purpose opens is `views/in_scope.sql`; what was taken back in the app and
stays so is `suppression.py`. Everything runs inside one transaction of the caller.
"""

from metrics.store.connection import Writing
from metrics.store.write import Found, Incoming


_HELD = (
    "SELECT client_id, purpose, arg_max(state, (given_on, row_id)) AS state, "
    "max(given_on) AS said_on FROM permission WHERE superseded_by IS NULL "
    "GROUP BY client_id, purpose"
)
_GIVEN = "state = 'given' AND purpose <> 'direct_care'"


def taken_back(writing: Writing) -> list[Found]:
    """The rows by which somebody known takes back what they had given."""
    found = writing.run(
        "SELECT new.line, new.file_number, new.sheet_row FROM new_permission AS new "
        f"JOIN ({_HELD}) AS held USING (client_id, purpose) "
        "WHERE held.state = 'given' AND new.state <> 'given' "
        "AND new.given_on >= held.said_on ORDER BY new.line"
    )
    return [Found("permission", "state", *row) for row in found]


def given_by_nobody(writing: Writing, incoming: Incoming) -> int:
    """How many people of a delivery agreed to nothing but their own care, as far as
    is recorded in it or before.
    """
    if "client" not in incoming.rows:
        return 0
    known = [f"SELECT client_id FROM ({_HELD}) WHERE {_GIVEN}"]
    if "permission" in incoming.rows:
        known.append(f"SELECT client_id FROM new_permission WHERE {_GIVEN}")
    without = " AND ".join(f"client_id NOT IN ({each})" for each in known)
    ((number,),) = writing.run(
        f"SELECT count(DISTINCT client_id) FROM new_client WHERE {without}"
    )
    return int(number)
