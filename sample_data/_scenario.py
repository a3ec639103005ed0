"""The provider that is invented: its services, and every number no source gives.

Published figures stand in `aims.py` with their sources. A number here is a scenario
parameter: chosen so that every page has something to show, and no claim about any real
service. How rows are drawn from it does not belong here.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Service:
    """A service: its caseloads, what it asked about networks, how long it has."""

    name: str
    prefix: str
    first_keyworker: int
    caseloads: tuple[int, ...]
    no_keyworker: int
    left: int
    died: int
    in_custody: int
    network: dict[str, int]  # what those asked about network planning said
    asked_for_days: int  # for how long it has been asking


SERVICES = (
    Service(
        "Riverside",
        "RV",
        1,
        (52, 49, 47, 51),
        no_keyworker=3,
        left=5,
        died=1,
        in_custody=2,
        network={"given": 56, "declined": 20, "withdrawn": 8},
        asked_for_days=320,
    ),
    Service(
        "Millbrook",
        "MB",
        5,
        (48, 50, 46, 53),
        no_keyworker=2,
        left=4,
        died=1,
        in_custody=2,
        network={"given": 54, "declined": 20, "withdrawn": 8},
        asked_for_days=300,
    ),
    Service(
        "Harbourside",
        "HB",
        9,
        (50, 54, 49, 45),
        no_keyworker=2,
        left=5,
        died=1,
        in_custody=2,
        network={"given": 100, "declined": 22, "withdrawn": 12},
        asked_for_days=850,
    ),
)


@dataclass(frozen=True)
class CirclePlan:
    """A circle of confirmed buying ties to be made in a service."""

    service: str
    size: int
    shape: str
    women: int = 0
    couples: int = 0


CIRCLES = (
    CirclePlan("Riverside", 5, "dense", women=1),
    CirclePlan("Riverside", 4, "ring", women=1, couples=1),
    CirclePlan("Riverside", 3, "chain"),
    CirclePlan("Riverside", 2, "chain", women=1, couples=1),
    CirclePlan("Millbrook", 6, "bridged", women=1),
    CirclePlan("Millbrook", 3, "dense", women=1),
    CirclePlan("Millbrook", 2, "chain"),
    CirclePlan("Harbourside", 9, "bridged", women=2, couples=1),
    CirclePlan("Harbourside", 8, "star", women=1),
    CirclePlan("Harbourside", 7, "dense", women=1, couples=1),
    CirclePlan("Harbourside", 7, "bridged", women=1),
    CirclePlan("Harbourside", 6, "dense", women=6),
    CirclePlan("Harbourside", 5, "ring", women=1),
    CirclePlan("Harbourside", 5, "chain", women=1, couples=1),
    CirclePlan("Harbourside", 4, "dense"),
    CirclePlan("Harbourside", 4, "star"),
    CirclePlan("Harbourside", 3, "chain", women=1),
    CirclePlan("Harbourside", 2, "chain", women=1, couples=1),
)
# With how many of those in circles a place in a group has been talked through.
TALKED_THROUGH = {"Harbourside": 44}
# Pairs that must not become ties: one report, two that differ, reports out of date.
LOOSE_PAIRS = {
    "Riverside": {"single": 7, "differing": 3, "old": 3},
    "Millbrook": {"single": 7, "differing": 3, "old": 3},
    "Harbourside": {"single": 16, "differing": 8, "old": 5},
}

# No published split of medicines is known (standards.md section 5).
MEDICINES = {
    "methadone": 0.66,
    "buprenorphine": 0.21,
    "buprenorphine_naloxone": 0.04,
    "depot": 0.09,
}
BUPRENORPHINE_FORMS = {
    "sublingual_tablet": 0.66,
    "oral_lyophilisate": 0.24,
    "not_recorded": 0.10,
}
DEPOTS = {"depot_weekly": (8, 16, 24, 32), "depot_monthly": (64, 96, 128, 160)}
