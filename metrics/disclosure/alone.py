"""The attacker alone: a release as anybody has it, and nothing else.

What is found here anybody could find, so it may be told. The attack that knows the true
numbers, before a release is made, is `audit.py`.
"""

from dataclasses import dataclass
from functools import partial

from metrics.disclosure.attack import Found, guessed, narrowest
from metrics.disclosure.population import linked, model
from metrics.disclosure.protect import allowed
from metrics.disclosure.published import Release


@dataclass(frozen=True)
class Attacked:
    """How many cells and differences could be small, and those with the nearest limits.

    `narrow` are those nearer than the policy allows, none where it holds; `narrowest`
    is the nearest of all, None where nothing could be small.
    """

    sought: int
    narrow: tuple[Found, ...]
    narrowest: Found | None


def attacked(release: Release) -> Attacked:
    """What can be worked out from everything in a release together."""
    policy, sought, found = release.face.policy, 0, []
    for together in linked(release.published.values()):
        against = model(together, partial(allowed, policy=policy))
        asked = list(guessed(against, policy))
        sought += len(asked)
        found += narrowest(against, asked, policy)
    found.sort(key=lambda each: each.width)
    narrow = tuple(each for each in found if each.width < policy.least_width)
    return Attacked(sought, narrow, found[0] if found else None)
