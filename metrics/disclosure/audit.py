"""Attacking a release before anybody sees it, and withholding until it withstands.

The finest table that holds a leak is withheld for its period, and all is attacked
again; merging categories instead is for a person to decide, in `policy.py`. How it is
attacked is `attack.py`. What was sought, and how narrow, stays with the service.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from metrics.disclosure.attack import Found, attack, sought
from metrics.disclosure.cube import Cube, true_numbers
from metrics.disclosure.policy import POLICY, Policy
from metrics.disclosure.population import Known, linked, model
from metrics.disclosure.protect import Protected, allowed, protect


PROOF = (
    "For every cell and every group without a published part of it that one to seven "
    "people stand behind: two populations in whole people that agree with everything "
    "published, found by mixed-integer programming over the whole cross-classification"
)
Named = tuple[str, str]  # a table, and its period


@dataclass(frozen=True)
class Audited:
    """The tables as they may be published, and how they were attacked.

    `found` is for the service's own file: a list of what was sought tells nought from
    one to seven.
    """

    tables: tuple[Protected, ...]
    found: tuple[Found, ...]
    withheld: tuple[Named, ...]
    passes: bool


def audited(
    cubes: Sequence[Cube],
    policy: Policy = POLICY,
    kept: Mapping[str, Sequence[str]] = {},
) -> Audited:
    """Count, protect and attack all periods together, withholding what leaks.

    `kept`: of each period published earlier, the tables that were. They stay as they
    are, and no other is added: where nothing else is left to withhold, the result does
    not pass.
    """
    counted = [table for cube in cubes for table in cube.tables(policy)]
    tables = {(t.table, t.period): protect(t, policy) for t in counted}
    for named, table in tables.items():
        if table.period in kept and table.table not in kept[table.period]:
            tables[named] = table.withheld()
    withheld: list[Named] = []
    attacked: dict[tuple[Protected, ...], list[Found]] = {}
    true = true_numbers(counted)
    while True:
        found: list[Found] = []
        for together in linked(tables.values()):
            if together not in attacked:
                attacked[together] = _attacked(together, true, cubes, policy)
            found += attacked[together]
        leak = next((each for each in found if not each.leaves_doubt(policy)), None)
        finest = _finest(leak, tables.values(), kept) if leak else None
        if finest is None:
            return Audited(
                tuple(tables.values()), tuple(found), tuple(withheld), leak is None
            )
        withheld.append(finest)
        tables[finest] = tables[finest].withheld()


def _attacked(
    tables: Sequence[Protected],
    true: Mapping[Known, int],
    cubes: Sequence[Cube],
    policy: Policy,
) -> list[Found]:
    """Everything small that is sought in these tables, and what was found of it."""
    against = model(tables, partial(allowed, policy=policy))
    people = against.population(cubes)
    return list(attack(against, sought(against, true, policy), people))


def _finest(
    leak: Found, tables: Iterable[Protected], kept: Mapping[str, Sequence[str]]
) -> Named | None:
    """Of the tables still offered in the leak's period the finest, one that holds the
    leak before others.
    """
    group, part = leak.sought.group, leak.sought.part
    holding = {group[:2], (part or group)[:2]}
    offered = [
        table
        for table in tables
        if table.is_offered and table.period == group[1] and table.period not in kept
    ]
    if not offered:
        return None
    chosen = max(
        offered, key=lambda t: ((t.table, t.period) in holding, len(t.cells), t.table)
    )
    return chosen.table, chosen.period
