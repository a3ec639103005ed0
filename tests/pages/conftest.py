import pytest

from dashboard import session
from dashboard.server import release_beside
from dashboard.session import Opened
from metrics import Scope, Store, reports


@pytest.fixture(autouse=True)
def demonstration(
    demo_store: Store, installed_once: None, monkeypatch: pytest.MonkeyPatch
) -> Opened:
    """What `alongside demo` has open, open here."""
    release = release_beside(demo_store.path)
    held = Opened(demo_store, release if release.exists() else None, demo=True)
    monkeypatch.setattr(session, "_opened", held)
    return held


@pytest.fixture
def release(demonstration: Opened) -> reports.Release:
    """What the pages of a release read, read here."""
    assert demonstration.release is not None
    return reports.open_release(demonstration.release, Scope.operator())
