"""Indicators about the people around a client (evidence.md 1d).

Coercion, violence and exploitation are no indicators: they are disclosures, held by the
safeguarding lead.
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
)
