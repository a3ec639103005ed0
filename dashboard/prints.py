"""Paper: a list as a PDF, black on white, with who, when, as-at and "page 1 of 2".

Words reach the page as data and are never read as markup. What may stand on paper is
decided by who asks for it: no restricted fact, and nobody else's words.
"""

import json
from dataclasses import asdict, dataclass

import typst


SENSITIVE = "Contains sensitive information. Destroy it when it has served."
_SOURCE = b"""
#let it = json(bytes(sys.inputs.at("it")))
#set document(title: it.title, date: none)
#set page(
  paper: "a4",
  margin: 2cm,
  footer: context text(9pt)[
    #it.sensitive #h(1fr)
    Page #counter(page).get().first() of #counter(page).final().first()
  ],
)
#set text(11pt, lang: "en", region: "gb", hyphenate: false)
#heading(it.title)
#for each in it.head [#each #linebreak()]
#for entry in it.entries [
  #block(breakable: false)[
    #heading(level: 2, entry.heading)
    #for each in entry.lines [- #each]
  ]
]
"""


@dataclass(frozen=True)
class Entry:
    """One thing on a list: its heading, and lines below it."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Printed:
    """A list for paper. `head`: for whom, of which day, by which rules."""

    title: str
    head: tuple[str, ...]
    entries: tuple[Entry, ...]


def pdf(printed: Printed) -> bytes:
    """The same bytes for the same list."""
    it = json.dumps({**asdict(printed), "sensitive": SENSITIVE}, ensure_ascii=False)
    made = typst.compile(_SOURCE, format="pdf", sys_inputs={"it": it})
    assert isinstance(made, bytes), "one document is one run of bytes"
    return made
