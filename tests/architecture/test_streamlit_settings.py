import tomllib
from typing import Any

import pytest
from streamlit import config

from tests.architecture.tree import ROOT


SETTINGS = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
THEMES = [SETTINGS["theme"]["light"], SETTINGS["theme"]["dark"]]

# What a server must not start without; the reasons stand in config.toml.
LOCKED = {
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.toolbarMode": "minimal",
    "client.disableDataExport": True,
    "server.address": "127.0.0.1",
    "server.allowedHosts": ["localhost", "127.0.0.1"],
    "server.enableCORS": True,
    "server.enableXsrfProtection": True,
    "server.enableAgentApi": False,
    "server.enableStaticServing": False,
    "server.fileWatcherType": "none",
    "server.maxUploadSize": 100,
    "browser.gatherUsageStats": False,
    "browser.serverAddress": "localhost",
    "runner.magicEnabled": False,
}


def flat(table: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    """{"server": {"port": 1}} as {"server.port": 1}: the names Streamlit uses."""
    names: dict[str, Any] = {}
    for name, value in table.items():
        if isinstance(value, dict):
            names |= flat(value, f"{prefix}{name}.")
        else:
            names[f"{prefix}{name}"] = value
    return names


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's contrast ratio of two colours such as "#0b6473", from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    shares = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
        for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def over(colour: str, background: str, share: float) -> str:
    """The colour that is seen where one lies over another at this opacity."""
    pairs = (
        (int(colour[at : at + 2], 16), int(background[at : at + 2], 16))
        for at in (1, 3, 5)
    )
    return "#" + "".join(
        f"{round(share * top + (1 - share) * below):02x}" for top, below in pairs
    )


def test_the_locked_settings_stand() -> None:
    standing = flat(SETTINGS)
    assert {name: standing.get(name) for name in LOCKED} == LOCKED


def test_this_streamlit_knows_every_setting() -> None:
    # A misspelt name is ignored at run time, and the lock would be open.
    assert set(flat(SETTINGS)) <= set(config.get_config_options())


def test_nothing_is_fetched_for_the_look() -> None:
    assert not [
        value for value in flat(SETTINGS["theme"]).values() if "//" in str(value)
    ]


@pytest.mark.parametrize("theme", THEMES, ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["backgroundColor", "secondaryBackgroundColor"])
def test_text_and_edges_can_be_seen(theme: dict[str, Any], ground: str) -> None:
    background = theme[ground]
    for text in ("textColor", "primaryColor", "linkColor"):
        assert contrast(theme[text], background) >= 4.5, text
    # Captions are text at this opacity.
    assert contrast(over(theme["textColor"], background, 0.6), background) >= 4.5
    for graphic in (theme["borderColor"], *theme["chartCategoricalColors"]):
        assert contrast(graphic, background) >= 3, graphic


@pytest.mark.parametrize("theme", THEMES, ids=["light", "dark"])
def test_a_tick_can_be_seen_on_the_accent(theme: dict[str, Any]) -> None:
    # Streamlit draws the ticks of its checkboxes white in both themes.
    assert contrast("#ffffff", theme["primaryColor"]) >= 3


def test_contrast_agrees_with_known_pairs() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
