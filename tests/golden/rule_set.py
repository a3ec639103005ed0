"""What the name of the rule set stands for: a fingerprint of every declaration, setting
and view, one by one, so that a change is named.

`python -m tests.golden.rule_set` fixes it anew after RULES has a new name;
`--unreleased` keeps the name, while no release bears it. Small numbers have a version of
their own (`metrics/disclosure/policy.py`).
"""

import hashlib
import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from metrics import settings
from metrics.cohorts import COHORTS
from metrics.contracts import ALL_CODES, TABLES, Table
from metrics.contracts.event import KINDS
from metrics.criteria import CRITERIA
from metrics.indicators import INDICATORS, TRENDS, states
from metrics.indicators.means import MEANS
from metrics.indicators.measures import MEASURES
from metrics.store import question, view
from metrics.surveys import SURVEYS


GOLDEN = Path(__file__).with_name("rule_set.json")
# What a view file says to the program; other comments are for people.
HEADERS = ("-- columns:", "-- events:", "-- answers:", "-- shared:", "-- fact:")


@dataclass(frozen=True)
class RuleSet:
    """A name, and what stood behind it when it was fixed."""

    name: str
    parts: Mapping[str, str]

    @classmethod
    def now(cls) -> "RuleSet":
        return cls(
            settings.RULES, {name: fingerprint(text) for name, text in declared()}
        )

    @classmethod
    def fixed(cls) -> "RuleSet":
        return cls(**json.loads(GOLDEN.read_text(encoding="utf-8")))

    def fix(self) -> None:
        text = json.dumps({"name": self.name, "parts": self.parts}, indent=1)
        GOLDEN.write_text(f"{text}\n", encoding="utf-8")


def complaint(fixed: RuleSet, now: RuleSet) -> str:
    """What has to be done, or nothing."""
    every = {**fixed.parts, **now.parts}
    changed = [name for name in every if fixed.parts.get(name) != now.parts.get(name)]
    if fixed.name != now.name:
        return f"Fix what {now.name} stands for: python -m tests.golden.rule_set"
    if not changed:
        return ""
    return (
        f"Changed since rule set {fixed.name} was fixed: {', '.join(changed)}. A result "
        f"that bears the name would no longer be repeated. Give RULES in "
        "metrics/settings.py a new name, then: python -m tests.golden.rule_set. Only "
        f"while no release bears {fixed.name}: python -m tests.golden.rule_set "
        "--unreleased"
    )


def declared() -> Iterator[tuple[str, str]]:
    """Every part by name, as text."""
    for name, value in vars(settings).items():
        if name.isupper() and name != "RULES":
            yield f"setting {name}", repr(value)
    for kind, listed in {
        "indicator": INDICATORS,
        "criterion": CRITERIA,
        "cohort": COHORTS,
        "trend": TRENDS,
        "measure": MEASURES,
        "mean": MEANS,
        "survey": SURVEYS,
        "event": {each.id: each for each in KINDS},
        "codes": {each.id: each for each in ALL_CODES},
    }.items():
        for name, one in listed.items():
            yield f"{kind} {name}", repr(one)
    for table in TABLES.values():
        yield f"table {table.name}", _table(table)
    for path in sorted(files("metrics.store").joinpath("views").iterdir(), key=str):
        yield f"view {path.name}", _told(path.read_text("utf-8"))
    yield "compiler", _compiled()


def _table(table: type[Table]) -> str:
    names = [table.name, table.dated, *table.key]
    return " ".join([*names, *map(repr, table.columns())])


def _told(sql: str) -> str:
    """What the program reads of a view file."""
    lines = [line.strip() for line in sql.splitlines()]
    return "\n".join(
        line for line in lines if line.startswith(HEADERS) or not line.startswith("--")
    )


def _compiled() -> str:
    """What is made of views and rules: every fact, and every rule over client_on."""
    rules = [each for each in INDICATORS.values() if each.view == "client_on"]
    sql = question("client_on", view("client_on").facts, states(rules))
    return _told(sql)


def fingerprint(text: str) -> str:
    """The same however it is laid out."""
    plain = re.sub(r"(\s|\\n)+", " ", text)
    return hashlib.sha256(plain.encode()).hexdigest()[:12]


def main(arguments: list[str]) -> int:
    """Fix the rule set; refuses to give a fixed name another meaning."""
    now = RuleSet.now()
    fixed = RuleSet.fixed() if GOLDEN.exists() else None
    kept = fixed and fixed.name == now.name and "--unreleased" not in arguments
    if fixed and kept and (told := complaint(fixed, now)):
        print(told, file=sys.stderr)
        return 1
    now.fix()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
