"""The buttons of a sitting: every answer and every way to leave it open, all alike."""

import streamlit as st

from dashboard.components.plain import plain


WIDE = 230  # three beside each other on a laptop, one on a phone


def large(
    label: str, key: str, *, primary: bool = False, disabled: bool = False
) -> bool:
    """A button as large as every other one; whether it was touched."""
    return st.button(
        plain(label),
        key=key,
        type="primary" if primary else "secondary",
        disabled=disabled,
        width=WIDE,
    )
