"""What makes a tenant's films its own: kit, words, pronunciations, voices."""
