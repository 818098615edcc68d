"""Names of asset groups, owners and kinds."""

SCRIPT = "script"
CAST = "cast"
SCENES = "scenes"
FILM = "film"
FOOTAGE = "footage"
SEARCH = "search"

OWNERS = ["team:studio"]
