"""My caseload: what a worker reads, filters and takes to supervision."""

from collections.abc import Iterator
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import prints, session
from dashboard.access import DEMO_USERS, User, scope_of
from dashboard.components import person_card, supervision
from metrics import Action, Store, records
from metrics.records import Person
from tests.pages import visiting
from tests.pages.reading import cells, words


KEYWORKER, PRESCRIBER = DEMO_USERS[0], DEMO_USERS[2]
TODAY = date(2026, 11, 2)


def opened(user: User = KEYWORKER, **address: str) -> AppTest:
    return visiting.opened("my-caseload", user, **address)


@pytest.fixture
def unmarked(demo_store: Store) -> Iterator[None]:
    """Whatever a test marks in the demo store is taken away again."""
    yield
    with demo_store.writing() as writing:
        writing.run("DELETE FROM supervision")


def caseload(user: User = KEYWORKER) -> records.Caseload:
    scope = scope_of(user, Action.SEE_CASELOAD)
    return records.caseload(session.store(), TODAY, scope)


def test_as_a_table_it_is_opened_by_a_picker_above() -> None:
    at = opened(show="table")
    everybody = caseload().people
    picker = next(box for box in at.selectbox if box.label == "Open a person")
    assert picker.options == [each.label for each in everybody]
    assert picker.value is None
    read = cells(at)
    assert all(each.label.replace("-", "\\-") in read for each in everybody[:25])
    picker.set_value(everybody[30].label)
    at.run()
    at.button("open_picked").click().run()
    assert at.session_state["went_to"] == "client"
    assert at.session_state["client_opened"] == everybody[30].client_id
    assert everybody[30].client_id not in str(at.query_params)


def test_a_choice_made_on_older_data_is_dropped(demo_store: Store) -> None:
    at = opened(show="table")
    picker = next(box for box in at.selectbox if box.label == "Open a person")
    picker.set_value(picker.options[3]).run()
    with demo_store.writing():
        pass  # any committed write is a new version of the data
    at.run()
    picker = next(box for box in at.selectbox if box.label == "Open a person")
    assert picker.value is None


def test_something_dated_is_a_filter_that_the_address_holds() -> None:
    at = opened()
    whole = caseload()
    assert any(
        f"last 28 days: {whole.dated_recently} people" in said for said in words(at)
    )
    at.button("show_dated").click().run()
    assert at.query_params["dated"] == "only"
    labels = [each.label for each in whole.narrowed(dated=True)]
    shown = [key for each in at.button if (key := each.key or "").startswith("open_")]
    assert shown == [f"open_{label}" for label in labels]


def test_a_code_nobody_has_is_no_filter() -> None:
    at = opened(reason="suicide_or_self_harm", due="yesterday", ask="debt")
    assert len([b for b in at.button if (b.key or "").startswith("open_")]) == 25


def test_a_mark_is_pressed_and_stands(unmarked: None) -> None:
    at = opened()
    first = caseload().people[0].label
    at.button(f"mark_{first}").click().run()
    assert at.button(f"mark_{first}").label == person_card.UNMARK
    assert at.button(f"unmark_{first}").label == f"Take {first} off"
    at.button(f"unmark_{first}").click().run()
    assert at.button(f"mark_{first}").label == person_card.MARK


def test_a_prescriber_reads_the_service_and_marks_nobody() -> None:
    at = opened(PRESCRIBER)
    assert not [b for b in at.button if (b.key or "").startswith("mark_")]
    said = " ".join(words(at))
    assert "Partner uses" not in said
    assert "Used alone" not in said


def test_on_paper_nothing_restricted_stands() -> None:
    person = Person("a", "RV-0001", None, None, (), None, (), TODAY, True, True)
    assert person.listed[0].title == "Something to read first"
    paper = supervision.paper([person], KEYWORKER, TODAY)
    assert paper.entries[0].lines == (supervision.NOTHING,)
    assert "read first" not in str(paper)
    assert prints.pdf(paper).startswith(b"%PDF")
    assert prints.pdf(paper) == prints.pdf(paper)


def test_words_on_paper_are_never_read_as_markup() -> None:
    planted = prints.Entry("RV-0001 #panic()", ('*bold* $x$ #read("/etc/passwd")',))
    made = prints.pdf(prints.Printed("List", ("head",), (planted,)))
    assert made.startswith(b"%PDF")
