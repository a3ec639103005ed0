"""A keyworker's ten minutes: caseload, client, a reason checked, a decision, a fact."""

from playwright.sync_api import Browser

from dashboard import navigation
from dashboard.access import DEMO_USERS, Role
from dashboard.components.frame import INVENTED
from tests.browser.accessibility import faults
from tests.browser.reader import Reader


KEYWORKER = next(each for each in DEMO_USERS if Role.KEYWORKER in each.roles)
CLIENT = next(each for each in navigation.places() if each.address == "client")


def test_from_the_caseload_to_a_decision_and_a_fact_of_today(
    browser: Browser, address: str
) -> None:
    with Reader(browser, address) as reader:
        tab = reader.tab
        reader.open(KEYWORKER, "my-caseload", "My caseload")
        # Labels are drawn anew for each store, so whoever stands first may have none.
        reasons = tab.get_by_test_id("stSelectbox").filter(has_text="Reason")
        reasons.locator("input").click()
        opiates = tab.get_by_role("option").filter(has_text="Illicit opiates")
        reader.after(opiates.first.click, "These filters show")
        reader.go(CLIENT)
        reader.after(lambda: None, "A group offer?")

        summary = tab.locator("summary").filter(has_text="Illicit opiates")
        reason = tab.get_by_test_id("stExpander").filter(has=summary).first
        reason.locator("summary").click()
        reason.get_by_text("What it rests on").wait_for()
        reason.get_by_text("What would change it").wait_for()
        assert faults(tab) == []

        decide = reason.get_by_text("Will ask or review", exact=True)
        reader.after(decide.click, "Why?")
        save = tab.get_by_role("button", name="Save the decision").first
        assert save.is_disabled()
        why = tab.get_by_text("at the next appointment", exact=True).first
        reader.after(why.click, INVENTED)
        reader.after(save.click, "Saved: your decision, with your reason.")
        assert tab.get_by_text("Decided 2 November 2026").count() >= 1

        overdose = tab.get_by_test_id("stButtonGroup").get_by_text(
            "Overdose", exact=True
        )
        reader.after(overdose.click, "The day of the overdose")
        assert faults(tab) == []
        keep = tab.get_by_role("button", name="Save", exact=True)
        # A day that is yet to come: what stands in the box is not what would be sent.
        typed = tab.get_by_test_id("stDateInput").get_by_role("spinbutton")
        typed.first.press_sequentially("31122030")
        keep.wait_for(state="hidden")
        assert tab.get_by_text("Error: Date set outside").count() == 1
        typed.first.press_sequentially("02112026")
        keep.wait_for()
        reader.after(keep.click, "Recorded: an overdose. It counts from now on.")
        first = tab.get_by_test_id("stExpander").first
        assert "Overdose" in first.locator("summary").inner_text()

        group = tab.get_by_text("Open the group question", exact=True)
        reader.after(group.click, "Criteria not known")
        assert faults(tab) == []
        assert [*reader.errors, *reader.breaches, *reader.foreign] == []
