"""How fast and how good, as ratios against floors measured in the same run.

`make bench` prints every row as a table; `make bench ARGS="hartford"` those whose name
holds a word. Nothing here is a test: a shared machine's clock is no evidence, so a row
never fails a build. A new row is a `Row` in the tuple `ROWS` of a module in this folder.
"""
