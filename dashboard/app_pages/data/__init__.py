"""Data: loading files, and the loads there were."""
