import subprocess
import sys

LOAD_EVERYTHING = """
import importlib, pkgutil, re, sys
import manike
from manike.media.programs import ffmpeg_path

for module in pkgutil.walk_packages(manike.__path__, "manike."):
    if ".migrations" not in module.name:
        importlib.import_module(module.name)
ffmpeg_path()

maps = open("/proc/self/maps").read()
loaded = set(re.findall(r"/(libx26[45]|libespeak|libfluidsynth)", maps))
loaded |= {"av", "patoolib", "espeakng_loader", "phonemizer"} & {
    name for name, module in sys.modules.items() if getattr(module, "__file__", None)
}
print(" ".join(sorted(loaded)))
"""


def test_nothing_under_the_gpl_is_loaded() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOAD_EVERYTHING], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""
