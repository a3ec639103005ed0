"""People around them, as the client told it: four numbers, the ring, what is measured.

For their own worker only. People are numbers: never a name, nor whether one of them is
a client.
"""

from datetime import date

import streamlit as st

from dashboard import charts_client, session
from dashboard.charts import GROUNDS, Twin
from dashboard.components import chart, own_words, table
from metrics import Action, ago, counted, day, records
from metrics.records import PersonalNetwork, Share


NOT_ASKED = "They were not asked about the people around them yet."
WORKER_RECORDED = (
    "A worker also wrote down who is around them, {on}, without asking them. It is "
    "kept as “worker recorded”; no rule, list or plan reads it."
)
NOBODY = "Asked {asked}: nobody was mentioned."


def draw(client: str, today: date) -> None:
    """The newest finished interview; nothing for who may not read it."""
    if not session.may(Action.SEE_OWN_WORDS):
        return
    st.header("People around them", anchor=False)
    found = own_words.asked(records.personal_network, client)
    noted = own_words.asked(records.worker_recorded, client)
    if noted:
        st.caption(WORKER_RECORDED.format(on=day(noted)))
    if found is None:
        st.markdown(NOT_ASKED)
        return
    asked = f"{day(found.asked_on)}, {ago(found.asked_on, today)}"
    if not found.people:
        st.markdown(NOBODY.format(asked=asked))
        return
    if not found.usable:
        st.markdown(f"Asked {asked}: too long ago to be used. Ask again.")
    chart.draw(charts_client.ring(found, GROUNDS[session.ground()]), key="ring")
    with st.expander("What is measured of it"):
        table.draw(_measures(found))


def _measures(found: PersonalNetwork) -> Twin:
    """Each measure with what it is of; missing is said, and never nought."""
    both = found.balance
    rows = (
        ("Kinds of people", _number(found.roles)),
        ("Only support stopping", _number(both.supports if both else None)),
        ("Only make it harder", _number(both.makes_it_harder if both else None)),
        ("Do both", _number(both.both if both else None)),
        ("Buys or pools money with", _number(found.buying)),
        ("Only people who use", _yes_no(found.only_using)),
        (
            "Ties of money and contacts with one person, at most",
            _share(found.hub, "tie"),
        ),
        ("Using days alone", _share(found.alone, "day")),
        ("Only money, contacts or heroin with", _share(found.transactional, "person")),
    )
    return Twin("As told in one interview; no cut-off", ("Measure", "Told"), rows)


def _share(share: Share, noun: str) -> str:
    return f"{share.part} of {counted(share.of, noun)}" if share.of else "not known"


def _number(value: int | None) -> str:
    return "not known" if value is None else str(value)


def _yes_no(value: bool | None) -> str:
    return {None: "not known", True: "yes", False: "no"}[value]
