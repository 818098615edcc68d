"""The embedded writer: a planner with a grammar of beats, filled from the prompt."""
