"""Scripts by models over the network: what is asked, how replies are read and corrected."""
