"""How rules fare in a team: only where it, and all the others, are enough."""

from datetime import date
from random import Random

import pytest

from metrics import health_of_rules, rule_teams, tally_protected
from metrics.indicators import INDICATORS
from metrics.scope import Action, Refused, Scope
from metrics.staffing import Post, appoint, cover, leave, teams_at
from metrics.store import AuditEvent, Store
from tests.drawn import told
from tests.unit.test_safety import MANAGER, OFFICER, decided


TODAY = date(2026, 11, 2)
ALL = Scope.operator()
EVENT = AuditEvent("tests", "tests", "appoint")
NORTH, SOUTH = ("ana", "bo", "cy"), ("di", "ed", "flo")


def label(subject: str) -> str:
    return f"Worker {subject}"


@pytest.fixture
def staffed(store: Store) -> Store:
    """Two teams of three; each worker has ten people, who drink or not."""
    draw = Random(3)
    workers = (*NORTH, *SOUTH)
    clients, answers = [], []
    for worker in workers:
        for n in range(10):
            name = f"{worker}{n}"
            clients.append(f"{name} | 2026-10-01 | Riverside | {label(worker)}")
            score = draw.choice([2, 7])
            answers.append(f"{name} | scales | audit_c | {score} | 2026-10-20")
    told(
        store,
        client="\n".join(["client_id | as_at | service | keyworker", *clients]),
        answer="\n".join(
            ["client_id | survey | question | value | asked_on", *answers]
        ),
    )
    for worker in workers:
        team = "North" if worker in NORTH else "South"
        post = Post(
            "them", worker, "keyworker", ("Riverside",), label(worker), team=team
        )
        appoint(store, post, ALL, EVENT)
    return store


def decide(store: Store, workers: tuple[str, ...], times: int) -> None:
    decided(
        store,
        [
            {"client_id": "ana0", "decided_by": f"them:{workers[n % len(workers)]}"}
            for n in range(times)
        ],
    )


def teams(store: Store) -> tuple[str, ...]:
    return rule_teams(store, "Riverside", TODAY, MANAGER)


def test_who_is_in_a_team_is_what_their_own_posts_say(staffed: Store):
    found = teams_at(staffed, "Riverside")
    assert found["North"].actors == {f"them:{each}" for each in NORTH}
    assert found["South"].labels == {label(each) for each in SOUTH}
    assert teams_at(staffed, "Harbourside") == {}
    cover(
        staffed, ("Riverside", label("di")), label("ana"), staffed.today(), ALL, EVENT
    )
    assert teams_at(staffed, "Riverside") == found
    leave(staffed, "them", "ana", ALL, EVENT)
    moved = Post("them", "bo", "keyworker", ("Riverside",), label("bo"), team="South")
    appoint(staffed, moved, ALL, EVENT)
    # What a leaver decided stays their team's; who moved has moved.
    assert "them:ana" in teams_at(staffed, "Riverside")["North"].actors
    assert "them:bo" in teams_at(staffed, "Riverside")["South"].actors


@pytest.mark.parametrize(
    ("north", "south", "shown"),
    [
        ((NORTH, 20), (SOUTH, 20), ("North", "South")),
        ((NORTH, 19), (SOUTH, 20), ()),
        ((NORTH[:2], 40), (SOUTH, 20), ()),
        # Nobody else decided: the team is the service, and nothing is left to read off.
        ((NORTH, 20), (SOUTH, 0), ("North",)),
        # The rest would be two workers, or few decisions.
        ((NORTH, 20), (SOUTH[:2], 30), ()),
        ((NORTH, 20), (SOUTH, 5), ()),
    ],
)
def test_a_team_is_shown_only_where_it_and_the_rest_are_enough(
    staffed: Store,
    north: tuple[tuple[str, ...], int],
    south: tuple[tuple[str, ...], int],
    shown: tuple[str, ...],
):
    decide(staffed, *north)
    decide(staffed, *south)
    assert teams(staffed) == shown
    for name in {"North", "South", "nowhere"} - set(shown):
        with pytest.raises(Refused, match="3 workers"):
            health_of_rules(staffed, "Riverside", TODAY, MANAGER, name)


def test_a_team_has_its_own_people_and_decisions(staffed: Store):
    decide(staffed, NORTH, 24)
    decide(staffed, SOUTH, 60)
    found = health_of_rules(staffed, "Riverside", TODAY, MANAGER, "North")
    rules = {each.rule.id: each for each in found.indicators}
    told_of = rules["injecting"].decided
    assert told_of is not None
    assert (told_of.agreed, told_of.declined) == ("7 or fewer", "about 20")
    # The same people, counted through the same policy by the labels of the team.
    labels = frozenset(map(label, NORTH))
    here = Scope("m", MANAGER.actions, frozenset({"Riverside"}), labels)
    alcohol = [INDICATORS["alcohol"]]
    by_label = tally_protected(staffed, alcohol, TODAY, here)["alcohol"]
    assert rules["alcohol"].people == by_label
    assert by_label.everybody == "about 30"
    every = health_of_rules(staffed, "Riverside", TODAY, MANAGER)
    whole = {each.rule.id: each.people for each in every.indicators}
    assert whole["alcohol"].everybody == "about 60"


def test_notes_are_by_service_alone(staffed: Store):
    decide(staffed, NORTH, 30)
    noted = {"client_id": "ana0", "decided_by": "them:ana", "note": "asked already"}
    decided(staffed, [noted])
    assert health_of_rules(staffed, "Riverside", TODAY, OFFICER).notes
    assert health_of_rules(staffed, "Riverside", TODAY, OFFICER, "North").notes is None


def test_a_team_of_another_service_is_not_read(staffed: Store):
    decide(staffed, NORTH, 30)
    with pytest.raises(Refused):
        rule_teams(staffed, "Harbourside", TODAY, MANAGER)
    with pytest.raises(Refused):
        rule_teams(staffed, "Riverside", TODAY, Scope.nobody())
    assert Action.SEE_RULE_HEALTH in MANAGER.actions
