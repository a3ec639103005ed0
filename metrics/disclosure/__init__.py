"""Disclosure control: what is shown of small numbers, and whether that withstands.

`policy` says what and why, `cube` counts the declared tables, `protect` hides and
rounds them, `population` and `attack` try what can be worked out, `audit` merges
(`merging`) and withholds until it cannot; `published` is a release as it is read, and
`figures` what follows from it. When a release is made, and of what, is
`metrics/releasing.py`.
"""
