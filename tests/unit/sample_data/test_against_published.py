from dataclasses import replace

import pytest

from sample_data._sample import Sample
from sample_data.against import TABLE, text
from sample_data.aims import AIMS, Aim
from sample_data.generate import HERE


def near(aim: Aim, sample: Sample) -> bool:
    return abs(aim.measured(sample) - aim.published) <= aim.allowed


@pytest.mark.parametrize("aim", AIMS, ids=lambda aim: aim.words)
def test_the_sample_lies_near_what_is_published(aim: Aim, sample: Sample) -> None:
    assert near(aim, sample), aim.measured(sample)


def test_a_figure_out_of_reach_is_found(sample: Sample) -> None:
    assert not near(replace(AIMS[0], published=80), sample)


def test_the_table_is_up_to_date(sample: Sample) -> None:
    assert TABLE.read_text(encoding="utf-8") == text(sample), (
        "Run `python -m sample_data.against` and commit the result."
    )


def test_every_source_is_told(sample: Sample) -> None:
    readme = (HERE / "README.md").read_text(encoding="utf-8")
    assert all(f"| {aim.source.tag} |" in readme for aim in AIMS)
    assert len({aim.words for aim in AIMS}) == len(AIMS)
