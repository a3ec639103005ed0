"""What a page is: its words, the one action that it needs, and how it is drawn.

A page is one file in `app_pages/<section>/` with `PAGE = Page(...)` and `render(user)`.
It asks (`session.ask`) and hands values to components; it draws nothing when imported,
and holds no SQL, no arithmetic and no altair. Who may open it, and the frame round it,
are `navigation.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.access import User
from metrics import Action


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page. Every sentence that stands on all pages alike is not a page's own."""

    title: str  # the task, in the menu and the browser's tab: never about one client
    question: str  # what the page answers first
    needs: Action
    order: int  # among the pages of its section
    render: Callable[[User], None]
    line: Callable[[User], tuple[str, ...]]  # under the title, its parts in order
    help: str  # "How this works", in plain words
    empty: str  # where there is nothing to show: why, and what to do
    loading: str = "Reading the records"
    heading: Callable[[], str] | None = None  # the heading, where it is not the title
    listed: bool = True  # False: opened from another page, not from the menu
    doses: bool = False  # True: doses stand on it
    rules: bool = False  # True: rules speak on it, as wherever doses stand
