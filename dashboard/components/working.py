"""How far long work is, with a stop: drawn anew by itself while the page rests."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard import worker
from dashboard.components import states
from metrics import Stopped


EVERY_SECONDS = 0.5


def draw(name: str, take: Callable[[Any], None]) -> bool:
    """Show the work of this name, or hand over what it found; whether there is any.

    Raises what the work met; that somebody stopped it is only said.
    """
    job = worker.job(name)
    if job is not None and job.running:
        _watch(name)
    elif job is not None:
        worker.end(name)
        try:
            found = job.result()
        except Stopped as stop:
            states.refused(str(stop))
            return False
        take(found)
    return job is not None


@st.fragment(run_every=EVERY_SECONDS)
def _watch(name: str) -> None:
    job = worker.job(name)
    if job is None or not job.running:
        st.rerun()
    st.progress(job.share, text=f"{job.stage} …")
    st.button(
        "Stop", icon=":material/stop_circle:", key=f"stop {name}", on_click=job.stop
    )
