"""Sign-off: each pair of a list looked at, then the list signed, returned or paused."""

from dashboard import session
from dashboard.access import User
from dashboard.app_pages._page import Page
from dashboard.components import page_line, sign_off, states
from metrics import Action, safeguarding


HELP = """
The lists of every saved plan at your services. Look at each pair: may these two sit in
one room? A list with a pair that was not looked at, or not cleared, cannot be signed,
and nothing is printed before it is.

**Who planned a list does not sign it.** Return it and whoever planned reads one fixed
sentence, *Not signed off: choose another arrangement*; why stays with you. **Pause** a
group for any death, any violence between members, any drug exchange on site, or two
overdoses in a month: everybody else reads *paused by safeguarding*, and it goes on when
you sign the list again.

Any change, also in a fact on which a signed list rests, makes it *to be checked again*.
"""
EMPTY = "No plan is saved yet, so no list waits for you."


def render(user: User) -> None:
    states.saved(session.said_before())
    scope = session.scope()
    found = session.ask(safeguarding.lists_to_sign, session.today(), scope)
    if not found:
        states.empty(EMPTY)
        return
    sign_off.waiting(found)
    one = sign_off.choose(found)
    sign_off.draw(one, safeguarding.may_sign(one.group, scope))


PAGE = Page(
    title="Sign off",
    question="Which lists wait, and may each pair of them sit in one room?",
    needs=Action.SIGN_LISTS,
    order=3,
    render=render,
    line=page_line.as_known,
    help=HELP,
    empty=EMPTY,
    loading="Reading the lists, pair by pair",
)
