"""Settings of one installation, read once from the environment by whoever starts a process."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from manike.errors import BadInputError

DETECTORS = ("embedded", "pyscenedetect", "transnet")
"""What finds the shots of footage: our own, and two that extras install."""
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
    public_url: str = ""
    """Where providers reach its ``/webhooks/`` through a proxy, without a slash at the end; empty
    if they don't: then they are polled alone."""
    shot_detector: str = DETECTORS[0]
    """Who finds the shots of footage; one of ``DETECTORS``."""

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

    def webhook_url(self, vendor: str) -> str:
        """Where a vendor tells that a job has news; empty for nowhere."""
        return f"{self.public_url}/webhooks/{vendor}" if self.public_url else ""


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Settings from ``MANIKE_HOME``, ``_DATABASE_URL``, ``_PORT`` and so on.

    Raises:
        BadInputError: a variable holds something unusable.
    """
    values = os.environ if environ is None else environ
    home = _home(values.get("MANIKE_HOME") or ".manike")
    url = values.get("MANIKE_DATABASE_URL") or f"sqlite:///{home / 'studio.db'}"
    if not url.startswith(("sqlite:///", "postgresql")) or url == "sqlite:///":
        raise BadInputError("MANIKE_DATABASE_URL", "use a postgresql:// or sqlite:/// URL.")
    return Settings(
        home=home,
        database_url=url,
        studio_port=_port(values.get("MANIKE_PORT")),
        public_url=_public_url(values.get("MANIKE_PUBLIC_URL", "")),
        shot_detector=_shot_detector(values.get("MANIKE_SHOT_DETECTOR") or DETECTORS[0]),
    )


def _shot_detector(text: str) -> str:
    if text not in DETECTORS:
        raise BadInputError("MANIKE_SHOT_DETECTOR", f"choose one of {', '.join(DETECTORS)}.")
    return text


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


def _public_url(text: str) -> str:
    if not text:
        return ""
    try:
        url = urlsplit(text)
        is_whole = bool(url.hostname) and url.port != 0
    except ValueError:
        is_whole = False
    if not is_whole or url.username or url.query or url.fragment or not _is_safe(url):
        said = "is no address such as https://studio.example.com, without a name, key or query."
        raise BadInputError("MANIKE_PUBLIC_URL", said)
    return text.rstrip("/")


def _is_safe(url: SplitResult) -> bool:
    """Whether nobody on the way can read what is told; plain http stays on this machine."""
    is_here = url.hostname in ("localhost", "127.0.0.1", "::1")
    return url.scheme == "https" or (url.scheme == "http" and is_here)


def _port(text: str | None) -> int:
    if not text:
        return _DEFAULT_PORT
    number = int(text) if text.isdecimal() and len(text) <= len("65535") else 0
    if not 1 <= number <= 65535:  # noqa: PLR2004 - the range of TCP ports
        raise BadInputError("MANIKE_PORT", f"{text[:20]!r} is not a port between 1 and 65535.")
    return number
