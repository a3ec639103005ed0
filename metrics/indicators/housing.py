"""The indicator about having somewhere to live (evidence.md R23)."""

from datetime import date

from metrics.indicators._clause import Clause, Example
from metrics.indicators._shapes import Indicator


INDICATORS = (
    Indicator(
        id="unstable_housing",
        title="No home of their own, or a risk of losing it",
        view="client_on",
        raised=Clause(
            "who have no home of their own (sleeping rough, a hostel, at friends' and "
            "the like), or reported an acute housing problem or a risk of eviction",
            "housing IN ('no_home', 'rough_sleeping') OR acute_housing OR eviction_risk",
        ),
        order=62,
        shows=("housing", "acute_housing", "eviction_risk"),
        suggests="Housing help; where they are safe tonight; where the dose is kept",
        ask="housing, and any risk of losing it",
        why="Without a home overdose is more frequent, and everything else is harder.",
        source=(
            "Vancouver cohort (Kerr and others): odds ratio 1.38 for overdose; housing "
            "as the national data set tells it (evidence.md R23)"
        ),
        strength="S",
        reach="Adults who use drugs; studied in Canada",
        reviewed=date(2026, 11, 1),
        next_review=date(2027, 11, 1),
        example=Example("""
            housing        | acute_housing | eviction_risk | expect
            ---------------+---------------+---------------+-----------
            rough_sleeping | no            | no            | raised
            no_home        |               |               | raised
            rented         | yes           | no            | raised
            rented         | no            | yes           | raised
            rented         | no            | no            | not raised
            prison         | no            | no            | not raised
            rented         |               |               | not known
                           | no            | no            | not known
            """),
    ),
)
