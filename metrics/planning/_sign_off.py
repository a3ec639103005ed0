"""How far the sign-off of a saved plan is, in the words that whoever plans may read.

One wording for every cause of a change, or it would tell what the safeguarding lead
knows. Signing, and what a list rests on, is the lead's own page.
"""

from typing import Final

from metrics.store import Store, plans


NOT_CHECKED: Final = "Not yet checked by safeguarding"
AGAIN: Final = "To be checked again"
RETURNED: Final = "Not signed off: choose another arrangement."
SIGNED: Final = "Signed off by safeguarding"


def sign_off_words(store: Store, plan_id: str, version: int, groups: int) -> str:
    """In the words that a manager reads; the same for every cause of a change."""
    decided = plans.sign_offs_of(store, plan_id)
    newest = {
        each["group_number"]: each["outcome"]
        for each in decided
        if each["version"] == version
    }
    if "returned" in newest.values():
        return RETURNED
    if groups and len(newest) == groups:
        return SIGNED
    return AGAIN if decided and not newest else NOT_CHECKED
