"""Proposed changes to rules: whom each would move, and the form for one.

Workers read it with their own people, whoever answers for rules with rounded counts by
service. Nothing that a rule says has changed while a proposal stands.
"""

from collections.abc import Callable, Sequence

import streamlit as st

from dashboard import session
from dashboard.charts import Twin
from dashboard.components import acting, table
from dashboard.components.moves import Change
from dashboard.components.plain import plain
from metrics import (
    Action,
    Proposal,
    counted,
    day,
    moves_by_service,
    propose_rule,
    proposed_rules,
    take_back_proposal,
)
from metrics.records import Member, RuleChange


LONGEST = 200
NOTHING_YET = "Nothing has changed yet."
NOBODY = "Nobody of yours."


def banner() -> None:
    """That a change is proposed, and where to read whom it would move."""
    scope = session.scope(Action.SEE_HELP)
    found = session.ask(proposed_rules, session.today(), scope)
    if found:
        titles = "; ".join(plain(each.now.title) for each in found)
        st.info(
            f"**A change to a rule is proposed**: {titles}. {NOTHING_YET} *Rule "
            "changes* in the menu shows who of your people it would move.",
            icon=":material/rule:",
        )


def own_people(change: RuleChange, open_person: Callable[[str], None]) -> None:
    """One proposal in words, and the reader's own people whom it would move."""
    st.header(plain(change.proposal.now.title), anchor=False)
    _words(change.proposal)
    rule = f"{change.proposal.rule}_{change.proposal.was}"
    for title, members in (
        ("Newly listed for it", change.joins),
        ("No longer listed for it", change.leaves),
    ):
        st.subheader(f"{title}: {counted(len(members), 'person')}", anchor=False)
        if not members:
            st.markdown(NOBODY)
        for member in members:
            _person(member, rule, open_person)


def draw(change: Change | None) -> None:
    """Every proposal with counts by service; for whoever answers for rules, the form
    for the change that is chosen, and taking back.
    """
    owner = session.may(Action.PROPOSE_RULE)
    if owner and change:
        _form(change)
    found = session.ask(proposed_rules, session.today(), session.scope(Action.SEE_HELP))
    st.header("Proposed changes", anchor=False)
    if not found:
        st.markdown("None. No rule is about to change.")
    for proposal in found:
        with st.container(border=True, key=f"proposal {proposal.rule} {proposal.was}"):
            st.subheader(plain(proposal.now.title), anchor=False)
            _words(proposal)
            _counts(proposal)
            if owner:
                _take_back(proposal)


def _words(proposal: Proposal) -> None:
    st.markdown(
        f"Now: people {plain(proposal.now.raised.words)}. "
        f"**Proposed: {proposal.becomes} in place of {proposal.was}.** {NOTHING_YET}"
    )
    if others := proposal.not_counted:
        st.markdown(
            f"Only this rule is counted. The same number stands in: "
            f"{plain('; '.join(others))}."
        )
    st.markdown(f"Why, as written on {day(proposal.since)}: {plain(proposal.why)}")


def _person(member: Member, rule: str, open_person: Callable[[str], None]) -> None:
    with st.container(border=True, key=f"card_{rule}_{member.label}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            if st.button("Open", key=f"open_{rule}_{member.label}"):
                open_person(member.client_id)
            st.markdown(f"**{plain(member.label)}**")
        said = "; ".join(plain(fact.words) for fact in member.facts)
        st.markdown(said or "Nothing of it is recorded that may be used.")


def _counts(proposal: Proposal) -> None:
    found = session.ask(moves_by_service, proposal, session.today(), session.scope())
    rows: Sequence[tuple[str, str, str]] = tuple(
        (service, moves.joins, moves.leaves) for service, moves in found.items()
    )
    head = ("Service", "Newly raised", "No longer raised")
    table.draw(Twin("People who would move, rounded", head, tuple(rows)))


def _form(change: Change) -> None:
    rule, numbers = change
    # With each write the data version is another, and so the form is empty again.
    with st.form(f"propose_{session.store().version}"):
        why = st.text_area(
            "Why? Every worker reads this beside their own people. No names.",
            max_chars=LONGEST,
        )
        if st.form_submit_button("Propose this change"):
            action = Action.PROPOSE_RULE
            said = f"{rule}: {numbers[0]} to {numbers[1]}"
            with acting.on(action, said) as by_whom:
                propose_rule(session.store(), rule, numbers, why, *by_whom)
                session.say_next("Proposed: every worker sees whom it would move.")


def _take_back(proposal: Proposal) -> None:
    if st.button("Take it back", key=f"take_back {proposal.rule} {proposal.was}"):
        said = f"{proposal.rule}: {proposal.was} stays"
        with acting.on(Action.PROPOSE_RULE, said) as by_whom:
            take_back_proposal(session.store(), proposal, *by_whom)
            session.say_next("Taken back: the rule stays as it is.")
