"""Published scales, each kept as one number: what a form added up to, and its range.

No item wording stands here: several scales are licensed, and none is held in this
program (evidence.md 1c). A service fills in its own form and types the result. Violence
and coercion (HARK, HITS) are disclosures and never numbers, so they are not here. What
a number means, where it means anything, is an indicator or a trend.
"""

from metrics.settings import FOUR_WEEKS, SCALE, Limit
from metrics.surveys._question import Number
from metrics.surveys._survey import Survey


def _result(
    question: str,
    text: str,
    low: int,
    high: int,
    *,
    code: str,
    note: str,
    limit: Limit = SCALE,
) -> Number:
    """The result of a whole form, as a number from `low` to `high`."""
    return Number(
        question,
        text,
        code=code,
        theme="published scales",
        note=f"{note} Fill in the service's own form; its wording is not held here.",
        limit=limit,
        low=low,
        high=high,
        unit=f"of {high}",
    )


QUESTIONS = (
    _result(
        "phq9",
        "Depression, by PHQ-9",
        0,
        27,
        code="R31",
        note="9 items of 0 to 3, the last two weeks (Kroenke 2001).",
    ),
    _result(
        "gad7",
        "Anxiety, by GAD-7",
        0,
        21,
        code="R31",
        note="7 items of 0 to 3, the last two weeks (Spitzer 2006).",
    ),
    _result(
        "audit_c",
        "Alcohol, by AUDIT-C",
        0,
        12,
        code="R17",
        note="3 items of 0 to 4 (Bush 1998).",
    ),
    _result(
        "pc_ptsd5",
        "Trauma, by PC-PTSD-5",
        0,
        5,
        code="R34",
        note="5 items, yes or no, the last month (Prins 2016).",
    ),
    _result(
        "dtcq8",
        "Confidence, by DTCQ-8",
        0,
        100,
        code="R37",
        note=(
            "The mean of 8 items of 0 to 100 per cent, to the nearest whole number "
            "(Sklar and Turner 1999)."
        ),
    ),
    _result(
        "craving",
        "Craving in the last week, by a line from 0 to 10",
        0,
        10,
        code="R38",
        note="Once a week; a service's own line or the coping question, not both.",
        limit=FOUR_WEEKS,
    ),
    _result(
        "barc10",
        "Recovery capital, by BARC-10",
        10,
        60,
        code="R39",
        note="10 items of 1 to 6 (Vilsaint 2017).",
    ),
    _result(
        "sure",
        "Recovery as the client sees it, by SURE",
        21,
        63,
        code="R40",
        note="21 items of 1 to 3 (Neale 2016; the range is to be confirmed).",
    ),
    _result(
        "su_sms",
        "Stigma, by SU-SMS",
        18,
        90,
        code="R41",
        note="18 items of 1 to 5 (Smith 2016; the range is to be confirmed).",
    ),
    _result(
        "ucla3",
        "Loneliness, by UCLA-3",
        3,
        9,
        code="R42",
        note="3 items of 1 to 3 (Hughes 2004).",
    ),
)

SURVEY = Survey(
    id="scales",
    title="Published scales",
    when="Where the service uses the scale, and may. None of them is needed.",
    say_first=("You can skip any of these.",),
    asked_alone=True,
    banner="",
    source=(
        "Published scales, named beside each; copyright terms and British cut-offs are "
        "to be confirmed for every one (evidence.md 1c and section 6)"
    ),
    strength="S",
    reach="As each scale was studied; few of them in people on ORT.",
    questions=QUESTIONS,
)
