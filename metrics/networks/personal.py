"""Measures of the people around one person, from what they told in one interview.

The client stands outside the network that is measured, unless a formula says otherwise.
What was asked and not answered is left out of what a share is of; a measure that cannot
be worked out is missing, and never nought. None has a cut-off, and none is a score.

Sources: evidence.md 2e (the derived measures); Perry, Pescosolido and Borgatti 2018;
Burt 1992; Krackhardt and Stern 1988 (networks.md 3). How a tie comes to be recorded is
`metrics/surveys/network.py`; where the measures are kept, `store/measures.py`.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from metrics.contracts import ASKED_NOT_ANSWERED, CodeList
from metrics.contracts._lists import TIES, USES
from metrics.networks.circles import Pair


def _of_group(codes: CodeList, *groups: str) -> frozenset[str]:
    return frozenset(code.id for code in codes if code.group in groups)


YES, NO = "yes", "no"
BUYING = _of_group(TIES, "buying")
MONEY_OR_CONTACTS = _of_group(TIES, "transaction") | {"pools_money"}
TRANSACTIONS = BUYING | MONEY_OR_CONTACTS | {"uses_with"}
SHARED_MOMENTS = frozenset({"supports", "would_call", "time_without_drugs"})
USING = _of_group(USES, "using")
NOT_USING = frozenset({"no", "on_ort_not_using"})
SUPPLIES = "supplies"
UNTOLD = frozenset({None, ASKED_NOT_ANSWERED})


@dataclass(frozen=True)
class Mentioned:
    """Somebody mentioned. `ties`: kind -> yes, no, or asked and not answered; a kind
    that is not there was not named for them, which in a finished interview is a no.
    """

    person_id: str
    role: str | None = None
    uses: str | None = None
    ties: Mapping[str, str] = field(default_factory=dict)

    def has(self, kinds: Collection[str]) -> bool | None:
        """Whether there is such a tie; None where there may be, but it was not told."""
        told = [state for kind, state in self.ties.items() if kind in kinds]
        return True if YES in told else None if set(told) - {NO} else False

    @property
    def using(self) -> bool | None:
        return True if self.uses in USING else False if self.uses in NOT_USING else None


@dataclass(frozen=True)
class Share:
    """So many of so many; of nobody it is no share at all."""

    part: int
    of: int

    @property
    def value(self) -> float | None:
        return self.part / self.of if self.of else None


@dataclass(frozen=True)
class Balance:
    """How many only support stopping, only make it harder, and do both."""

    supports: int
    makes_it_harder: int
    both: int


@dataclass(frozen=True)
class Measures:
    """What is known of the people around somebody. None, or a share of nobody: missing.

    `using`: of those whose use is known. `knowing`: pairs of people who know each
    other, of all pairs asked about. `hub`: the most that one person has of all ties of
    money and contacts. `alone`: using days alone, of using days. `transactional`:
    people with whom there is only money, contacts or heroin. From `density` on they are
    kept and not shown.
    """

    people: int
    using: Share
    supportive: Share
    knowing: Share
    roles: int | None
    balance: Balance | None
    buying: int | None
    only_using: bool | None
    hub: Share
    alone: Share
    transactional: Share
    density: float | None
    effective_size: float | None
    constraint: float | None
    mixing: float | None


def measured(
    people: Sequence[Mentioned],
    pairs: Mapping[Pair, str],
    using_days: int | None = None,
    alone_days: int | None = None,
) -> Measures:
    """All measures. `pairs`: whether two people, by their ids, know each other: yes, or
    asked and not answered; a pair that is not there was not named.
    """
    known = {_sorted(pair) for pair, state in pairs.items() if state == YES}
    untold = {_sorted(pair) for pair, state in pairs.items() if state in UNTOLD} - known
    n, t, names = len(people), len(known), [each.person_id for each in people]
    whole = not untold
    return Measures(
        people=n,
        using=_share(each.using for each in people),
        supportive=_share(each.has({"supports"}) for each in people),
        knowing=Share(t, n * (n - 1) // 2 - len(untold)),
        roles=roles(people),
        balance=balance(people),
        buying=buying(people),
        only_using=only_using(people),
        hub=hub(people),
        alone=alone(using_days, alone_days),
        transactional=transactional(people),
        density=density(n, t) if whole else None,
        effective_size=effective_size(n, t) if whole else None,
        constraint=constraint(names, known) if whole else None,
        mixing=mixing(people, None if using_days is None else using_days > 0),
    )


def roles(people: Sequence[Mentioned]) -> int | None:
    """Role diversity: how many different roles, without those who supply. Missing where
    there are people and nothing is known of what they are.
    """
    told = {each.role for each in people} - UNTOLD
    return len(told - {SUPPLIES}) if told or not people else None


def balance(people: Sequence[Mentioned]) -> Balance | None:
    """Support balance: counts of those who support, make it harder, or both, over
    people of whom both answers are known; missing where that is nobody of several.
    """
    told = [(each.has({"supports"}), each.has({"makes_it_harder"})) for each in people]
    known = Counter(pair for pair in told if None not in pair)
    if told and not known:
        return None
    return Balance(known[True, False], known[False, True], known[True, True])


def buying(people: Sequence[Mentioned]) -> int | None:
    """Co-purchase ties: different people with whom the client buys or pools money.
    Missing where nobody is known to be one and somebody's answer is not known.
    """
    told = [each.has(BUYING) for each in people]
    return None if None in told and True not in told else told.count(True)


def only_using(people: Sequence[Mentioned]) -> bool | None:
    """Only-using network: everybody around uses heroin now. One person who does not
    settles it; without people, or with somebody not known, it is missing.
    """
    told = [each.using for each in people]
    return False if False in told else None if None in told or not told else True


def hub(people: Sequence[Mentioned]) -> Share:
    """Hub share: the ties of money and contacts (pooling, lending, borrowing, sellers'
    contacts) that the one person with most of them has, of all such ties. Missing where
    there are none, or where one of them was asked and not answered.
    """
    told = [[each.ties.get(kind, NO) for kind in MONEY_OR_CONTACTS] for each in people]
    if any(UNTOLD & set(states) for states in told):
        return Share(0, 0)
    counted = [states.count(YES) for states in told]
    return Share(max(counted, default=0), sum(counted))


def alone(using_days: int | None, alone_days: int | None) -> Share:
    """Solo-use share: using days alone, of using days. Missing where either was not
    told, where there were none, or where more were alone than there were.
    """
    if using_days is None or alone_days is None or alone_days > using_days:
        return Share(0, 0)
    return Share(alone_days, using_days)


def transactional(people: Sequence[Mentioned]) -> Share:
    """Transactional share: people with whom there is only money, contacts or heroin, of
    all with whom there is that or a shared moment. Who supports, would be called in a
    crisis, or shares time without drugs, is more than that; making it harder is
    neither.
    """
    told = [(each.has(TRANSACTIONS), each.has(SHARED_MOMENTS)) for each in people]
    only = told.count((True, False))
    return Share(only, only + sum(more is True for _, more in told))


def density(n: int, ties: int) -> float | None:
    """2t / n(n - 1), of t ties between n people; missing below two people."""
    return 2 * ties / (n * (n - 1)) if n > 1 else None


def effective_size(n: int, ties: int) -> float | None:
    """n - 2t/n: Borgatti's form of Burt's effective size, for one undirected tie a
    pair, the client tied to everybody; missing without people.
    """
    return n - 2 * ties / n if n else None


def constraint(people: Sequence[str], ties: Collection[Pair]) -> float | None:
    """Burt's constraint on the client: the sum over people j of (p_j + sum over q of
    p_q p_qj) squared. p is the share of somebody's ties that goes to another, and the
    client's own ties are among them. Missing without people.
    """
    if not people:
        return None
    degree = Counter(who for pair in ties for who in pair)
    beside: dict[str, list[str]] = {who: [] for who in people}
    for one, other in ties:
        beside[one].append(other)
        beside[other].append(one)
    own = 1 / len(people)
    through = {
        who: sum(own / (1 + degree[each]) for each in beside[who]) for who in people
    }
    return float(sum((own + through[who]) ** 2 for who in people))


def mixing(people: Sequence[Mentioned], client_uses: bool | None) -> float | None:
    """Krackhardt and Stern's E-I index of use: (different - same) / (different + same),
    from -1, all use as the client does, to 1, nobody does. Missing where the client's
    own use, or everybody's, is not known.
    """
    told = [each.using for each in people if each.using is not None]
    if client_uses is None or not told:
        return None
    same = told.count(client_uses)
    return (len(told) - 2 * same) / len(told)


def _share(answers: Iterable[bool | None]) -> Share:
    told = [each for each in answers if each is not None]
    return Share(told.count(True), len(told))


def _sorted(pair: Pair) -> Pair:
    return (min(pair), max(pair))
