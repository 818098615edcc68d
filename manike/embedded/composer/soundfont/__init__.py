"""The composer's own soundfont: synthesised here, so that no sample of a stranger is needed."""
