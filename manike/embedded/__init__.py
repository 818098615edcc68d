"""manike.embedded."""
