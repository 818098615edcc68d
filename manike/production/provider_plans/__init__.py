"""Who is asked for what, in which order, and what it would cost."""
