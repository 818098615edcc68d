import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ECHO = '#!/bin/sh\nfor argument in "$@"; do printf "%s\\0" "$argument"; done\n'

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")


def make(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run make with an environment whose ``manike`` only says what it was given."""
    program = folder / "bin" / "manike"
    program.parent.mkdir(exist_ok=True)
    program.write_text(ECHO)
    program.chmod(0o755)
    (folder / ".base").touch()  # newer than the lock files: nothing is installed
    clean = {name: text for name, text in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(
        ["make", "--no-print-directory", f"VENV={folder}", *words],
        cwd=ROOT,
        env=clean | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def arguments_of(folder: Path, *words: str, **environment: str) -> list[str]:
    return make(folder, "video", *words, **environment).stdout.split("\0")[:-1]


@pytest.mark.parametrize(
    "prompt",
    [
        "it's $HOME",
        'a "quoted" word, $$twice, ${HOME} and $(HOME)',
        "$(shell touch {folder}/harm) `touch {folder}/harm` $(touch {folder}/harm)",
        "; touch {folder}/harm & touch {folder}/harm | cat",
        "two\nlines\twith # hash, % percent, \\ backslash and é ü 雪",
        "--out=/elsewhere",
    ],
)
def test_a_prompt_arrives_as_it_was_typed(tmp_path: Path, prompt: str) -> None:
    text = prompt.replace("{folder}", str(tmp_path))
    assert arguments_of(tmp_path, f"PROMPT={text}") == ["video", "--", text]
    assert arguments_of(tmp_path, PROMPT=text) == ["video", "--", text]
    assert not (tmp_path / "harm").exists()


def test_options_reach_the_command(tmp_path: Path) -> None:
    words = ("PROMPT=a boat", "ASPECT=9:16", "DURATION=30", "RESOLUTION=720p", "OUT=my $x folder")
    assert arguments_of(tmp_path, *words, "SEED=7") == [
        "video",
        "--aspect=9:16",
        "--duration=30",
        "--resolution=720p",
        "--out=my $x folder",
        "--seed=7",
        "--",
        "a boat",
    ]


def test_a_missing_prompt_says_how_to_give_it(tmp_path: Path) -> None:
    done = make(tmp_path, "video", PROMPT="")
    assert done.returncode != 0
    assert 'make video PROMPT="' in done.stderr


def test_help_lists_every_documented_target(tmp_path: Path) -> None:
    listed = [line.split()[0] for line in make(tmp_path, "help").stdout.splitlines()]
    assert {"video", "studio", "test", "check", "env", "clean", "bench-orchestration"} <= {*listed}
