"""Local defaults: how long a fact may be used, windows, sizes, and the rule set's name.

Every number here is a proposal until a named clinician, pharmacist or lead has set it
(safety.md CS-15, evidence.md status J). A threshold of an indicator stands in its own
declaration, not here. A test fails when a number here, or a declaration, changes
without RULES changing too.
"""

from dataclasses import dataclass
from typing import Final


RULES: Final = "2026.11"


@dataclass(frozen=True)
class Limit:
    """How many days a fact may be used. After `warn` its age is pointed out; after
    `days` it is "not known (out of date): ask again". None means that it does not age.
    """

    warn: int | None
    days: int | None


ORT_RECORD = Limit(28, 84)
OUTCOME_FORM = Limit(42, 84)
NETWORK_ANSWER = Limit(90, 180)
CONDITION = Limit(180, 365)
CIRCUMSTANCES = Limit(90, 180)  # housing, work, partner
LASTING = Limit(None, None)  # sex, ethnic group: as recorded until corrected
AGE_BAND = Limit(None, None)
FOUR_WEEKS = Limit(28, 28)
SIX_MONTHS = Limit(91, 182)
THREE_DAYS = Limit(3, 3)
DOSE_REVIEW = Limit(56, 84)
NALOXONE = Limit(180, 365)
TWELVE_MONTHS = Limit(335, 365)  # tests for viruses in the blood
SCALE = Limit(90, 180)  # the result of a published scale

CIRCLE_WINDOW_DAYS: Final = 90
REVIEWS_DUE_SOON_DAYS: Final = 7
CASELOAD_SOFT_LIMIT: Final = 50  # people of one worker; more is pointed out
DATED_RECENTLY_DAYS: Final = 28
QUIET_DAYS: Final = 28
PLANS_A_DAY: Final = 20  # of one manager: more would tell of who must not meet
QUARTER_CLOSES_AFTER_DAYS: Final = 42
SAFEGUARDING_NUMBER: Final = "the safeguarding lead's number: not yet set"
# What people decided on a rule is shown of so many workers and decisions at least.
RULE_HEALTH_DAYS: Final = 365
RULE_HEALTH_WORKERS: Final = 3
RULE_HEALTH_DECISIONS: Final = 20
