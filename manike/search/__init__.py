"""manike.search."""
