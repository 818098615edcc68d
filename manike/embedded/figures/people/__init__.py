"""Characters: who they are, how they stand and what they wear."""
