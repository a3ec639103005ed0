"""Labels: the pseudonym by which a screen names a client. Kept here, drawn elsewhere.

A label is never used again, not even after its batch is undone: casework may bear it.
How one is drawn is `metrics/intake/identity.py`.
"""

from collections.abc import Sequence

import pyarrow as pa

from metrics.store.connection import Writing


def unlabelled(writing: Writing) -> pa.Table:
    """`client_id` of the clients who have no label yet, and the `service` that each was
    last recorded at.
    """
    return writing.frame(
        "SELECT client_id, arg_max(service, (as_at, row_id)) AS service FROM client "
        "WHERE client_id NOT IN (SELECT client_id FROM label) GROUP BY client_id"
    )


def labels(writing: Writing) -> list[str]:
    """Every label ever given; none is used again."""
    return [label for (label,) in writing.run("SELECT label FROM label")]


def keep_labels(writing: Writing, clients: Sequence[str], given: Sequence[str]) -> None:
    """Store the new label of each client. None may stand twice: that would be a fault
    of ours, and undoes the whole load.
    """
    frame = pa.table({"client_id": clients, "label": given})
    with writing.table("new_label", frame):
        writing.run("INSERT INTO label SELECT client_id, label FROM new_label")
    for column in ("client_id", "label"):
        ((twice,),) = writing.run(
            f"SELECT count(*) - count(DISTINCT {column}) FROM label"
        )
        assert not twice, f"{column} stands twice in label"
