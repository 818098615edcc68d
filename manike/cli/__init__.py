"""manike.cli."""
