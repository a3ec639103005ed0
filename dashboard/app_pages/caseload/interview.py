"""Interview: hold the conversation, lose nothing."""

from functools import partial

from dashboard import session
from dashboard.access import User
from dashboard.app_pages._page import Page
from dashboard.components import (
    read_back,
    sitting_frame,
    sitting_private,
    sitting_question,
    sitting_start,
    states,
)
from dashboard.components.sitting_acts import Acts
from metrics import Action, casework


HELP = """
Sit beside the person with this screen between you. Everything is saved at each answer:
after a reload or a lost connection, open this page again and go on.

Private questions come first, alone, on a screen that shows nothing else. Skip, don't
know and prefer not to say are answers like any other.

After two minutes without a touch the screen covers itself. Enter, or one touch, takes
the cover away; nobody is signed out.

"""
EMPTY = (
    "Nobody is open. Choose a person on your caseload, then start the interview there."
)


def render(user: User) -> None:
    client_id = session.opened_client()
    scope = session.scope()
    if client_id is None:
        found = session.ask(casework.left_open, scope)
        if found:
            sitting_start.left_open(
                found, partial(session.open_client, address="interview")
            )
        else:
            states.nobody_open(EMPTY)
        return
    acts = Acts(client_id)
    held = session.ask(casework.open_sitting, client_id, scope)
    states.saved(session.said_before())
    if held is None:
        sitting_start.draw(acts.begin)
        return
    step = acts.current(held)
    with sitting_frame.screen(private=bool(step and step.private)):
        if acts.told_the_lead:
            sitting_private.written(acts.go_on)
        elif step is None:
            with sitting_frame.head(held):
                read_back.draw(held, acts)
        elif step.private:
            sitting_private.draw(held, step, acts)
        else:
            with sitting_frame.head(held):
                sitting_start.earlier(held.sitting.began_at.date(), session.today())
                sitting_question.draw(held, step, partial(acts.answer, step))
                sitting_frame.below(held, step, acts)


PAGE = Page(
    title="Interview",
    question="What does this person tell of the people around them?",
    needs=Action.HOLD_INTERVIEW,
    order=9,
    render=render,
    line=lambda user: (),
    help=HELP,
    empty=EMPTY,
    listed=False,
)
