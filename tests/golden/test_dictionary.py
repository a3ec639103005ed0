import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from metrics import dictionary
from metrics.contracts import ALL_CODES, TABLES
from metrics.contracts.event import KINDS
from metrics.criteria import CRITERIA
from metrics.indicators import INDICATORS, TRENDS
from metrics.indicators.measures import MEASURES
from metrics.store import view
from metrics.surveys import SURVEYS


WRITTEN = dictionary.FILE.read_text(encoding="utf-8")


def test_the_file_is_current(capsys: pytest.CaptureFixture[str]):
    stale = dictionary.main(["--check"])
    assert not stale, capsys.readouterr().err


@pytest.mark.parametrize("found", ["", None], ids=["another text", "no file"])
def test_a_stale_file_is_told_with_what_to_do(
    found: str | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    monkeypatch.setattr(dictionary, "FILE", tmp_path / "DICTIONARY.md")
    if found is not None:
        dictionary.FILE.write_text(found, encoding="utf-8")
    assert dictionary.main(["--check"]) == 1
    assert "python -m metrics.dictionary" in capsys.readouterr().err
    assert dictionary.main([]) == 0
    assert dictionary.main(["--check"]) == 0


def test_nothing_that_is_declared_is_left_out():
    declared = {
        *INDICATORS,
        *CRITERIA,
        *TRENDS,
        *MEASURES,
        *SURVEYS,
        *view("client_on").facts,
        *(column.name for table in TABLES.values() for column in table.columns()),
        *(question.id for survey in SURVEYS.values() for question in survey.questions),
        *(code.id for codes in ALL_CODES for code in codes),
        *(kind.id for kind in KINDS),
    }
    assert {name for name in declared if f"`{name}`" not in WRITTEN} == set()
    headings = re.findall(r"^### (\w+)$", WRITTEN, re.M)
    assert set(TABLES) <= set(headings)


def test_how_long_a_fact_may_be_used_is_said():
    assert re.search(r"^\| `dose` .* 84 days \|$", WRITTEN, re.M)
    assert "`daily_mg`: recorded dose in mg a day (may be used for 84 days)" in WRITTEN
    assert "(may be used for 84 days or 28 days)" in WRITTEN  # a form, or a screen
    assert "`naloxone_training`: naloxone training (does not age)" in WRITTEN


def test_a_question_that_is_no_longer_asked_says_since_when():
    asked = SURVEYS["group_offer"].questions[0]
    retired = dictionary._question(replace(asked, retired=date(2027, 4, 1)))
    assert retired[1].endswith("No longer asked since 1 April 2027.")


def test_every_template_is_the_one_that_is_handed_out():
    assert all(
        f"```csv\n{table.template()}\n```" in WRITTEN for table in TABLES.values()
    )


def test_every_link_leads_to_a_heading():
    headings = re.findall(r"^#+ (.+)$", WRITTEN, re.M)
    anchors = {
        re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", WRITTEN)) <= anchors


def test_no_absent_value_is_written_as_a_word():
    assert (
        re.findall(r"^.*(?:\| |: |\()(?:None|True|False)(?: \||\)|$).*$", WRITTEN, re.M)
        == []
    )


def test_every_table_has_as_many_cells_in_each_row():
    for drawn in re.findall(r"(?:^\|.*\|\n)+", WRITTEN, re.M):
        cells = {len(re.split(r"(?<!\\)\|", line)) for line in drawn.splitlines()}
        assert len(cells) == 1, drawn
