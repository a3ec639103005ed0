"""Oversight: who looked, and what else the privacy officer answers for."""
