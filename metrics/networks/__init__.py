"""Ties between people as a network: circles, and where each person stands on a picture.

Plain values in, plain values out: no store, no scope, no drawing. Nothing here measures
how central a person is, and nothing ever picks, places or praises one by it.
"""

from metrics.networks.circles import Circle, Pair, circles
from metrics.networks.layout import Frame, Layout, Spot, arranged


__all__ = ["Circle", "Frame", "Layout", "Pair", "Spot", "arranged", "circles"]
