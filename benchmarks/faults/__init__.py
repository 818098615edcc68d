"""What becomes of each failure that users of the providers report, with each adapter."""
