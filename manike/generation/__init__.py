"""manike.generation."""
