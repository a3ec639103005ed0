"""Making a mapping of columns: what a row is, which column holds what, in which words.

Only names of columns stand on the screen, never a cell of a file.
"""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from dashboard.components.plain import plain
from metrics import AGE, BIRTH_YEAR, OF_FILE, TABLES, Kept, OwnColumns, words_of


NOT_THERE = "not in this file"
KEPT: dict[Kept, str] = {
    "additions": "New records only; earlier ones stay as they are",
    "snapshot": "Everything there is; what is listed no more is counted as gone",
}
WORDS = "Each line: their word = our code. Our codes: "


def header_file() -> Any:
    """The file from which the names of the columns are read."""
    st.header("1 The columns of your export", anchor=False)
    return st.file_uploader(
        "One export of your case system; only its column names are read",
        type=["csv", "xlsx", "parquet"],
    )


def draw(header: Sequence[str], save: Callable[[OwnColumns], None]) -> None:
    """The form; what it says is handed over when its button is pressed."""
    st.header("2 What they hold", anchor=False)
    names = [name for name, table in TABLES.items() if table.held == "imported"]
    table = st.selectbox(
        "One row of the file is",
        names,
        format_func=lambda name: TABLES[name].one_row,
        filter_mode=None,
    )
    with st.form("own_columns"):
        columns = _columns(table, header)
        ages = _ages(header) if table == "client" else {}
        words = _words(table)
        kept = st.radio("The file holds", KEPT, format_func=KEPT.__getitem__)
        title = st.text_input("Name of this mapping", max_chars=60)
        pressed = st.form_submit_button("Save these columns", type="primary")
    if pressed:
        said = {name: words_of(text) for name, text in words.items() if text.strip()}
        whole = {name: theirs for name, theirs in columns.items() if theirs}
        save(OwnColumns(title.strip(), table, kept or "additions", whole, said, ages))


def _columns(table: str, header: Sequence[str]) -> dict[str, str | None]:
    """One choice for each column of ours; one of the same name is chosen already."""
    chosen: dict[str, str | None] = {}
    for column in TABLES[table].columns():
        offered = [NOT_THERE, *header]
        if column.kind == "date":
            offered.insert(1, OF_FILE)
        alike = [n for n in header if n.strip().lower() == column.name]
        wanted = " (must be there)" if column.required else ""
        answer = st.selectbox(
            f"{column.words}{wanted}",
            offered,
            index=offered.index(alike[0]) if alike else 0,
            filter_mode=None,
            key=f"column_{table}_{column.name}",
        )
        chosen[column.name] = None if answer == NOT_THERE else answer
    return chosen


def _ages(header: Sequence[str]) -> dict[str, str]:
    """An age makes the band of ages; the year of birth is only held against it."""
    asked = {
        AGE: "Age in whole years, instead of the band (only the band is stored)",
        BIRTH_YEAR: "Year of birth, to be held against the age (never stored)",
    }
    chosen = {
        said: st.selectbox(
            words, [NOT_THERE, *header], filter_mode=None, key=f"column_client_{said}"
        )
        for said, words in asked.items()
    }
    return {said: theirs for said, theirs in chosen.items() if theirs != NOT_THERE}


def _words(table: str) -> dict[str, str]:
    """Their words for our codes, where a column has codes."""
    coded = [column for column in TABLES[table].columns() if column.codes]
    if not coded:
        return {}
    with st.expander("Words of your system for our codes"):
        return {
            column.name: st.text_area(
                column.words,
                help=WORDS + ", ".join(column.codes.ids if column.codes else ()),
                key=f"words_{table}_{column.name}",
                height=68,
            )
            for column in coded
        }


def kept_already(own: OwnColumns, take_away: Callable[[], None]) -> None:
    """One mapping that stands, and the button to take it away."""
    with st.container(border=True, key=f"own_{own.id}"):
        st.markdown(
            f"**{plain(own.title)}** · one row is {TABLES[own.table].one_row} · "
            f"{len(own.columns)} columns"
        )
        with st.popover("Take this mapping away"):
            st.markdown("What was loaded by it stays.")
            if st.button("Take it away", key=f"forget_{own.id}"):
                take_away()
