"""About: what this is, what it is not, and what the evidence can and cannot say."""

import streamlit as st

from dashboard.access import User
from dashboard.app_pages._page import Page
from dashboard.components import page_line
from metrics import Action


WORDS = {
    "What it does": """
Alongside reads the records that a service already keeps: medicine and dose, other
conditions, outcome forms, and what people said about those around them. It shows what
to **ask or review next**, with the recorded answer, its date and its source beside it,
and helps to plan groups of people who buy together **and have agreed to it**.

A named person decides, and says why. Declining takes no more clicks than agreeing.
""",
    "What it is not": """
- No score, no rank, and no chance that something will happen to somebody.
- No dose advice. Doses are shown as they were recorded.
- Not the care record. Nothing recorded here does not mean that nothing is there.
- Not an alarm. This program tells nobody anything: people do.
""",
    "What the evidence can say, and cannot": """
In interviews, 14 men in opioid replacement therapy (ORT) who still used heroin
described using alone, but buying with, lending to and sharing contacts with others who
did not share their wish to stop (Houghton and others, 2024). The authors suggest that
an approach through people who buy together *may* work better. **Nobody has tested it.**
The fourteen came forward themselves, and nothing is known from them about women. Where
somebody is outside what was studied, the screen says so.
""",
    "Not known is not no": """
An answer is *yes*, *no*, *asked, not answered*, or *not asked*. What is missing, or
older than it may be used, is **not known**. Not known is never shown or counted as no.
""",
}


def render(user: User) -> None:
    for heading, words in WORDS.items():
        st.header(heading, anchor=False)
        st.markdown(words)


PAGE = Page(
    title="About Alongside",
    question="What is this, and how far can I rely on it?",
    needs=Action.SEE_HELP,
    order=1,
    render=render,
    line=page_line.draw,
    help="Help stands in this place on every page. It says what the page is for, and "
    "how what it shows comes about.",
    empty="There is always something to read here.",
)
