"""What the audit trail is told of pages: each opening once, each refusal once."""

from dashboard import session
from dashboard.access import DEMO_USERS, NOBODY, Role, User
from metrics import Store
from tests.pages.visiting import opened


def played(role: Role) -> User:
    return next(user for user in DEMO_USERS if role in user.roles)


KEYWORKER, PRESCRIBER = played(Role.KEYWORKER), played(Role.PRESCRIBER)
OFFICER = played(Role.PRIVACY_OFFICER)


def told_since(store: Store, number: int) -> list[tuple[str, str, str | None]]:
    return [
        (act["action"], act["result"], act["client_id"])
        for act in store.audit.acts()
        if act["number"] > number
    ]


def test_a_page_is_written_down_once_an_opening_not_once_a_run(demo_store: Store):
    before = demo_store.audit.head[0]
    opened("my-caseload", KEYWORKER).run().run()
    assert told_since(demo_store, before) == [("see_caseload", "done", None)]


def test_a_client_whom_the_session_holds_is_written_down_at_each_opening(
    demo_store: Store,
):
    client = someone(demo_store, KEYWORKER)
    before = demo_store.audit.head[0]
    opened("client", KEYWORKER, client).run()
    assert told_since(demo_store, before) == [("see_client", "done", client)]


def test_somebody_elses_client_is_not_shown_and_the_try_is_written_down(
    demo_store: Store,
):
    client = someone(demo_store, DEMO_USERS[1])
    before = demo_store.audit.head[0]
    at = opened("client", KEYWORKER, client)
    assert "not on your list" in at.warning[0].value
    assert told_since(demo_store, before) == [("see_client", "refused", client)]


def test_a_refused_page_is_written_down_once(demo_store: Store):
    before = demo_store.audit.head[0]
    opened("who-looked", PRESCRIBER).run().run()
    opened("my-caseload", NOBODY)
    assert told_since(demo_store, before) == [
        ("see_caseload", "refused", None),
        ("see_audit", "refused", None),
    ]


def test_help_is_not_written_down(demo_store: Store):
    before = demo_store.audit.head[0]
    opened("words", KEYWORKER)
    assert told_since(demo_store, before) == []


def test_reading_the_trail_of_one_person_is_written_down(demo_store: Store):
    client = someone(demo_store, KEYWORKER)
    (label,) = demo_store.read(
        "SELECT label FROM label WHERE client_id = $id", {"id": client}
    )[0]
    at = opened("who-looked", OFFICER)
    before = demo_store.audit.head[0]
    at.text_input[0].set_value(label).run()
    assert len(told_since(demo_store, before)) == 1
    assert next(demo_store.audit.acts())["about"] == f"acts of: {label}"


def test_the_acts_are_taken_as_a_file_once_and_that_is_written_down(
    demo_store: Store, demonstration: session.Opened
):
    at = opened("who-looked", OFFICER)
    (make,) = [each for each in at.button if "file" in each.label]
    make.click().run()
    ((ticket, _),) = demonstration.downloads._waiting.items()
    taken = demonstration.downloads.take(ticket, None)
    assert taken is not None
    assert b"opened" not in taken.content.splitlines()[0]
    assert demonstration.downloads.take(ticket, None) is None
    assert next(demo_store.audit.acts())["about"] == "took audit-trail.csv"


def test_the_button_says_whether_the_trail_is_whole(demo_store: Store):
    at = opened("who-looked", OFFICER)
    (check,) = [each for each in at.button if "trail" in each.label]
    check.click().run()
    assert "Whole:" in at.success[0].value


def someone(store: Store, user: User) -> str:
    """A client on this person's caseload."""
    from dashboard.access import scope_of
    from metrics import Action, records

    scope = scope_of(user, Action.SEE_CASELOAD)
    return records.caseload(store, store.today(), scope).people[0].client_id
