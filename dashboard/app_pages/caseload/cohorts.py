"""Cohorts: who shares a need, and what can be offered?"""

from dashboard import session
from dashboard.access import User
from dashboard.app_pages._page import Page
from dashboard.components import (
    caseload_filters,
    cohort_list,
    planning_line,
    states,
)
from dashboard.components.opening import open_client
from metrics import COHORTS, Action, records, tally_protected


HELP = """
A list gathers people who may want the same offer, by published criteria over what is
recorded. It does not say that they belong together, and it forms no group.

A **keyworker** reads their own people. A **manager** reads counts, rounded to the
nearest 10; a small number reads *7 or fewer*, which may be none.

**Not known** means not asked, asked and not answered, or too old to use. Nobody is left
off a list for good because something was not asked: ask, and they may be on it.
"""
EMPTY = (
    "No lists yet: no client record names your label or service. Ask your data steward "
    "whether records have been loaded."
)


def render(user: User) -> None:
    if session.may(Action.SEE_CASELOAD):
        _own_people()
    else:
        _service(user)


def _own_people() -> None:
    lists = session.ask(records.cohorts, session.today(), session.scope())
    if not any(each.members or each.to_ask or each.not_on_it for each in lists):
        states.empty(EMPTY)
        return
    cohort_list.overview(lists)
    by_id = {each.cohort.id: each for each in lists}
    found = by_id[cohort_list.chosen(tuple(by_id))]
    cohort_list.about(found.cohort)
    cohort_list.people(found, open_client)


def _service(user: User) -> None:
    every = tuple(COHORTS.values())
    found = session.ask(tally_protected, every, session.today(), session.scope())
    cohort_list.counts(found, user.place)
    cohort_list.about(COHORTS[cohort_list.chosen(tuple(COHORTS))])


def _line(user: User) -> tuple[str, ...]:
    if session.may(Action.SEE_CASELOAD):
        return caseload_filters.line(user, session.today(), session.scope())
    return planning_line.draw(user)


PAGE = Page(
    title="Cohorts",
    question="Who shares a need, and what can be offered?",
    needs=Action.SEE_COHORTS,
    order=3,
    render=render,
    line=_line,
    help=HELP,
    empty=EMPTY,
    loading="Reading the lists",
    doses=True,
)
