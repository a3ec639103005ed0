"""What each version of the policy stood for: a release bears the version alone."""

from dataclasses import replace

import pytest

from metrics.disclosure.policy import POLICY, Policy
from metrics.indicators.measures import BREAKDOWNS
from tests.golden.rule_set import fingerprint


# A version and a fingerprint of what it stands for: lines are added, never changed. The
# first, 2026.11, stood for one list of tables after another, before there was this test.
VERSIONS = {
    "2026.11.2": "7d7eb4b0ada6",
}


def stands_for(policy: Policy) -> str:
    """Everything but the name, with the categories and how they are merged."""
    return fingerprint(repr((replace(policy, version=""), BREAKDOWNS)))


def test_the_version_of_the_policy_stands_for_what_it_stood_for():
    assert VERSIONS.get(POLICY.version) == stands_for(POLICY), (
        "The policy, its tables or its categories have changed: give POLICY.version in "
        "metrics/disclosure/policy.py a new name, say so in the changelog, and add a "
        f'line to VERSIONS: "<the new name>": "{stands_for(POLICY)}".'
    )


def test_the_newest_version_is_the_last_line():
    assert list(VERSIONS)[-1] == POLICY.version
    assert len(set(VERSIONS.values())) == len(VERSIONS)


@pytest.mark.parametrize(
    "changed",
    [
        replace(POLICY, base=5),
        replace(POLICY, lattice=POLICY.lattice[:-1]),
        replace(POLICY, caveat="Nothing is promised."),
    ],
    ids=["base", "a table fewer", "words"],
)
def test_whatever_changes_changes_the_fingerprint(changed: Policy):
    assert stands_for(changed) != stands_for(POLICY)
    assert stands_for(replace(POLICY, version="2099.01")) == stands_for(POLICY)
