"""What a table is: a pydantic row whose fields carry words, limits and units.

From one declaration come the DuckDB table, the CSV template, the check, the empty table
and the dictionary entry. Columns that every table of facts bears besides (provenance)
stand here once. Nothing here knows a database: `store/schema.py` turns a `Column` into
DDL, `store/judge.py` into checks.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Annotated, Any, ClassVar, Literal, Union, get_args, get_origin

import annotated_types
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from metrics.contracts._codes import CodeList
from metrics.settings import Limit


@dataclass(frozen=True)
class Says:
    """The words for a column, and what else a reader of it must know.

    `limit`: how long the fact may be used (absent = it does not age). `future`: a date
    that may lie ahead. `free`: words of whoever wrote it, which a file may fill.
    """

    words: str
    limit: Limit | None = None
    unit: str | None = None
    future: bool = False
    free: bool = False


Kind = Literal["text", "integer", "decimal", "date", "moment", "boolean"]
Asked = Literal["declined"]
DECLINED = "declined"

ClientId = Annotated[
    str,
    StringConstraints(min_length=1, max_length=64),
    Says("Client, by the service's own reference; kept only as a keyed number"),
]
ShortText = Annotated[str, StringConstraints(max_length=80)]
LongText = Annotated[str, StringConstraints(max_length=200)]
# Holds the longest answer of a question with several options, all of them given.
AnswerText = Annotated[str, StringConstraints(max_length=300)]
Days = Annotated[int, Field(ge=0, le=28)] | Asked | None
Rating = Annotated[int, Field(ge=0, le=20)] | Asked | None


@dataclass(frozen=True)
class Column:
    """One column as every reader of a contract sees it. Bounds are inclusive."""

    name: str
    kind: Kind
    words: str
    required: bool
    codes: CodeList | None
    low: Decimal | None
    high: Decimal | None
    longest: int | None
    unit: str | None
    limit: Limit | None
    asked: bool
    future: bool
    free: bool

    @property
    def expects(self) -> str:
        """What a person should put here, in words."""
        if self.codes:
            text = "one of: " + ", ".join(self.codes.ids)
        elif self.low is not None and self.high is not None:
            text = f"a number from {self.low} to {self.high}"
        else:
            text = _EXPECTS[self.kind]
        return text + (', or "declined"' if self.asked else "")


_EXPECTS: dict[Kind, str] = {
    "text": "text",
    "integer": "a whole number",
    "decimal": "a number",
    "date": "a date as 2026-11-02",
    "moment": "a date and time",
    "boolean": "true or false",
}
_KINDS: dict[type, Kind] = {
    str: "text",
    int: "integer",
    Decimal: "decimal",
    date: "date",
    datetime: "moment",
    bool: "boolean",
}
Held = Literal["imported", "app", "program", "safeguarding"]


class Table(BaseModel):
    """A table: one row, with the names that identify it.

    `key` is unique among rows not superseded and compares by IS NOT DISTINCT FROM;
    `dated` is the row's own date; `identity` is the key without it. `renews`: a
    snapshot that still lists such a row says that it still holds (a form does not).
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    name: ClassVar[str]
    one_row: ClassVar[str]
    key: ClassVar[tuple[str, ...]]
    dated: ClassVar[str]
    held: ClassVar[Held] = "imported"
    renews: ClassVar[bool] = False

    @classmethod
    def identity(cls) -> tuple[str, ...]:
        return tuple(name for name in cls.key if name != cls.dated)

    @classmethod
    def columns(cls) -> tuple[Column, ...]:
        """Its own columns in order, provenance left out."""
        return _columns(cls)

    @classmethod
    def column(cls, name: str) -> Column:
        return next(column for column in cls.columns() if column.name == name)

    @classmethod
    def template(cls) -> str:
        """The header line of the CSV template."""
        return ",".join(column.name for column in cls.columns())


@cache
def _columns(table: type[Table]) -> tuple[Column, ...]:
    return tuple(
        _column(name, field.annotation, field.metadata, field.is_required())
        for name, field in table.model_fields.items()
    )


def _column(name: str, annotation: Any, metadata: list[Any], required: bool) -> Column:
    base, notes = _unwrap(annotation)
    notes = [*metadata, *notes]
    says = next(note for note in notes if isinstance(note, Says))
    texts = [note for note in notes if isinstance(note, StringConstraints)]
    lengths = [text.max_length for text in texts if text.max_length]
    lengths += [n.max_length for n in notes if isinstance(n, annotated_types.MaxLen)]
    lows = [Decimal(str(n.ge)) for n in notes if isinstance(n, annotated_types.Ge)]
    highs = [Decimal(str(n.le)) for n in notes if isinstance(n, annotated_types.Le)]
    return Column(
        name=name,
        kind=_KINDS[base],
        words=says.words,
        required=required,
        codes=next((note for note in notes if isinstance(note, CodeList)), None),
        low=max(lows, default=None),
        high=min(highs, default=None),
        longest=min(lengths, default=None),
        unit=says.unit,
        limit=says.limit,
        asked=_is_asked(annotation),
        future=says.future,
        free=says.free,
    )


def _unwrap(annotation: Any) -> tuple[type, list[Any]]:
    """The plain type under Annotated and unions, and every note met on the way."""
    if get_origin(annotation) is Annotated:
        inner, *notes = get_args(annotation)
        flat = [m for n in notes for m in getattr(n, "metadata", ()) or (n,)]
        base, deeper = _unwrap(inner)
        return base, [*flat, *deeper]
    if get_origin(annotation) in (Union, UnionType):
        parts = [_unwrap(arg) for arg in get_args(annotation) if not _is_state(arg)]
        return parts[0][0], [note for _, notes in parts for note in notes]
    return annotation, []


def _is_asked(annotation: Any) -> bool:
    inner = get_args(annotation)[0] if _is_annotated(annotation) else annotation
    return Asked in get_args(inner)


def _is_annotated(annotation: Any) -> bool:
    return get_origin(annotation) is Annotated


def _is_state(annotation: Any) -> bool:
    return annotation is type(None) or annotation == Asked


PROVENANCE: dict[str, str] = {
    "as_at": "the day for which the source speaks",
    "source": "the profile or the act that brought the fact",
    "imported_at": "when it was stored (UTC)",
    "batch": "the load that brought it",
    "renewed_on": "of a snapshot: the day to which it renews the fact",
    "supersedes": "the load whose fact this one replaced, from its as-at date on",
    "superseded_by": "the load that replaced it",
    "superseded_at": "the as-at date from which it stands replaced",
}
