"""What is shown as it went and never flagged: no source sets a cut-off (evidence.md R08,
R35 to R41, R43, and the answers of the context sets, which stand for themselves).

A trend has no rule, so nothing here can raise anything. A flag from one of these values
would be an indicator, with a cut-off and its source, in the file of its topic.
"""

from datetime import date
from typing import Literal

from metrics.indicators._shapes import Trend


REVIEWED, NEXT_REVIEW = date(2026, 11, 1), date(2027, 11, 1)
DURJAVA = "Studied in four people who had been in prison; nobody has validated it"
HOUGHTON = "Studied in men only (14 men); nobody has validated it"


def _said(
    trend: str,
    title: str,
    fact: str,
    words: str,
    reach: str,
    better: Literal["higher", "lower"] | None = None,
) -> Trend:
    """One statement of a context set, from 1 strongly disagree to 5 strongly agree."""
    return Trend(
        id=trend,
        title=title,
        view="client_on",
        fact=fact,
        survey="prison" if fact.startswith("pr") else "coping",
        words=words,
        unit="1 strongly disagree to 5 strongly agree",
        span=(1, 5),
        better=better,
        why="It stands for itself: a start for a talk, not a measure of a person.",
        source=f"Our own question, unvalidated (evidence.md {fact.upper()})",
        strength="J",
        reach=reach,
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
    )


