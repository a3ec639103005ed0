"""A saved plan of one group, for tests of what is done with its list.

How a plan is found is tested elsewhere; here its rows are written as they are saved.
"""

from datetime import date, datetime

from metrics.contracts.plan import Membership, PlannedGroup, SavedPlan
from metrics.store import Store, record
from tests.spec.reported import reported


WHO = "ABC"
PURPOSES = ("network_planning", "group_invitation")


def a_planned_group(store: Store, service: str, keyworker: str) -> None:
    """A, B and C in one group of a saved plan, all of whom agreed to be invited. A and
    B buy together; they are shown as NO-0001 to NO-0003.
    """
    agreed = (
        f"{who} | {what} | given | 2026-01-01" for who in WHO for what in PURPOSES
    )
    people = (
        f"{who} | 2026-01-01 | {service} | {keyworker} | in_treatment" for who in WHO
    )
    reported(
        store,
        """
        client | of | on
        A      | B  | 2026-10-01
        B      | A  | 2026-10-01
        """,
        client="\n".join(["client_id | as_at | service | keyworker | status", *people]),
        permission="\n".join(["client_id | purpose | state | given_on", *agreed]),
    )
    with store.writing() as writing:
        for number, who in enumerate(WHO, start=1):
            writing.run(
                "INSERT INTO label VALUES ($who, $label)",
                {"who": who, "label": f"NO-000{number}"},
            )
    save_version(store, service, 1)


def save_version(store: Store, service: str, version: int) -> None:
    """The same three in the same group, as another version."""
    at = datetime(2026, 11, 1, 9 + version)
    key = {"plan_id": "plan-1", "version": version}
    plan = SavedPlan(
        **key,
        title="November",
        services=service,
        origin="planned",
        rules="{}",
        seed=1,
        moves=1,
        kept=1,
        ties=1,
        input_print="x",
        known_on=date(2026, 11, 1),
        rule_set="x",
        data_version=1,
        saved_by="tests:manager",
        saved_at=at,
    )
    group = PlannedGroup(
        **key, group_number=1, title="Tuesday group", slot="tue_evening", saved_at=at
    )
    members = [
        Membership(**key, client_id=who, group_number=1, locked=False, saved_at=at)
        for who in WHO
    ]
    with store.writing() as writing:
        for row in (plan, group, *members):
            record.add(writing, row, at)
