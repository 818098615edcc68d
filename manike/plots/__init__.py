"""manike.plots."""
