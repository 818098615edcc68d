"""Names of asset groups, owners and kinds."""

SCRIPT = "script"
CAST = "cast"
SCENES = "scenes"
FILM = "film"
SEARCH = "search"

OWNERS = ["team:studio"]
