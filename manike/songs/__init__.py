"""Songs that a tenant may look up: its own catalogue, read from rows and searched in memory."""
