"""The import: files in, checked, compared, saved as one batch, undone exactly.

`check` reads and judges, `preview` compares, `load` saves, `undo` takes away. What a
source's files look like is declared in `profiles/`; a new format is a new reader here.
"""

from metrics.intake._profile import Kept, Profile
from metrics.intake.choices import ENCODINGS, SEPARATORS, Choices
from metrics.intake.delivery import Delivery, FileReport, check
from metrics.intake.identity import linking_list
from metrics.intake.loaded import Loaded
from metrics.intake.loading import batches, load, preview, undo
from metrics.intake.own_columns import (
    AGE,
    BIRTH_YEAR,
    OF_FILE,
    OwnColumns,
    forget_columns,
    header_of,
    keep_columns,
    own_columns,
    profiles,
    words_of,
)
from metrics.intake.profiles import PROFILES
from metrics.store.batches import Batch


__all__ = [
    "AGE",
    "BIRTH_YEAR",
    "ENCODINGS",
    "OF_FILE",
    "PROFILES",
    "SEPARATORS",
    "Batch",
    "Choices",
    "Delivery",
    "FileReport",
    "Kept",
    "Loaded",
    "OwnColumns",
    "Profile",
    "batches",
    "check",
    "forget_columns",
    "header_of",
    "keep_columns",
    "linking_list",
    "load",
    "own_columns",
    "preview",
    "profiles",
    "undo",
    "words_of",
]
