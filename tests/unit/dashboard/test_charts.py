import tomllib
from dataclasses import fields, replace
from pathlib import Path

import altair as alt
import pandas as pd
import pytest

from dashboard.charts import DARK, GROUNDS, LIGHT, SHAPES, Colours, Drawn, Twin, themed
from tests.architecture.test_streamlit_settings import contrast


SETTINGS = tomllib.loads(
    (Path(__file__).parents[3] / ".streamlit/config.toml").read_text("utf-8")
)
TWIN = Twin("Reviews by month", ("Month", "Reviews"), (("October 2026", 12),))


def drawn(**changed: object) -> Drawn:
    chart = alt.Chart(pd.DataFrame({"month": ["October"], "reviews": [12]})).mark_bar()
    whole = Drawn(
        chart=chart.encode(alt.X("month:N", title="Month"), alt.Y("reviews:Q")),
        title="Twelve reviews in October",
        measured="Reviews recorded, Riverside, October 2026, 12 reviews",
        summary="There were twelve.",
        alt="One bar: October 2026, 12 reviews.",
        twin=TWIN,
    )
    return replace(whole, **changed)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_colour_can_be_seen_on_its_ground(colours: Colours) -> None:
    for text in (colours.text, colours.muted):
        assert contrast(text, colours.ground) >= 4.5
    for mark in (colours.accent, colours.not_known, *colours.marks):
        assert contrast(mark, colours.ground) >= 3


@pytest.mark.parametrize("ground", ["light", "dark"])
def test_they_are_the_colours_of_the_theme(ground: str) -> None:
    theme, colours = SETTINGS["theme"][ground], GROUNDS[ground]
    assert colours.ground == theme["backgroundColor"]
    assert colours.text == theme["textColor"]
    assert colours.accent == theme["primaryColor"]
    assert list(colours.marks) == theme["chartCategoricalColors"]


def test_as_many_shapes_as_colours() -> None:
    # Colour is never the only difference.
    assert len(set(SHAPES)) == len(SHAPES) == len(LIGHT.marks) == len(DARK.marks)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_the_look_is_the_charts_own_and_valid(colours: Colours) -> None:
    spec = themed(drawn().chart, colours).to_dict()
    assert spec["config"]["background"] == colours.ground
    assert spec["config"]["axis"]["labelColor"] == colours.muted
    assert spec["config"]["axis"]["labelAngle"] == 0


@pytest.mark.parametrize(
    "missing",
    [each.name for each in fields(Drawn) if each.name not in {"chart", "twin"}],
)
def test_a_chart_without_its_words_is_not_made(missing: str) -> None:
    with pytest.raises(ValueError, match="needs its title"):
        drawn(**{missing: " "})


def test_a_twin_without_a_caption_is_not_enough() -> None:
    with pytest.raises(ValueError, match="needs its title"):
        drawn(twin=replace(TWIN, caption=""))
