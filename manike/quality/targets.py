"""The levels that every film is brought to and checked against."""

TARGET_LUFS = -14.0
MAX_TRUE_PEAK_DBTP = -1.0
