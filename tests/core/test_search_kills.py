import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize("work", ["another_model", "keep_only", "delete_project"])
def test_whoever_is_killed_leaves_what_served_or_what_serves_now(tmp_path, work):
    script = [sys.executable, "-m", "benchmarks.search.kills", "--every", "17", "--only", work]
    figures = tmp_path / "figures.json"
    subprocess.run(
        [*script, "--json", str(figures)],
        check=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
        stdout=subprocess.DEVNULL,
    )
    counts = json.loads(figures.read_text())
    assert counts[f"{work}_kills"] >= 1
    assert counts[f"{work}_old"] + counts[f"{work}_new"] == counts[f"{work}_kills"]
    assert (counts[f"{work}_neither"], counts[f"{work}_unfinished"]) == (0, 0)
