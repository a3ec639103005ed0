"""What a person would read on a page that AppTest ran: words, cells, chart titles.

SQL and worked examples stand in code blocks, which are left out here. What must hold of
the words does not belong here.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

import pandas as pd
from streamlit.testing.v1 import AppTest


# Attributes of AppTest's elements that reach the screen as text.
_SAID = ("label", "value", "body", "title", "help", "placeholder", "delta", "caption")


def words(at: AppTest) -> list[str]:
    """Every text on the page and in its side bar."""
    nodes = [*at.main, *at.sidebar]
    return [text for node in nodes for text in _said(node) if text.strip()]


def cells(at: AppTest) -> list[str]:
    """Every cell of every table, headers too."""
    frames = [each.value for each in (*at.table, *at.dataframe)]
    return [cell for frame in frames for cell in _cells(frame)]


def said(at: AppTest) -> str:
    """All of it as people read it, in one line: the marks that keep it plain are gone."""
    return " ".join([*words(at), *cells(at)]).replace("\\", "")


def charts(at: AppTest) -> list[dict[str, Any]]:
    """The specification and description of every chart."""
    found = []
    for name in ("vega_lite_chart", "arrow_vega_lite_chart"):
        for element in at.get(name):
            found.append(json.loads(element.proto.spec) | {"alt": element.proto.alt})
    return found


def titles(spec: Any) -> Iterator[str]:
    """What axes, legends and tooltips are called: else a field's own name."""
    if isinstance(spec, dict):
        for channel, encoding in spec.get("encoding", {}).items():
            for each in encoding if isinstance(encoding, list) else [encoding]:
                if channel != "key" and isinstance(each, dict) and "field" in each:
                    yield _title(each)
        for value in spec.values():
            yield from titles(value)
    elif isinstance(spec, list):
        for value in spec:
            yield from titles(value)


def _title(encoding: dict[str, Any]) -> str:
    for part in ("axis", "legend"):
        if part in encoding and encoding[part] is None:
            return ""
        if isinstance(encoding.get(part), dict) and "title" in encoding[part]:
            return encoding[part]["title"] or ""
    return encoding.get("title", encoding["field"]) or ""


def _said(node: Any) -> Iterator[str]:
    if getattr(node, "type", "") == "code":
        return
    for name in _SAID:
        found = getattr(node, name, None)
        if isinstance(found, pd.DataFrame):
            yield from _cells(found)
        elif isinstance(found, str):
            yield found
    for source in (node, getattr(node, "proto", None)):
        options = getattr(source, "options", ())
        yield from (each for each in options if isinstance(each, str))
    if getattr(node, "type", "") in {"warning", "error", "info", "success"}:
        yield node.proto.title


def _cells(frame: pd.DataFrame) -> Iterator[str]:
    named = frame.reset_index() if frame.index.name else frame
    yield from (str(name) for name in named.columns)
    for row in named.itertuples(index=False):
        yield from ("" if pd.isna(cell) else str(cell) for cell in row)


def text(at: AppTest) -> str:
    """All of it, as people read it: the marks that keep it plain taken away."""
    return re.sub(r"\\(.)", r"\1", " ".join(words(at)))
