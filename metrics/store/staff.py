"""Rows of `staff`: which sign-in holds which post, and how many people each worker has.

What a post opens is `dashboard/access.py`; who may change one, `metrics/staffing.py`.
"""

from datetime import date, timedelta
from typing import Any

from metrics.contracts.staff import Staff
from metrics.scope import Scope
from metrics.store.connection import Store, Writing
from metrics.store.facts import named, parameters


_ROWS = (
    "SELECT issuer, subject, role, services, keyworker, valid_from, valid_to, "
    "covering, team FROM staff WHERE superseded_by IS NULL "
    "AND ($issuer IS NULL OR issuer = $issuer) "
    "AND ($subject IS NULL OR subject = $subject) ORDER BY row_id"
)


def posts(
    store: Store, issuer: str | None = None, subject: str | None = None
) -> list[Staff]:
    """Every post that stands, past ones too; of one sign-in where that is named."""
    asked = {"issuer": issuer, "subject": subject}
    return [Staff.model_validate(row) for row in store.rows(_ROWS, asked)]


def caseloads(store: Store, on: date, scope: Scope) -> list[dict[str, Any]]:
    """Service, worker's label and number of people, for everybody in scope."""
    return store.rows(named("caseload_of"), parameters(on, scope))


def clients_of(
    store: Store, service: str, label: str, on: date, scope: Scope
) -> list[str]:
    """The clients of one worker."""
    asked = {**parameters(on, scope), "service": service, "label": label}
    return [row[0] for row in store.read(named("client_of_worker"), asked)]


def end_posts(writing: Writing, issuer: str, subject: str, today: date) -> None:
    """End every post of a sign-in with the day before today."""
    writing.run(
        "UPDATE staff SET valid_to = $last, valid_from = least(valid_from, $last) "
        "WHERE superseded_by IS NULL AND issuer = $issuer AND subject = $subject "
        "AND (valid_to IS NULL OR valid_to > $last)",
        {"last": today - timedelta(1), "issuer": issuer, "subject": subject},
    )
