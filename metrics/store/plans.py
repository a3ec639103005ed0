"""Saved plans: the version of each that stands, and the groups and people of one.

Only for a scope that reaches every service that a plan was made for. What a plan means
is `metrics/planning/`; writing a row is `record.py`.
"""

from typing import Any

from metrics.scope import Scope
from metrics.store.connection import Store


_NEWEST = (
    "SELECT * FROM plan WHERE superseded_by IS NULL "
    "AND ($services IS NULL OR list_has_all($services, string_split(services, '|'))) "
    "QUALIFY row_number() OVER (PARTITION BY plan_id ORDER BY version DESC) = 1 "
    "ORDER BY saved_at DESC, plan_id"
)
_VERSION = "WHERE plan_id = $plan_id AND version = $version AND superseded_by IS NULL"


def newest(store: Store, scope: Scope) -> list[dict[str, Any]]:
    """The newest version of every plan in scope, the last saved first."""
    return store.rows(_NEWEST, scope.parameters())


def versions(store: Store, plan_id: str) -> list[dict[str, Any]]:
    """Every version of one plan, the first one first."""
    sql = (
        "SELECT * FROM plan WHERE plan_id = $plan_id AND superseded_by IS NULL "
        "ORDER BY version"
    )
    return store.rows(sql, {"plan_id": plan_id})


def groups_of(store: Store, plan_id: str, version: int) -> list[dict[str, Any]]:
    """The groups of one version, by number."""
    sql = f"SELECT * FROM planned_group {_VERSION} ORDER BY group_number"
    return store.rows(sql, {"plan_id": plan_id, "version": version})


def members_of(store: Store, plan_id: str, version: int) -> list[dict[str, Any]]:
    """Every candidate of one version, in a group or in none."""
    sql = f"SELECT * FROM membership {_VERSION} ORDER BY group_number, client_id"
    return store.rows(sql, {"plan_id": plan_id, "version": version})


def sign_offs_of(store: Store, plan_id: str) -> list[dict[str, Any]]:
    """Every decision on the lists of a plan, of all its versions, the last one last."""
    sql = (
        "SELECT * FROM sign_off WHERE plan_id = $plan_id AND superseded_by IS NULL "
        "ORDER BY decided_at"
    )
    return store.rows(sql, {"plan_id": plan_id})


_GROUP = (
    "WHERE plan_id = $plan_id AND version = $version AND group_number = $number "
    "AND superseded_by IS NULL"
)


def sessions_of(
    store: Store, plan_id: str, version: int, number: int
) -> list[dict[str, Any]]:
    """The sessions of one group, the first one first."""
    asked = {"plan_id": plan_id, "version": version, "number": number}
    return store.rows(f"SELECT * FROM session {_GROUP} ORDER BY held_on", asked)


def attendance_of(
    store: Store, plan_id: str, version: int, number: int
) -> list[dict[str, Any]]:
    """Who came to which session of one group."""
    asked = {"plan_id": plan_id, "version": version, "number": number}
    return store.rows(f"SELECT * FROM attendance {_GROUP} ORDER BY held_on", asked)
