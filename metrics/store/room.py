"""Room on the disk: asked for before work begins, and said plainly when it runs out.

A load that fails halfway leaves nothing behind (`connection.py`); here it is not begun.
How large a copy or a load may grow is said by whoever asks.
"""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from metrics.problems import UserError


def require_room(folder: Path, needed: int) -> None:
    """Raise UserError unless so many bytes are free where a folder lies."""
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise UserError(
            f"There is not enough room on the disk: {_megabytes(needed)} are needed "
            f"and {_megabytes(free)} are free. Nothing was read or written. Make room "
            "and try again."
        )


def size_of(files: Iterable[Path]) -> int:
    """How many bytes files take, those that are there."""
    return sum(each.stat().st_size for each in files if each.exists())


@contextmanager
def whole_or_gone(folder: Path) -> Iterator[None]:
    """A new folder that is filled whole, or is not there afterwards."""
    folder.mkdir(mode=0o700)
    try:
        yield
    except BaseException as stop:
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(stop, OSError):
            raise UserError(
                f"{folder.name} could not be written: the disk is full, or may not be "
                "written to. What was copied is gone again, and the store stands as "
                "it was. Make room and try again."
            ) from None
        raise


def _megabytes(size: int) -> str:
    return f"{max(1, -(-size // 1_000_000)):,} MB"
