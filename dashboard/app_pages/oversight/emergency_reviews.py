"""Emergency reviews: who opened a record that was not theirs, and was it needed?"""

from dashboard import session
from dashboard.access import User
from dashboard.app_pages._page import Page
from dashboard.components import acting, emergency, page_line, states
from metrics import Action
from metrics.emergencies import Opening, openings, review_opening


HELP = """
Each time that somebody opened a record in an emergency: of whom, why, in their own
words, and what your review found. Those not yet reviewed come first, the oldest of them
first; each is due within five working days (bank holidays are not known here).

Nobody reviews what they opened themselves. All else that they did stands on *Who
looked*.
"""
EMPTY = "Nobody has opened a record in an emergency."


def render(user: User) -> None:
    states.saved(session.said_before())
    found = session.ask(openings, session.scope())
    if not found:
        states.empty(EMPTY)
    emergency.reviews(found, session.today(), _save)


def _save(opening: Opening, finding: str) -> None:
    with acting.on(Action.REVIEW_EMERGENCIES, "an opening reviewed") as by_whom:
        review_opening(session.store(), opening, finding, *by_whom)
        session.say_next("Saved: what your review found.")


PAGE = Page(
    title="Emergency reviews",
    question="Who opened a record that was not theirs, and was it needed?",
    needs=Action.REVIEW_EMERGENCIES,
    order=9,
    render=render,
    line=page_line.draw,
    help=HELP,
    empty=EMPTY,
)
