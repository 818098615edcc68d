"""Marks beside what an index is made of: of which state its rows and vectors are."""

from pathlib import Path

from manike.media.files import write_text, writing


def marked(path: Path) -> str:
    """The state that was indexed last; empty if none is known."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def mark(path: Path, version: str) -> None:
    """Say that rows and vectors are of this state."""
    write_text(path, version)


def unmark(path: Path) -> None:
    """Say that rows and vectors are of no state that is known, before they change.

    Who dies in between leaves no mark of rows that are no more.
    """
    with writing(path):
        path.unlink(missing_ok=True)
