"""A sitting as a form on paper, to be typed in afterwards: of the same questions.

The private questions stand on no paper, nor does who somebody is. Numbers of people and
boxes to mark, and no line that invites a name.
"""

import streamlit as st

from dashboard import prints
from dashboard.prints import Entry, Printed
from metrics import SURVEYS
from metrics.casework import Form, Kind, Step, form, on_paper, way


FILE = "form.pdf"  # its name tells nothing of what is in it
PEOPLE = 5  # a sheet has room for so many; more take another
HEAD = (
    "The worker’s own number for this sheet: __________   Day: ____ / ____ / ________",
    "Asked: [   ] in person   [   ] by phone   [   ] filled in by the client      "
    "Alone: [   ] yes   [   ] no",
    "Any question may be left: mark how. Private questions are not on paper: ask them "
    "aloud, alone, and write them into the program at once.",
)
NO_BREAK = "\u00a0"
MANY = 11  # more options than a scale from 0 to 10: a number is written instead


def draw(kind: Kind) -> None:
    """The form of one sitting, as a PDF."""
    st.download_button(
        "Print it as a form on paper",
        lambda: prints.pdf(paper(kind)),
        FILE,
        "application/pdf",
        on_click="ignore",
        key="paper_form",
    )


def paper(kind: Kind) -> Printed:
    """The form: what is asked once, then what is asked of each person."""
    steps = on_paper(kind)
    once = [_entry(step) for step in steps if step.person is None]
    each = [step for step in steps if step.person is not None]
    people = [_person(number, each) for number in range(1, PEOPLE + 1)] if each else []
    return Printed(kind.title, (*_say_first(kind), *HEAD), (*once, *people))


def _say_first(kind: Kind) -> list[str]:
    """What is said first, but for the questions that are not on paper."""
    told = [SURVEYS[name].say_first for name in kind.surveys if name != "private"]
    return list(dict.fromkeys(line for lines in told for line in lines))


def _entry(step: Step) -> Entry:
    heading = " ".join(part for part in (step.question.text, way(step)) if part)
    return Entry(heading, (_answers(form(step)), _left(form(step))))


def _person(number: int, steps: list[Step]) -> Entry:
    lines = [
        f"{step.question.text}   {_answers(form(step))}   {_left(form(step))}"
        for step in steps
    ]
    return Entry(f"Person {number}", tuple(lines))


def _answers(how: Form) -> str:
    match how.shape:
        case "people":
            return f"Person {'____   ' * how.most}{_box('nobody')}"
        case "pairs":
            return f"{'____ and ____   ' * 5}{_box('none of them')}"
        case "date":
            return f"____ / ____ / ________   {_box('never')}"
        case "any":
            return _boxes([*(code.label for code in how.options), "none of these"])
    if len(how.options) > MANY:
        return f"Number: ______   ({how.options[0].label} to {how.options[-1].label})"
    return _boxes([code.label for code in how.options])


def _left(how: Form) -> str:
    return _boxes([code.label.lower() for code in how.unanswered])


def _boxes(labels: list[str]) -> str:
    return "   ".join(_box(label) for label in labels)


def _box(label: str) -> str:
    """A box that never stands on another line than its label."""
    return f"[   ] {label}".replace(" ", NO_BREAK)
