"""The compiler: many indicators of one view become one SELECT over it.

Freshness comes before the rule: a fact past its last usable day is null to the rule,
and counts as "out of date". Scope, the view itself and its rows are put round it by `store`.
"""

from collections.abc import Iterable, Sequence

from metrics.indicators._shapes import Indicator


def inputs(indicators: Iterable[Indicator]) -> tuple[str, ...]:
    """Every fact that the indicators read, once."""
    return tuple(dict.fromkeys(name for each in indicators for name in each.inputs))


def states(indicators: Sequence[Indicator]) -> str:
    """One row a client: client_id, and for each id `<id>` (true, false or null) and
    `<id>__out_of_date` (not known, with at least one input past its last usable day).
    """
    columns = ",\n".join(_state(each) for each in indicators)
    return f"SELECT client_id,\n{columns}\nFROM {_usable(indicators)}"


def tallies(indicators: Sequence[Indicator]) -> str:
    """One row: for each id in order raised, not raised, not known, out of date."""
    columns = ",\n".join(
        f"count(*) FILTER (WHERE {each.id}), "
        f"count(*) FILTER (WHERE NOT {each.id}), "
        f"count(*) FILTER (WHERE {each.id} IS NULL), "
        f"count(*) FILTER (WHERE {each.id}__out_of_date)"
        for each in indicators
    )
    return f"SELECT count(*),\n{columns}\nFROM (\n{states(indicators)}\n) AS judged"


def _state(each: Indicator) -> str:
    stale = " OR ".join(f"{name}__stale" for name in each.inputs)
    return (
        f"({each.sql()}) AS {each.id}, "
        f"({each.sql()}) IS NULL AND ({stale}) AS {each.id}__out_of_date"
    )


def _usable(indicators: Sequence[Indicator]) -> str:
    """The view with each fact null after its last usable day."""
    (view,) = {each.view for each in indicators}
    columns = ",\n".join(
        f"CASE WHEN {usable} THEN {name} END AS {name}, "
        f"CASE WHEN {usable} THEN {name}_on END AS {name}_on, "
        f"{name}_detail, "
        f"({name} IS NOT NULL AND NOT {usable}) AS {name}__stale"
        for name in inputs(indicators)
        for usable in [f"({name}_until IS NULL OR {name}_until >= $on)"]
    )
    return f"(\nSELECT client_id,\n{columns}\nFROM {view}\n) AS usable"
