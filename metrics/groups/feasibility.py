"""Why there is no plan: the fewest rules that clash, and the cheapest to relax.

Asked before solving, and again where a search found nothing. Two kinds of clash: too
few people remain for one group (counted), or rules contradict each other (CP-SAT, every
rule being an assumption). Rules that protect people are named but never offered to be
relaxed. Separations are unknown here, so no word can tell of one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from time import monotonic
from typing import Any, Final

from ortools.sat.python import cp_model

from metrics.groups._instance import instance
from metrics.groups._model import Model
from metrics.groups._units import units
from metrics.groups.anneal import anneal
from metrics.groups.plan import Clash
from metrics.groups.request import Request
from metrics.groups.rules import BY_ID, Naming, Rules, Sizes, in_force
from metrics.phrases import counted, listed


NOT_FOUND: Final = Clash((), "No plan was found that keeps every rule.")
# Rules about one person at a time: with them few may remain.
NARROWING: Final = ("women_only", "hub_share", "slots", "venues")
SECONDS: Final = 5.0
MOVES_EACH: Final = 300
SMALL: Final = ("nobody", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
