"""Plan a group: rules first, then plans, then judgement."""

from functools import partial

import streamlit as st

from dashboard import session, worker
from dashboard.access import User
from dashboard.app_pages._page import Page
from dashboard.components import (
    plan_card,
    plan_changes,
    plan_list,
    planning_line,
    states,
    working,
)
from dashboard.components.plan_rules import EMPTY, HELP, Wish, choose
from metrics import Action, planning


PLAN, DRAFT, SEED = "plan", "plan draft", "plan seed"


def render(user: User) -> None:
    states.saved(session.said_before())
    found = session.ask(planning.placeable, session.today(), session.scope())
    if found.people:
        plan_card.answer(found)
        left, right = st.columns([2, 3], gap="medium")
        wished = choose(left, found)
        with right:
            if wished is not None:
                _begin(wished.wish, wished.rules)
            if not working.draw(PLAN, _keep):
                _draft(session.kept(DRAFT))
    else:
        states.empty(EMPTY)
    if listed := session.ask(planning.saved_plans, session.scope()):
        opened = partial(planning.open_plan, session.store(), scope=session.scope())
        plan_list.draw(listed, opened, _keep)


def _begin(wish: Wish, rules: planning.Rules) -> None:
    asked = session.store(), rules, session.today(), session.scope()
    if wish is Wish.CHECK:
        plan_card.checked(planning.check_rules(*asked))
    elif wish is Wish.BY_HAND:
        session.keep(DRAFT, planning.start_by_hand(*asked))
    else:
        session.keep(SEED, seed := (session.kept(SEED) or 0) + 1)
        look = partial(planning.look_for_plan, *asked, session.event(PAGE.needs))
        worker.start(PLAN, partial(look, seed=seed))


def _draft(made: planning.Made | None) -> None:
    plan_card.draw(made)
    if made and (title := plan_changes.draw(made, _keep)) is not None:
        asked = session.scope(), session.event(PAGE.needs)
        saved = planning.save_plan(session.store(), made, title, *asked)
        session.say_next(f"Saved as version {saved.version}. {saved.sign_off}.")
        _keep(saved)


def _keep(made: planning.Made) -> None:
    session.keep(DRAFT, made)
    st.rerun()


PAGE = Page(
    title="Plan a group",
    question="Which groups keep people together who buy together, within the rules?",
    needs=Action.PLAN_GROUPS,
    order=3,
    render=render,
    line=planning_line.draw,
    help=HELP,
    empty=EMPTY,
    loading="Reading who may be placed",
)
