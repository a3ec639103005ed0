"""An invented provider, and what makes it. Nobody in it exists; see README.md."""
