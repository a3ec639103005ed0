"""The way in and out: the button to sign in, the warning before a limit, signing out,
and the band of a server without an identity provider.
"""

from collections.abc import Callable

import streamlit as st

from dashboard.components import frame
from dashboard.components.plain import plain
from dashboard.identity import By
from dashboard.register import Standing


WARN_SECONDS = 120
LOOK_EVERY = 20  # seconds: how soon another tab learns that a sign-in has ended
BANDS = {
    By.PASSPHRASE: (
        "One person, this computer only. Nothing that needs a second person can be "
        "signed here."
    ),
    By.NOTHING: "One published release. No records are open here.",
}


def draw(why: str, enter: Callable[[], None] | None) -> None:
    """Why nothing is shown, and the way in."""
    st.markdown(plain(why))
    if enter is None:
        st.markdown("Reload this page to come in.")
    elif st.button("Sign in", type="primary", icon=":material/login:"):
        enter()


def not_set_up(subject: str) -> None:
    """Signed in, and known to nobody here."""
    st.warning(
        "You are signed in, but not set up to see anything here. Ask your service "
        "manager, and give them the name of your sign-in: "
        f"**{plain(subject)}**. Nothing was read.",
        icon=":material/lock:",
    )


def band(by: By) -> None:
    """What must be said on every page of a server without an identity provider."""
    if by in BANDS:
        frame.band(BANDS[by])


def watch(
    standing: Callable[..., Standing], leave: Callable[[], None], can_leave: bool
) -> None:
    """The button to sign out; and, before a limit, the way to stay."""
    if can_leave:
        st.sidebar.button("Sign out", icon=":material/logout:", on_click=leave)
        _watch(standing)


@st.fragment(run_every=LOOK_EVERY)
def _watch(standing: Callable[..., Standing]) -> None:
    # To look is not to use: only the button, and a run of a page, begin the time anew.
    found = standing(touch=False)
    if not found.holds:
        st.rerun()
    if found.left < WARN_SECONDS:
        st.warning(
            "You will be signed out within two minutes, and what is not saved is lost.",
            icon=":material/timer:",
        )
        if st.button("Stay signed in"):
            standing(touch=True)
            st.rerun()
