"""manike.film."""
