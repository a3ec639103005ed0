"""Who waits for a check or a load: told how far it is, and asked whether to go on."""

from collections.abc import Callable
from dataclasses import dataclass

from metrics.problems import Stopped
from metrics.store.stopping import Cancelled


Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Watch:
    """`progress` hears what is begun, and how many parts of how many are done."""

    progress: Progress | None = None
    cancelled: Cancelled | None = None

    def tell(self, what: str, done: int, of: int) -> None:
        """Say what is begun now. Raises Stopped where nobody wants it any more."""
        if self.cancelled is not None and self.cancelled():
            raise Stopped
        if self.progress is not None:
            self.progress(what, done, of)


NOBODY = Watch()


def rows_of(table: str, number: int) -> str:
    """How a table and its rows are named to whoever waits."""
    return f"{table.replace('_', ' ')}, {number:,} {'row' if number == 1 else 'rows'}"
