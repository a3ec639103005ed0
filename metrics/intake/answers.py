"""Answers judged by their own questions, which `metrics/surveys/` declares.

Each distinct answer is read once, however many rows bear it. An answer that only the
safeguarding lead may see is never taken from a file.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from metrics.problems import Outcome, Problem
from metrics.surveys import SURVEYS, Question


BETWEEN = "\x1f"  # no cell holds it: control characters are held before


def unreadable(rows: pa.Table) -> Iterator[tuple[Problem, int]]:
    """The problem of each row whose answer its question does not take, and its line."""
    said = pc.binary_join_element_wise(
        rows["survey"],
        rows["question"],
        rows["asked_on"].cast(pa.string()),
        pc.fill_null(rows["value"], ""),
        BETWEEN,
    )
    judged = {
        text: _judged(*text.split(BETWEEN)) for text in pc.unique(said).to_pylist()
    }
    wrong = {text: problem for text, problem in judged.items() if problem}
    found = pc.is_in(said, value_set=pa.array(list(wrong), pa.string()))
    texts = said.filter(found).to_pylist()
    for text, row in zip(texts, rows.filter(found).to_pylist(), strict=True):
        place = {"row": row["sheet_row"], "file": str(row["file_number"])}
        yield replace(wrong[text], table="answer", **place), row["line"]


def for_the_lead(rows: pa.Table) -> int:
    """How many answers only the safeguarding lead may see, and are no plain no."""
    theirs = {
        (survey.id, question.id)
        for survey in SURVEYS.values()
        for question in survey.questions
        if question.restricted
    }
    asked = pa.array({question for _, question in theirs}, pa.string())
    some = rows.filter(pc.is_in(rows["question"], value_set=asked))
    return sum(
        (row["survey"], row["question"]) in theirs and row["value"] not in (None, "no")
        for row in some.select(["survey", "question", "value"]).to_pylist()
    )


def _judged(survey: str, question: str, asked_on: str, value: str) -> Problem | None:
    known = SURVEYS.get(survey)
    asked = known.question(question) if known else None
    if asked is None:
        return _held(
            "survey" if known is None else "question",
            "this survey or question is not declared.",
            "the ids of a survey and of one of its questions.",
            "Correct the ids, or leave the row out.",
        )
    if not _is_for_answers(asked):
        return _held(
            "question",
            "answers to this question are not kept in this table.",
            "a question whose answer may be seen with the others.",
            "Leave the row out. If it says that somebody may come to harm, tell the "
            "safeguarding lead now: this program tells nobody.",
        )
    read = asked.read(value, date.fromisoformat(asked_on)) if value else None
    return replace(read, column="value") if isinstance(read, Problem) else None


def _is_for_answers(asked: Question) -> bool:
    return asked.fills == "answer.value" and not asked.restricted


def _held(column: str, found: str, expected: str, fix: str) -> Problem:
    return Problem("IMP-D04", Outcome.HOLD, found, expected, fix, column=column)
