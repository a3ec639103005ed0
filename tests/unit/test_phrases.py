from datetime import date
from decimal import Decimal

import pytest

from metrics.phrases import ago, counted, day, dose, listed, number


TODAY = date(2026, 11, 2)


def test_a_day_has_no_nought_in_front():
    assert day(date(2026, 8, 6)) == "6 August 2026"
    assert day(date(2026, 12, 31)) == "31 December 2026"


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2026, 11, 2), "today"),
        (date(2026, 11, 1), "1 day ago"),
        (date(2026, 10, 31), "2 days ago"),
        (date(2023, 1, 1), "1,401 days ago"),
        (date(2026, 11, 3), "in 1 day"),
        (date(2026, 11, 12), "in 10 days"),
    ],
)
def test_the_age_of_a_fact(on: date, words: str):
    assert ago(on, TODAY) == words


@pytest.mark.parametrize(
    ("amount", "noun", "words"),
    [
        (0, "review", "0 reviews"),
        (1, "review", "1 review"),
        (2, "review", "2 reviews"),
        (1, "person", "1 person"),
        (1204, "person", "1,204 people"),
    ],
)
def test_how_many(amount: int, noun: str, words: str):
    assert counted(amount, noun) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (60, "60"),
        (Decimal("60.000"), "60"),
        (Decimal("0.400"), "0.4"),
        (Decimal("1000"), "1,000"),
        (Decimal("100"), "100"),
        (2.5, "2.5"),
        (0, "0"),
    ],
)
def test_a_number_has_no_needless_noughts(value: int | Decimal | float, words: str):
    assert number(value) == words


WHOLE = {
    "medicine": "methadone",
    "form": "oral solution",
    "amount": Decimal("45.000"),
    "unit": "mg",
    "interval": "once a day",
}


@pytest.mark.parametrize(
    ("lacks", "words"),
    [
        (None, "methadone, oral solution, 45mg once a day"),
        ("form", "methadone, form not recorded, 45mg once a day"),
        ("amount", "methadone, oral solution, amount not recorded once a day"),
        ("unit", "methadone, oral solution, 45 (unit not recorded) once a day"),
        ("interval", "methadone, oral solution, 45mg (how often: not recorded)"),
    ],
)
def test_a_dose_is_a_whole_phrase_that_says_what_it_lacks(
    lacks: str | None, words: str
):
    assert dose(**{**WHOLE, **({lacks: None} if lacks else {})}) == words


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["dose"], "dose"),
        (["dose", "naloxone"], "dose and naloxone"),
        (["dose", "naloxone", "use"], "dose, naloxone and use"),
    ],
)
def test_words_are_listed(words: list[str], said: str):
    assert listed(words) == said
