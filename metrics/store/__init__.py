"""The store: the only package that imports duckdb.

`connection` opens a file and runs questions, `schema` makes its tables, `facts` turns
the view files into questions, `people` asks the small fixed ones, `judge` checks a
staged file, `write` loads and undoes, `record` adds one row, `audit` is the trail.
"""

from metrics.store.audit import AuditEvent
from metrics.store.connection import Store, Writing, read_releases_only
from metrics.store.facts import named, parameters, question, view
from metrics.store.opening import open_store
from metrics.store.parts import Fact
from metrics.store.schema import fingerprint


__all__ = [
    "AuditEvent",
    "Fact",
    "Store",
    "Writing",
    "fingerprint",
    "named",
    "open_store",
    "parameters",
    "question",
    "read_releases_only",
    "view",
]
