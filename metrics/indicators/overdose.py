"""Indicators about overdose and what raises its risk (evidence.md 1b).

Dated facts and days, never a level. Events that come by feed (release from prison) are
not worth asking about where nothing is recorded: `ask` is None.
"""

from datetime import date

from metrics.indicators._clause import Clause, Example
from metrics.indicators._shapes import Indicator


REVIEWED, NEXT_REVIEW = date(2026, 11, 1), date(2027, 11, 1)
# Who is recorded as neither on ORT nor using is left out; where that is not recorded
# the indicator holds, since a kit helps whoever is near.
NO_NALOXONE = (
    "NOT (naloxone_kit AND naloxone_training) "
    "AND (on_ort OR heroin_reported) IS NOT FALSE"
)

INDICATORS = (
    Indicator(
        id="prison_release",
        title="Released from prison in the last 28 days",
        view="client_on",
        raised=Clause("released from prison in the last 28 days", "prison_release"),
        order=10,
        dated="prison_release",
        suggests="Naloxone, dose and an appointment this week",
        ask=None,
        why="The first weeks after release are when most overdose deaths happen.",
        source=(
            "Merrall 2010: weeks 1 to 2 against 3 to 12, UK rate ratio 7.5; weeks 3 to "
            "4, 1.7. Marsden 2017: lower on ORT (evidence.md R10)"
        ),
        strength="S",
        reach="Adults leaving prison; studied in both men and women",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            prison_release | expect
            ---------------+-----------
            yes            | raised
            no             | not raised
                           | not known
            """),
    ),
    Indicator(
        id="nonfatal_overdose",
        title="Overdose in the last 6 months",
        view="client_on",
        raised=Clause("with an overdose in the last 6 months", "overdose"),
        order=51,
        dated="overdose",
        shows=("overdose", "overdose_count"),
        suggests="Talk about what happened; naloxone; dose",
        ask="any overdose in the last 6 months",
        why="One overdose is often followed by another.",
        source=(
            "Caudarella 2016: adjusted hazard ratio 1.95 after a recent one, more with "
            "more of them; the 6 months are to be confirmed (evidence.md R13)"
        ),
        strength="G",
        reach="Adults who use opioids; studied in Canada",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            overdose | expect
            ---------+-----------
            yes      | raised
            no       | not raised
                     | not known
            """),
    ),
    Indicator(
        id="injecting",
        title="Injecting reported",
        view="client_on",
        raised=Clause(
            "who reported injecting in the 28 days before their outcome form",
            "inject_days >= 1",
        ),
        order=52,
        suggests="Equipment, testing, and safer ways",
        ask="injecting in the last 28 days",
        why="Injecting raises the risk of overdose and of infection.",
        source=(
            "Vancouver cohort (Kerr et al.): odds ratio 2.67 for injecting heroin "
            "(evidence.md R14)"
        ),
        strength="S",
        reach="Adults who use drugs; studied in Canada",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            inject_days | expect
            ------------+-----------
            1           | raised
            0           | not raised
                        | not known
            """),
    ),
    Indicator(
        id="naloxone_missing",
        title="No naloxone kit in date, or no training",
        view="client_on",
        raised=Clause(
            "who said they have no naloxone kit or no training, or whose kit is past its "
            "expiry date, unless recorded as neither on ORT nor using",
            NO_NALOXONE,
        ),
        order=30,
        shows=("naloxone_kit", "naloxone_training"),
        suggests=(
            "Give a kit and training; ask who else needs one, at home and among those "
            "they buy with"
        ),
        ask="naloxone at home, and training",
        why="A kit in the room can keep somebody alive until help comes.",
        source=(
            "ACMD 2022: naloxone goes with fewer opioid deaths. That it holds for "
            "everybody on ORT is our own rule (evidence.md R22)"
        ),
        strength="S",
        reach="Everybody who uses opioids or is on ORT",
        reviewed=REVIEWED,
        next_review=NEXT_REVIEW,
        example=Example("""
            naloxone_kit | naloxone_training | on_ort | heroin_reported | expect
            -------------+-------------------+--------+-----------------+-----------
            no           | yes               | yes    |                 | raised
            yes          | no                | yes    |                 | raised
            no           |                   |        |                 | raised
            yes          | yes               | yes    | yes             | not raised
            no           | no                | no     | no              | not raised
            no           | no                | no     | yes             | raised
            yes          |                   | yes    |                 | not known
                         |                   | yes    |                 | not known
            """),
    ),
)
