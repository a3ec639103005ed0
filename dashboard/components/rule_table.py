"""How rules fare at one service: people by state, what was decided, and why.

Everything comes in words, rounded; nothing here counts.
"""

from collections.abc import Sequence

import streamlit as st

from dashboard import session
from dashboard.charts import Twin
from dashboard.components import table
from dashboard.components.plain import plain
from metrics import NOT_ENOUGH, RuleHealth, ServiceHealth


NOT_SHOWN = "not shown"
WHOLE = "all teams together"
NO_TEAM = (
    "No team is shown by itself: a team needs 3 workers who decided 20 times in a "
    "year, and so do all the others together."
)
AGREED = (
    "Agreed means that a group was offered while the criterion stood met; declined, "
    "that something else was decided."
)
NEARLY_ALL = "Nearly all agreed with it. Ask whether it is still read."


def team(shown: Sequence[str]) -> str | None:
    """The team that is looked at; None for the whole service, and where none may be."""
    if not shown:
        st.caption(NO_TEAM)
        return None
    stands = session.from_address("team", shown, WHOLE)
    names = [WHOLE, *shown]
    chosen = st.selectbox(
        "Team", names, index=names.index(stands), filter_mode=None, key="team"
    )
    session.to_address("team", chosen, WHOLE)
    return None if chosen == WHOLE else chosen


def draw(health: ServiceHealth) -> None:
    """Both tables, the reasons, and the notes for whoever owns the rules."""
    if not health.enough:
        st.info(NOT_ENOUGH, icon=":material/visibility_off:")
    st.header("Indicators", anchor=False)
    _table(health.service, health.indicators, ("Raised", "Not raised", "Not known"))
    _why(health.indicators)
    st.header("Criteria of a group offer", anchor=False)
    if any(each.decided for each in health.criteria):
        st.markdown(AGREED)
    _table(health.service, health.criteria, ("Met", "Not met", "Not known"))
    _why(health.criteria)
    if health.notes is not None:
        _notes(health)


def _table(service: str, rules: Sequence[RuleHealth], states: tuple[str, ...]) -> None:
    head = ("Rule", *states)
    rows = [(each.rule.title, *_now(each)) for each in rules]
    caption = f"{service}: people now, rounded"
    if any(each.decided for each in rules):
        caption = f"{service}: people now, and decisions of the last year, all rounded"
        head = (*head, "Agreed", "Declined")
        rows = [(*row, *_said(each)) for row, each in zip(rows, rules, strict=True)]
    table.draw(Twin(caption, head, tuple(rows)))


def _now(each: RuleHealth) -> tuple[str, ...]:
    return (each.people.raised, each.people.not_raised, each.people.not_known)


def _said(each: RuleHealth) -> tuple[str, ...]:
    if each.decided is None:
        return NOT_SHOWN, NOT_SHOWN
    return each.decided.agreed, each.decided.declined


def _why(rules: Sequence[RuleHealth]) -> None:
    told = [(each.rule, each.decided) for each in rules if each.decided]
    if not told:
        return
    with st.expander("Why, where enough said the same"):
        shown = [(rule, decided) for rule, decided in told if decided.why]
        if not shown:
            st.markdown("No reason was given often enough to be shown.")
        for rule, decided in shown:
            st.markdown(f"**{plain(rule.title)}**: {plain('; '.join(decided.why))}")
            if decided.nearly_all_agreed:
                st.markdown(NEARLY_ALL)


def _notes(health: ServiceHealth) -> None:
    titles = {each.rule.id: each.rule.title for each in health.indicators}
    with st.expander("Notes to the owner of the rules"):
        st.caption("Without client, worker or day, in the order of the alphabet.")
        if not health.notes:
            st.markdown("No notes.")
        for rule, notes in (health.notes or {}).items():
            lines = "\n".join(f"- {plain(note)}" for note in notes)
            st.markdown(f"**{plain(titles.get(rule, 'A group offer'))}**\n\n{lines}")
