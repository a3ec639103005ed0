"""A steward's load of the published table, step by step, as a reader's hand does it.

Each step is named as soon as it stands on the screen; then it is tested, or a picture is
taken of it. At the end the load is undone: the store holds what it held before.
"""

from collections.abc import Iterator
from pathlib import Path

from dashboard.access import DEMO_USERS, Role
from tests.browser.reader import Reader


STEWARD = next(each for each in DEMO_USERS if Role.DATA_STEWARD in each.roles)
TABLE_1 = Path(__file__).parents[2] / "sample_data/published/houghton_2024_table_1.csv"
DAY = "01112026"  # typed into day, month and year one after another
FOREIGN = {"name": "client.csv", "mimeType": "text/csv", "buffer": b"client_id\nRV1\n"}
TO_THE_TOP = "element => element.scrollIntoView({ block: 'start' })"
AT_REST = "() => document.getAnimations().forEach(moving => moving.finish())"


def load_and_undo(reader: Reader) -> Iterator[str]:
    """The name of each step, when it is to be seen."""
    yield from _files(reader)
    yield from _what_would_change(reader)
    yield from _saved(reader)
    yield from _undone(reader)


def _files(reader: Reader) -> Iterator[str]:
    reader.open(STEWARD, "load-data", "Load data")
    yield "1-nothing-chosen"
    _choose(reader, FOREIGN)
    _look(reader, "It takes only the sample files")
    yield "2-not-a-sample-file"
    reader.open(STEWARD, "load-data", "Load data")
    _choose(reader, TABLE_1)
    reader.tab.get_by_test_id("stDateInput").get_by_role("spinbutton").first.click()
    reader.tab.keyboard.type(DAY)
    reader.tab.keyboard.press("Escape")  # the calendar that opened lies over the files
    yield "3-chosen"


def _what_would_change(reader: Reader) -> Iterator[str]:
    _look(reader, "4 Save")
    _shown(reader, "2 What we found")
    yield "4-what-we-found"
    where = reader.tab.get_by_test_id("stExpander").filter(has_text="Where").first
    where.locator("summary").click()
    where.get_by_role("table").wait_for()
    reader.tab.evaluate(AT_REST)
    yield "5-where-it-stands"
    _shown(reader, "3 What would change")
    yield "6-what-would-change"
    _shown(reader, "4 Save")
    yield "7-save"


def _saved(reader: Reader) -> Iterator[str]:
    save = reader.tab.get_by_role("button", name="Save all", exact=True)
    reader.after(save.click, "Saved as batch")
    yield "8-saved"
    reader.tab.get_by_text("Totals of what was saved").click()
    reader.tab.get_by_role("table").first.wait_for()
    reader.tab.evaluate(AT_REST)
    yield "9-control-totals"


def _undone(reader: Reader) -> Iterator[str]:
    reader.open(STEWARD, "loads", "Loads and undo")
    yield "10-loads"
    reader.tab.get_by_role("button", name="Undo this load").first.click()
    sure = reader.tab.get_by_role("button", name="Undo it", exact=True)
    sure.wait_for()
    yield "11-undo-asked"
    reader.after(sure.click, "is undone")
    yield "12-undone"


def _choose(reader: Reader, file: Path | dict[str, object]) -> None:
    files = reader.tab.get_by_test_id("stFileUploader").locator("input[type=file]")
    files.set_input_files(file)  # type: ignore[arg-type]
    reader.tab.get_by_test_id("stFileChip").first.wait_for()


def _look(reader: Reader, expected: str) -> None:
    button = reader.tab.get_by_role("button", name="Look at these files")
    reader.after(button.click, expected)


def _shown(reader: Reader, heading: str) -> None:
    """Bring a heading to the top, as somebody does who reads on."""
    reader.tab.get_by_role("heading", name=heading).evaluate(TO_THE_TOP)
