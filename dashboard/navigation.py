"""The menu: finds the pages, lists them by `can`, and guards each by `require`.

Both ask the same table, so that hiding and forbidding cannot part. What a page shows is
its own file; who somebody is, `session.py`.
"""

import importlib
import pkgutil
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import streamlit as st

from dashboard import app_pages, noting, session
from dashboard.access import DEMO_USERS, User, can, require, who_may
from dashboard.app_pages._page import Page
from dashboard.components import (
    emergency,
    frame,
    role_switch,
    sign_in,
    states,
    switches,
)
from metrics import Action, Refused, UserError, turned_off


# The folders of `app_pages/`, in the order of the menu.
SECTIONS = {
    "caseload": "Caseload",
    "groups": "Groups",
    "reports": "Reports",
    "data": "Data",
    "safeguarding": "Safeguarding",
    "oversight": "Oversight",
    "help": "Help",
}
# The first page somebody may open also stands at the bare address, which every other
# page leaves alone: so each keeps one address whoever looks.
START = "start"


@dataclass(frozen=True)
class Place:
    """A page where it was found."""

    section: str
    address: str
    page: Page


@cache
def places() -> tuple[Place, ...]:
    """Every page, in the order of the menu. A page file without PAGE is a fault."""
    found = [
        Place(section, name.replace("_", "-"), _page(section, name))
        for section in SECTIONS
        for name in _modules(section)
    ]
    order = list(SECTIONS)
    return tuple(sorted(found, key=lambda p: (order.index(p.section), p.page.order)))


def run(page: Page, user: User) -> None:
    """One page for one person: refused, shown, or gone wrong, always in its frame."""
    session.at_page(user, page.needs)
    st.set_page_config(page_title=frame.tab_title(page.title, user.place))
    _band()
    try:
        require(user, page.needs)
    except Refused:
        noting.refused(page.title, page.needs, user)
        frame.title(page.title)
        _refused(page, user)
        return
    try:
        noting.opening(page.title, page.needs)
        emergency.band(user)
        heading = page.heading() if page.heading else page.title
        frame.title_line(heading, page.question, page.help)
        with states.loading(page.loading):
            frame.line(page.line(user))
            _turned_off(page)
            page.render(user)
        frame.foot([frame.DOSES] if page.doses else [])
    except Refused:
        _refused(page, user)
    except UserError as error:
        _not_this(page, user)
        states.refused(str(error))
    except Exception as error:
        _not_this(page, user)
        states.went_wrong(error)


def menu() -> None:
    """Draw the menu for whoever looks, and run the page that they are on."""
    if session.opened().demo:
        role_switch.draw(DEMO_USERS, session.WHO, session.forget)
    if not _signed_in():
        return
    user = session.user()
    listed = [
        each for each in places() if each.page.listed and can(user, each.page.needs)
    ]
    if not listed:
        sign_in.not_set_up(user.subject)
        return
    shown = {each: _entry(each, user, start=each is listed[0]) for each in listed}
    # The rest can be led to, or typed; the guard in `run` says what there is to say.
    hidden = {
        each: _entry(each, user, hidden=True)
        for each in places()
        if each not in listed[1:]
    }
    entries = hidden | shown
    session.know_places({each.address: entry for each, entry in entries.items()})
    sections: dict[str, list[st.Page]] = {SECTIONS[each.section]: [] for each in listed}
    for each, entry in shown.items():
        sections[SECTIONS[each.section]].append(entry)
    opened = st.navigation({**sections, "": list(hidden.values())}, expanded=True)
    if session.took_over():
        _stay_or_start(opened, entries, user)
    opened.run()


def _signed_in() -> bool:
    """Whether there is anybody to show a page to; else the way in is drawn."""
    standing = session.standing(touch=True)
    if not standing.holds:
        session.forget()
        frame.title("Sign in")
        sign_in.draw(standing.why_not or "", session.way_in())
    elif session.opened().entrance is not None:
        sign_in.watch(session.standing, session.sign_out, session.can_leave())
    return standing.holds


def _stay_or_start(opened: st.Page, entries: dict[Place, st.Page], user: User) -> None:
    """Whoever takes over stays where they are if they may, else starts at their own."""
    here = [place for place, entry in entries.items() if entry.title == opened.title]
    if not all(can(user, place.page.needs) for place in here):
        start = next(p for p in entries if p.page.listed and can(user, p.page.needs))
        session.go(start.address)


def _entry(
    place: Place, user: User, *, start: bool = False, hidden: bool = False
) -> st.Page:
    return st.Page(
        partial(run, place.page, user),
        title=place.page.title,
        url_path=START if start else place.address,
        default=start,
        visibility="hidden" if hidden else "visible",
    )


def _band() -> None:
    held = session.opened()
    if held.entrance is not None:
        sign_in.band(held.entrance.by)
    if held.demo:
        today = session.today()
        frame.band(frame.INVENTED, f"Today here is {today.day} {today:%B %Y}.")


def _turned_off(page: Page) -> None:
    """Which rules say nothing now, wherever rules speak (safety.md CS-29)."""
    if (page.rules or page.doses) and session.opened().store:
        scope = session.scope(Action.SEE_HELP)
        switches.banner(session.ask(turned_off, session.today(), scope))


def _not_this(page: Page, user: User) -> None:
    """Say in the browser's tab that the page is not what was asked for."""
    st.set_page_config(page_title=frame.tab_title(page.title, user.place, error=True))


def _refused(page: Page, user: User) -> None:
    _not_this(page, user)
    states.no_permission(who_may(page.needs))


def _modules(section: str) -> list[str]:
    folders = [str(Path(folder) / section) for folder in app_pages.__path__]
    return [each.name for each in pkgutil.iter_modules(folders) if each.name[0] != "_"]


def _page(section: str, name: str) -> Page:
    page: Page = importlib.import_module(f"{app_pages.__name__}.{section}.{name}").PAGE
    return page
