"""Reports: aggregates only, and all of them from an opened release file."""
