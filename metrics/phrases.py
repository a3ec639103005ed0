"""How a day, an age, a number and a dose are said: the same words on every screen,
print and stored decision (safety.md 4.2). What is said, and when, is decided elsewhere.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal


def day(on: date) -> str:
    """ "6 August 2026"."""
    return f"{on.day} {on:%B %Y}"


def ago(on: date, today: date) -> str:
    """The age of a fact in words: "today", "1 day ago", "120 days ago"."""
    days = (today - on).days
    if days < 0:
        return f"in {counted(-days, 'day')}"
    return "today" if days == 0 else f"{counted(days, 'day')} ago"


def counted(amount: int, noun: str) -> str:
    """ "1 review", "9 reviews", "1,204 people"."""
    several = "people" if noun == "person" else f"{noun}s"
    return f"{amount:,} {noun if amount == 1 else several}"


def number(value: int | Decimal | float) -> str:
    """Whole numbers as they are; a decimal without needless noughts."""
    return f"{Decimal(str(value)).normalize():,f}"


def dose(
    *,
    medicine: str,
    form: str | None,
    amount: Decimal | None,
    unit: str | None,
    interval: str | None,
) -> str:
    """The whole phrase: "methadone, oral solution, 45mg once a day".

    A dose is never said without product, unit and how often (safety.md CS-16): what the
    record lacks is said to be missing.
    """
    if amount is None:
        said = "amount not recorded"
    else:
        said = f"{number(amount)}{unit or ' (unit not recorded)'}"
    parts = [medicine, form or "form not recorded"]
    return f"{', '.join(parts)}, {said} {interval or '(how often: not recorded)'}"


def listed(words: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def first_up(words: str) -> str:
    """The words as a sentence begins: "illicit opiates" is "Illicit opiates"."""
    return words[:1].upper() + words[1:]


def as_written(text: str) -> str:
    """Free words as somebody wrote them; of another alphabet or with letters that
    English does without, that is said beside them. Nothing is ever translated.
    """
    foreign = any(each.isalpha() and not each.isascii() for each in text)
    return f"{text}; as written, in another language" if foreign else text


def one_line(text: str) -> str:
    """The text on one line: what breaks, turns or hides is written out, as `\\n`.

    What somebody typed or named a file may hold a line break and then words that look
    like an entry of ours (safety.md IMP-G06).
    """
    return "".join(
        each if each.isprintable() else each.encode("unicode_escape").decode("ascii")
        for each in text
    )
