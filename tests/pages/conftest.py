import pytest

from dashboard import session
from dashboard.session import Opened
from metrics import Store


@pytest.fixture(autouse=True)
def demonstration(demo_store: Store, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """What `alongside demo` has open, open here."""
    release = demo_store.path.with_name("release.duckdb")
    held = Opened(demo_store, release if release.exists() else None, demo=True)
    monkeypatch.setattr(session, "_opened", held)
    return held
