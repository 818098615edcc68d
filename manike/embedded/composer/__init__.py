"""The embedded composer: mood, tempo, key and length become a finished, mastered cue."""
