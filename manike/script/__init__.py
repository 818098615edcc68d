"""Scripts: what a film tells and shows, the rules a script obeys, and its revisions."""
