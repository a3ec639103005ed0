"""Files that a browser sends, in a private folder for as long as they are read.

What is read of them is the page's own; how files leave is `downloads.py`.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any


@contextmanager
def uploaded(files: Iterable[Any]) -> Iterator[list[Path]]:
    """Files of the browser in a private folder, gone when they have been read.

    Only the last part of a name is used, and two of one name are told apart.
    """
    with TemporaryDirectory(prefix="alongside-") as folder:
        paths = []
        for number, file in enumerate(files):
            place = Path(folder) / str(number)
            place.mkdir(mode=0o700)
            path = place / Path(file.name.replace("\\", "/")).name
            path.write_bytes(file.getvalue())
            paths.append(path)
        yield paths
