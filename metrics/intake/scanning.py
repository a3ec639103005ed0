"""The hook for an antivirus program: every file goes by it before it is read.

`ALONGSIDE_ANTIVIRUS` names the program of this machine, with its options, such as
`clamdscan --no-summary --fdpass`; the file's path is put behind them. It says by its
exit code, as ClamAV does: 0 is harmless, 1 is not. Anything else, or no answer, lets
nothing in. The harmless file by which such programs are tested is known without one.
"""

import os
import shlex
import subprocess
from pathlib import Path

from metrics.intake.catalogue import refused
from metrics.intake.sheet import UnreadableError


COMMAND = "ALONGSIDE_ANTIVIRUS"
CODE = "IMP-H13"
HARMFUL = 1
LONGEST_SECONDS = 120
# In two parts, so that no antivirus program takes this file for what it looks for.
_TEST = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
EXPECTED = "a file in which the antivirus program of this machine finds nothing."


def require_harmless(data: bytes, path: Path | None = None) -> None:
    """Raise UnreadableError where a file's content is not to be let in.

    Without a path only the test file is looked for: a part of a file that was looked at
    as a whole before.
    """
    if _TEST in data or (path is not None and _said_of(path) == HARMFUL):
        found = "the antivirus program finds something harmful in this file."
        fix = "Do not open it. Tell whoever looks after your machines."
        raise UnreadableError(refused(CODE, found, EXPECTED, fix))


def _said_of(path: Path) -> int:
    """What the program says of a file: 0, where there is no program to ask."""
    command = shlex.split(os.environ.get(COMMAND, ""))
    if not command:
        return 0
    try:
        done = subprocess.run(
            [*command, str(path)],
            capture_output=True,
            check=False,
            timeout=LONGEST_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired):
        raise _not_looked_at() from None
    if done.returncode not in (0, HARMFUL):
        raise _not_looked_at()
    return done.returncode


def _not_looked_at() -> UnreadableError:
    found = "the antivirus program of this machine could not look at this file."
    fix = f"Tell whoever runs this machine; its program is named in {COMMAND}."
    return UnreadableError(refused(CODE, found, EXPECTED, fix))
