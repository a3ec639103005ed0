"""The frame of every page: the style, the band, title line, line under it, and foot.

What stands in it comes from the page and from `navigation.py`; nothing is asked here.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

import streamlit as st

from dashboard.components.plain import plain


STYLE = Path(__file__).with_name("style.css")
WORDMARK = str(Path(__file__).with_name("wordmark.svg"))
ICON = str(Path(__file__).with_name("icon.svg"))
INVENTED = "Invented data. Nobody here exists."
DOSES = "Doses are as recorded, not for prescribing or supply."


def style() -> None:
    """Our own look on top of the theme; a file of ours, never fed by data."""
    st.html(STYLE)
    st.logo(WORDMARK, size="large")


def band(*words: str) -> None:
    """A band across the top that no page can leave out."""
    with st.container(key="band"):
        st.markdown(" ".join(words))


def title(words: str) -> None:
    """The one heading of the first level."""
    st.title(plain(words), anchor=False, width="content")


def title_line(heading: str, question: str, how: str) -> None:
    """The one heading of the first level, what the page answers, and the help, which
    stands at the right end of this line on every page.
    """
    with st.container(
        key="title_line",
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="center",
    ):
        title(heading)
        with st.popover("How this works", icon=":material/help:"):
            st.markdown(f"**{question}**")
            st.markdown(how)


def line(parts: Sequence[str]) -> None:
    """Scope, how recent, how complete, which rules: one line, parted by dots."""
    if parts:
        with st.container(key="line"):
            st.markdown(" · ".join(plain(part) for part in parts))


def foot(sentences: Iterable[str]) -> None:
    """What must be said below: that doses are as recorded, and the like."""
    for sentence in sentences:
        st.caption(sentence)


def tab_title(task: str, place: str, error: bool = False) -> str:
    """The browser's title, "Task – Service – Tool": never a word about a client."""
    where = place[:1].upper() + place[1:]
    return f"{'Error: ' if error else ''}{task} – {where} – Alongside"
