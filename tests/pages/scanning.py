"""What AppTest does before each run of a page, done once.

It reads what every installed package says of itself, in search of components: ten times
as long as a page of ours takes. What a page shows does not belong here.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pytest
from streamlit.components.v2 import manifest_scanner


@contextmanager
def scanned_once() -> Iterator[None]:
    """Remember what was installed at the first look; nothing is installed meanwhile."""
    with pytest.MonkeyPatch.context() as patch:
        found = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", found)
        yield
