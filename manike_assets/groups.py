"""Names of asset groups, owners and kinds."""

SCRIPT = "script"
CAST = "cast"
SCENES = "scenes"
FILM = "film"
FOOTAGE = "footage"
CATALOGUES = "catalogues"
SEARCH = "search"

OWNERS = ["team:studio"]
