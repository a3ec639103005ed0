"""The four steps of a load: choosing files, what they are, what would change, saving.

Shows names of files, columns and codes, and counts: never what a cell holds.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from dashboard import session
from dashboard.charts import Twin
from dashboard.components import table
from dashboard.components.plain import plain
from metrics import (
    ENCODINGS,
    SEPARATORS,
    TABLES,
    Action,
    Choices,
    Delivery,
    Loaded,
    Profile,
    counted,
    day,
    linking_list,
)


RECOGNISE = "recognise"
NOT_YET = "Nothing has been saved yet."
LINKS = (
    "New labels were given. This list says which reference has which label; it is "
    "given once, and kept nowhere here. Keep it in your case system. The link opens "
    "once, within ten minutes."
)
LINKS_TAKEN_AT = "links_taken_at"
STEPS = ("1 Files", "2 What we found", "3 What would change", "4 Save")


@dataclass(frozen=True)
class Asked:
    """The files chosen, how to read them, and the day for which they speak."""

    files: Sequence[Any]
    profile: Profile | None
    as_at: date | None
    choices: Choices


def path(behind: int) -> None:
    """The four steps across the top: those behind us, and in bold the one we are at."""
    told = [f"✓ {step}" for step in STEPS[:behind]]
    here = STEPS[behind] if behind < len(STEPS) else "Saved"
    st.markdown(" → ".join([*told, f"**{here}**", *STEPS[behind + 1 :]]))


def choose(known: Mapping[str, Profile]) -> Asked | None:
    """Step 1. What was chosen, in the run in which the button was pressed."""
    st.header(STEPS[0], anchor=False)
    with st.form("files"):
        files = st.file_uploader(
            "Files of one delivery: CSV, Excel (.xlsx), Parquet, or a zip of CSVs",
            type=["csv", "xlsx", "parquet", "zip"],
            accept_multiple_files=True,
        )
        titles = {RECOGNISE: "Recognise them from their names and columns"}
        titles |= {each.id: each.title for each in known.values()}
        chosen = st.selectbox(
            "How to read them",
            list(titles),
            format_func=titles.__getitem__,
            filter_mode=None,
        )
        as_at = st.date_input(
            "The day for which they speak (leave empty if the files say it)",
            value=None,
            format="DD/MM/YYYY",
        )
        choices = _choices()
        pressed = st.form_submit_button("Look at these files")
    if not pressed or not files:
        return None
    return Asked(files, known.get(chosen), as_at, choices)


def _choices() -> Choices:
    """What is chosen only for files that are not as usual; nothing is ever guessed."""
    with st.expander("If something is unusual: letters, dates, sheets, names"):
        usual = "UTF-8, as most programs write"
        encoding = st.selectbox(
            "Letters of a CSV file are written in",
            ["", *ENCODINGS],
            format_func=lambda each: ENCODINGS.get(each, usual),
            filter_mode=None,
        )
        separator = st.radio(
            "Columns of a CSV file are separated by a", SEPARATORS, horizontal=True
        )
        sheets = st.text_input(
            "Only these sheets of a workbook, hidden ones too (names, with commas)"
        )
        day_first = st.checkbox(
            "In dates such as 03/04/2026 the day stands first (3 April)"
        )
        dropped = st.checkbox(
            "Take identifying columns out before anything else "
            "(national data set: initials, date of birth, postcode, practice)"
        )
    named = tuple(each.strip() for each in sheets.split(",") if each.strip())
    return Choices(
        encoding=encoding or None,
        separator=separator or "comma",
        sheets=named,
        identifiers_dropped=dropped,
        day_first=day_first,
    )


def recognised(delivery: Delivery) -> None:
    """Step 2: which files of which profile."""
    st.header(STEPS[1], anchor=False)
    st.markdown(
        f"**{NOT_YET}** Read as: {plain(delivery.profile.title)}. "
        f"They speak for {day(delivery.as_at)}."
    )
    rows = tuple((file.name, file.rows) for file in delivery.files())
    table.draw(Twin("Files of this delivery", ("File", "Rows"), rows))


def changes(found: Loaded) -> None:
    """Step 3: rows by table against what is stored, and the totals of each code."""
    st.header(STEPS[2], anchor=False)
    kinds = ("new", "changed", "unchanged", "gone", "held")
    rows: tuple[tuple[str | int | float, ...], ...] = tuple(
        (_one_row(name), *(counts[kind] for kind in kinds))
        for name, counts in found.tables.items()
        if any(counts.values())
    )
    if not rows:
        st.markdown("These files would change nothing.")
        return
    header = ("One row is", "New", "Changed", "The same", "Gone", "Waiting")
    table.draw(Twin("Rows, compared with what is stored", header, rows))
    with st.expander("Totals to compare with your case system"):
        table.draw(_totals(found.totals))


def _one_row(name: str) -> str:
    """What a row of a table is, as short as a phone's screen."""
    return re.split("[,:]", TABLES[name].one_row)[0]


def own_care_only(found: Loaded) -> None:
    """Whose records serve their own care and nothing else: absent is not given."""
    if found.own_care_only:
        st.info(
            f"{counted(found.own_care_only, 'person')} in these files: no permission "
            "is recorded for anything but their own care. Their records are used for "
            "that alone: no planning by networks, no invitation to a group.",
            icon=":material/lock:",
        )


