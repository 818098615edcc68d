"""Generations that are killed at every step, and what the provider bills for them in the end."""
