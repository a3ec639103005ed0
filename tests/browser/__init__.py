"""The dashboard in the system's Chromium: served as it is, and looked at."""
