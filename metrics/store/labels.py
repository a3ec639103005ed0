"""Labels: the pseudonym by which a screen names a client. Kept here, drawn elsewhere.

A label is never used again, not even after its batch is undone: casework may bear it.
How one is drawn is `metrics/intake/identity.py`.
"""

from collections.abc import Mapping

import pyarrow as pa

from metrics.store.connection import Writing


def unlabelled(writing: Writing) -> list[tuple[str, str | None]]:
    """The clients who have no label yet, each with the service last recorded."""
    return [
        (client, service)
        for client, service in writing.run(
            "SELECT client_id, arg_max(service, (as_at, row_id)) FROM client "
            "WHERE client_id NOT IN (SELECT client_id FROM label) "
            "GROUP BY client_id"
        )
    ]


def labels(writing: Writing) -> list[str]:
    """Every label ever given; none is used again."""
    return [label for (label,) in writing.run("SELECT label FROM label")]


def keep_labels(writing: Writing, given: Mapping[str, str]) -> None:
    """Store new labels, client_id -> label. None may stand twice: that would be a fault
    of ours, and undoes the whole load.
    """
    frame = pa.table({"client_id": list(given), "label": list(given.values())})
    with writing.table("new_label", frame):
        writing.run("INSERT INTO label SELECT client_id, label FROM new_label")
    for column in ("client_id", "label"):
        ((twice,),) = writing.run(
            f"SELECT count(*) - count(DISTINCT {column}) FROM label"
        )
        assert not twice, f"{column} stands twice in label"
