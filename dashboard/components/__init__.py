"""Components: each draws one thing from values handed to it, and asks for nothing."""
