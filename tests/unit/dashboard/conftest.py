import pytest


@pytest.fixture(scope="session", autouse=True)
def _scanned(installed_once: None) -> None:
    """Pages and components are run here too."""
