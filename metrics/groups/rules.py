"""What a planner is told: people, ties between them, and the rules a plan keeps.

Each rule is declared once, its sentence beside the test of whether it is in force and
beside what relaxing it would mean. A rule that protects people is never offered to be
relaxed. Separations are no rule: no sentence and no bound may know of them, so they do
not belong here (`separations.py`). Whether a plan keeps the rules is `check.py`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final

from metrics.phrases import counted, listed
from metrics.problems import UserError


Pair = tuple[str, str]
Naming = Callable[[str], str]
SMALLEST: Final = 3  # never a pair: a couple has an offer of its own (evidence.md 3c)
LARGEST: Final = 12  # the norm of treatment groups is 6 to 12 (evidence.md 3c)
HUB_SHARE: Final = 0.5  # from here on a facilitator looks first (evidence.md P4)


def pair(one: str, other: str) -> Pair:
    return (min(one, other), max(one, other))


@dataclass(frozen=True)
class Candidate:
    """Somebody who may be placed. None is "not known", and not known is never yes.

    `slots`, `venues`: when and where they can come; `prefers`, `near`: which of them
    suit best. `wanted`: whom they would want in a group. `hub_share`: what share of
    their circle's ties they hold; `reviewed`: a facilitator has looked at it.
    """

    client_id: str
    woman: bool | None = None
    slots: frozenset[str] | None = None
    venues: frozenset[str] | None = None
    goal: str | None = None
    days_waiting: int = 0
    wanted: frozenset[str] = frozenset()
    prefers: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    hub_share: float | None = None
    reviewed: bool = False


@dataclass(frozen=True)
class Tie:
    """A confirmed buying tie. `reciprocated`: both named the same kind of it."""

    a: str
    b: str
    reciprocated: bool = False

    @property
    def pair(self) -> Pair:
        return pair(self.a, self.b)


@dataclass(frozen=True)
class Couple:
    """Two partners. `both_want`: each, asked alone, wants to share a group."""

    a: str
    b: str
    both_want: bool = False

    @property
    def pair(self) -> Pair:
        return pair(self.a, self.b)


@dataclass(frozen=True)
class Sizes:
    """From how many to how many people a group has."""

    least: int = 6
    most: int = 10

    @classmethod
    def parse(cls, words: str) -> "Sizes":
        """Read "6-10"; a single number is both ends."""
        least, _, most = words.strip().partition("-")
        ends = (least.strip(), (most or least).strip())
        if not all(end.isdecimal() for end in ends) or not 0 < int(ends[0]) <= int(
            ends[1]
        ):
            raise UserError("Write a size as 6-10: the fewest, a dash, the most.")
        return cls(int(ends[0]), int(ends[1]))

    def __str__(self) -> str:
        return f"{self.least} to {self.most}"


@dataclass(frozen=True)
class Locked:
    """Somebody who stays in a group. Who has the same number stays together."""

    client_id: str
    group: int


@dataclass(frozen=True)
class Rules:
    """What a plan keeps. Of `together`, `apart` and `earlier`, each set is one wish."""

    sizes: Sizes = Sizes()
    groups: int | None = None
    slots: tuple[str, ...] = ()
    venues: tuple[str, ...] = ()
    women_only: bool = False
    no_lone_woman: bool = True
    no_lone_member: bool = True
    together: tuple[frozenset[str], ...] = ()
    apart: tuple[frozenset[str], ...] = ()
    couples_apart: bool = True
    hub_share: float | None = HUB_SHARE
    earlier: tuple[frozenset[str], ...] = ()
    locked: tuple[Locked, ...] = ()
    everyone: bool = False


@dataclass(frozen=True)
class Rule:
    """One rule: its permanent id, its sentence, and a short name for a clash.

    `relaxed` gives the rules without it, or with less of it. None: it protects people,
    so no plan is ever bought with it.
    """

    id: str
    in_force: Callable[[Rules], bool]
    sentence: Callable[[Rules, Naming], str]
    short: Callable[[Rules, Naming], str]
    relaxed: Callable[[Rules], Rules] | None


def _sets(sets: Iterable[frozenset[str]], named: Naming) -> str:
    return "; ".join(listed([named(who) for who in sorted(each)]) for each in sets)


def _either(codes: Iterable[str], named: Naming) -> str:
    return " or ".join(named(code) for code in codes)


def _at_most(rules: Rules) -> str:
    return f"at most {counted(rules.groups or 0, 'group')}"


def _wider(sizes: Sizes) -> Sizes:
    return Sizes(min(SMALLEST, sizes.least), max(LARGEST, sizes.most))


RULES: Final = (
    Rule(
        "sizes",
        lambda rules: True,
        lambda rules, _: f"A group has {rules.sizes} people.",
        lambda rules, _: f"groups of {rules.sizes}",
        lambda rules: replace(rules, sizes=_wider(rules.sizes)),
    ),
    Rule(
        "groups",
        lambda rules: rules.groups is not None,
        lambda rules, _: f"There are {_at_most(rules)}.",
        lambda rules, _: _at_most(rules),
        lambda rules: replace(rules, groups=None),
    ),
    Rule(
        "slots",
        lambda rules: bool(rules.slots),
        lambda rules, named: (
            f"A group meets on {_either(rules.slots, named)}, when all can come."
        ),
        lambda rules, named: _either(rules.slots, named),
        lambda rules: replace(rules, slots=()),
    ),
    Rule(
        "venues",
        lambda rules: bool(rules.venues),
        lambda rules, named: (
            f"A group meets at {_either(rules.venues, named)}, where all can come."
        ),
        lambda rules, named: _either(rules.venues, named),
        lambda rules: replace(rules, venues=()),
    ),
    Rule(
        "women_only",
        lambda rules: rules.women_only,
        lambda rules, _: "Groups are for women only.",
        lambda rules, _: "women-only groups",
        None,
    ),
    Rule(
        "no_lone_woman",
        lambda rules: rules.no_lone_woman,
        lambda rules, _: "No woman is the only woman of a group.",
        lambda rules, _: "no woman alone in a group",
        None,
    ),
    Rule(
        "no_lone_member",
        lambda rules: rules.no_lone_member,
        lambda rules, _: "Nobody is the only one from their circle in a group.",
        lambda rules, _: "nobody alone from their circle",
        None,
    ),
    Rule(
        "together",
        lambda rules: bool(rules.together),
        lambda rules, named: f"Together: {_sets(rules.together, named)}.",
        lambda rules, named: f"together {_sets(rules.together, named)}",
        lambda rules: replace(rules, together=()),
    ),
    Rule(
        "apart",
        lambda rules: bool(rules.apart),
        lambda rules, named: f"Apart: {_sets(rules.apart, named)}.",
        lambda rules, named: f"apart {_sets(rules.apart, named)}",
        lambda rules: replace(rules, apart=()),
    ),
    Rule(
        "couples_apart",
        lambda rules: rules.couples_apart,
        lambda rules, _: (
            "Couples are apart unless each, asked alone, wants to share a group; then "
            "a group has one couple at most."
        ),
        lambda rules, _: "couples apart",
        None,
    ),
    Rule(
        "hub_share",
        lambda rules: rules.hub_share is not None,
        lambda rules, _: (
            "Who holds half or more of what their circle shares has a place only after "
            "a facilitator has looked at that circle."
        ),
        lambda rules, _: "a facilitator's look at a circle",
        None,
    ),
    Rule(
        "earlier",
        lambda rules: bool(rules.earlier),
        lambda rules, _: "People who shared an earlier group do not share one again.",
        lambda rules, _: "earlier groups avoided",
        lambda rules: replace(rules, earlier=()),
    ),
    Rule(
        "locked",
        lambda rules: bool(rules.locked),
        lambda rules, named: (
            "Locked where they are: "
            f"{listed([named(each.client_id) for each in rules.locked])}."
        ),
        lambda rules, _: "locked places",
        lambda rules: replace(rules, locked=()),
    ),
    Rule(
        "everyone",
        lambda rules: rules.everyone,
        lambda rules, _: "Everyone is placed.",
        lambda rules, _: "everyone placed",
        lambda rules: replace(rules, everyone=False),
    ),
)

BY_ID: Final = {rule.id: rule for rule in RULES}


def in_force(rules: Rules) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES if rule.in_force(rules))


def sentences(rules: Rules, named: Naming = str) -> tuple[str, ...]:
    """Every rule in force, in words; `named` says a person, time or place as a screen
    does.
    """
    return tuple(rule.sentence(rules, named) for rule in in_force(rules))
