"""The embedded narrator: written words to sounds to a levelled voice file."""
