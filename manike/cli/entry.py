"""Where the ``manike`` command begins.

The rest, which takes a second to import, comes when Ctrl-C is understood. Child processes import
what began their parent: this file, and not the rest.
"""

import os
import signal
import sys
from types import FrameType

STOPPED = "Stopped. What was made is kept; run it again to go on."
STOPPED_CODE = 130
"""Exit code of a program that Ctrl-C ended: 128 and the number of the signal."""


def main() -> None:
    """Run the command. Whoever ends it by SIGTERM stops it as Ctrl-C does."""
    signal.signal(signal.SIGTERM, _stop)
    try:
        from manike.cli.main import main as command
    except KeyboardInterrupt:
        sys.stderr.write(f"{STOPPED}\n")
        sys.exit(STOPPED_CODE)
    command()


def _stop(number: int, frame: FrameType | None) -> None:
    """Do what Ctrl-C does, which a terminal sends to children too."""
    processes = sys.modules.get("multiprocessing")
    for child in processes.active_children() if processes else ():
        os.kill(child.pid, signal.SIGINT)
    raise KeyboardInterrupt
