"""Rules over several columns of a row, or several rows of a delivery.

Each is declared once with its case id (safety.md 3.3); `judge.py` runs them after every
column has been judged by itself. A profile may lower one to a warning where its format
lacks a column. What one column accepts stands in its contract, never here.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from metrics.contracts import Table
from metrics.contracts._lists import FORMS
from metrics.contracts.prescription import DEPOT_DOSES
from metrics.problems import Outcome


@dataclass(frozen=True)
class Rule:
    """A condition over the typed columns of a row that no single column can state.

    `when` is true where the rule is broken. Where it holds a window over the delivery,
    `first` is a quick grouping without which the window need not be asked, and
    `of_one_client` says that it takes two rows of the same client to break the rule.
    """

    code: str
    table: str
    column: str
    outcome: Outcome
    when: str
    found: str
    expected: str
    fix: str
    first: str = ""
    of_one_client: bool = False


_UNDER_THE_TONGUE = "medicine IN ('buprenorphine', 'buprenorphine_naloxone')"
_ALIKE = r"lower(regexp_replace(client_id, '[\s-]', '', 'g'))"
MANY_PEOPLE = 50
ALL_ALIKE = 20
_OF_ONE = "PARTITION BY client_id, interview"
_OF_A_KIND = "PARTITION BY kind"
_DEPOT = "form IN ('depot_weekly', 'depot_monthly')"
_INJECTED = "form IN ('depot_weekly', 'depot_monthly', 'depot_supplement')"
_MADE_IN = " ".join(
    f"WHEN '{form}' THEN dose NOT IN ({', '.join(map(str, doses))})"
    for form, doses in DEPOT_DOSES.items()
)
_ITS_DEPOTS = f"count(*) FILTER (WHERE {_DEPOT})"
_OF_THE_DAY = "PARTITION BY client_id, recorded_on"

RULES = (
    Rule(
        "IMP-E02",
        "prescription",
        "strength",
        Outcome.HOLD,
        "unit = 'ml' AND strength IS NULL",
        "a dose in ml stands here without the strength of the liquid.",
        "the strength in mg in 1 ml, as 1 or 10.",
        "Fill in the strength, or write the dose in mg. Nothing is converted.",
    ),
    Rule(
        "IMP-E03",
        "prescription",
        "dose",
        Outcome.HOLD,
        "unit = 'ml' AND interval = 'daily' AND dose * strength > 250",
        "with this strength the dose is very large.",
        "a strength and a dose that belong together.",
        "Check the strength against the bottle or the record.",
    ),
    Rule(
        "IMP-E07",
        "prescription",
        "dose",
        Outcome.HOLD,
        "unit IS DISTINCT FROM 'ml' AND interval = 'daily' AND dose > 500",
        "this dose is far outside what is recorded anywhere.",
        "a dose of 500 mg a day at most.",
        "Check it against the record.",
    ),
    Rule(
        "IMP-E07",
        "prescription",
        "dose",
        Outcome.WARN,
        "unit IS DISTINCT FROM 'ml' AND interval = 'daily' "
        "AND dose > 200 AND dose <= 500",
        "this dose is unusual.",
        "a dose that somebody has looked at twice.",
        "Check it against the record.",
    ),
    Rule(
        "IMP-E10",
        "prescription",
        "form",
        Outcome.HOLD,
        f"{_UNDER_THE_TONGUE} AND form IS NULL",
        "buprenorphine stands here without its form.",
        "the form: tablets and lyophilisate do not replace each other mg for mg.",
        "Fill in the form; not_recorded where the record does not say.",
    ),
    Rule(
        "IMP-E10",
        "prescription",
        "form",
        Outcome.WARN,
        f"{_UNDER_THE_TONGUE} AND form = 'not_recorded'",
        "the form of the buprenorphine is not recorded.",
        "the form, since products do not replace each other mg for mg.",
        "Ask the prescriber. From 10 to under 12 mg the dose is not judged.",
    ),
    Rule(
        "IMP-E11",
        "prescription",
        "interval",
        Outcome.HOLD,
        f"{_INJECTED} AND coalesce(interval, 'daily') = 'daily'",
        "a depot injection stands here as if it were given every day.",
        "weekly or monthly.",
        "Correct how often it is given.",
    ),
    Rule(
        "IMP-E12",
        "prescription",
        "dose",
        Outcome.HOLD,
        f"unit IS DISTINCT FROM 'ml' AND CASE form {_MADE_IN} END",
        "no depot of this kind is made in this amount.",
        "; ".join(
            f"{FORMS.label(form)}: {', '.join(map(str, doses))} mg"
            for form, doses in DEPOT_DOSES.items()
        )
        + ".",
        "Check the amount and the product against the record.",
    ),
    Rule(
        "IMP-E12",
        "prescription",
        "form",
        Outcome.HOLD,
        "form = 'depot_weekly' AND dose = 8 "
        f"AND {_ITS_DEPOTS} OVER ({_OF_THE_DAY}) > 1",
        "8 mg once a week stands beside another depot of the same day.",
        "depot_supplement, if it is given on top of the other.",
        "Say so in the form, or keep the one of the two that is given.",
        first=f"GROUP BY client_id, recorded_on HAVING {_ITS_DEPOTS} > 1",
        of_one_client=True,
    ),
    Rule(
        "IMP-E13",
        "prescription",
        "medicine",
        Outcome.WARN,
        "min(medicine) OVER (PARTITION BY client_id, recorded_on) <> "
        "max(medicine) OVER (PARTITION BY client_id, recorded_on)",
        "two ORT medicines are recorded for one client on one day.",
        "one medicine, unless both are taken.",
        "Check which one holds. Both are kept and neither is added to the other.",
        first="GROUP BY client_id, recorded_on HAVING count(DISTINCT medicine) > 1",
        of_one_client=True,
    ),
    Rule(
        "IMP-C07",
        "client",
        "client_id",
        Outcome.HOLD,
        f"min(client_id) OVER (PARTITION BY {_ALIKE}) <> "
        f"max(client_id) OVER (PARTITION BY {_ALIKE})",
        "two references differ only in capitals, spaces or hyphens.",
        "one way of writing a reference.",
        "Check whether they are one person, and write the reference in one way.",
        first=f"GROUP BY {_ALIKE} HAVING count(DISTINCT client_id) > 1",
    ),
    Rule(
        "IMP-F09",
        "client",
        "as_at",
        Outcome.HOLD,
        "as_at IS NULL",
        "neither this row nor the load says for which day it speaks.",
        "a date as 2026-11-02.",
        "Fill the column in, or load the file with --as-at.",
    ),
    Rule(
        "IMP-C20",
        "client",
        "next_review",
        Outcome.HOLD,
        "next_review < treatment_start",
        "next_review lies before treatment_start.",
        "a review after the start of treatment.",
        "Correct one of the two dates.",
    ),
    Rule(
        "IMP-F01",
        "person_tie",
        "other_person_id",
        Outcome.HOLD,
        "person_id = other_person_id",
        "both ends of this tie are the same person.",
        "two people.",
        "Correct one of the two references.",
    ),
    Rule(
        "IMP-F01",
        "person",
        "linked_client_id",
        Outcome.HOLD,
        "linked_client_id = client_id",
        "the person mentioned is linked to the client who mentioned them.",
        "another client, or nothing.",
        "Leave the link empty.",
    ),
    Rule(
        "IMP-F08",
        "person",
        "person_id",
        Outcome.WARN,
        f"count(*) OVER ({_OF_ONE}) > {MANY_PEOPLE} "
        f"AND row_number() OVER ({_OF_ONE} ORDER BY line) = 1",
        "a client mentions very many people in one interview.",
        f"{MANY_PEOPLE} people at most.",
        "Check that one interview was not taken for several.",
        first=f"GROUP BY client_id, interview HAVING count(*) > {MANY_PEOPLE}",
        of_one_client=True,
    ),
    *(
        Rule(
            "IMP-D09",
            table,
            "state",
            Outcome.WARN,
            f"count(*) OVER ({_OF_A_KIND}) >= {ALL_ALIKE} "
            f"AND min(state) OVER ({_OF_A_KIND}) = 'no' "
            f"AND max(state) OVER ({_OF_A_KIND}) = 'no' "
            f"AND row_number() OVER ({_OF_A_KIND} ORDER BY line) = 1",
            "every row of this kind says no.",
            "some rows that say yes, or an explanation.",
            "Check that it was asked, and not filled in: not asked has no row.",
            first=f"GROUP BY kind HAVING count(*) >= {ALL_ALIKE} "
            "AND min(state) = 'no' AND max(state) = 'no'",
        )
        for table in ("event", "tie")
    ),
    Rule(
        "IMP-D10",
        "answer",
        "state",
        Outcome.HOLD,
        "(value IS NULL) = (state IS NULL) OR state IN ('yes', 'no')",
        "an answer needs a value, or the state asked_not_answered; not both.",
        "one of the two. A question that was not asked has no row.",
        "Correct the row, or leave it out.",
    ),
)


def repeats(table: type[Table]) -> tuple[Rule, Rule]:
    """The same key twice in one delivery: listed both, merged never."""
    each = f"OVER (PARTITION BY {_names(table.key)})"
    rest = [c.name for c in table.columns() if c.name not in table.key]
    values = f"row({_names(rest)})" if rest else "0"
    many = f"count(*) {each} > 1"
    alike = f"min({values}) {each} IS NOT DISTINCT FROM max({values}) {each}"
    of_ties = table.name in ("person", "tie", "person_tie")
    common = Rule(
        "IMP-F04" if of_ties else "IMP-C04",
        table.name,
        table.key[0],
        Outcome.HOLD,
        f"{many} AND {alike}",
        "this row stands in the delivery more than once.",
        "each record once.",
        "Keep one of the rows.",
        first=f"GROUP BY {_names(table.key)} HAVING count(*) > 1",
        of_one_client="client_id" in table.key,
    )
    differ = replace(
        common,
        code="IMP-F04" if of_ties else "IMP-C05",
        when=f"{many} AND NOT ({alike})",
        found="two rows speak of the same record and differ.",
        fix="Keep the row that is right.",
    )
    return common, differ


def _names(columns: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)
