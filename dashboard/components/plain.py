"""Data as text: what came from a file or a person is never read as Markdown.

Streamlit reads Markdown in almost everything it draws, table cells and labels included,
so a value such as `[x](...)`, `:red[...]` or `$x$` would turn into something else
(safety.md SEC-03). Sentences of ours may use Markdown; values in them go through here.
"""

import re


_MEANS_SOMETHING = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&=^])")
# Marks at which a line would begin a list or a heading; one line is all there is.
_LINES = re.compile(r"\s*[\r\n]+\s*")


# Where our own file of evidence stands is for who builds this, who finds it declared.
_OUR_FILE = re.compile(r"\s*\(evidence\.md [^)]*\)")


def source(words: str) -> str:
    """A declared source as people read it: what was published, and by whom."""
    return plain(_OUR_FILE.sub("", words))


def plain(value: object) -> str:
    """The value as it stands, on one line, with nothing left for Markdown to read."""
    return _MEANS_SOMETHING.sub(r"\\\1", _LINES.sub(" ", str(value)))
