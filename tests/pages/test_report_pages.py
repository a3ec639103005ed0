"""Services compared and Data quality say what the release says, whichever was drawn."""

import re

from streamlit.testing.v1 import AppTest

from dashboard.access import DEMO_USERS
from dashboard.components.charts_compared import by_quarter
from metrics import reports
from tests.pages import visiting
from tests.pages.reading import charts, text


COMMISSIONER = next(each for each in DEMO_USERS if each.subject == "commissioner")


def opened(address: str) -> AppTest:
    return visiting.opened(address, COMMISSIONER)


def test_each_figure_is_drawn_for_itself_and_the_same_when_it_is_chosen_again(
    release: reports.Release,
):
    """What was drawn of one figure is never sent for another, and no choice is lost."""
    at = opened("services-compared")
    first = text(at)
    for table in ("injecting", "naloxone_kit", "use_on_top"):
        measure = release.measure(table)
        at = at.selectbox[0].select(measure.title).run()
        assert not at.exception
        assert measure.definition in text(at)
        assert charts(at)[-1]["alt"] == by_quarter(release, table).alt
    assert text(at) == first


def test_every_reason_not_to_know_is_said_once_with_all_that_it_is_one_of(
    release: reports.Release,
):
    at = opened("data-quality")
    (said,) = {e.value for e in at.markdown if e.value.startswith("- ")}
    said = re.sub(r"\\(.)", r"\1", said)
    measures = [release.measure(each) for each in reports.comparable(release)]
    for each in measures:
        assert said.count(f"**{each.unknown}:**") == 1
        _, _, behind = said.partition(f"**{each.unknown}:**")
        assert each.title in behind.partition("**")[0]


def test_what_is_not_shown_is_listed_with_why(release: reports.Release):
    at = opened("reach-and-equity")
    (said,) = {e.value for e in at.markdown if e.value.startswith("- ")}
    said = re.sub(r"\\(.)", r"\1", said)
    headers = [re.sub(r"\\(.)", r"\1", each.value) for each in at.header]
    assert headers[-1] == "Not shown"
    years = [e for e in release.face.tables if e.every == "year"]
    for each in years:
        if not release.measure(each.id).of_groups:
            offered = release.table(each.id).is_offered
            assert (each.title in headers) == offered
            assert (f"**{each.title}.**" in said) != offered
