"""Cases in which the views differ from design.md, each drawn as a spec.

Every one is expected to fail, strictly: once the views agree it turns red, and moves to
`tests/spec/` without its mark. The random stores of `test_counted_by_hand.py` take
either answer for right until then.
"""

import pytest

from tests.drawn import fact, told


@pytest.mark.xfail(
    strict=True,
    reason=(
        "design.md rule 10: same input, same answer. Of forms of one day without an "
        "order, `heroin_reported` takes the row that was stored last, `opiate_days` the "
        "larger number."
    ),
)
def test_forms_of_one_day_say_the_same_in_whatever_order_they_lie(store):
    told(
        store,
        outcome="""
            client_id | completed_on | stage  | opiate_days
            A         | 2026-10-01   | start  | 12
            A         | 2026-10-01   | review | 0
            B         | 2026-10-01   | review | 0
            B         | 2026-10-01   | start  | 12
            """,
    )
    said = [row[1] for row in fact(store, "heroin_reported", "2026-11-02")]
    days = [row[1] for row in fact(store, "opiate_days", "2026-11-02")]
    assert said == [number >= 1 for number in days]
