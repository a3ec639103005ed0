"""A long list, 25 at a time: pages that a keyboard can turn."""

from collections.abc import Sequence
from typing import TypeVar

import streamlit as st


A_PAGE = 25
Each = TypeVar("Each")


def draw(everything: Sequence[Each], noun: str) -> Sequence[Each]:
    """The part of the list that is open; where it fits on one page, all of it."""
    pages = -(-len(everything) // A_PAGE)
    if pages <= 1:
        return everything
    names = [
        _run(first + 1, min(first + A_PAGE, len(everything)))
        for first in range(0, len(everything), A_PAGE)
    ]
    chosen = st.segmented_control(
        f"Show {noun}", names, default=names[0], key=f"pager_{noun}", required=True
    )
    first = names.index(chosen) * A_PAGE if chosen in names else 0
    return everything[first : first + A_PAGE]


def _run(first: int, last: int) -> str:
    return f"{first}" if first == last else f"{first} to {last}"
