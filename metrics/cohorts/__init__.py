"""Cohorts of shared need: who may want the same offer, each declared once.

One file a theme; `COHORTS` is id -> cohort in the order in which they are shown. A new
cohort goes into its theme's tuple. Buying circles are no cohort of this kind: they rest
on two people's answers and are `metrics/networks/`.
"""

from metrics.cohorts._cohort import Cohort
from metrics.cohorts.care import CARE
from metrics.cohorts.circle import CIRCLE


COHORTS: dict[str, Cohort] = {
    each.id: each
    for each in sorted((*CARE, *CIRCLE), key=lambda each: (each.order, each.id))
}

__all__ = ["COHORTS", "Cohort"]
