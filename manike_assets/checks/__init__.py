"""manike_assets/checks."""
