"""How a line of the log is written: one event, one line, whatever stands in it.

A name of a file, or the text of an error, may hold a line break and then what looks
like an entry of ours (safety.md IMP-G06). What is written down at all is decided where
it is written.
"""

import logging

from metrics import one_line


FORM = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class OneLine(logging.Formatter):
    """An event with every character that breaks or hides a line written out."""

    def format(self, record: logging.LogRecord) -> str:
        return one_line(super().format(record))


def one_line_each() -> None:
    """Let everything that this process logs be written so, the libraries' words too."""
    logging.basicConfig(format=FORM)
    known = logging.getLogger().manager.loggerDict.values()
    loggers = [each for each in known if isinstance(each, logging.Logger)]
    for logger in (logging.getLogger(), *loggers):
        for handler in logger.handlers:
            handler.setFormatter(OneLine(FORM))
