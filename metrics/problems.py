"""Every sentence a user may be shown when something is wrong with what they gave us.

Four parts, always in this order: where, what we found (the class of value, never the
value: safety.md INV5), what is expected, what to do. Codes are the case ids of
safety.md section 3.3. Ordinary words of pages and declarations do not belong here.
"""

from dataclasses import dataclass
from enum import StrEnum


class UserError(Exception):
    """Shown to the person as it stands, without a traceback. Never holds a value."""


class StoreBusy(UserError):
    """Another process holds the store."""


class StoreShut(UserError):
    """The store could not be written and takes nothing more until it is opened anew."""


class Stopped(UserError):
    """Whoever waited stopped it, and nothing of it happened."""

    def __init__(self) -> None:
        super().__init__("Stopped. Nothing was saved.")


class Outcome(StrEnum):
    """What happens to a file or row that has a problem (safety.md 3.2)."""

    REFUSE = "refuse"
    HOLD = "hold"
    WARN = "warn"
    NORMALISE = "normalise"


@dataclass(frozen=True)
class Problem:
    """One thing found, at one place. `row` is as the user's spreadsheet numbers it."""

    code: str
    outcome: Outcome
    found: str
    expected: str
    fix: str
    file: str = ""
    table: str | None = None
    row: int | None = None
    column: str | None = None

    @property
    def where(self) -> str:
        parts = [self.file]
        if self.row is not None:
            parts.append(f"row {self.row}")
        if self.column:
            parts.append(f"column {self.column}")
        return ", ".join(part for part in parts if part)

    def sentence(self) -> str:
        """ "clients.csv, row 14, column dose: this has a unit in it. ..." """
        start = f"{self.where}: " if self.where else ""
        return f"{start}{self.found} Expected: {self.expected} {self.fix}"