_TRENDS = (
    Trend(
        id="supervision",
        title="Supervision of doses",
        view="client_on",
        fact="supervised",
        words="whether doses are supervised; information only, neither a risk nor a penalty",
        unit="yes or no",
        why="Supervision goes by assessed need, and is relaxed when doses are kept up.",
        source=(
            "NICE TA114: daily for 3 months at least, then by need; UK clinical "
            "guidelines 2017: not arbitrary (evidence.md R08)"
        ),
        strength="S",
        reach="Everybody on ORT",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
    ),
    Trend(
        id="childhood",
        title="Hard things in childhood",
        view="client_on",
        fact="aces_asked",
        survey="health",
        words="asked, not asked or declined; what was said is not held here",
        unit="asked or not",
        why=(
            "Only where the client leads. Trauma was not universal in the study, and "
            "men did not want the label: it is never taken to have happened."
        ),
        source=(
            "Stein 2017: mean 3.64 of 10 in a detox sample; Dube 2003; Houghton et al. "
            "2024 (evidence.md R35)"
        ),
        strength="S",
        reach="Houghton et al. 2024 studied men only (14 men)",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
    ),
    Trend(
        id="family_history",
        title="Alcohol or drugs in the family they grew up in",
        view="client_on",
        fact="co7",
        survey="coping",
        words="what the client said of the family they grew up in; background only",
        unit="yes, no or not sure",
        why="Background to a talk, and no cause of anything.",
        source=(
            "Houghton et al. 2024: 2 of 14 men clearly told of it; otherwise weak "
            "(evidence.md R36)"
        ),
        strength="D",
        reach="Studied in men only (14 men)",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
    ),
    Trend(
        id="confidence",
        title="Confidence: DTCQ-8",
        view="client_on",
        fact="dtcq8",
        survey="scales",
        words="the mean confidence of DTCQ-8, 0 to 100 in 100; no cut-off",
        unit="0 to 100",
        span=(0, 100),
        why="Very low and very high are both worth a talk; change matters more.",
        source=(
            "Sklar and Turner 1999: 53 of 713 were in treatment for heroin; a Spanish "
            "study found the middle best (evidence.md R37)"
        ),
        strength="S",
        reach="Mostly people in treatment for alcohol and cocaine",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
    ),
    Trend(
        id="craving",
        title="Craving",
        view="client_on",
        fact="craving",
        survey="scales",
        words="the wish to use in the last week, 0 to 10; own trend only",
        unit="0 to 10",
        span=(0, 10),
        better="lower",
        why="It moves from week to week; only the person's own line says something.",
        source=(
            "A line from 0 to 10 each week; OCDUS studied in 102 people, HCQ in 258 on "
            "ORT in Greece (evidence.md R38)"
        ),
        strength="S",
        reach="Not studied here; never compared between people",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
    ),
    Trend(
        id="wish_to_use",
        title="The wish to use, in the last seven days",
        view="client_on",
        fact="co4",
        survey="coping",
        words="how strong the wish to use was in the last seven days, 0 to 10",
        unit="0 to 10",
        span=(0, 10),
        better="lower",
        why="It stands for itself; only the person's own line says something.",
        source="Our own question, unvalidated (evidence.md CO4)",
        strength="J",
        reach=HOUGHTON,
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
    ),
    Trend(
        id="sticking_to_it",
        title="Belief in sticking to what they decide",
        view="client_on",
        fact="co3",
        survey="coping",
        words="how far they believe they can stick to what they decide, 0 to 10",
        unit="0 to 10",
        span=(0, 10),
        why="Very low and very high are both worth a talk; change matters more.",
        source="Our own question, unvalidated (evidence.md CO3, R37)",
        strength="J",
        reach=HOUGHTON,
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
    ),
    Trend(
        id="recovery_capital",
        title="Recovery capital: BARC-10",
        view="client_on",
        fact="barc10",
        survey="scales",
        words="what BARC-10 adds up to, 10 to 60; no cut-off here",
        unit="10 to 60",
        span=(10, 60),
        better="higher",
        why=(
            "There is a published mark for people who stopped long ago. Most people who "
            "use on top are below it, so it is not shown."
        ),
        source="Vilsaint 2017, alpha 0.90 (evidence.md R39)",
        strength="S",
        reach="Adults in recovery in the United States",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
    ),
    Trend(
        id="recovery_in_own_eyes",
        title="Recovery in their own eyes: SURE",
        view="client_on",
        fact="sure",
        survey="scales",
        words="what SURE adds up to, 21 to 63; no cut-off",
        unit="21 to 63",
        span=(21, 63),
        better="higher",
        why="Made with people who use drugs, about what recovery is to them.",
        source="Neale 2016; the range is to be confirmed (evidence.md R40)",
        strength="S",
        reach="People in treatment and recovery in England",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
    ),
    Trend(
        id="stigma",
        title="Stigma: SU-SMS",
        view="client_on",
        fact="su_sms",
        survey="scales",
        words="what SU-SMS adds up to, 18 to 90; no cut-off",
        unit="18 to 90",
        span=(18, 90),
        better="lower",
        why="Being judged by others kept men in the study with the people they knew.",
        source=(
            "Smith 2016, range to be confirmed; Houghton et al. 2024 on judgement "
            "(evidence.md R41)"
        ),
        strength="S",
        reach="Studied in the United States; the study of 14 men only is about judgement",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
    ),
    Trend(
        id="kinds_of_people",
        title="Kinds of people around them",
        view="client_on",
        fact="role_types",
        words="how many kinds of people they mentioned, those who supply left out",
        unit="kinds of people",
        why="The evidence conflicts on whether more kinds of people are better.",
        source=(
            "Houghton et al. 2024 cite a study in which it mattered; Mawson 2016, 20 "
            "young adults: fewer kinds went with more recovery capital (evidence.md R43)"
        ),
        strength="S",
        reach="Studied in Australia; small studies that disagree",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
    ),
    Trend(
        id="supportive_people",
        title="People who support stopping or cutting down",
        view="client_on",
        fact="supportive_people",
        words="how many people they said support them to stop or cut down",
        unit="people",
        better="higher",
        why="A reviewed body of trials found support from family the strongest.",
        source="Kumar 2021, eight trials beside medication (evidence.md R43 and 3b)",
        strength="S",
        reach="People on medication for opioid dependence, mostly in the United States",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
    ),
    _said(
        "other_ways",
        "Ways other than using to get through a bad day",
        "co2",
        "whether they have ways other than using to get through a bad day",
        DURJAVA,
        "higher",
    ),
    _said(
        "keeping_withdrawal_away",
        "Using to keep withdrawal away",
        "co5",
        "whether they use to keep withdrawal away more than to enjoy it",
        HOUGHTON,
    ),
    _said(
        "keeping_away_when_stopping",
        "Keeping away from everybody when stopping",
        "co8",
        "whether they kept away from everybody when they tried to stop",
        HOUGHTON,
        "lower",
    ),
    _said(
        "chosen_company",
        "Would choose the people they buy with anyway",
        "co9",
        "whether the people they buy with are people they would choose anyway",
        HOUGHTON,
    ),
    _said(
        "good_moments",
        "Good moments without drugs",
        "co10",
        "whether they have good moments with people when drugs are not involved",
        HOUGHTON,
        "higher",
    ),
    _said(
        "feelings_inside",
        "Inside: using to keep feelings level",
        "pr2",
        "whether using helped to keep feelings level while inside",
        DURJAVA,
    ),
    _said(
        "ties_inside",
        "Inside: people around them because of drugs",
        "pr3",
        "whether people were around them because of drugs while inside",
        DURJAVA,
    ),
    _said(
        "trust_since",
        "Hard to trust since being inside",
        "pr5",
        "whether it is hard to trust staff or other people who were inside",
        DURJAVA,
        "lower",
    ),
    _said(
        "someone_since_release",
        "Someone to talk to since release",
        "pr6",
        "whether they have someone to talk to when things get too much",
        DURJAVA,
        "higher",
    ),
)
TRENDS = {each.id: each for each in _TRENDS}
