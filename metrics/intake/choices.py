"""What a steward may choose about a delivery before it is read.

Nothing here is ever guessed from a file: without a choice, what needs one is refused,
or left out and listed.
"""

from dataclasses import dataclass

from metrics.problems import UserError


ENCODINGS = {
    "windows-1252": "Windows-1252 (Western European, from an older Windows program)",
    "iso-8859-15": "ISO-8859-15 (Western European, from a Unix program)",
    "mac-roman": "Mac Roman (from an older Mac program)",
}
SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}


@dataclass(frozen=True, kw_only=True)
class Choices:
    """The steward's choices. `sheets`: those of a workbook to read, hidden ones too.

    `day_first`: dates such as 03/04/2026 have the day first (3 April), as the steward
    knows of the source. `identifiers_dropped`: take identifying columns out before
    anything else happens, where the profile says how (a date of birth becomes an age
    band).
    """

    encoding: str | None = None
    separator: str = "comma"
    sheets: tuple[str, ...] = ()
    identifiers_dropped: bool = False
    day_first: bool = False

    def __post_init__(self) -> None:
        if self.encoding is not None and self.encoding not in ENCODINGS:
            raise UserError(f"The encodings are: {', '.join(ENCODINGS)}.")
        if self.separator not in SEPARATORS:
            raise UserError(f"The separators are: {', '.join(SEPARATORS)}.")


NONE = Choices()
