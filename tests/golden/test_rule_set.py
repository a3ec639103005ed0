from dataclasses import replace
from pathlib import Path

import pytest

from metrics import settings
from metrics.indicators import INDICATORS
from tests.golden import rule_set
from tests.golden.rule_set import RuleSet, complaint, fingerprint


def test_the_rule_set_is_what_its_name_stands_for():
    told = complaint(RuleSet.fixed(), RuleSet.now())
    assert not told, told


@pytest.fixture
def fixed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RuleSet:
    """A rule set fixed in a file of its own."""
    monkeypatch.setattr(rule_set, "GOLDEN", tmp_path / "rule_set.json")
    assert rule_set.main([]) == 0
    return RuleSet.fixed()


def moved(monkeypatch: pytest.MonkeyPatch) -> None:
    """One threshold is moved by one."""
    each = INDICATORS["methadone_below_range"]
    sql = each.sql().replace("60", "61")
    planted = replace(each, raised=replace(each.raised, sql=sql))
    monkeypatch.setitem(INDICATORS, each.id, planted)


def test_a_moved_threshold_needs_a_new_name(
    fixed: RuleSet,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    moved(monkeypatch)
    told = complaint(fixed, RuleSet.now())
    assert "indicator methadone_below_range" in told
    assert "Give RULES in metrics/settings.py a new name" in told
    assert rule_set.main([]) == 1
    assert told in capsys.readouterr().err
    assert RuleSet.fixed() == fixed


def test_a_new_name_is_fixed_anew(fixed: RuleSet, monkeypatch: pytest.MonkeyPatch):
    moved(monkeypatch)
    monkeypatch.setattr(settings, "RULES", "2099.01")
    assert "Fix what 2099.01 stands for" in complaint(fixed, RuleSet.now())
    assert rule_set.main([]) == 0
    assert complaint(RuleSet.fixed(), RuleSet.now()) == ""


def test_a_name_that_no_release_bears_may_be_fixed_again(
    fixed: RuleSet, monkeypatch: pytest.MonkeyPatch
):
    moved(monkeypatch)
    assert rule_set.main(["--unreleased"]) == 0
    assert complaint(RuleSet.fixed(), RuleSet.now()) == ""


def test_a_local_limit_belongs_to_it(fixed: RuleSet, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(settings, "ORT_RECORD", settings.Limit(28, 85))
    assert "setting ORT_RECORD" in complaint(fixed, RuleSet.now())


def test_every_view_and_table_belongs_to_it():
    parts = RuleSet.now().parts
    assert {"view client_on.sql", "view in_scope.sql", "table client"} <= parts.keys()
    assert {"survey peers", "codes medicine", "event overdose"} <= parts.keys()


def test_a_comment_and_a_layout_do_not_belong_to_it():
    sql = "-- fact: dose | newest\n-- why\nSELECT 1\n"
    assert rule_set._told(sql) == "-- fact: dose | newest\nSELECT 1"
    assert fingerprint("SELECT  1\n") == fingerprint("SELECT 1 ")
    assert fingerprint("SELECT 1") != fingerprint("SELECT 2")
