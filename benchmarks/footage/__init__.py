"""How fast footage is analysed and how much memory it takes, however long it is."""
