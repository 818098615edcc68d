"""What a lock file says of the environment that runs this.

``strays LOCK`` prints each installed package that the lock does not hold in that version;
``lines LOCK NAME …`` prints the lock's entries of these packages, hashes included.
"""

import re
import sys
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path

# pip and what is developed here are in no lock
OURS = {"pip", "manike"}


def main(arguments: list[str]) -> int:
    """Print what was asked for; the exit code."""
    command, lock, *names = arguments
    entries = entries_of(Path(lock).read_text("utf-8"))
    if command == "lines":
        sys.stdout.writelines(line for name in names for line in entries[name])
        return 0
    installed = {plain(each.metadata["Name"]): each.version for each in metadata.distributions()}
    sys.stdout.writelines(f"{name}\n" for name in strays(installed, entries))
    return 0


def entries_of(lock: str) -> dict[str, list[str]]:
    """The lock's entries by package; a package has two where it depends on Python's version."""
    entries: dict[str, list[str]] = {}
    for entry in re.findall(r"^[A-Za-z0-9].*\n(?:[ ].*\n)*", lock, re.MULTILINE):
        name = plain(re.split(r"[=\[ ]", entry, maxsplit=1)[0])
        entries.setdefault(name, []).append(entry)
    return entries


def strays(installed: Mapping[str, str], entries: Mapping[str, list[str]]) -> list[str]:
    """Names of installed packages that the lock lacks, or holds in another version."""
    return sorted(
        name
        for name, version in installed.items()
        if name not in OURS and not any(f"=={version} " in entry for entry in entries.get(name, []))
    )


def plain(name: str) -> str:
    """A package's name as the index spells it."""
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
