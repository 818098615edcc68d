"""What each mood sounds like: its chords, its players and its grooves."""
