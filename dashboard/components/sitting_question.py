"""One question of a sitting on the screen: large buttons, one touch, saved at once.

Skip, "don't know" and "prefer not to say" are as large as the answers, because they are
answers. What is asked and how it can be answered is handed in (`casework.form`).
"""

from collections.abc import Callable
from itertools import groupby
from typing import Literal

import streamlit as st

from dashboard.components.plain import plain
from dashboard.components.sitting_buttons import WIDE, large
from metrics import Code
from metrics.casework import Form, OpenSitting, Reply, Step, asked, form, way


Answer = Callable[[Reply], None]
FEW = 7  # a scale of more than this has buttons no wider than their numbers
SCALE = 126  # five of these beside each other on a laptop
NOBODY = "Nobody"
NEW = "somebody new"
NONE = "none"
REFERENCE = (
    "The service's own number for them (the worker types it; it is not shown again)"
)


def draw(held: OpenSitting, step: Step, answer: Answer) -> None:
    """The question and every way to answer it."""
    st.header(plain(asked(step)), anchor=False)
    if way(step):
        st.markdown(f"**{plain(way(step))}**")
    if step.question.note:
        st.caption(plain(step.question.note))
    how = form(step)
    with st.container(key="answers"):
        _SHAPES[how.shape](held, step, how, answer)
        _unanswered(step, how, answer)


def _unanswered(step: Step, how: Form, answer: Answer) -> None:
    with st.container(horizontal=True, key="unanswered"):
        for code in how.unanswered:
            if large(code.label, f"{_name(step)}_{code.id}"):
                answer(Reply(unanswered=code.id))


def _one(held: OpenSitting, step: Step, how: Form, answer: Answer) -> None:
    for code in _buttons(step, how.options):
        answer(Reply(code.id))


def _buttons(step: Step, options: tuple[Code, ...]) -> list[Code]:
    """The options as buttons; the one that was touched, if one was. Numbers are narrow
    enough to stand in rows, as on a calendar.
    """
    width: Literal["content"] | int = WIDE
    if all(code.id.isdigit() for code in options):
        width = "content" if len(options) > FEW else SCALE
    with st.container(horizontal=True, key="options"):
        return [
            code
            for code in options
            if st.button(plain(code.label), key=f"{_name(step)}_{code.id}", width=width)
        ]


def _link(held: OpenSitting, step: Step, how: Form, answer: Answer) -> None:
    reference = st.text_input(
        REFERENCE, key=f"{_name(step)}_reference", autocomplete="off", max_chars=64
    )
    for code in _buttons(step, how.options):
        answer(Reply(code.id, reference=reference))


def _people(held: OpenSitting, step: Step, how: Form, answer: Answer) -> None:
    """Everybody mentioned so far, and new people; then that is everybody."""
    chosen = st.pills(
        "Who? Choose everybody it is true of.",
        held.choices(how.most),
        selection_mode="multi",
        format_func=lambda n: _person(n, held.said.people),
        default=held.named(step),
        key=f"{_name(step)}_people",
    )
    too_many = len(chosen) > how.most
    if too_many:
        st.warning(f"Up to {how.most} people a question: leave some out.")
    named = ";".join(str(n) for n in sorted(chosen))
    with st.container(horizontal=True, key="people_done"):
        if large(
            "That is everybody",
            f"{_name(step)}_done",
            primary=True,
            disabled=not chosen or too_many,
        ):
            answer(Reply(named))
        if large(NOBODY, f"{_name(step)}_nobody"):
            answer(Reply(NONE))


def _person(number: int, known: tuple[int, ...]) -> str:
    return f"Person {number}" if number in known else f"Person {number}, {NEW}"


def _pairs(held: OpenSitting, step: Step, how: Form, answer: Answer) -> None:
    """For each person, whom of those after them they know."""
    chosen: list[str] = []
    for one, pairs in groupby(held.pairs, key=lambda pair: pair[0]):
        found = st.pills(
            f"Person {one} knows",
            [other for _, other in pairs],
            selection_mode="multi",
            format_func=lambda n: f"Person {n}",
            key=f"{_name(step)}_pairs_{one}",
        )
        chosen += [f"{one}-{other}" for other in sorted(found)]
    too_many = len(chosen) > how.most
    if too_many:
        st.warning(f"Up to {how.most} pairs: leave some out.")
    with st.container(horizontal=True, key="pairs_done"):
        if large(
            "Those know each other",
            f"{_name(step)}_done",
            primary=True,
            disabled=not chosen or too_many,
        ):
            answer(Reply(";".join(chosen)))
        if large("None of them", f"{_name(step)}_none"):
            answer(Reply(NONE))


def _any(held: OpenSitting, step: Step, how: Form, answer: Answer) -> None:
    labels = {code.id: code.label for code in how.options}
    chosen = st.pills(
        "Choose any",
        list(labels),
        selection_mode="multi",
        format_func=labels.__getitem__,
        key=f"{_name(step)}_any",
    )
    with st.container(horizontal=True, key="any_done"):
        if large("These", f"{_name(step)}_done", primary=True, disabled=not chosen):
            answer(Reply(";".join(chosen)))
        if large("None of these", f"{_name(step)}_none"):
            answer(Reply(NONE))


def _date(held: OpenSitting, step: Step, how: Form, answer: Answer) -> None:
    on = st.date_input(
        "The day",
        value=None,
        max_value=held.sitting.began_at.date(),
        format="DD/MM/YYYY",
        key=f"{_name(step)}_day",
    )
    with st.container(horizontal=True, key="date_done"):
        if large("This day", f"{_name(step)}_done", primary=True, disabled=on is None):
            answer(Reply(str(on)))
        if large("Never", f"{_name(step)}_none"):
            answer(Reply(NONE))


_SHAPES: dict[str, Callable[[OpenSitting, Step, Form, Answer], None]] = {
    "one": _one,
    "people": _people,
    "pairs": _pairs,
    "any": _any,
    "date": _date,
    "link": _link,
}


def _name(step: Step) -> str:
    """What its controls are called: the question's own names, never a person's."""
    return "_".join(("said", *step.key))
