"""Templates, one file a version, and the experiments that run."""
