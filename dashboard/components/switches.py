"""Rules that are turned off: the banner that everybody reads, and the form that turns
one off or on again.

Nothing is chosen beforehand; the reason is shown to everybody.
"""

from collections.abc import Callable, Sequence

import streamlit as st

from dashboard.components.plain import plain
from metrics import SWITCHABLE, TurnedOff, day


LONGEST = 200


def banner(off: Sequence[TurnedOff]) -> None:
    """What says nothing now, since when and why; nothing where all is on."""
    if not off:
        return
    lines = "\n".join(
        f"- {plain(each.title)}, since {day(each.since)}: {plain(each.why)}"
        for each in off
    )
    st.warning(
        "**Turned off for safety.** What is listed here is not looked at, so nothing "
        f"said or left unsaid rests on it:\n{lines}",
        icon=":material/power_settings_new:",
    )


def form(off: Sequence[TurnedOff], save: Callable[[str, bool, str], None]) -> None:
    """Turn a rule off, or on again: save(rule, off, why)."""
    now_off = {each.rule for each in off}
    st.header("Turn a rule off, or on again", anchor=False)
    st.markdown("It counts at once, for everybody, and every page says so.")
    titles = {
        f"{title} (turned off now)" if rule in now_off else title: rule
        for rule, title in SWITCHABLE.items()
    }
    title = st.selectbox(
        "Which rule?", list(titles), index=None, placeholder="choose a rule"
    )
    why = st.text_area("Why? Everybody reads this. No names.", max_chars=LONGEST)
    rule = titles.get(title or "")
    words = "Turn it on again" if rule in now_off else "Turn it off"
    if st.button(words, disabled=rule is None) and rule:
        save(rule, rule not in now_off, why)
