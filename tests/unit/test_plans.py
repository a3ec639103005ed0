"""Plans for a service's own clients: who may ask, what is kept, what is never told."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from metrics import planning
from metrics.contracts.plan import SignOff
from metrics.contracts.safeguarding import Separation
from metrics.planning import Made, Rules, Sizes
from metrics.planning._candidates import candidates, input_print, kept_apart
from metrics.planning._lists import facts_print, sign_off_of
from metrics.problems import UserError
from metrics.scope import Action, Refused, Scope
from metrics.settings import PLANS_A_DAY
from metrics.store import AuditEvent, Store, open_store, plans, record


MAY = frozenset({Action.SEE_CIRCLES, Action.SEE_CRITERIA_OUTCOMES, Action.PLAN_GROUPS})
MANAGER = Scope("manager", MAY, frozenset({"Harbourside"}), None)
ELSEWHERE = replace(MANAGER, services=frozenset({"Riverside"}))
EVENT = AuditEvent("manager", "service manager", "plan_groups")
RULES = Rules(sizes=Sizes(4, 8))
SECONDS = 60.0  # a ceiling that is never reached: moves decide


@pytest.fixture(scope="module")
def demonstration(
    demo_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    """The demonstration, to be written to by the tests of this module alone."""
    folder = tmp_path_factory.mktemp("plans") / "own"
    shutil.copytree(demo_folder, folder)
    with closing(open_store(folder / "store.duckdb")) as opened:
        yield opened


@pytest.fixture(scope="module")
def made(demonstration: Store) -> Made:
    return look(demonstration)


def look(store: Store, scope: Scope = MANAGER, moves: int = 60_000) -> Made:
    return planning.look_for_plan(
        store, RULES, store.today(), scope, EVENT, seed=1, moves=moves, seconds=SECONDS
    )


def save(store: Store, made: Made, title: str = "Tuesday evening") -> Made:
    return planning.save_plan(store, made, title, MANAGER, EVENT)


def test_who_shared_a_group_may_be_kept_from_sharing_another(
    demonstration: Store, tmp_path: Path
):
    folder = tmp_path / "own"
    shutil.copytree(demonstration.path.parent, folder)
    with closing(open_store(folder / "store.duckdb")) as store:
        day = store.today()
        assert planning.placeable(store, day, MANAGER).earlier == ()
        saved = save(store, look(store))
        came = saved.draft.plan.groups[0].members
        with store.writing() as writing:
            writing.run(
                "UPDATE membership SET answer = 'yes', answered_on = $day "
                "WHERE group_number = 1 AND plan_id = $plan",
                {"day": day, "plan": saved.plan_id},
            )
        (earlier,) = planning.placeable(store, day, MANAGER).earlier
        assert earlier == set(came)
        assert planning.placeable(store, day, ELSEWHERE).earlier == ()


def test_a_place_is_saved_and_never_says_why(demonstration: Store, made: Made):
    settled = planning.meet_at(made, 0, " Quay Street  hall ")
    saved = save(demonstration, settled, "With a place")
    opened = planning.open_plan(demonstration, str(saved.plan_id), MANAGER)
    assert opened.draft.plan.groups[0].meeting.venue == "Quay Street hall"
    assert planning.meet_at(opened, 0, "").draft.plan.groups[0].meeting.venue is None
    with pytest.raises(UserError, match="does not say why"):
        planning.meet_at(made, 0, "Drug service, room 2")


# Who may ask -----------------------------------------------------------------------


def test_nothing_is_answered_without_the_action(demonstration: Store, made: Made):
    store, day = demonstration, demonstration.today()
    lacking = replace(MANAGER, actions=frozenset(Action) - {Action.PLAN_GROUPS})
    for ask in (
        lambda: planning.check_rules(store, RULES, day, lacking),
        lambda: planning.placeable(store, day, lacking),
        lambda: planning.start_by_hand(store, RULES, day, lacking),
        lambda: look(store, lacking),
        lambda: planning.save_plan(store, made, "Tuesday", lacking, EVENT),
        lambda: planning.saved_plans(store, lacking),
        lambda: planning.open_plan(store, "any", lacking),
    ):
        with pytest.raises(Refused):
            ask()
    with pytest.raises(Refused):
        planning.plan_again(store, "any", 1, MANAGER)


def test_a_service_with_too_few_is_arranged_by_hand(demonstration: Store):
    found = planning.check_rules(demonstration, RULES, demonstration.today(), ELSEWHERE)
    assert found.too_few == "Arrange by hand: too few to plan automatically."
    with pytest.raises(UserError, match="too few to plan automatically"):
        look(demonstration, ELSEWHERE)


def test_so_many_looks_a_day_and_each_is_written_down(demonstration: Store, made: Made):
    acts = demonstration.audit.acts(actor="manager")
    assert "looked for a plan of groups" in [act["about"] for act in acts]
    somebody = replace(MANAGER, actor="somebody in a hurry")
    hurried = replace(EVENT, actor=somebody.actor)
    for _ in range(PLANS_A_DAY):
        demonstration.audit.note(replace(hurried, about="looked for a plan of groups"))
    with pytest.raises(UserError, match=f"looked for {PLANS_A_DAY} times today"):
        look(demonstration, somebody)


# What is found ---------------------------------------------------------------------


def test_a_plan_keeps_its_rules_and_its_bound(made: Made):
    plan = made.draft.plan
    assert plan.groups
    assert made.draft.broken == ()
    assert plan.bound is not None
    assert plan.kept <= plan.bound <= plan.ties
    assert {each.reason for each in plan.unplaced} <= {"no suitable place in this plan"}


def test_nobody_is_a_candidate_but_whom_a_place_is_possible_for(
    demonstration: Store, made: Made
):
    store = demonstration
    agreed = {
        each.label: each
        for each in planning.circles(store, store.today(), MANAGER).everybody
    }
    labels = made.draft.request.by_id.keys()
    assert {str(agreed[who].standing) for who in labels} == {"place_possible"}


def test_a_separation_changes_no_sentence_and_no_fingerprint(demonstration: Store):
    store, day = demonstration, demonstration.today()
    before = candidates(store, day, MANAGER)
    one, other = sorted(before.request.by_id)[:2]
    row = Separation(
        client_id=before.ids[one],
        other_client_id=before.ids[other],
        category="other",
        review_on=day,
        recorded_on=day,
    )
    with store.writing() as writing:
        record.add(writing, row, store.now())
    after = candidates(store, day, MANAGER)
    assert after == before
    assert input_print(after.under(RULES)) == input_print(before.under(RULES))
    assert (one, other) in kept_apart(store, day, MANAGER, after.ids)
    found = look(store)
    assert not any(
        {one, other} <= set(each.members) for each in found.draft.plan.groups
    )


# What is kept ----------------------------------------------------------------------


def test_a_saved_plan_is_opened_as_it_was(demonstration: Store, made: Made):
    saved = save(demonstration, made)
    again = planning.open_plan(demonstration, str(saved.plan_id), MANAGER)
    assert again.draft.plan == made.draft.plan
    assert again.draft.request == made.draft.request
    assert not again.by_hand


def test_every_save_is_a_version_and_none_is_overwritten(
    demonstration: Store, made: Made
):
    store, first = demonstration, save(demonstration, made, "Thursday afternoon")
    who = made.draft.plan.groups[0].members[0]
    second = save(store, planning.remove(first, who), "Thursday afternoon")
    assert (second.plan_id, second.version) == (first.plan_id, 2)
    (listed,) = [
        each
        for each in planning.saved_plans(store, MANAGER)
        if each.plan_id == first.plan_id
    ]
    assert (listed.version, listed.by_hand) == (2, True)
    before = planning.open_plan(store, str(first.plan_id), MANAGER, version=1)
    assert before.draft.plan.groups == made.draft.plan.groups
    assert len(plans.versions(store, str(first.plan_id))) == 2


def test_another_service_sees_no_plan_of_this_one(demonstration: Store, made: Made):
    saved = save(demonstration, made, "Monday")
    assert planning.saved_plans(demonstration, ELSEWHERE) == ()
    with pytest.raises(UserError, match="no such plan here"):
        planning.open_plan(demonstration, str(saved.plan_id), ELSEWHERE)


@pytest.mark.parametrize(
    "title", ["", "   ", "x" * 61, "Buying circle", "heroin group"]
)
def test_a_name_that_tells_why_is_refused(demonstration: Store, made: Made, title: str):
    with pytest.raises(UserError, match="name"):
        save(demonstration, made, title)


def test_groups_are_called_by_a_day_and_never_by_a_reason(made: Made):
    assert all("group" in title.lower() for title in planning.titles(made.draft.plan))


def test_the_operator_can_make_a_plan_again(demonstration: Store):
    saved = save(demonstration, look(demonstration), "To be made again")
    operator = Scope.operator()
    assert planning.plan_again(demonstration, str(saved.plan_id), 1, operator)
    who = saved.draft.plan.groups[0].members[0]
    by_hand = save(demonstration, planning.remove(saved, who), "By hand")
    with pytest.raises(UserError, match="arranged by hand"):
        planning.plan_again(demonstration, str(by_hand.plan_id), 2, operator)


# How far the sign-off is -------------------------------------------------------------


def on_list(store: Store, saved: Made, number: int) -> list[str]:
    """The clients of one group of a saved plan."""
    rows = plans.members_of(store, str(saved.plan_id), saved.version)
    return [each["client_id"] for each in rows if each["group_number"] == number]


def test_a_new_version_has_no_sign_off(demonstration: Store, made: Made):
    store, saved = demonstration, save(demonstration, made, "To be signed")
    count = len(saved.draft.plan.groups)

    def state(version: int) -> str:
        return sign_off_of(store, str(saved.plan_id), version, store.today())

    assert state(1) == "Not yet checked by safeguarding"
    for number in range(1, count + 1):
        signed = SignOff(
            plan_id=str(saved.plan_id),
            version=1,
            group_number=number,
            outcome="signed",
            facts_print=facts_print(
                store, store.today(), on_list(store, saved, number)
            ),
            decided_by="lead",
            decided_at=store.now(),
        )
        with store.writing() as writing:
            record.add(writing, signed, store.now())
    assert state(1) == "Signed off by safeguarding"
    save(store, saved, "To be signed")
    assert state(2) == "To be checked again"
