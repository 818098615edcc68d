"""Sound, picture and film files: programs, encoding, probing."""
