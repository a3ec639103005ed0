"""Where the views differ from design.md, until one of the two is changed.

The random stores stay away from what stands here; `test_disputed.py` draws each case, and
turns red as soon as the views agree: then the case goes to `tests/spec/`, and its line
here goes.
"""

from metrics.settings import NETWORK_ANSWER
from metrics.surveys import SURVEYS


# Facts whose last usable day the view counts by the limit of the answer column.
OTHER_LIMIT = {
    question.id
    for question in SURVEYS["group_offer"].questions
    if question.limit != NETWORK_ANSWER
}
