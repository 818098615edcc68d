"""A planner for each genre: from a brief to the beats of a film."""
