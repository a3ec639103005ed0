"""Caseload: who to ask or review next, and one person at a time."""
