"""Says what this machine lacks before anything is built; runs on the bare system Python."""

import ctypes
import importlib.util
import sys

OLDEST, NEWEST = (3, 11), (3, 13)

# what skia-python links; a slim Debian has none of them
LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
}


def main() -> int:
    """Print one line for each thing that is missing; the exit code is 1 if there are any."""
    problems = python_problems() + library_problems()
    for problem in problems:
        sys.stderr.write("manike: " + problem + "\n")
    return 1 if problems else 0


def python_problems() -> list:
    """What is wrong with the interpreter that runs this."""
    major, minor = sys.version_info[:2]
    if not OLDEST <= (major, minor) <= NEWEST:
        return [
            f"Python {major}.{minor} is at hand, 3.11 to 3.13 is needed. "
            "Install one of these and name it: make PYTHON=python3.11 ..."
        ]
    if sys.platform != "linux" or sys.maxsize < 2**32:
        return ["Manike runs on 64-bit Linux."]
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        return ["Python lacks its venv module. Run: apt-get install python3-venv"]
    return []


def library_problems() -> list:
    """Which shared libraries can't be loaded, and the Debian packages that bring them."""
    missing = [name for name in LIBRARIES if not loads(name)]
    if not missing:
        return []
    packages = " ".join(LIBRARIES[name] for name in missing)
    return ["missing " + ", ".join(missing) + ". Run: apt-get install " + packages]


def loads(library: str) -> bool:
    """Whether the dynamic linker finds the library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
