"""Load data: an older extract asks, and how many people there are can be stated."""

import csv
import io
from datetime import date
from pathlib import Path
from threading import Event

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Checkbox

from dashboard import session
from dashboard.access import DEMO_USERS
from dashboard.components import load_acts
from dashboard.session import Opened
from dashboard.worker import Cancelled, Progress
from metrics import Delivery, Loaded, Stopped, Store, batches, check, load
from tests.imports.files import written
from tests.imports.loads import OPERATOR, RV1, TEMPLATES
from tests.pages.reading import words


STEWARD = next(user for user in DEMO_USERS if "data_steward" in user.roles)
PATIENCE = 60
NOVEMBER, OCTOBER = date(2026, 11, 1), date(2026, 10, 1)


def show(delivery: "Delivery") -> None:
    # AppTest runs the source of this function alone.
    import streamlit as st

    from dashboard import navigation, session
    from dashboard.app_pages.data import load_data as page
    from tests.pages.test_load_data import STEWARD

    if "begun" not in st.session_state:
        st.session_state["begun"] = True
        session.keep("delivery", delivery)
    navigation.run(page.PAGE, STEWARD)


@pytest.fixture
def held(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setattr(session, "_opened", Opened(store, None, demo=True))
    return store


def given(store: Store, folder: Path, as_at: date) -> Delivery:
    files = written(folder, client=f"{RV1}\n{RV1.replace('RV1', 'RV2')}")
    return check(files, OPERATOR, profile=TEMPLATES, as_at=as_at, store=store)


def opened(delivery: Delivery) -> AppTest:
    at = AppTest.from_function(show, args=(delivery,), default_timeout=60)
    at.run()
    return done(at)


def done(at: AppTest) -> AppTest:
    """The page as it is when nothing is worked on beside it any more."""
    for name in (load_acts.SAVE, load_acts.COMPARE):
        key = f"kept_job {name}"
        while key in at.session_state and (job := at.session_state[key]) is not None:
            job.wait(PATIENCE)
            at.run()
    assert not at.exception
    return at


def save_all(at: AppTest) -> AppTest:
    at.button(key="save_all").click().run()
    return done(at)


def older_boxes(at: AppTest) -> list[Checkbox]:
    return [each for each in at.checkbox if "older than one" in each.label]


def test_how_many_people_there_are_is_stated_with_the_load(
    held: Store, tmp_path: Path
) -> None:
    at = opened(given(held, tmp_path, NOVEMBER))
    assert not older_boxes(at)
    at.number_input(key="expected").set_value(310)
    save_all(at)
    (batch,) = batches(held, OPERATOR)
    assert batch.expected == 310


def test_an_older_extract_asks_before_it_goes_behind(
    held: Store, tmp_path: Path
) -> None:
    load(held, given(held, tmp_path / "new", NOVEMBER), OPERATOR)
    at = opened(given(held, tmp_path / "old", OCTOBER))
    assert "save_all" not in {each.key for each in at.button}
    assert any("older extract after a newer one" in each for each in words(at))
    (box,) = older_boxes(at)
    box.check().run()
    save_all(done(at))
    assert [batch.as_at for batch in batches(held, OPERATOR)] == [NOVEMBER, OCTOBER]


def test_every_place_is_taken_as_a_file_without_what_stands_there(
    held: Store, tmp_path: Path
) -> None:
    rows = f"{RV1}\n{RV1.replace('RV1', 'RV2').replace('in_treatment', 'Canaryward')}"
    delivery = check(written(tmp_path, client=rows), OPERATOR, store=held)
    at = opened(delivery)
    at.button(key="problems_file").click().run()
    assert not at.exception
    ((ticket, _),) = session.opened().downloads._waiting.items()
    taken = session.opened().downloads.take(ticket, None)
    assert taken is not None
    (line,) = csv.DictReader(io.StringIO(taken.content.decode()))
    assert (line["Row"], line["Column"]) == ("3", "status")
    assert line["What happens"] == "These rows wait"
    assert "Canaryward" not in taken.content.decode()
    assert next(held.audit.acts())["about"] == "took problems.csv"


def test_saving_twice_saves_once(held: Store, tmp_path: Path) -> None:
    delivery = given(held, tmp_path, NOVEMBER)
    first, second = opened(delivery), opened(delivery)
    save_all(first)
    save_all(second)
    assert any("already loaded" in each for each in words(second))
    assert len(batches(held, OPERATOR)) == 1
    assert len(first.session_state["kept_links"]) == 2


def test_what_is_too_old_is_said_before_it_is_saved(
    held: Store, tmp_path: Path
) -> None:
    dose = "RV1,methadone,oral_solution,60,mg,daily,2020-01-01"
    files = written(tmp_path, client=RV1, prescription=dose)
    at = opened(check(files, OPERATOR, store=held))
    # Medicine, form, dose, unit and interval.
    said = "Too old to be used today: 5 of the 5 newest entries"
    assert any(said in each for each in words(at))


def test_who_agreed_to_nothing_is_counted_and_not_refused(
    held: Store, tmp_path: Path
) -> None:
    said = words(opened(given(held, tmp_path, NOVEMBER)))
    assert any("2 people in these files: no permission" in each for each in said)
    assert any(each == "Save all" for each in said)


def test_what_takes_long_says_how_far_it_is_and_is_stopped(
    held: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(*_: object, progress: Progress, cancelled: Cancelled, **__: object):
        progress("Saving client, 300,000 rows", 3, 4)
        while not cancelled():
            Event().wait(0.01)
        raise Stopped

    monkeypatch.setattr(load_acts, "load", endless)
    at = opened(given(held, tmp_path, NOVEMBER))
    at.button(key="save_all").click().run()
    assert not at.exception
    assert "Saving client, 300,000 rows …" in str(at.get("progress")[0].proto)
    assert "save_all" not in {each.key for each in at.button}
    at.button(key=f"stop {load_acts.SAVE}").click().run()
    said = words(done(at))
    assert any("Nothing was saved" in each for each in said)
    assert "save_all" in {each.key for each in at.button}
    assert not batches(held, OPERATOR)


def test_comparing_that_was_stopped_is_asked_for_anew(
    held: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> Loaded:
        raise Stopped

    with monkeypatch.context() as other:
        other.setattr(load_acts, "preview", stopped)
        at = opened(given(held, tmp_path, NOVEMBER))
    assert any("Nothing was saved" in each for each in words(at))
    at.button(key="compare_again").click().run()
    assert "save_all" in {each.key for each in done(at).button}


def test_after_a_load_it_says_what_needs_a_person_today(
    held: Store, tmp_path: Path
) -> None:
    dose = "RV1,methadone,oral_solution,60,mg,daily,2020-01-01"
    answer = "RV1,private,harm_to_self,yes,,2026-10-01"
    files = written(tmp_path, client=RV1, prescription=dose, answer=answer)
    at = opened(check(files, OPERATOR, store=held))
    at.text_input(key="save_rest_reason").set_value("told the lead").run()
    done(at)
    at.button(key="save_rest").click().run()
    done(at)
    said = words(at)
    assert any("1 answer needs a person today" in each for each in said)
    assert any("tell the lead now" in each for each in said)
    assert any(
        each.startswith("Saved as batch 1: 2 rows. 1 row waits") for each in said
    )
    assert any("5 of the 5 newest entries" in each for each in said)
    assert any("Totals of what was saved" in each for each in said)
    # No question is named: which it was is for the lead alone.
    assert not any("harm" in each or "private" in each for each in said)


def test_far_fewer_rows_ask_why(held: Store, tmp_path: Path) -> None:
    ten = "\n".join(RV1.replace("RV1", f"RV{n}") for n in range(10))
    files = written(tmp_path / "ten", client=ten)
    load(held, check(files, OPERATOR, store=held), OPERATOR)
    five = "\n".join(ten.replace("2026-10-01", "2026-11-01").splitlines()[:5])
    at = opened(check(written(tmp_path / "five", client=five), OPERATOR, store=held))
    assert "save_all" not in {each.key for each in at.button}
    (asked,) = (each for each in at.text_input if "fewer rows" in each.label)
    asked.set_value("five moved to another service").run()
    done(at)
    at.button(key="save_rest").click().run()
    done(at)
    assert [batch.reason for batch in batches(held, OPERATOR)][1:] == [
        "five moved to another service"
    ]
