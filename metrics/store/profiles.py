"""Mappings of columns that were made in the store, each as the text it was declared by.

What such a text says, and whether it may be kept, is `intake/own_columns.py`.
"""

from metrics.store.connection import Store


_NAME = "profile "  # what such a row of `store_state` begins with


def declared(store: Store) -> dict[str, str]:
    """Every mapping by its id."""
    rows = store.read(
        "SELECT name, held FROM store_state WHERE starts_with(name, $name) "
        "ORDER BY name",
        {"name": _NAME},
    )
    return {name.removeprefix(_NAME): held for name, held in rows}


def keep(store: Store, profile: str, text: str) -> None:
    """Keep one, in the place of one of the same id."""
    with store.noting() as writing:
        writing.run(
            "INSERT OR REPLACE INTO store_state VALUES ($name, $held)",
            {"name": f"{_NAME}{profile}", "held": text},
        )


def forget(store: Store, profile: str) -> None:
    """Take one away, if it is there."""
    with store.noting() as writing:
        writing.run(
            "DELETE FROM store_state WHERE name = $name", {"name": f"{_NAME}{profile}"}
        )
