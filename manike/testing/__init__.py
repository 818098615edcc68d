"""manike.testing."""
