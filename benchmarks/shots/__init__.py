"""Shot boundaries: a made set with known truth, and three detectors beside each other on it."""
