"""Emergency access: what must I know of somebody who is not mine, now?"""

from dashboard import session
from dashboard.access import User
from dashboard.app_pages._page import Page
from dashboard.components import (
    acting,
    client_facts,
    emergency,
    page_line,
    reason,
    states,
)
from metrics import Action
from metrics.emergencies import break_glass, seen_in_emergency, shut


HELP = """
For when somebody may come to harm and there is no time to ask their own worker. You
read what is recorded of one person, as a prescriber reads it: medicines, doses,
conditions, reasons to review. Nothing that they said of other people, and nothing they
said in private, stands here; nothing can be recorded.

It ends by itself after an hour, or when you shut it. Each opening is written down, and
the privacy officer reviews it; nobody reviews their own.
"""
EMPTY = "Nothing is open in an emergency."


def render(user: User) -> None:
    states.saved(session.said_before())
    held = emergency.opened()
    if held is None:
        emergency.form(_open)
        return
    emergency.head(held, _shut)
    # Not kept: an hour ends without anything being written.
    page = seen_in_emergency(session.store(), session.today(), session.scope())
    reason.draw_all(page.person, None)
    client_facts.draw(page.facts, opened=True)


def _open(label: str, why: str, note: str) -> None:
    with acting.on(Action.BREAK_GLASS, "opened in an emergency") as by_whom:
        break_glass(session.store(), label, why, note, *by_whom)


def _shut() -> None:
    with acting.on(Action.BREAK_GLASS, "shut after an emergency") as by_whom:
        shut(session.store(), *by_whom)
        session.say_next("Shut. Record what you did in your own case system.")


PAGE = Page(
    title="Emergency access",
    question="What must I know of somebody who is not mine, now?",
    needs=Action.BREAK_GLASS,
    order=8,
    render=render,
    line=page_line.draw,
    help=HELP,
    empty=EMPTY,
    doses=True,
)
