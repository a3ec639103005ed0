"""What changed: by hand on drawn forms, and nothing at all of fewer than ten."""

from datetime import date, datetime, timedelta
from statistics import mean

import pytest

from metrics.contracts.plan import Membership, SavedPlan
from metrics.planning import changed
from metrics.planning._changed import financial_year
from metrics.scope import Action, Refused, Scope
from metrics.store import Store, record
from tests.drawn import told


JOINED, DAY = date(2026, 4, 20), date(2026, 12, 1)
MANAGER = Scope(
    "tests:manager", frozenset({Action.RUN_GROUPS}), frozenset({"North"}), None
)
BEFORE, AFTER = JOINED - timedelta(days=10), JOINED + timedelta(days=180)


def in_a_group(store: Store, days: list[tuple[int | None, int | None]]) -> list[str]:
    """People who agreed to come and to be counted, with a form before and one after."""
    who = [f"C{number:02}" for number in range(len(days))]
    forms = [
        f"{client} | {on} | {said}"
        for client, both in zip(who, days, strict=True)
        for on, said in zip((BEFORE, AFTER), both, strict=True)
        if said is not None
    ]
    told(
        store,
        client="client_id | as_at | service | status\n"
        + "\n".join(f"{client} | 2026-01-01 | North | in_treatment" for client in who),
        permission="client_id | purpose | state | given_on\n"
        + "\n".join(
            f"{client} | service_improvement | given | 2026-01-01" for client in who
        ),
        outcome="\n".join(["client_id | completed_on | opiate_days", *forms]),
    )
    at = datetime(2026, 4, 1)
    plan = SavedPlan(
        plan_id="p",
        version=1,
        title="Spring",
        services="North",
        origin="planned",
        rules="{}",
        seed=1,
        moves=1,
        kept=0,
        ties=0,
        input_print="x",
        known_on=at.date(),
        rule_set="x",
        data_version=1,
        saved_by="m",
        saved_at=at,
    )
    members = [
        Membership(
            plan_id="p",
            version=1,
            client_id=client,
            group_number=1,
            locked=False,
            answer="yes",
            answered_on=JOINED,
            saved_at=at,
        )
        for client in who
    ]
    with store.writing() as writing:
        for row in (plan, *members):
            record.add(writing, row, at)
    return who


def test_it_needs_its_action(store: Store) -> None:
    with pytest.raises(Refused):
        changed(store, DAY, Scope("x", frozenset(), None, None))


def test_of_fewer_than_ten_nothing_is_said(store: Store) -> None:
    in_a_group(store, [(10, 5)] * 9)
    found = changed(store, DAY, MANAGER)
    assert (found.people, found.missing, found.compared) == (None, 0, None)


def test_days_before_and_after_are_those_of_plain_counting(store: Store) -> None:
    both = [(28, 20), (14, 14), (9, 12), *[(20, 10 + n) for n in range(9)]]
    in_a_group(store, [*both, (12, None), (None, 3)])
    found = changed(store, DAY, MANAGER)
    assert (found.people, found.missing, found.too_early) == (14, 2, 0)
    compared = found.compared
    assert compared
    differences = [after - before for before, after in both]
    assert compared.people == 12
    assert compared.change[0] == pytest.approx(mean(differences))
    assert compared.change[1] < compared.change[0] < compared.change[2]
    assert (compared.fewer, compared.same, compared.more) == (
        sum(each < 0 for each in differences),
        sum(each == 0 for each in differences),
        sum(each > 0 for each in differences),
    )
    assert compared.is_indicative


def test_too_few_pairs_show_who_is_missing_and_no_change(store: Store) -> None:
    in_a_group(store, [*[(10, 5)] * 9, (8, None), (7, None)])
    found = changed(store, DAY, MANAGER)
    assert (found.people, found.missing, found.compared) == (11, 2, None)


def test_who_left_or_died_is_missing_and_not_forgotten(store: Store) -> None:
    in_a_group(store, [*[(10, 5)] * 10, (8, None), (7, None)])
    told(
        store,
        client="client_id | as_at | status\n"
        "C10 | 2026-06-01 | left\nC11 | 2026-06-01 | died",
    )
    found = changed(store, DAY, MANAGER)
    assert (found.people, found.missing) == (12, 2)


def test_who_took_service_improvement_back_is_counted_nowhere(store: Store) -> None:
    in_a_group(store, [(10, 5)] * 11)
    told(
        store,
        permission="client_id | purpose | state | given_on\n"
        "C00 | service_improvement | withdrawn | 2026-11-30",
    )
    found = changed(store, DAY, MANAGER)
    assert found.people == 10


def test_half_a_year_that_is_not_over_is_not_missing(store: Store) -> None:
    in_a_group(store, [(10, None)] * 10)
    found = changed(store, JOINED + timedelta(days=60), MANAGER)
    assert (found.too_early, found.missing) == (10, 0)


def test_another_service_and_another_year_are_left_out(store: Store) -> None:
    in_a_group(store, [(10, 5)] * 10)
    south = Scope("m", MANAGER.actions, frozenset({"South"}), None)
    assert changed(store, DAY, south).people is None
    assert changed(store, date(2027, 4, 1), MANAGER).people is None


def test_a_financial_year_begins_in_april() -> None:
    assert financial_year(date(2027, 3, 31)) == (date(2026, 4, 1), date(2027, 3, 31))
    assert financial_year(date(2027, 4, 1))[0] == date(2027, 4, 1)