def gone(found: Loaded) -> None:
    """Whoever the last extract listed and this one does not: asked, never deleted."""
    number = found.tables.get("client", {}).get("gone", 0)
    if number:
        listed = "is listed" if number == 1 else "are listed"
        st.warning(
            f"{counted(number, 'person')} of the last extract {listed} no more. "
            "Nothing of theirs is taken away: ask their workers whether they left, "
            "and let that be recorded.",
            icon=":material/person_search:",
        )


def alike(found: Loaded) -> None:
    """How alike the people are: never what stands in a column."""
    if found.anonymity is None:
        return
    st.markdown(found.anonymity.sentence)
    rows = tuple(
        (group.words, group.smallest, group.alone) for group in found.anonymity.groups
    )
    header = ("Columns taken together", "Smallest group", "People alone in theirs")
    with st.expander("Which columns leave somebody alone"):
        table.draw(Twin("How many people are alike", header, rows))


def ageing(found: Loaded) -> None:
    """How much of it pages will read as "ask again" today."""
    known = sum(each.known for each in found.ageing)
    if not known:
        return
    too_old = sum(each.too_old for each in found.ageing)
    if not too_old:
        st.markdown(
            f"None of the {known:,} newest entries is too old to be used today."
        )
        return
    st.markdown(
        f"Too old to be used today: {too_old:,} of the {known:,} newest entries "
        f"that can be out of date ({too_old / known:.0%}). Pages say “ask again” "
        "there, unless a newer entry is stored already."
    )
    rows = tuple(
        (each.words, f"{each.days} days", each.known, each.too_old)
        for each in found.ageing
    )
    header = ("What was told", "Used for", "People with an entry", "Too old today")
    with st.expander("What is too old, entry by entry"):
        table.draw(Twin("The newest entry of each person in these files", header, rows))


def older_too(found: Loaded, chosen: bool) -> bool:
    """Whether an older extract is to go behind the newer one; asked only if it is one.

    `chosen` is what was answered before: then nothing refuses it any more.
    """
    if not chosen and not any(
        each.code == "IMP-J03" and each.outcome == "refuse"
        for file in found.files
        for each in file.problems
    ):
        return False
    return st.checkbox(
        "This extract is older than one that is loaded. Load it behind the newer one; "
        "every newer record stands.",
        key=f"older_{found.files[0].sha256[:12]}",
    )


def save(
    delivery: Delivery, found: Loaded, keep: Callable[[str | None, int | None], None]
) -> None:
    """Step 4: all of it, or the rest with a reason."""
    st.header(STEPS[3], anchor=False)
    if delivery.is_refused or _is_refused(found):
        st.markdown(f"{NOT_YET} A file is not taken: put it right, and choose again.")
        return
    expected = st.number_input(
        "How many people the service has, all told (leave empty if you do not know)",
        min_value=1,
        value=None,
        step=1,
        key="expected",
        help="Pages say from it how complete the records are.",
    )
    if found.could_be_saved:
        if st.button("Save all", type="primary", key="save_all"):
            keep(None, expected)
    else:
        reason = st.text_input(_why(found), key="save_rest_reason")
        if st.button("Save the rest", key="save_rest", disabled=not reason.strip()):
            keep(reason.strip(), expected)


def _why(found: Loaded) -> str:
    held = sum(counts["held"] for counts in found.tables.values())
    if not held:
        return "Why are there over 20 % fewer rows than last time?"
    fewer = ", and over 20 % fewer than last time" if found.fell else ""
    return f"Why save the rest, and leave {counted(held, 'row')} waiting{fewer}?"


def for_a_person(found: Loaded) -> None:
    """What cannot wait until somebody happens to look: a count, and whom to tell."""
    if found.for_a_person:
        st.warning(found.for_a_person, icon=":material/person_alert:")


def done(result: Loaded | None) -> None:
    """What was saved just now, until other files are chosen."""
    if result is None:
        return
    st.success(result.summary, icon=":material/check:")
    for_a_person(result)
    ageing(result)
    with st.expander("Totals of what was saved, to compare with your case system"):
        table.draw(_totals(result.totals))


def _is_refused(found: Loaded) -> bool:
    problems = (each for file in found.files for each in file.problems)
    return any(each.outcome == "refuse" for each in problems)


def links_given(links: Mapping[str, str] | None, given: Callable[[], None]) -> None:
    """The list of new labels, once."""
    if not links:
        return
    st.info(LINKS, icon=":material/key:")
    name = f"Take the linking list ({counted(len(links), 'label')})"
    st.link_button(name, _taken_at(links), icon=":material/download:")
    if st.button("I have it: forget the list", key="linking_list"):
        session.keep(LINKS_TAKEN_AT, None)
        given()
        st.rerun()


def _taken_at(links: Mapping[str, str]) -> str:
    """The address of the list, which opens once: the same one however often drawn."""
    if session.kept(LINKS_TAKEN_AT) is None:
        content = linking_list(links).encode()
        session.keep(
            LINKS_TAKEN_AT, session.offer("linking-list.csv", content, Action.LOAD)
        )
    return str(session.kept(LINKS_TAKEN_AT))


def _totals(totals: Mapping[str, Mapping[str, int]]) -> Twin:
    rows = []
    for place, counts in totals.items():
        name, column = place.split(".")
        declared = TABLES[name].column(column)
        for code, number in counts.items():
            label = declared.codes.label(code) if declared.codes else code
            rows.append((declared.words, label, number))
    return Twin("Rows of each code", ("What", "Code", "Rows"), tuple(rows))
