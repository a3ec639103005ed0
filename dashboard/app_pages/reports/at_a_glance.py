"""At a glance: where are we, and what changed since the quarter before?

Everything on it comes from the release file; no record can be reached from here.
"""

from dashboard.access import User
from dashboard.app_pages._page import Page
from dashboard.components import glance, release_page, take_away
from dashboard.session import draw_once
from metrics import Action


HELP = """
Six figures over all services, of the newest quarter that is closed: a quarter closes 42
days after its end, and is published once.

Small numbers are hidden, nought included, and all others are rounded to the nearest 10,
so that nobody can be told apart. A figure is said to have risen or fallen only if that
is so for every number that could stand behind the rounding.

**Not known** means not asked, asked and not answered, or out of date. It is never a no.
"""
EMPTY = "No release is open here. The data steward makes one, for a closed quarter."


def render(user: User) -> None:
    release = release_page.opened()
    draw_once(glance.draw, release)
    take_away.whole(release, glance.pictures(release))
    draw_once(glance.closing, release)


PAGE = Page(
    title="At a glance",
    question="Where are we, and what changed?",
    needs=Action.SEE_RELEASE,
    order=1,
    render=render,
    line=lambda user: release_page.line(),
    help=HELP,
    empty=EMPTY,
    loading="Reading the release",
    doses=True,
)
