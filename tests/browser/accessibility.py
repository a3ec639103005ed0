"""What axe finds on a page, less the faults of Streamlit's own that we cannot mend.

Every exception has a reason and a day to look again. axe comes with its package:
nothing is fetched.
"""

from datetime import date
from typing import NamedTuple

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page as Tab


class Excused(NamedTuple):
    """Faults of Streamlit's own that we cannot mend: where, why, when to look again."""

    rules: tuple[str, ...]
    inside: str
    why: str
    until: date


AXE_EXCEPTIONS = (
    Excused(
        ("list", "listitem"),
        '[data-testid="stSidebarNavItems"]',
        "Streamlit 1.67 puts each section of its menu in a div inside the list. A menu "
        "of page links would be clean, but would not say which page is the one shown.",
        date(2027, 5, 1),
    ),
)
INSIDE = "([at, inside]) => !!document.querySelector(at)?.closest(inside)"


def faults(tab: Tab, *rules: str) -> list[str]:
    """The serious and critical faults that axe finds and nothing excuses; of some of
    its rules, or of all.
    """
    asked: dict[str, object] = {"resultTypes": ["violations"]}
    options = asked | ({"runOnly": [*rules]} if rules else {})
    return [
        f"{found['id']}: {node['html'][:200]}"
        for found in Axe().run(tab, options=options).response["violations"]
        if found["impact"] in {"serious", "critical"}
        for node in found["nodes"]
        if not any(
            found["id"] in excused.rules
            and tab.evaluate(INSIDE, [node["target"][0], excused.inside])
            for excused in AXE_EXCEPTIONS
        )
    ]
