"""manike.storage."""
