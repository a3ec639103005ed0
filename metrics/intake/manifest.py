"""Whether a file is one of the demonstration's own, by its SHA-256.

The demonstration takes nothing else (design.md rule 11). A file is known by its content
alone, never by its name, and is only hashed here: it is not opened as data.
"""

from collections.abc import Iterable
from hashlib import file_digest
from pathlib import Path

from metrics.problems import UserError


MANIFEST = Path(__file__).parents[2] / "sample_data" / "MANIFEST"
ONLY_THE_SAMPLE = (
    "This is the demonstration. It takes only the sample files. "
    "Real records need sign-in: see Install."
)


def require(paths: Iterable[Path], manifest: Path = MANIFEST) -> None:
    """Raise UserError unless every file is one of the demonstration's own."""
    if not all(listed(path, manifest) for path in paths):
        raise UserError(ONLY_THE_SAMPLE)


def require_read(digests: Iterable[str], manifest: Path = MANIFEST) -> None:
    """The same of files that were read, by the SHA-256 of what was read of them: of an
    upload nothing is left by the time it is saved.
    """
    if not set(digests) <= _known(manifest):
        raise UserError(ONLY_THE_SAMPLE)


def listed(path: Path, manifest: Path) -> bool:
    """Whether the file's SHA-256 stands in the manifest; False where there is none."""
    if not path.is_file():
        return False
    with path.open("rb") as opened:
        return file_digest(opened, "sha256").hexdigest() in _known(manifest)


def _known(manifest: Path) -> set[str]:
    """Each line of a manifest is `sha256  relative/path`, as `sha256sum` writes it."""
    if not manifest.is_file():
        return set()
    lines = manifest.read_text(encoding="utf-8").splitlines()
    return {line.split(maxsplit=1)[0] for line in lines if line.strip()}
