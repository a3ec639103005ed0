"""Indicators about the people around a client (evidence.md 1d).

Coercion and violence (R52), exploitation, cuckooing and debt (R53) are no indicators:
they are disclosures, held by the safeguarding lead, as suicide and self-harm (R32) are.
Only what this client said counts here, never what a partner said.
"""

from datetime import date

from metrics.indicators._clause import Clause, Example
from metrics.indicators._shapes import Indicator


INDICATORS = (
    Indicator(
        id="partner_uses",
        title="Partner uses opioids or crack",
        view="client_on",
        raised=Clause(
            "who said that their partner uses opioids or crack", "partner = 'uses'"
        ),
        order=61,
        suggests="Ask, alone, whether they would want help that starts together",
        ask="a partner, and whether the partner uses",
        why=(
            "Partners care for each other and also get and use drugs together; "
            "starting alone is hard."
        ),
        source="Simmons 2006: 10 couples in the United States (evidence.md R50)",
        strength="D",
        reach="Studied in 10 couples in the United States, not recent",
        reviewed=date(2026, 11, 1),
        next_review=date(2027, 11, 1),
        example=Example("""
            partner      | expect
            -------------+-----------
            uses         | raised
            does_not_use | not raised
            none         | not raised
                         | not known
            """),
    ),
    Indicator(
        id="joint_entry",
        title="Said they would only start something new together with their partner",
        view="client_on",
        raised=Clause(
            "who have a partner and said that they would only start something new if "
            "both could start",
            "partner <> 'none' AND CASE WHEN cp5 <> 'not_sure' THEN cp5 = 'yes' END",
        ),
        order=71,
        shows=("cp5",),
        suggests="Offer linked plans, each assessed separately and asked alone",
        ask="whether they would want help that starts together, asked alone",
        why="Starting alone is hard where both use, and one start date can be arranged.",
        source="Simmons 2006; Simmons and McMahon 2012 (evidence.md R51)",
        strength="D",
        reach="Studied in 10 couples in the United States, not recent",
        reviewed=date(2026, 11, 1),
        next_review=date(2027, 11, 1),
        example=Example("""
            partner      | cp5      | expect
            -------------+----------+-----------
            uses         | yes      | raised
            does_not_use | yes      | raised
            uses         | no       | not raised
            none         | yes      | not raised
            none         |          | not raised
            uses         | not_sure | not known
            uses         |          | not known
                         | yes      | not known
            """),
    ),
)
