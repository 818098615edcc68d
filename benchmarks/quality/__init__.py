"""What the film check finds: every kind of fault in three films of the embedded providers."""
