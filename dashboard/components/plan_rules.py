"""The rules of a plan as a form: what may be chosen, and what is always kept; and the
words of the page around it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.components.plain import plain
from metrics import counted
from metrics.planning import PLACES, TIMES, Placeable, Rules, Sizes


SMALLEST, LARGEST, USUAL = 3, 12, (6, 10)
AS_MANY, MOST_GROUPS = "as many as fit", 8
HELP = """
Choose the **rules** first. *Check feasibility* says before anything is looked for which
rules clash, and which is the cheapest to relax. *Look for a plan* keeps as many
**confirmed buying ties** together as it finds without breaking a rule, and says the
most that any plan could keep. What is offered is one of several plans nearly as good.

Everybody is planned in **parts** of about ten people or a fifth of the service, made of
ties and times alone. People of different parts are put together by hand only, and most
pairs are apart for no other reason.

Then change it **by hand**: every rule is looked at again at once. **Who must not meet
is not looked at here**: safeguarding looks at every pair before a list can be printed.
A plan is a draft until then, and any change resets the sign-off.
"""
EMPTY = """
Nobody can be placed yet. A place needs an own yes, asked alone, the agreement to be
invited, a time, and every question about waiting answered. *Who could be invited* says
whom to ask what. Other offers need no group: mutual aid or a lived-experience
organisation, "bring people you choose", own network work.
"""
ALWAYS = """
**Always kept:** nobody is the only one from their circle in a group; no woman is the
only woman; couples are apart unless each, asked alone, wants to share a group;
somebody on whom half of a circle's ties rest waits until a facilitator has looked.
"""


class Wish(StrEnum):
    """What the form was sent off for."""

    CHECK = "Check feasibility"
    LOOK = "Look for a plan"
    BY_HAND = "Arrange by hand"


@dataclass(frozen=True)
class Wished:
    """The rules that were chosen, and what is to be done with them."""

    wish: Wish
    rules: Rules


def choose(place: DeltaGenerator, found: Placeable) -> Wished | None:
    """The form; what was wished, in the run in which a button was pressed."""
    with place, st.form("rules", border=True):
        rules = _rules(found)
        st.markdown(ALWAYS)
        pressed = [wish for wish in Wish if _button(wish)]
    return Wished(pressed[0], rules) if pressed else None


def _button(wish: Wish) -> bool:
    if wish is Wish.LOOK:
        return st.form_submit_button(wish, type="primary", width="stretch")
    return st.form_submit_button(wish, width="stretch")


def _rules(found: Placeable) -> Rules:
    least, most = st.slider("People in a group", SMALLEST, LARGEST, USUAL)
    groups = st.selectbox(
        "At most so many groups",
        range(MOST_GROUPS + 1),
        format_func=lambda number: str(number) if number else AS_MANY,
    )
    slots = st.multiselect(
        "Times that may be used (none chosen: the time is settled later)",
        [code for code in TIMES if found.times[code]],
        format_func=lambda code: f"{TIMES[code]}, {found.times[code]} can come",
        placeholder="Any time",
    )
    venues = st.multiselect(
        "Kinds of place that may be used (none chosen: the place is settled later)",
        [code for code in PLACES if found.places[code]],
        format_func=lambda code: f"{PLACES[code]}, {found.places[code]} can come",
        placeholder="Any place",
    )
    women_only = st.toggle("For women only")
    again = st.toggle(
        "Nobody with whom they shared an earlier group",
        disabled=not found.earlier,
        help=None if found.earlier else "Nobody here has shared a group yet.",
    )
    together = _people("Together, in one group", found.people)
    apart = _people("Apart, never in one group", found.people)
    return Rules(
        sizes=Sizes(least, most),
        groups=groups or None,
        slots=tuple(slots),
        venues=tuple(venues),
        women_only=women_only,
        together=_set(together),
        apart=_set(apart),
        earlier=found.earlier if again else (),
    )


def _people(label: str, people: Sequence[str]) -> list[str]:
    return st.multiselect(label, people, placeholder="Choose two or more people")


def _set(people: list[str]) -> tuple[frozenset[str], ...]:
    return (frozenset(people),) if len(people) > 1 else ()


def in_words(sentences: Sequence[str]) -> None:
    """Every rule in force, as sentences."""
    with st.expander(f"The {counted(len(sentences), 'rule')} of this plan"):
        st.markdown("\n".join(f"- {plain(each)}" for each in sentences))
