"""Counting everybody in treatment in a period, for the making of a release alone.

What is counted leaves as rows without a client; nothing of it may be shown that is not
protected (`metrics/disclosure/`). The facts of a period are read once and each person's
answers kept for as long as it takes to count them by every set of variables.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from metrics.disclosure.cliques import Clique
from metrics.disclosure.cube import Row
from metrics.disclosure.programme import InGroup
from metrics.indicators.means import MEANS, summed
from metrics.indicators.measures import (
    BREAKDOWNS,
    MEASURES,
    Measure,
    answered,
    counted,
    facts_of,
    invited,
)
from metrics.periods import Period
from metrics.scope import Scope
from metrics.store.connection import Store, Writing
from metrics.store.facts import _text, parameters, question
from metrics.store.people import FACTS_A_QUESTION


Sum = tuple[int, int]  # people, and what their numbers add up to
_IN_PERIOD = "SELECT * FROM in_period"


def people(
    store: Store, period: Period, sets: Sequence[Clique], scope: Scope
) -> tuple[Row, ...]:
    """Everybody in treatment in a period, by each set of variables, as known today.

    Counts whoever is in the store: nothing of it may be shown that is not protected.
    """
    names = {name for each in sets for name in each}
    asked = [each for each in MEASURES.values() if each.id in names]
    breakdowns = [each for each in BREAKDOWNS.values() if each.id in names]
    with store.snapshot() as asking:
        given = _in_period(asking, store, period, scope)
        held = {f"answered_{at}": some for at, some in enumerate(_together(asked))}
        for name, some in held.items():
            rows = _of_period(facts_of(some), answered(some))
            asking.run(f"CREATE TEMP TABLE {name} AS {rows}", given)
        whole = f"WITH in_scope AS ({_IN_PERIOD})\n{counted(sets, breakdowns, held)}"
        found = asking.rows(whole, given)
    return tuple(
        {name: said for name, said in row.items() if said is not None} for row in found
    )


def in_groups(store: Store, period: Period, scope: Scope) -> tuple[InGroup, ...]:
    """People invited to a group in a period, by group: to see whether a figure shows
    one, and for nothing else.
    """
    measures = [each for each in MEASURES.values() if each.of_groups]
    breakdowns = [each for each in BREAKDOWNS.values() if each.labels]
    with store.snapshot() as asking:
        given = _in_period(asking, store, period, scope)
        held = (
            f"in_scope AS ({_IN_PERIOD}), group_step_of AS ({_text('group_step_of')})"
        )
        return tuple(
            asking.rows(f"WITH {held}\n{invited(measures, breakdowns)}", given)
        )


def totals(store: Store, period: Period, scope: Scope) -> dict[str, dict[str, Sum]]:
    """Of each mean, by service, how many people there are and what their numbers add up
    to: for the making of a release alone.
    """
    means, by = list(MEANS.values()), BREAKDOWNS["service"]
    facts = dict.fromkeys(name for each in means for name in each.inputs)
    with store.snapshot() as asking:
        given = _in_period(asking, store, period, scope)
        rows = asking.rows(_of_period(facts, summed(means, by)), given)
    return {
        mean.id: {
            row[by.id]: (row[f"{mean.id}__people"], row[f"{mean.id}__sum"])
            for row in rows
        }
        for mean in means
    }


def begins_on(store: Store) -> date | None:
    """The first day for which a client's record speaks; None in an empty store."""
    ((first,),) = store.read("SELECT min(as_at) FROM client")
    return first if isinstance(first, date) else None


def _in_period(
    asking: Writing, store: Store, period: Period, scope: Scope
) -> dict[str, object]:
    """Hold the people of a period, in the place of those whom a scope may reach on a
    day; gives what a question of them needs to know.
    """
    given: dict[str, object] = {
        **parameters(period.end, scope),
        "weighed_from": period.end,
        "start": period.start,
        "told": store.today(),
    }
    asking.run(
        "CREATE TEMP TABLE in_period AS SELECT person.*, coalesce(furthest.step, 0) AS "
        f"group_step FROM ({_text('person_in_period')}\n) AS person LEFT JOIN ("
        f"SELECT client_id, max(step) AS step FROM ({_text('group_step_of')}\n) AS one "
        "GROUP BY client_id) AS furthest USING (client_id)",
        given,
    )
    return given


def _of_period(facts: Iterable[str], select: str) -> str:
    """A question of the people who are held."""
    sql = question("client_on", facts, select, counting=True)
    of_period = sql.replace(_text("in_scope"), _IN_PERIOD)
    assert of_period != sql
    return of_period


def _together(measures: Sequence[Measure]) -> Iterator[list[Measure]]:
    """Measures in one question as long as their facts are few enough to plan it
    quickly.
    """
    some: list[Measure] = []
    for each in measures:
        if some and len(facts_of([*some, each])) > FACTS_A_QUESTION:
            yield some
            some = []
        some.append(each)
    if some:
        yield some
