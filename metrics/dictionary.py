"""The dictionary: every table, code, question, fact, indicator and criterion in plain
words, written from the declarations into DICTIONARY.md.

`python -m metrics.dictionary` writes the file; `--check` says whether it is current.
Nothing is declared here: what stands in the file stands in the declarations, and what
they lack, the file lacks too.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from metrics.cohorts import COHORTS
from metrics.contracts import ALL_CODES, TABLES, CodeList, Column, Table
from metrics.contracts.event import KINDS
from metrics.criteria import CRITERIA, Criterion
from metrics.indicators import INDICATORS, STRENGTHS, TRENDS, Example, Indicator
from metrics.indicators.measures import MEASURES
from metrics.periods import DEMO_TODAY
from metrics.phrases import day
from metrics.scope import Scope
from metrics.settings import RULES, Limit
from metrics.store import Fact, parameters, view
from metrics.surveys import SURVEYS, Question, Survey


FILE = Path(__file__).with_name("DICTIONARY.md")
REMAKE = "python -m metrics.dictionary"
STALE = (
    "metrics/DICTIONARY.md does not say what the declarations say. "
    f"Write it anew: {REMAKE}"
)
HELD = {
    "imported": "Comes from files; some rows are also recorded in the app.",
    "app": "Written in the app.",
    "program": "Kept by the program.",
    "safeguarding": "Held by the safeguarding lead: nobody else lists it.",
}
WEIGHED = {
    "newest": "the last word decides",
    "any yes": "one yes that may still be used decides",
}


def main(arguments: Sequence[str]) -> int:
    """Write the file, or with `--check` compare it; 1 where it is stale."""
    text = dictionary()
    if "--check" not in arguments:
        FILE.write_text(text, encoding="utf-8")
        return 0
    if FILE.exists() and FILE.read_text(encoding="utf-8") == text:
        return 0
    print(STALE, file=sys.stderr)
    return 1


def dictionary() -> str:
    """The whole file."""
    parts = [_opening(), *_indicators(), *_criteria(), *_cohorts(), *_trends()]
    parts += [
        *_measures(),
        *_facts(),
        *_tables(),
        *_events(),
        *_surveys(),
        *_code_lists(),
    ]
    return "\n\n".join(parts) + "\n"


def _opening() -> str:
    return f"""# Dictionary

What is recorded, what it is called, how long it may be used, and what is made of it.
Rule set {RULES}. Written from the declarations by `{REMAKE}`: change those, never this.

- An answer is *yes*, *no*, *asked, not answered*, or *not asked*. What is not known is
  never a no.
- Every fact has a date. "May be used for 84 days" counts from that date; after it, the
  fact is out of date, and says "ask again". What stands without days does not age.
- An indicator or criterion says what to look at. It never decides.

