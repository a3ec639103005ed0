"""Rows of sittings held in the app: the one that is open, and writing what was said.

Questions about a single client whom the caller may reach. Which question comes next,
and which rows an answer makes, is `metrics/interviews/`.
"""

from collections.abc import Sequence

from metrics.contracts.safeguarding import Disclosure
from metrics.contracts.sitting import Answered, Sitting
from metrics.store.connection import Store, Writing
from metrics.store.write import BOTH_AGREE


def open_sitting(store: Store, client_id: str) -> Sitting | None:
    """The client's sitting that is not closed; there is one at most."""
    names = tuple(Sitting.model_fields)
    found = store.rows(
        f"SELECT {', '.join(names)} FROM sitting WHERE superseded_by IS NULL "
        "AND closed_at IS NULL AND client_id = $client_id",
        {"client_id": client_id},
    )
    return Sitting(**found[0]) if found else None


def every_open(store: Store) -> list[Sitting]:
    """Every sitting that is not closed, the newest first."""
    names = tuple(Sitting.model_fields)
    found = store.rows(
        f"SELECT {', '.join(names)} FROM sitting WHERE superseded_by IS NULL "
        "AND closed_at IS NULL ORDER BY began_at DESC, client_id"
    )
    return [Sitting(**row) for row in found]


def said(store: Store, sitting: Sitting) -> list[Answered]:
    """Everything said in an open sitting, in the order of the first saying."""
    names = tuple(Answered.model_fields)
    found = store.rows(
        f"SELECT {', '.join(names)} FROM said WHERE superseded_by IS NULL "
        "AND client_id = $client_id AND interview = $interview ORDER BY said_at",
        sitting.model_dump(),
    )
    return [Answered(**row) for row in found]


def links(writing: Writing, sitting: Sitting) -> dict[str, str]:
    """person_id -> the client they are, of those linked in this sitting. For writing
    the row again as it is, and for nothing else.
    """
    return dict(
        writing.run(
            "SELECT person_id, linked_client_id FROM person "
            "WHERE superseded_by IS NULL AND linked_client_id IS NOT NULL "
            "AND client_id = $client_id AND interview = $interview",
            sitting.model_dump(),
        )
    )


def agreed(store: Store, client_id: str, others: Sequence[str]) -> str | None:
    """The one of `others` that is a client, where both agreed to network planning."""
    found = store.read(
        "SELECT new.linked_client_id FROM (SELECT $client_id AS client_id, "
        "unnest($others) AS linked_client_id) AS new "
        f"WHERE new.linked_client_id <> new.client_id AND {BOTH_AGREE} LIMIT 1",
        {"client_id": client_id, "others": list(others)},
    )
    return found[0][0] if found else None


def tells_of_people(writing: Writing, sitting: Sitting) -> bool:
    """Whether anything was answered about the people around the client."""
    found = writing.run(
        "SELECT 1 FROM said WHERE superseded_by IS NULL AND survey = 'network' "
        "AND (value IS NOT NULL OR unanswered IS NOT NULL) "
        "AND client_id = $client_id AND interview = $interview LIMIT 1",
        sitting.model_dump(),
    )
    return bool(found)


def forget_said(writing: Writing, sitting: Sitting) -> None:
    """Take away the answers of a sitting that is closed: they stand elsewhere now."""
    writing.run(
        "DELETE FROM said WHERE client_id = $client_id AND interview = $interview",
        sitting.model_dump(),
    )


def disclosed(writing: Writing, row: Disclosure) -> bool:
    """Whether a yes of this key stands already."""
    same = " AND ".join(f"{name} IS NOT DISTINCT FROM ${name}" for name in row.key)
    found = writing.run(
        f"SELECT 1 FROM disclosure WHERE superseded_by IS NULL AND state = 'yes' "
        f"AND {same}",
        row.model_dump(),
    )
    return bool(found)
