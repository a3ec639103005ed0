"""A release on its way: what it is, what was withheld, own words, the approval.

What may be done by whom is asked of `session`; what is done, `metrics.reports`.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import streamlit as st

from dashboard import charts, session
from dashboard.access import User
from dashboard.components import released, states, table
from dashboard.components.plain import plain
from metrics import Action, Period, UserError, day, listed, reports
from metrics.reports import Release, Waiting, headlines


LONGEST = 500


def nothing_waits(quarter: Period, closes: date, today: date) -> None:
    """When the next may be made, and the button for who makes it."""
    states.empty("No release waits to be looked at.")
    if closes > today:
        st.markdown(
            f"The next is of {quarter.words}. It may be made from {day(closes)} on: "
            "until then records still come in."
        )
    elif session.may(Action.MAKE_RELEASE):
        st.markdown(
            f"{quarter.words} is closed. Making the release counts it, tries to work "
            "out small numbers, and withholds what could be. Nothing is published yet."
        )
        if st.button(f"Make the release of {quarter.words}", type="primary"):
            _act(Action.MAKE_RELEASE, reports.make, "Made. It waits to be approved.")
    else:
        st.markdown(f"{quarter.words} is closed. The data steward makes its release.")


def statement(found: Waiting) -> None:
    """What was tried, what it came to, and what of it is not published."""
    said = found.release.face.statement
    st.header("What was tried", anchor=False)
    st.markdown(
        f"Made on {day(found.made_on)}. {said.cells:,} cells are published, under "
        f"policy {plain(said.policy)}. The attack "
        + ("was withstood." if said.passes else "was **not** withstood.")
    )
    for proof in said.proofs:
        st.caption(plain(proof))
    st.header("What is withheld", anchor=False)
    gone = [
        f"{found.release.title(name)}, {Period.parse(period).words}"
        for name, period in found.withheld
    ]
    st.markdown("\n".join(f"- {plain(each)}" for each in gone) or "Nothing.")
    if low := [found.release.title(name) for name in found.mostly_low]:
        st.markdown(
            f"**Mostly “7 or fewer”:** {plain(listed(low))}. On the pages they stand "
            "for all services together first."
        )


def preview(release: Release) -> None:
    """The first page as it will be, then every table of the newest quarter."""
    st.header("As it will be read", anchor=False)
    released.draw(release, headlines(release))
    for (name, period), drawn in release.published.items():
        if period == release.face.period and drawn.is_offered:
            with st.expander(plain(release.title(name))):
                table.draw(charts.released_twin(release, name))


def own_words(release: Release, user: User) -> None:
    """What a service writes beside its figures: read by all, written by its manager."""
    st.header("The service's own words", anchor=False)
    written = dict(release.face.own_words)
    for service, words in written.items():
        st.markdown(f"**{plain(service)} writes:** {plain(words)}")
    mine = sorted(user.services) if session.may(Action.SEE_SERVICE_COUNTS) else []
    for service in mine:
        with st.form(f"own_words_{service}"):
            words = st.text_area(
                f"{service}, in at most {LONGEST} letters, without names",
                written.get(service, ""),
                max_chars=LONGEST,
            )
            if st.form_submit_button("Save these words"):
                _act(
                    Action.PREVIEW_RELEASE,
                    lambda store, scope, event, s=service, w=words: (
                        reports.say_own_words(store, s, w, scope, event)
                    ),
                    "Saved beside the figures.",
                )
    if not written and not mine:
        st.markdown("None yet.")


def decide(found: Waiting) -> None:
    """Approve, or send back with a reason; neither is chosen beforehand."""
    st.header("Approval", anchor=False)
    if not session.may(Action.APPROVE_RELEASE):
        st.markdown("It waits for the privacy officer.")
        return
    if found.made_by == session.scope().actor:
        st.markdown("You made it. It needs somebody else, or outside this service.")
        return
    why = st.text_input("If it is sent back: why, without names", max_chars=LONGEST)
    with st.container(horizontal=True):
        if st.button("Approve and publish"):
            _act(Action.APPROVE_RELEASE, reports.approve, "Published.")
        if st.button("Send it back"):
            _act(Action.APPROVE_RELEASE, reports.send_back, "Sent back.", why)


def _act(
    action: Action, do: Callable[..., object], done: str, why: str | None = None
) -> None:
    """Do it, in the name of who looks, and say what came of it."""
    event = replace(session.event(action, about="release"), why=why or None)
    try:
        with st.spinner("This takes some seconds"):
            do(session.store(), session.scope(action), event)
    except UserError as stop:
        st.warning(str(stop))
        return
    session.say_next(done)
    st.rerun()
