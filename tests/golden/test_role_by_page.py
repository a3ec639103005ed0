from tests.golden.role_by_page import GOLDEN, written


def test_who_may_open_what_is_as_it_was_last_agreed() -> None:
    assert GOLDEN.read_text(encoding="utf-8") == written(), (
        "Who may open a page has changed. Look at it, then: "
        "python -m tests.golden.role_by_page"
    )
