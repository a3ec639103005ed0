"""Rule health: how often does each rule say something, and do people agree with it?"""

import streamlit as st

from dashboard import session
from dashboard.access import User
from dashboard.app_pages._page import Page
from dashboard.components import (
    moves,
    planning_line,
    rule_proposals,
    rule_table,
    states,
    switches,
)
from metrics import (
    Action,
    health_of_rules,
    rule_services,
    rule_teams,
    switch_rule,
    turned_off,
)


HELP = """
A rule that nobody agrees with is wrong, or wrongly worded; one that everybody agrees
with may no longer be read. Here stands of how many people each rule says something
now, and what was decided on it in the last year.

All counts are rounded to the nearest 10; *7 or fewer* may be none. Decisions are shown
only where at least 3 workers decided at least 20 times, and by team only where that
holds of the team and of all the others. No worker, no client and no
time of a decision stands here, and what only the safeguarding lead reads is no rule.

A rule can be **turned off at once** by whoever answers for clinical safety, who also
**proposes changes**: before one is made, each worker reads who of their own people it
would move, and here stand the counts by service.
"""
EMPTY = "No service has records yet, so there is nothing to look at. Ask your steward."


def render(user: User) -> None:
    today, scope = session.today(), session.scope()
    states.saved(session.said_before())
    names = session.ask(rule_services, today, scope)
    if not names:
        states.empty(EMPTY)
        return
    stands = session.from_address("service", names, names[0])
    service = st.selectbox("Service", names, index=names.index(stands), key="service")
    session.to_address("service", service, names[0])
    team = rule_table.team(session.ask(rule_teams, service, today, scope))
    rule_table.draw(session.ask(health_of_rules, service, today, scope, team))
    rule_proposals.draw(moves.draw(service))
    if session.may(Action.SWITCH_RULE):
        switches.form(session.ask(turned_off, today, session.scope()), _switch)


def _switch(rule: str, off: bool, why: str) -> None:
    """For everybody and at once."""
    action = Action.SWITCH_RULE
    event = session.event(action, about=f"{rule}: {'off' if off else 'on'}")
    switch_rule(session.store(), rule, off, why, session.scope(action), event)
    session.say_next("Turned off." if off else "Turned on again.")
    st.rerun()


PAGE = Page(
    title="Rule health",
    question="How often does each rule say something, and do people agree with it?",
    needs=Action.SEE_RULE_HEALTH,
    order=4,
    render=render,
    line=planning_line.draw,
    help=HELP,
    empty=EMPTY,
    loading="Reading the rules",
    rules=True,
)
