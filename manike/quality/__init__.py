"""manike.quality."""
