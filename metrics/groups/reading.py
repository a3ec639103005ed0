"""What the command `plan` reads and prints: an edge list, a rules file, one object.

Pure functions on text. Which clients of a store are candidates does not belong here,
and neither does opening a file.
"""

import csv
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, replace
from io import StringIO
from typing import Any, Final

from metrics.groups.plan import Clash, Plan
from metrics.groups.rules import SMALLEST, Locked, Pair, Rules, Sizes
from metrics.phrases import counted
from metrics.problems import UserError


SETS: Final = ("together", "apart", "earlier")
WORDS: Final = ("slots", "venues")
SWITCHES: Final = ("women_only", "no_lone_woman", "no_lone_member", "couples_apart")
NAMES: Final = ("size", "groups", "locked", *WORDS, *SWITCHES, *SETS)


def read_ties(text: str) -> list[Pair]:
    """Ties of a CSV with the columns `from` and `to`; direction makes no difference."""
    rows = csv.DictReader(StringIO(text.removeprefix("\ufeff")))
    columns = {(name or "").strip().lower(): name for name in rows.fieldnames or ()}
    if not {"from", "to"} <= columns.keys():
        raise UserError("An edge list has the columns from and to. Name them so.")
    found = []
    for number, row in enumerate(rows, start=2):
        ends = [(row[columns[name]] or "").strip() for name in ("from", "to")]
        if not all(ends):
            raise UserError(f"Row {number} of the edge list has an empty end. Fill it.")
        found.append((ends[0], ends[1]))
    if not any(one != other for one, other in found):
        raise UserError("There is no tie in this edge list.")
    return found


def read_rules(text: str, base: Rules, known: Mapping[str, str] | None = None) -> Rules:
    """Rules of a JSON object, what it leaves out being as in `base`.

    `known`: each candidate's id by the name that a file may call them. Whoever else is
    named stops it, and is not repeated. None: names are taken as they stand, since they
    were looked at when the rules were saved.
    """
    try:
        given = json.loads(text)
    except json.JSONDecodeError as fault:
        line = f"line {fault.lineno}"
        raise UserError(f"The rules file cannot be read as JSON ({line}).") from None
    if not isinstance(given, dict) or not given.keys() <= set(NAMES):
        raise UserError(f"A rules file is a JSON object of: {', '.join(NAMES)}.")
    return replace(base, **dict(_rules(given, known)))


def _rules(
    given: Mapping[str, Any], known: Mapping[str, str] | None
) -> Iterator[tuple[str, Any]]:
    for name, value in given.items():
        if name == "size":
            yield "sizes", service_sizes(_expect(name, value, str))
        elif name == "groups":
            yield name, _number(name, value)
        elif name in SWITCHES:
            yield name, _expect(name, value, bool)
        elif name in WORDS:
            yield name, tuple(_texts(name, value))
        elif name in SETS:
            named = (_texts(name, each) for each in _list(name, value))
            sets = (frozenset(_ids(name, each, known)) for each in named)
            yield name, tuple(each for each in sets if each)
        else:
            yield name, tuple(_locked(value, known))


def service_sizes(words: str) -> Sizes:
    """Sizes for people, which an edge list's need not be: never a pair."""
    sizes = Sizes.parse(words)
    if sizes.least < SMALLEST:
        raise UserError(
            f"A group has at least {SMALLEST} people. A couple has an offer of its own."
        )
    return sizes


def _wrong(name: str) -> UserError:
    return UserError(f"In the rules file, {name} is not written as the help says.")


def _expect(name: str, value: Any, kind: type) -> Any:
    if not isinstance(value, kind):
        raise _wrong(name)
    return value


def _number(name: str, value: Any) -> int:
    # To Python True is a number too.
    if not isinstance(value, int) or value is True or value < 1:
        raise _wrong(name)
    return value


def _list(name: str, value: Any) -> list[Any]:
    found: list[Any] = _expect(name, value, list)
    return found


def _texts(name: str, value: Any) -> list[str]:
    return [_expect(name, each, str) for each in _list(name, value)]


def _ids(
    name: str, people: Collection[str], known: Mapping[str, str] | None
) -> list[str]:
    if known is None:
        return list(people)
    others = sum(who not in known for who in people)
    if others:
        raise UserError(
            f"In the rules file, {name} names {counted(others, 'person')} who cannot "
            "be placed here. Take them out, or look up how they are called."
        )
    return [known[who] for who in people]


def _locked(value: Any, known: Mapping[str, str] | None) -> Iterator[Locked]:
    """{"client": 1}: who, and the number of the group, from one."""
    given = _expect("locked", value, dict)
    for who, client_id in zip(given, _ids("locked", given, known), strict=True):
        yield Locked(client_id, _number("locked", given[who]) - 1)


def rules_text(rules: Rules) -> str:
    """Rules as the text of a rules file, to be read again by `read_rules`."""
    locked = {each.client_id: each.group + 1 for each in rules.locked}
    told: dict[str, Any] = {
        "size": f"{rules.sizes.least}-{rules.sizes.most}",
        "slots": list(rules.slots),
        "venues": list(rules.venues),
        **{name: getattr(rules, name) for name in SWITCHES},
        **{name: [sorted(each) for each in getattr(rules, name)] for name in SETS},
        "locked": locked,
    }
    return json.dumps({**told, **({"groups": rules.groups} if rules.groups else {})})


def plan_json(plan: Plan, *, named: bool = True) -> dict[str, Any]:
    """The object that `plan --json` prints (design.md section 11).

    Not `named`: counts where people would stand.
    """
    unplaced = [{"id": each.client_id, "reason": each.reason} for each in plan.unplaced]
    return {
        "groups": [
            list(group.members) if named else group.size for group in plan.groups
        ],
        "kept": plan.kept,
        "bound": plan.bound,
        "ties": plan.ties,
        "seed": plan.seed,
        "moves": plan.moves,
        "unplaced": unplaced if named else len(unplaced),
        "clash": [_clash(each) for each in plan.clashes],
        "meetings": [asdict(group.meeting) for group in plan.groups],
    }


def _clash(clash: Clash) -> dict[str, Any]:
    return {"rules": list(clash.rules), "words": clash.words}
