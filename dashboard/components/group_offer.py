"""A group offer: closed until opened, other offers first, criteria, then the decision.

What stands between two people is never shown here, whoever they are: the line about it
is always the same (pages.md, Client).
"""

from datetime import date
from functools import partial

import streamlit as st

from dashboard import session
from dashboard.components import decision, since_joining
from dashboard.components.decision import Save
from dashboard.components.plain import plain
from metrics import Line, Suitability, first_up, suitability_with_facts
from metrics.records import ClientPage


ABOUT = "group_offer"
OTHER_OFFERS = """
None of these needs a record of who buys with whom:

- mutual aid, or a lived-experience organisation
- **bring people you choose**: the client invites
- work on their own network
"""
PURPOSE = (
    "These recorded facts support a conversation about a group-based social network "
    "offer with people they buy with. A named person decides."
)
ELSEWHERE = (
    "Who else could be in a group is looked at in group planning. Not shown here."
)
TO_ASK = (
    "What is not known can be asked and written down now: *Start an interview*, then "
    "*About a group*, or *Before a place in a group* for what you judge yourself."
)
OPENED = "group_question"
NOT_ASKED = "not asked"
WORDS = ("met", "not met", "not known")


def draw(page: ClientPage, today: date, save: Save | None) -> None:
    """What changed since they joined one; other offers; below them the group question,
    closed until it is opened.
    """
    since_joining.draw(page.person.client_id)
    st.header("Other offers first", anchor=False)
    st.markdown(OTHER_OFFERS)
    st.header("A group offer?", anchor=False)
    # Nothing of it is asked before somebody opens it.
    question = st.expander("Open the group question", key=OPENED, on_change="rerun")
    if not question.open:
        return
    scope = session.scope().only(page.person.client_id)
    (found,) = session.ask(suitability_with_facts, today, scope)
    with question:
        st.markdown(PURPOSE)
        outcome = found.outcome
        st.markdown(f"**Outcome: {plain(outcome.words)}.**")
        if words := outcome.check_words:
            st.markdown(plain(f"{first_up(words)}."))
        for word in WORDS:
            _block(found, word)
        st.markdown(TO_ASK)
        st.markdown(ELSEWHERE)
        if save:
            decided = page.group_offer
            decision.draw(ABOUT, decided, partial(save, ABOUT, shown(found)))


def shown(found: Suitability) -> list[str]:
    """The words and facts as they stand, to be kept with a decision."""
    lines = [
        f"{line.criterion.title}: {line.word}. {_behind(line)}" for line in found.lines
    ]
    return [found.outcome.words, *lines]


def _behind(line: Line) -> str:
    return "; ".join(fact.words for fact in line.facts)


def _block(found: Suitability, word: str) -> None:
    """The criteria in one state, each with its facts; it stands even if empty."""
    lines = [line for line in found.lines if line.word == word]
    st.subheader(f"Criteria {word}", anchor=False)
    if not lines:
        st.markdown("None.")
    st.markdown("\n".join(_listed(line) for line in lines))


def _listed(line: Line) -> str:
    """A criterion, and below it each recorded fact; those not asked in one line."""
    facts = [fact.words for fact in line.facts if fact.standing != NOT_ASKED]
    if names := [fact.title for fact in line.facts if fact.standing == NOT_ASKED]:
        facts.append(f"{first_up(NOT_ASKED)}: {'; '.join(names)}")
    head = f"- **{plain(line.criterion.title)}** ({line.criterion.step})"
    return "\n".join([head, *(f"    - {plain(fact)}" for fact in facts)])
