"""The calendar: today, and the financial periods that reports are cut by.

Nothing else in the product reads a clock, time stamps of acts apart. What a period
counts, and how a date is shown to people, do not belong here.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo


LONDON = ZoneInfo("Europe/London")
DEMO_TODAY = date(2026, 11, 2)


def today(fixed: date | None = None) -> date:
    """The date in London, unless a store (the demo's, a test's) fixes its own."""
    return fixed or datetime.now(LONDON).date()


def now() -> datetime:
    """The moment of an act, in UTC without an offset, as the store keeps it."""
    return datetime.now(ZoneInfo("UTC")).replace(tzinfo=None)


@dataclass(frozen=True, order=True)
class Period:
    """A financial quarter (`2026-27-Q2` = July to September 2026) or year (`2026-27`).

    `start` and `end` are both inside the period.
    """

    start: date
    end: date
    label: str

    @classmethod
    def parse(cls, label: str) -> "Period":
        """Read a label; raises ValueError, naming the two forms that are accepted."""
        found = re.fullmatch(r"(\d{4})-(\d{2})(?:-Q([1-4]))?", label)
        if not found or (int(found[1]) + 1) % 100 != int(found[2]):
            raise ValueError("Write a period as 2026-27-Q2 (a quarter) or 2026-27.")
        year = int(found[1])
        return cls.quarter(year, int(found[3])) if found[3] else cls.year(year)

    @classmethod
    def quarter(cls, year: int, number: int) -> "Period":
        """Quarter 1 to 4 of the financial year that starts in April of `year`."""
        start = _month(year, 4 + 3 * (number - 1))
        end = _month(year, 4 + 3 * number) - timedelta(days=1)
        return cls(start, end, f"{_years(year)}-Q{number}")

    @classmethod
    def year(cls, year: int) -> "Period":
        """The financial year that starts in April of `year`."""
        return cls(date(year, 4, 1), date(year + 1, 3, 31), _years(year))

    @classmethod
    def of(cls, day: date) -> "Period":
        """The quarter that holds a day."""
        year = day.year if day.month >= 4 else day.year - 1
        return cls.quarter(year, (day.month - 4) % 12 // 3 + 1)

    def before(self) -> "Period":
        """The quarter before this one (of a year: its last quarter's predecessor)."""
        return Period.of(self.start - timedelta(days=1))

    @property
    def words(self) -> str:
        """As people say it: "July to September 2026", "April 2026 to March 2027"."""
        first, last = self.start.strftime("%B"), self.end.strftime("%B %Y")
        if self.start.year != self.end.year:
            first = self.start.strftime("%B %Y")
        return f"{first} to {last}"


def _month(year: int, month: int) -> date:
    """The first day of a month that may lie past December."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def _years(year: int) -> str:
    return f"{year}-{(year + 1) % 100:02d}"
