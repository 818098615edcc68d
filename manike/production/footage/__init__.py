"""A tenant's own video: taken in, looked at, found, shown in films."""
