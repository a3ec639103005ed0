"""What a code list is. The lists themselves stand in `_lists.py`.

A list is an annotation on a column (`Annotated[str | None, MEDICINES]`). Codes are
stored in lower_snake with a label for screens; groups reach views through the generated
table
`code`. How source systems spell a code belongs to their profile in `intake/profiles/`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema


ASKED_NOT_ANSWERED = "asked_not_answered"


@dataclass(frozen=True)
class Code:
    """One code, the words people read, and the group that views and rules may use."""

    id: str
    label: str
    group: str | None = None


@dataclass(frozen=True)
class CodeList:
    """A closed list of codes; as an annotation it makes pydantic refuse all others."""

    id: str
    title: str
    codes: tuple[Code, ...]

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)

    def __contains__(self, code: object) -> bool:
        return any(known.id == code for known in self.codes)

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(code.id for code in self.codes)

    def label(self, code: str | None) -> str:
        """The words for a stored code; an absent one is "not asked"."""
        if code is None:
            return "not asked"
        return next(known.label for known in self.codes if known.id == code)

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_after_validator_function(
            self._checked, handler(source)
        )

    def _checked(self, code: str | None) -> str | None:
        if code is not None and code not in self:
            raise PydanticCustomError("code", "a code that is not in the list")
        return code


def codes(*pairs: tuple[str, str] | tuple[str, str, str]) -> tuple[Code, ...]:
    """Codes from (id, label) or (id, label, group)."""
    return tuple(Code(*pair) for pair in pairs)
