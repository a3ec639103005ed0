"""What Streamlit runs on every click: the look, who is this, the menu, the page.

It defines nothing, because Streamlit runs it anew each time. `server.py` serves it.
"""

import streamlit as st

from dashboard import navigation
from dashboard.components import frame


st.set_page_config(page_icon=frame.ICON, layout="wide")
frame.style()
navigation.menu()
