"""Tests of both packages; tests/README.md says what belongs in which folder."""
