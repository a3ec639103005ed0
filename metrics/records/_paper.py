"""What leaves a client's page as text: for the case record, and for the person.

Own facts only: nothing that tells of somebody else, no restricted fact, no label, no
score. Which facts tell of somebody else, the view says (`Fact.of_people`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from metrics.phrases import day
from metrics.records._client import TOLD, ClientPage
from metrics.records._people import VIEW, Judged
from metrics.settings import RULES
from metrics.store import view


DOSES = "Doses are as recorded, not for prescribing or supply."
NOTHING = "nothing recorded"
# What a strength is to the person themselves, in words for the street and the kitchen.
TO_THEM = {
    "housing": "You have a home.",
    "employment": "You work, study or volunteer.",
    "co2": "You have ways to get through a bad day.",
    "own_goal": "You want to stop, or to cut down.",
    "on_ort": "You are on treatment.",
    "opiate_days": (
        "No heroin, or opioids not prescribed, in the 28 days before your last form."
    ),
    "crack_days": "No crack in the 28 days before your last form.",
    "co6": "Your dose lasts the whole day.",
    "naloxone_kit": "You have naloxone at home.",
}
# What was not asked, as it is said to them, by indicator; the rest stays on the screen.
TO_TALK_ABOUT = {
    "naloxone_missing": "Naloxone at home.",
    "nonfatal_overdose": "Whether you had an overdose.",
    "ort_not_optimised": "Whether your dose lasts the whole day.",
    "age_and_illness": "Your lungs, liver and heart.",
}
HELP = (
    "In danger, or somebody does not wake up: call 999.",
    "Naloxone keeps a person alive until help comes. Ask us for a kit.",
    "To talk to somebody at any hour: Samaritans, 116 123, free.",
)


@dataclass(frozen=True)
class SheetPart:
    """A heading of the person's sheet, and the sentences below it."""

    title: str
    lines: tuple[str, ...]


def case_text(page: ClientPage, on: date) -> str:
    """The page as plain text, to be pasted into the client's own case record."""
    reasons = [each for each in page.person.reasons if _own(each.indicator.inputs)]
    asks = [
        each.indicator.ask
        for each in page.person.judged
        if each.state.decided is None
        and each.indicator.ask
        and _own(each.indicator.inputs)
    ]
    known = [
        page.facts[name].words
        for name in TOLD
        if page.facts[name].standing == "known" and _own((name,))
    ]
    parts = [
        f"From Alongside, as known on {day(on)}; rules {RULES}.",
        _listed("To ask or review", [_reason(each) for each in reasons]),
        _listed("Not known; ask about", list(dict.fromkeys(asks))),
        _listed("Recorded", known),
        DOSES,
    ]
    return "\n\n".join(parts)


def sheet(page: ClientPage) -> tuple[SheetPart, ...]:
    """A sheet for the person to take home, in plain words; parts without a word in them
    are left out.
    """
    medicine = page.facts["dose"]
    next_review = page.person.next_review
    parts = (
        SheetPart("Your medicine", _if(medicine.standing == "known", medicine.words)),
        SheetPart("What goes well", tuple(_strengths(page))),
        SheetPart("What we could talk about", tuple(_to_talk_about(page))),
        SheetPart("Next time", _if(next_review, f"Your review: {_day(next_review)}.")),
        SheetPart("Help at any hour", HELP),
    )
    return tuple(part for part in parts if part.lines)


def _strengths(page: ClientPage) -> Iterable[str]:
    for domain in page.domains:
        for said in domain.strengths:
            if said.name in TO_THEM:
                yield TO_THEM[said.name]


def _to_talk_about(page: ClientPage) -> Iterable[str]:
    for judged in page.person.judged:
        if judged.state.decided is None and judged.indicator.id in TO_TALK_ABOUT:
            yield TO_TALK_ABOUT[judged.indicator.id]


def _own(names: Iterable[str]) -> bool:
    facts = view(VIEW).facts
    return not any(facts[name].of_people for name in names)


def _reason(judged: Judged) -> str:
    behind = "; ".join(judged.said)
    return f"{judged.indicator.title}: {behind}" if behind else judged.indicator.title


def _listed(title: str, lines: Sequence[str]) -> str:
    return "\n".join([f"{title}:", *(f"- {line}" for line in lines or [NOTHING])])


def _if(holds: object, words: str) -> tuple[str, ...]:
    return (words,) if holds else ()


def _day(on: date | None) -> str:
    return day(on) if on else ""
