"""A value as part of a cache key: the same text for equal values and for no others.

What is kept under a key, and for whom, is `session.py`.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from pathlib import Path


def as_key(value: object) -> str:
    """A value as text that is the same for equal values and for no others."""
    match value:
        case None | bool() | int() | str() | date() | Path():
            return f"{type(value).__name__}:{value!r}"
        case Enum():
            return f"{type(value).__name__}.{value.name}"
        case Mapping():
            return f"{{{','.join(sorted(as_key(item) for item in value.items()))}}}"
        case tuple() | list():
            return f"[{','.join(as_key(each) for each in value)}]"
        case set() | frozenset():
            return f"({','.join(sorted(as_key(each) for each in value))})"
    if isinstance(name := getattr(value, "id", None), str):
        # A declaration; what it says is fixed by the rule set, which is in every key.
        return f"{type(value).__name__}:{name}"
    if is_dataclass(value) and not isinstance(value, type):
        held = {each.name: getattr(value, each.name) for each in fields(value)}
        return f"{type(value).__name__}{as_key(held)}"
    raise TypeError(f"{type(value).__name__} cannot be part of a cache key.")
