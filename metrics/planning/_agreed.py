"""Those who agreed to network planning, one by one, as far as planning may know them.

An outcome, how far the conversation has come, and what they said for planning itself:
their own goal, times, invitation. Never a reason, clinical or other. What they add up
to is `_circles.py` and `_funnel.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from metrics.criteria import CRITERIA, OutcomeKind, Step
from metrics.planning._judging import Judged, judge, names_of
from metrics.planning._suitability import PersonOutcome, outcome_for_planning
from metrics.scope import Action, Purpose, Scope
from metrics.store import Store, people
from metrics.store.people import Known
from metrics.surveys._question import BETWEEN, NONE
from metrics.surveys.group_offer import SLOTS, VENUES


FACTS = ("sex", "keyworker", "group_invitation", "slots", "venues")
GROUP_OFFER = "group_offer"
TIMES: Mapping[str, str] = {code.id: code.label for code in SLOTS}
PLACES: Mapping[str, str] = {code.id: code.label for code in VENUES}
# Choices that nobody makes before they have talked about it with the person.
TALKED_ABOUT = ("offer", "client_declined_offer")
# "Tonight" is asked again on each day (W9): an answer of the discussion is enough here.
ASKED_AGAIN_EACH_DAY = "no_safe_place_tonight"


class Standing(StrEnum):
    """How far the conversation has come with somebody whom it could be held with."""

    COULD_BE_DISCUSSED = "could_be_discussed"
    DISCUSSED = "discussed"
    PLACE_POSSIBLE = "place_possible"

    @property
    def words(self) -> str:
        return self.value.replace("_", " ")


@dataclass(frozen=True)
class Agreed:
    """Somebody who agreed. `standing`: None where the outcome is another. `wants`: a
    place, asked alone. `tied`: has a confirmed tie. `times`: when they could come.
    `venues`: where; None is not known, and none of them is an answer.
    """

    outcome: PersonOutcome
    standing: Standing | None
    wants: bool | None
    tied: bool
    times: tuple[str, ...]
    venues: tuple[str, ...] | None
    goal: str | None
    sex: str | None
    keyworker: str | None
    invitation: str | None
    invitation_on: date | None

    @property
    def label(self) -> str:
        return self.outcome.label


def agreed(store: Store, on: date, scope: Scope) -> dict[str, Agreed]:
    """client_id -> what planning may know, of everybody in scope who agreed.

    Needs `see_criteria_outcomes`. The ids are for joining ties, and stay in here.
    """
    scope.require(Action.SEE_CRITERIA_OUTCOMES)
    planning = scope.for_purpose(Purpose.NETWORK_PLANNING)
    judged = judge(store, tuple(CRITERIA.values()), on, planning)
    names = names_of(store, on, planning, judged)
    more = people.facts(store, FACTS, on, planning)
    talked = _talked_about(store, on, planning)
    return {
        who: _agreed(names[who], each, more[who], who in talked, on)
        for who, each in judged.items()
    }


def _agreed(
    name: str, judged: Judged, more: Mapping[str, Known], talked: bool, on: date
) -> Agreed:
    outcome = outcome_for_planning(name, judged, on)
    invitation = more["group_invitation"]
    return Agreed(
        outcome=outcome,
        standing=_standing(outcome.kind, judged, invitation.value == "given", talked),
        wants=judged.states["wants_a_group"],
        tied=judged.states["confirmed_buying_tie"] is True,
        times=_chosen(more["slots"], on) or (),
        venues=_chosen(more["venues"], on),
        goal=_usable(judged.known["own_goal"], on),
        sex=more["sex"].value,
        keyworker=more["keyworker"].value,
        invitation=invitation.value,
        invitation_on=invitation.on,
    )


def _standing(
    kind: OutcomeKind, judged: Judged, invited: bool, talked: bool
) -> Standing | None:
    if kind is not OutcomeKind.CRITERIA_MET:
        return None
    asked_alone = judged.known["wants_group_alone"]
    if not talked and asked_alone.value is None and asked_alone.state is None:
        return Standing.COULD_BE_DISCUSSED
    if invited and _answered(judged):
        return Standing.PLACE_POSSIBLE
    return Standing.DISCUSSED


def _answered(judged: Judged) -> bool:
    """All of the core met; nothing that rules out or defers, and none of it unasked."""
    wanted = {Step.CORE: True, Step.EXCLUSION: False, Step.DEFERRAL: False}
    return all(
        judged.states[each.id] is wanted[each.step]
        or (
            each.id == ASKED_AGAIN_EACH_DAY
            and judged.known["safe_tonight"].value == "yes"
        )
        for each in CRITERIA.values()
    )


def _chosen(fact: Known, on: date) -> tuple[str, ...] | None:
    """What was chosen of a list; None where it is not known."""
    said = _usable(fact, on)
    return tuple(each for each in said.split(BETWEEN) if each != NONE) if said else None


def _usable(fact: Known, on: date) -> Any:
    return fact.value if fact.usable(on) else None


def _talked_about(store: Store, on: date, scope: Scope) -> set[str]:
    return {
        row["client_id"]
        for row in people.decisions(store, on, scope)
        if row["about"] == GROUP_OFFER and row["choice"] in TALKED_ABOUT
    }
