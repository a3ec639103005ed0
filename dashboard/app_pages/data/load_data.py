"""Load data: files, what we found in them, what would change, done."""

from functools import partial

import streamlit as st

from dashboard import session
from dashboard.access import User
from dashboard.app_pages._page import Page
from dashboard.components import load_acts, load_steps, problem_list, states
from metrics import RULES, Action, profiles


HELP = """
Four steps: choose files; read what was found; see what would change; save.

Nothing is saved before the last step. Then all of it is saved, or, with a reason, all
but the rows that wait; and every load can be undone under *Loads and undo*.

A large file takes a while: a bar says how far it is. *Stop* ends it, nothing is saved.

References of clients are replaced by keyed numbers before anything is stored. The
linking list of new labels is given once: keep it in your case system.

Of a **Network Canvas** protocol these variables are read, by name: of the client
`client_ref`; of people mentioned `client_ref`, `role`, `closeness` (1 to 5), `uses`,
`view_of_stopping`, `wanted`, and the kinds of contact as yes or no, such as `buys_with`
(see *Words we use*); edges named Knows, BuysTogether and UsesTogether.
"""
EMPTY = "Choose files to begin. Nothing has been saved."


def render(user: User) -> None:
    delivery, result = session.kept("delivery"), session.kept("result")
    load_steps.path(len(load_steps.STEPS) if result else 1 if delivery else 0)
    load_steps.done(result)
    load_steps.links_given(session.kept("links"), partial(session.keep, "links", None))
    scope = session.scope(Action.CHECK_FILES)
    asked = load_steps.choose(profiles(session.store(), scope))
    if asked is not None:
        load_acts.read(asked)
    if load_acts.under_way():
        return
    delivery = session.kept("delivery")
    if delivery is None:
        states.empty(EMPTY)
        return
    load_steps.recognised(delivery)
    older = session.kept("older_too") or False
    found = load_acts.compared(delivery, older)
    if found is None:
        return
    if load_steps.older_too(found, older) != older:
        session.keep("older_too", not older)
        st.rerun()
    problems = [each for file in found.files for each in file.problems]
    problem_list.draw(problems)
    problem_list.take(problems, load_acts.problems_offered)
    load_steps.for_a_person(found)
    load_steps.own_care_only(found)
    load_steps.alike(found)
    load_steps.changes(found)
    load_steps.gone(found)
    load_steps.ageing(found)
    load_steps.save(delivery, found, partial(load_acts.save, delivery, older))


PAGE = Page(
    title="Load data",
    question="What is in these files, and what would they change?",
    needs=Action.LOAD,
    order=1,
    render=render,
    line=lambda user: (user.shown_as, f"rules {RULES}"),
    help=HELP,
    empty=EMPTY,
    loading="Looking at the files",
)
