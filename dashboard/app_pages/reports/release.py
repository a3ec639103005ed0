"""Release: made by the steward, looked at by the manager, approved by another.

What waits lies apart from the release that pages open.
"""

from dashboard import session
from dashboard.access import User
from dashboard.app_pages._page import Page
from dashboard.components import page_line, release_steps
from metrics import Action
from metrics.reports import next_quarter, waiting


HELP = """
A quarter is published once, 42 days after its end at the earliest. Before that, three
steps:

1. The **data steward** makes it. An attacker tries everything that is published
   together; what could be worked out is withheld until nothing can.
2. The **service manager** reads it first, and may write the service's own words beside
   its figures.
3. The **privacy officer** approves it, or sends it back. Who made it does not approve
   it.

Afterwards nothing of it changes: a record that comes late waits for the yearly
revision. Which cells were tried, and how near the limits came, stays in the service's
own file.
"""
EMPTY = "No release waits to be looked at."


def render(user: User) -> None:
    found = session.ask(waiting, session.scope())
    if found is None:
        quarter, closes = session.ask(next_quarter, session.scope())
        release_steps.nothing_waits(quarter, closes, session.today())
        return
    release_steps.statement(found)
    release_steps.preview(found.release)
    release_steps.own_words(found.release, user)
    release_steps.decide(found)


def line(user: User) -> tuple[str, ...]:
    found = session.ask(waiting, session.scope())
    return found.release.face.line() if found else page_line.draw(user)


PAGE = Page(
    title="Release",
    question="May this be published?",
    needs=Action.PREVIEW_RELEASE,
    order=6,
    render=render,
    line=line,
    help=HELP,
    empty=EMPTY,
    loading="Reading what waits",
    doses=True,
)
