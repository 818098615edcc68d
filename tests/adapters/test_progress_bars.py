"""What a film's command draws while it works."""

import io

import pytest
from rich.console import Console

from manike.cli.progress import StageProgress
from manike.production.plan import StepKind


@pytest.fixture
def drawn():
    """Bars on a screen of 80 columns, and what stands on it in the end."""
    screen = io.StringIO()
    progress = StageProgress(Console(file=screen, width=80, force_terminal=True), quiet=False)

    def shown():
        with progress:
            pass
        return screen.getvalue()

    return progress, shown


def test_film_shows_its_frames(drawn):
    progress, shown = drawn
    progress.expect("film", 1)
    progress.report("film", "film", 450, 1800)
    screen = shown()
    assert "Film" in screen
    assert "25 %" in screen
    assert "450 of 1800 frames" in screen


def test_clips_add_up_their_frames(drawn):
    progress, shown = drawn
    progress.expect("clip", 3)
    progress.report("clip", "s001", 0, 1)
    progress.report("clip", "s001", 100, 165)
    progress.report("clip", "s001", 1, 1)
    progress.report("clip", "s002", 20, 80)
    assert "185 of 245 frames" in shown()


def test_a_film_of_five_minutes_fits_into_80_columns(drawn):
    progress, shown = drawn
    progress.start(StepKind.WRITE)
    progress.expect("film", 1)
    progress.report("film", "film", 9000, 9003)
    assert "…" not in shown()


def test_what_has_no_frames_shows_none(drawn):
    progress, shown = drawn
    progress.start(StepKind.WRITE)
    progress.expect("voice", 2)
    progress.report("voice", "s001", 1, 1)
    screen = shown()
    assert "50 %" in screen
    assert "frames" not in screen
