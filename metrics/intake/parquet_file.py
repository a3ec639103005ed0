"""A Parquet file: its footer is judged first, then its cells become text.

A column of text, whole numbers, decimals, dates or true/false has one way to be
written, so its text is certain. Any other type is refused by the column's name.
"""

import io
from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from metrics.intake import sheet
from metrics.intake.catalogue import AGAIN, refused
from metrics.intake.sheet import (
    SHEET_ROW,
    UnreadableError,
    require_names,
    too_many_rows,
    without_blank,
)
from metrics.phrases import listed
from metrics.problems import Problem


MAGIC = b"PAR1"
MOST_UNPACKED = 2_000_000_000
EXPECTED = "a Parquet file whose columns are text, or plain numbers and dates."
PLAIN: tuple[Callable[[pa.DataType], bool], ...] = (
    pa.types.is_string,
    pa.types.is_large_string,
    pa.types.is_integer,
    pa.types.is_floating,
    pa.types.is_decimal,
    pa.types.is_date,
    pa.types.is_boolean,
    pa.types.is_null,
)


def parsed(
    data: bytes, problems: list[Problem]
) -> tuple[tuple[str, ...], pa.Table, bool]:
    """The header and the cells; the first row is row 2, as in a CSV of the same."""
    try:
        file = pq.ParquetFile(io.BytesIO(data))
        _require_bounds(file)
        header = tuple(file.schema_arrow.names)
        require_names(header)
        _require_plain(file.schema_arrow)
        # Texts stay coded until they are counted: a few pages may stand for gigabytes.
        file = pq.ParquetFile(io.BytesIO(data), read_dictionary=list(header))
        texts = [_text(file, name) for name in header]
    except (pa.ArrowException, OSError, UnicodeDecodeError):
        found = "this file could not be read: it is damaged or not complete."
        raise UnreadableError(refused("IMP-H11", found, EXPECTED, AGAIN)) from None
    rows = len(texts[0]) if texts else 0
    numbers = pa.array(range(2, rows + 2), pa.int64())
    cells = pa.table([*texts, numbers], names=[*header, SHEET_ROW])
    return header, without_blank(cells, problems) if header else cells, False


def _require_bounds(file: pq.ParquetFile) -> None:
    footer = file.metadata
    if footer.num_rows > sheet.MOST_ROWS:
        raise UnreadableError(too_many_rows())
    groups = (footer.row_group(at) for at in range(footer.num_row_groups))
    if sum(group.total_byte_size for group in groups) > MOST_UNPACKED:
        raise UnreadableError(_bomb())


def _require_plain(schema: pa.Schema) -> None:
    """Nothing nested, and no type of which the text would be a guess."""
    wrong = [field.name for field in schema if not _is_plain(field.type)]
    if wrong:
        found = (
            f"these columns are not plain text, numbers or dates: {listed(wrong[:10])}."
        )
        fix = "Write these columns as text, dates as 2026-11-02."
        raise UnreadableError(refused("IMP-H11", found, EXPECTED, fix))


def _is_plain(kind: pa.DataType) -> bool:
    values = kind.value_type if pa.types.is_dictionary(kind) else kind
    return any(fits(values) for fits in PLAIN)


def _text(file: pq.ParquetFile, name: str) -> pa.ChunkedArray:
    """One column as text; an empty text is nothing, as in a CSV."""
    column = file.read([name], use_threads=False)[name]
    if pa.types.is_dictionary(column.type):
        if sum(map(_spelt_out, column.chunks)) > MOST_UNPACKED:
            raise UnreadableError(_bomb())
        column = column.cast(column.type.value_type)
    text = column.cast(pa.string())
    return pc.if_else(pc.equal(text, ""), pa.scalar(None, pa.string()), text)


def _spelt_out(chunk: pa.DictionaryArray) -> int:
    texts = chunk.dictionary.cast(pa.string())
    total = pc.sum(pc.binary_length(texts).take(chunk.indices)).as_py()
    return int(total or 0)


def _bomb() -> Problem:
    found = "this file would grow far beyond what is read here."
    fix = "Divide it, or export it again."
    return refused("IMP-H11", found, "a file of a usual size.", fix)
