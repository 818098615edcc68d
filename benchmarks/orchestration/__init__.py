"""How the orchestration holds up as an installation gets older, and whether its queue is fair."""
