"""Warnings for an area: what must everybody who works here know now?"""

from datetime import date

from dashboard import session
from dashboard.access import User
from dashboard.app_pages._page import Page
from dashboard.components import acting, area_warnings, page_line, states
from metrics import (
    Action,
    AreaWarning,
    end_warning,
    warn_area,
    warned_services,
)
from metrics import area_warnings as standing


HELP = """
A warning is about an area, such as a potent synthetic opioid found in what is sold
there. It is never about a person: no name and no pseudonym stands in it.

Everybody who works at the service reads it at the top of *My caseload* and of every
person's page until its last day; then it ends by itself. This program tells nobody
outside it, and sends no message.
"""
EMPTY = "No warning stands for your area today."
NOBODY_YET = "No service of yours has records yet. Ask your data steward."


def render(user: User) -> None:
    today, scope = session.today(), session.scope()
    states.saved(session.said_before())
    services = session.ask(warned_services, today, scope)
    if not services:
        states.empty(NOBODY_YET)
        return
    found = session.ask(standing, today, scope)
    if not found:
        states.empty(EMPTY)
    area_warnings.standing(found, _end)
    area_warnings.form(services, today, _warn)


def _warn(service: str, words: str, until: date) -> None:
    with acting.on(Action.WARN_AREA, f"warning for {service}") as by_whom:
        warn_area(session.store(), service, words, until, *by_whom)
        session.say_next("Saved: everybody who works there reads it from now on.")


def _end(warning: AreaWarning) -> None:
    with acting.on(Action.WARN_AREA, f"warning for {warning.service} ended") as by_whom:
        end_warning(session.store(), warning, *by_whom)
        session.say_next("Ended: nobody reads this warning any more.")


PAGE = Page(
    title="Warnings for an area",
    question="What must everybody who works here know now?",
    needs=Action.WARN_AREA,
    order=3,
    render=render,
    line=page_line.draw,
    help=HELP,
    empty=EMPTY,
)