Parts: [Indicators](#indicators) · [Criteria](#criteria) · [Cohorts](#cohorts) ·
[Only shown](#only-shown) · [Counted in reports](#counted-in-reports) ·
[Facts](#facts) · [Tables](#tables) ·
[Events](#events) · [Surveys](#surveys) · [Code lists](#code-lists)"""


# What is decided -------------------------------------------------------------------


def _indicators() -> Iterator[str]:
    yield (
        "## Indicators\n\nWhat a keyworker could ask or review. True in the database "
        "is *raised*, false *not raised*, null *not known*."
    )
    for each in INDICATORS.values():
        yield _rule(each, [])


def _criteria() -> Iterator[str]:
    yield (
        "## Criteria\n\nWho could be talked to about a group with people they buy "
        "with: exclusions, deferrals, then the core. A named person decides."
    )
    for each in CRITERIA.values():
        yield _rule(each, list(_of_criterion(each)))


def _of_criterion(each: Criterion) -> Iterator[str]:
    place = ", needed for a place and not for a discussion" if each.for_place else ""
    yield f"Step: {each.step} ({each.code}){place}"
    if each.until:
        yield f"Looked at again: {each.until.words}"


def _cohorts() -> Iterator[str]:
    yield (
        "## Cohorts\n\nPeople who share a need, with the offers that fit, in order. A "
        "list of who may want the same thing, never of who belongs together."
    )
    for each in COHORTS.values():
        first = [f"First: {each.first}"] if each.first else []
        yield _rule(each, [*first, *(f"Offer: {offer}" for offer in each.offers)])


def _rule(each: Indicator, besides: list[str]) -> str:
    asked = f"ask: {each.ask}" if each.ask else "nothing is asked of the client"
    facts = view(each.view).facts
    lines = [
        *besides,
        f"Next step: {each.suggests}",
        f"Where it is not known, {asked}",
        f"Why: {each.why}",
        f"Source: {each.source}",
        f"How strong: {each.strength}, {STRENGTHS[each.strength]}",
        f"Reach: {each.reach}",
        f"Looked at {day(each.reviewed)}; again by {day(each.next_review)}",
        *(f"Reads {_input(facts[name])}" for name in each.inputs),
    ]
    return (
        f"### {each.title}\n\n`{each.id}`\n\n{each.explain()}\n\n{_list(lines)}\n\n"
        f"```sql\n{each.sql()}\n```\n\n{_example(each.example)}"
    )


def _input(fact: Fact) -> str:
    return f"`{fact.name}`: {_small(fact.words)} ({_usable(_days_of(fact))})"


def _example(example: Example) -> str:
    names = [*example.inputs, "expect"]
    return _drawn(names, [[row[name] for name in names] for row in example.rows])


def _trends() -> Iterator[str]:
    yield "## Only shown\n\nShown as recorded and as it went; nothing is raised by it."
    every = TRENDS.values()
    rows = [[f"`{e.id}`", e.title, e.words, e.source, e.strength] for e in every]
    yield _drawn(["id", "title", "what is shown", "source", "strength"], rows)


def _measures() -> Iterator[str]:
    yield (
        "## Counted in reports\n\nAsked of the last day of a period, and shown only "
        "through a release."
    )
    for each in MEASURES.values():
        lines = [f"Of whom: {each.population}", f"Not known: {each.unknown}"]
        lines += [f"{one.label}: `{one.when.sql}`" for one in each.answers]
        lines += [f"Source: {each.source} ({STRENGTHS[each.strength]})"]
        yield f"### {each.title}\n\n`{each.id}`\n\n{each.definition}\n\n{_list(lines)}"


# What is known ---------------------------------------------------------------------


def _facts() -> Iterator[str]:
    yield (
        "## Facts\n\nWhat rules read of a person on a day. Each fact x comes with its "
        "own date `x_on`, its last usable day `x_until`, `x_state` and `x_detail`."
    )
    rules = [*INDICATORS.values(), *CRITERIA.values()]
    for name in dict.fromkeys(each.view for each in rules):
        rows = [
            [f"`{fact.name}`", fact.words, WEIGHED[fact.weigh], _days_of(fact)]
            for fact in view(name).facts.values()
        ]
        head = ["fact", "in words", "of several rows", "may be used for"]
        yield f"### {name}\n\n{_drawn(head, rows)}"


def _days_of(fact: Fact) -> str:
    """Its declared limit, or those of the parts that it is made of."""
    if fact.limit:
        return _used_for(fact.limit)
    limits = parameters(DEMO_TODAY, Scope.nobody())
    named = dict.fromkeys(re.findall(r"\$(days_\w+)", fact.parts))
    days = [limits[name] for name in named if limits[name] is not None]
    return " or ".join(dict.fromkeys(f"{each} days" for each in days))


def _used_for(limit: Limit | None) -> str:
    if limit is None or limit.days is None:
        return ""
    return f"{limit.days} days" if limit.days else "that day"


def _usable(days: str) -> str:
    return f"may be used for {days}" if days else "does not age"


# What is recorded ------------------------------------------------------------------


def _tables() -> Iterator[str]:
    yield (
        "## Tables\n\nA cell is left empty where nothing was asked; `declined`, where "
        "a column takes it, is asked and not answered. Every row also has a source, a "
        "day for which it speaks, and the load it came by."
    )
    for table in TABLES.values():
        yield _table(table)


def _table(table: type[Table]) -> str:
    head = ["column", "in words", "what to write", "needed", "may be used for"]
    rows = [_column(column) for column in table.columns()]
    key = ", ".join(f"`{name}`" for name in table.key)
    return (
        f"### {table.name}\n\nOne row is {table.one_row}. {HELD[table.held]} "
        f"No two rows share {key}.\n\n{_drawn(head, rows)}\n\nTemplate:\n\n"
        f"```csv\n{table.template()}\n```"
    )


def _column(column: Column) -> list[str]:
    unit = f" ({column.unit})" if column.unit else ""
    named = column.codes and f"a code of [{column.codes.id}](#{_anchor(column.codes)})"
    return [
        f"`{column.name}`",
        column.words + unit,
        named or column.expects,
        "yes" if column.required else "",
        _used_for(column.limit),
    ]


def _events() -> Iterator[str]:
    yield (
        "## Events\n\nA kind of event, the facts that are made of it, and for how "
        "long. A no is a row of its own, dated on the day it was asked."
    )
    rows = [
        [
            f"`{kind.id}`",
            kind.label,
            f"`{window.fact}`: {window.words}",
            WEIGHED[window.weigh],
            _used_for(window.limit),
            "yes" if kind.ask else "no",
        ]
        for kind in KINDS
        for window in kind.windows
    ]
    head = ["kind", "in words", "fact", "of several rows", "may be used for", "asked?"]
    yield _drawn(head, rows)


def _surveys() -> Iterator[str]:
    yield "## Surveys\n\nEvery question may be skipped."
    for survey in SURVEYS.values():
        yield _survey(survey)


def _survey(survey: Survey) -> str:
    lines = [
        f"When: {survey.when}",
        "Asked alone" if survey.asked_alone else "May be asked with others there",
        f"Source: {survey.source}",
        f"How strong: {survey.strength}, {STRENGTHS[survey.strength]}",
        f"Reach: {survey.reach}",
        *([f"Stands beside its answers: {survey.banner}"] if survey.banner else []),
        *(f"Said first: {words}" for words in survey.say_first),
    ]
    head = ["question", "asked", "answer", "kept in", "may be used for"]
    rows = [_question(question) for question in survey.questions]
    title = f"### {survey.title}\n\n`{survey.id}`"
    return f"{title}\n\n{_list(lines)}\n\n{_drawn(head, rows)}"


def _question(question: Question) -> list[str]:
    kept = f"`{question.fills}`"
    if question.restricted:
        kept = "a disclosure, held by the safeguarding lead"
    text = f"{question.text} {question.note}".strip()
    if question.retired:
        text += f" No longer asked since {day(question.retired)}."
    return [
        f"`{question.id}`",
        text,
        question.expects,
        kept,
        _used_for(question.limit),
    ]


def _code_lists() -> Iterator[str]:
    yield "## Code lists\n\nWhat stands in a file, and the words for it on screens."
    for codes in ALL_CODES:
        rows = [[f"`{code.id}`", code.label, code.group or ""] for code in codes]
        drawn = _drawn(["code", "in words", "group"], rows)
        yield f"### {codes.title} ({codes.id})\n\n{drawn}"


# How it is written -----------------------------------------------------------------


def _drawn(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; a column that is empty in every row is left out."""
    cells = [[_cell(cell) for cell in row] for row in rows]
    kept = [place for place in range(len(head)) if any(row[place] for row in cells)]
    lines = [[head[place] for place in kept], ["---"] * len(kept)]
    lines += [[row[place] for place in kept] for row in cells]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _list(lines: Iterable[str]) -> str:
    return "\n".join(f"- {_cell(line)}" for line in lines)


def _small(words: str) -> str:
    """Inside a sentence; a word in capitals (ORT, HIV) stays."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def _anchor(codes: CodeList) -> str:
    """The address that a heading gets: lower case, marks left out."""
    title = f"{codes.title} ({codes.id})".lower()
    return re.sub(r"[^\w\- ]", "", title).replace(" ", "-")


if __name__ == "__main__":  # pragma: no cover: tests call main
    sys.exit(main(sys.argv[1:]))
