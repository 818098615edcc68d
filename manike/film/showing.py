"""What shows a film before it is played: contact sheet, moving preview, waveform."""

from pathlib import Path

from manike.film.cache import FilmCache
from manike.film.job import FilmJob
from manike.film.looks import best_looks
from manike.film.preview import PREVIEW_FILE, preview
from manike.film.sheets import contact_sheet
from manike.film.waveform import WAVEFORM_FILE, waveform

SHEET_FILE = "contact_sheet.jpg"
FILES = (PREVIEW_FILE, SHEET_FILE, WAVEFORM_FILE)


def show(film: Path, job: FilmJob, cache: Path, destination: Path) -> None:
    """Write ``FILES`` for a finished film.

    Args:
        film: the film.
        job: what it was made from.
        cache: folder of kept files, as for ``assemble``.
        destination: an existing folder.

    Raises:
        MediaError: the film or a clip can't be decoded.
    """
    preview(job, best_looks(job, FilmCache(cache)), destination / PREVIEW_FILE)
    contact_sheet(film, job.timeline, destination / SHEET_FILE)
    waveform(film, job, destination / WAVEFORM_FILE)
