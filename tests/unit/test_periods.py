from datetime import date, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics import periods
from metrics.periods import Period, now, today


DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("label", "start", "end", "words"),
    [
        ("2026-27-Q1", date(2026, 4, 1), date(2026, 6, 30), "April to June 2026"),
        ("2026-27-Q2", date(2026, 7, 1), date(2026, 9, 30), "July to September 2026"),
        (
            "2026-27-Q3",
            date(2026, 10, 1),
            date(2026, 12, 31),
            "October to December 2026",
        ),
        ("2026-27-Q4", date(2027, 1, 1), date(2027, 3, 31), "January to March 2027"),
        ("2026-27", date(2026, 4, 1), date(2027, 3, 31), "April 2026 to March 2027"),
        ("2099-00", date(2099, 4, 1), date(2100, 3, 31), "April 2099 to March 2100"),
    ],
)
def test_a_label_is_read_and_said(label: str, start: date, end: date, words: str):
    found = Period.parse(label)
    assert (found.start, found.end, found.label, found.words) == (
        start,
        end,
        label,
        words,
    )


@pytest.mark.parametrize(
    "label",
    [
        "",
        "2026",
        "2026-28",
        "2026-26",
        "2026-27-Q5",
        "2026-27-Q0",
        "2026-27-Q",
        "2026-27-q2",
        " 2026-27",
        "2026-27 ",
        "2026-27-Q2-Q3",
        "26-27",
    ],
)
def test_anything_else_is_refused_with_both_forms(label: str):
    with pytest.raises(ValueError, match=r"2026-27-Q2 .* or 2026-27\."):
        Period.parse(label)


@given(DAYS)
def test_a_day_lies_in_its_quarter_and_in_no_other(day: date):
    found = Period.of(day)
    assert found.start <= day <= found.end
    assert Period.parse(found.label) == found
    assert Period.of(found.start) == Period.of(found.end) == found


@given(DAYS)
def test_the_quarter_before_ends_where_this_one_starts(day: date):
    found = Period.of(day)
    assert (found.start - found.before().end).days == 1
    assert found.before() < found


@given(st.integers(2000, 2090))
def test_a_year_is_its_four_quarters(year: int):
    quarters = [Period.quarter(year, number) for number in (1, 2, 3, 4)]
    assert Period.year(year).start == quarters[0].start
    assert Period.year(year).end == quarters[3].end
    assert all(later.before() == one for one, later in pairwise(quarters))


def test_before_a_year_comes_the_last_quarter_of_the_year_before():
    assert Period.parse("2026-27").before() == Period.parse("2025-26-Q4")


class _Clock(datetime):
    """Half past eleven at night in UTC: in London, in summer, it is the next day."""

    @classmethod
    def now(cls, tz: ZoneInfo | None = None) -> datetime:
        return datetime(2026, 7, 1, 23, 30, tzinfo=ZoneInfo("UTC")).astimezone(tz)


def test_today_is_the_date_in_london_unless_it_is_fixed(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(periods, "datetime", _Clock)
    assert today() == date(2026, 7, 2)
    assert today(date(2026, 11, 2)) == date(2026, 11, 2)
    assert now() == datetime(2026, 7, 1, 23, 30)
