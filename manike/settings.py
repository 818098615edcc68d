"""Settings of one installation, read once from the environment by whoever starts a process."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from manike.errors import BadInputError

_DEFAULT_PORT = 3000


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are and how they are reached."""

    home: Path
    """Everything Manike writes lies below this folder."""
    database_url: str
    """SQLAlchemy URL of the studio database."""
    studio_port: int
    """Port of the studio's UI and of its media route, on loopback."""

    @property
    def is_postgres(self) -> bool:
        """Whether the studio database, and so Dagster's storage, is PostgreSQL."""
        return self.database_url.startswith("postgresql")

    @property
    def store(self) -> Path:
        """Root of tenants' files."""
        return self.home / "store"

    @property
    def cache(self) -> Path:
        """Files that can be dropped at any time."""
        return self.home / "cache"

    @property
    def inbox(self) -> Path:
        """Folders, one per tenant, that prompts can be dropped into."""
        return self.home / "inbox"

    @property
    def dagster_home(self) -> Path:
        """Dagster's instance folder."""
        return self.home / "dagster"


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Settings from ``MANIKE_HOME``, ``MANIKE_DATABASE_URL`` and ``MANIKE_PORT``.

    Raises:
        BadInputError: a variable holds something unusable.
    """
    values = os.environ if environ is None else environ
    home = _home(values.get("MANIKE_HOME") or ".manike")
    url = values.get("MANIKE_DATABASE_URL") or f"sqlite:///{home / 'studio.db'}"
    if not url.startswith(("sqlite:///", "postgresql")) or url == "sqlite:///":
        raise BadInputError("MANIKE_DATABASE_URL", "use a postgresql:// or sqlite:/// URL.")
    return Settings(home=home, database_url=url, studio_port=_port(values.get("MANIKE_PORT")))


def _home(text: str) -> Path:
    if "?" in text:
        raise BadInputError("MANIKE_HOME", f"{text!r} has a question mark, which no URL takes.")
    try:
        home = Path(text).expanduser().resolve()
        there = next(folder for folder in (home, *home.parents) if folder.exists())
    except RuntimeError as error:
        raise BadInputError("MANIKE_HOME", f"{text!r} names a user that is not there.") from error
    except OSError as error:
        why = f"can't be used: {error.strerror}; name another folder."
        raise BadInputError("MANIKE_HOME", f"{text[:200]!r} {why}") from error
    if not there.is_dir():
        raise BadInputError("MANIKE_HOME", f"{str(there)!r} is a file; name a folder.")
    return home


def _port(text: str | None) -> int:
    if not text:
        return _DEFAULT_PORT
    number = int(text) if text.isdecimal() and len(text) <= len("65535") else 0
    if not 1 <= number <= 65535:  # noqa: PLR2004 - the range of TCP ports
        raise BadInputError("MANIKE_PORT", f"{text[:20]!r} is not a port between 1 and 65535.")
    return number
