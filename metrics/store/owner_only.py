"""Files for the owner of the process alone, those too that DuckDB makes later.

How a store and its audit trail are opened is `connection.py` and `audit.py`; what is
written by hand (a key, a copy, a list) says its own mode where it is made.
"""

import os


OTHERS_NOTHING = 0o077


def keep_files_to_their_owner() -> None:
    """From here on this process makes no file that another account could read.

    For good, not while a file is opened: DuckDB makes the log beside a store anew after
    each checkpoint, and spills rows to disk, whenever it likes and from any thread.
    """
    os.umask(OTHERS_NOTHING)
