"""Experiences that a tenant offers, and the days of its itineraries, to be found by meaning."""
