"""What tenants bring along as lists: songs and experiences."""
