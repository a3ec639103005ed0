"""What changed, in counts and days: what is missing stands beside every figure."""

import streamlit as st

from dashboard.charts import Twin
from dashboard.components import states, table
from metrics import counted, day
from metrics.planning import Changed, Compared


TOO_FEW = (
    "Fewer than 10 people who were in a group this year agreed to be counted, so "
    "nothing is shown: with so few, a figure would speak of somebody."
)
NOT_YET = (
    "Fewer than 10 of them have a form from before and one from half a year on, so no "
    "change is shown yet."
)
WORST = (
    "People join when things are at their worst, so some of any change would have come "
    "anyway. Nobody else is compared with them, and people of one group influence one "
    "another. This does not say that a group worked."
)


def draw(found: Changed) -> None:
    """The people first, then days before and after, then what it does not say."""
    if found.people is None:
        states.empty(TOO_FEW)
        return
    year = f"{day(found.first)} to {day(found.last)}"
    st.markdown(
        f"**{counted(found.people, 'person')}** who agreed to be counted were in a "
        f"group in the year {year}: half a year is not over for {found.too_early}, and "
        f"**{found.missing} have no form** from before or from half a year on."
    )
    if found.compared is None:
        states.empty(NOT_YET)
        return
    _compared(found.compared)
    st.caption(WORST)


def _compared(found: Compared) -> None:
    change, low, high = found.change
    word = "fewer" if change < 0 else "more"
    st.markdown(
        f"Of {counted(found.people, 'person')} with both forms, the mean was "
        f"**{found.before:.1f} days** of 28 with illicit opiates before and "
        f"**{found.after:.1f} days** half a year on: {abs(change):.1f} {word} (95 in "
        f"100 such ranges hold the true mean: {low:+.1f} to {high:+.1f} days)."
        + (" With fewer than 30 people this is indicative only." * found.is_indicative)
    )
    rows = (
        ("Fewer days than before", found.fewer),
        ("As many days as before", found.same),
        ("More days than before", found.more),
    )
    table.draw(Twin("People by what changed", ("Days of use", "People"), rows))
