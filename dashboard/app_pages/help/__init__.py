"""Help: what this is, the words it uses, how each indicator works."""
