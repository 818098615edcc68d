"""manike.studio."""
