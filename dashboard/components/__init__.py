"""Components: each draws one thing from the values handed to it, and asks for nothing."""
