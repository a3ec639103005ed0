"""Staff and cover: whose caseload is whose, who covers, and who has left."""

from datetime import date

import streamlit as st

from dashboard import session
from dashboard.access import User
from dashboard.app_pages._page import Page
from dashboard.components import acting, page_line, staff_list, states
from metrics import Action, counted
from metrics.staffing import Caseworker, Post, caseworkers, hand_over, leave
from metrics.staffing import cover as arrange_cover


HELP = """
A caseload is opened by whoever holds its post, and by who covers it until a day. Cover
ends by itself. Handing over gives everybody on a caseload another worker from today on.
Somebody who has left sees nothing from their next click on, in every tab.
"""
EMPTY = "No client record of your service names a worker yet."
COVER = Action.ARRANGE_COVER


def render(user: User) -> None:
    states.saved(session.said_before())
    found = caseworkers(session.store(), session.scope())
    if not found:
        states.empty(EMPTY)
        return
    staff_list.draw(found)
    cover, over, left = st.tabs(["Arrange cover", "Hand over", "Somebody has left"])
    with cover:
        staff_list.cover(found, session.today(), _cover)
    with over:
        staff_list.hand_over(found, _hand_over)
    with left:
        staff_list.leaving(found, _leave)


def _cover(whose: Caseworker, by: str, until: date) -> None:
    with acting.on(
        Action.ARRANGE_COVER, f"cover of {staff_list.name(whose)} by {by}"
    ) as by_whom:
        arrange_cover(session.store(), whose.caseload, by, until, *by_whom)
        session.say_next("Saved: cover is arranged. It ends by itself.")


def _hand_over(whose: Caseworker, to: str) -> None:
    with acting.on(
        Action.ARRANGE_COVER, f"{staff_list.name(whose)} handed to {to}"
    ) as by_whom:
        moved = hand_over(session.store(), whose.caseload, to, *by_whom)
        session.say_next(f"Saved: {counted(moved, 'person')} handed to {to}.")


def _leave(post: Post) -> None:
    with acting.on(COVER, f"{post.subject} has left") as by_whom:
        leave(session.store(), post.issuer, post.subject, *by_whom)
        session.say_next(f"Saved: {post.subject} can no longer see anything here.")


PAGE = Page(
    title="Staff and cover",
    question="Who opens whose caseload, and who covers?",
    needs=Action.SEE_STAFF,
    order=2,
    render=render,
    line=page_line.draw,
    help=HELP,
    empty=EMPTY,
)
