"""Acts of the audit trail: which to show, the list of them, and whether it is whole."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from dashboard import session
from dashboard.charts import Twin
from dashboard.components import pager, table
from metrics import Act, Trail, counted, day, days_back, london


DAYS = {"1": "today", "7": "the last 7 days", "28": "the last 28 days", "all": "ever"}
NOBODY = "no one person"


@dataclass(frozen=True)
class Chosen:
    """What the list is narrowed to. A pseudonym never stands in the address."""

    label: str | None
    who: str | None
    since: date | None


def choose(actors: Sequence[str]) -> Chosen:
    """The filters."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        label = st.text_input(
            "Person", placeholder="as on the screen, such as RV-0148", max_chars=20
        )
        who = st.selectbox(
            "Done by",
            [None, *actors],
            format_func=lambda actor: name(actor) if actor else "anybody",
            filter_mode=None,
        )
        stands = session.from_address("days", DAYS, "28")
        days = st.selectbox(
            "When",
            list(DAYS),
            index=list(DAYS).index(stands),
            format_func=DAYS.__getitem__,
            filter_mode=None,
        )
    session.to_address("days", days, "28")
    since = None if days == "all" else days_back(int(days) - 1)
    return Chosen(label.strip() or None, who, since)


def draw(acts: Sequence[Act], most: int) -> None:
    """How many, by how many; then the acts, the newest first."""
    by = counted(len({act.who for act in acts}), "user")
    if len(acts) == most:
        st.markdown(
            f"The newest **{most:,}** acts. Choose a shorter time for the rest."
        )
    else:
        st.markdown(f"**{counted(len(acts), 'act')}** by {by}.")
    shown = pager.draw(acts, "acts")
    table.draw(
        Twin(
            "What was done, the newest first",
            ("When", "Done by", "In the role of", "What", "Person", "How it ended"),
            tuple(_row(act) for act in shown),
        )
    )


def take(offer: Callable[[], str]) -> None:
    """A file of the acts that are shown: made when asked for, and taken once."""
    if st.button("Make a file of these acts"):
        st.link_button("Take the file", offer(), icon=":material/download:")
        st.caption("The link opens once, within ten minutes, and is written down.")


def check(follow: Callable[[], Trail]) -> None:
    """The button that follows the trail, and what was found."""
    st.header("Is the trail whole?", anchor=False)
    if not st.button("Check the trail"):
        return
    found = follow()
    if found.is_whole:
        st.success(
            f"Whole: {counted(found.lines, 'line')}, each fitting the one before it. "
            f"The last one's seal begins {found.head[:12]}. Write it down elsewhere: a "
            "later trail must still contain it.",
            icon=":material/check:",
        )
        return
    broken = f"Line {found.broken_at} does not fit the one before it. "
    cut = "Lines that the store knows of are missing or are not the same. "
    st.error(
        f"{broken if found.broken_at else ''}{cut if found.cut_short else ''}"
        "Somebody changed the file outside the program. Keep it as it is, and tell "
        "your data protection officer today.",
        icon=":material/error:",
    )


def name(actor: str) -> str:
    """A user as the provider names them, without the provider."""
    return actor.rpartition(":")[2]


def _row(act: Act) -> tuple[str, ...]:
    at = london(act.at)
    what = f"{act.did}: {act.about}" if act.about else act.did
    return (
        f"{day(at.date())}, {at:%H:%M}",
        name(act.who),
        act.role,
        what,
        act.label or NOBODY,
        act.result,
    )
