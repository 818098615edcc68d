"""Makes scripts, stills or whole films of prompts with the embedded providers."""

import json
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path

from benchmarks.assembly.watching import watched
from benchmarks.studio.made import Made
from benchmarks.studio.painting import paint
from benchmarks.studio.prompts import FilmPrompt
from manike.errors import ManikeError
from manike.ids import ProjectId
from manike.ports import Picture, ScriptRequest
from manike.production.records import FilmManifest
from manike.production.verdicts import FILM_ASSET
from manike.settings import load_settings
from manike.storage.layout import Layout
from manike.storage.manifests import Manifests

_STILL_SHARE = 3
"""A still's sides are this part of the film's."""
_CACHE = "cache"


class Extent(StrEnum):
    """How much is made of each prompt."""

    SCRIPTS = "scripts"
    STILLS = "stills"
    """The scenes' pictures at a third of the film's width."""
    FILMS = "films"


def make_all(
    prompts: Sequence[FilmPrompt], out: Path, extent: Extent, resolution: str, *, keep: bool
) -> Iterator[Made]:
    """Make each prompt's folder below ``out/films``, ``out/stills`` or ``out/scripts``.

    Args:
        prompts: what to make.
        out: where to.
        extent: how much of it.
        resolution: of the films.
        keep: take what lies there already, whatever made it.
    """
    for prompt in prompts:
        made = Made(prompt, out / extent.value / prompt.id)
        if not (keep and _is_whole(made, extent)):
            shutil.rmtree(made.folder, ignore_errors=True)
            made.folder.mkdir(parents=True)
            _make(made, extent, resolution, out / "home")
        yield Made(prompt, made.folder)


def _make(made: Made, extent: Extent, resolution: str, home: Path) -> None:
    """One that fails is kept with the reason: it must not cost the other 29."""
    try:
        if extent is Extent.FILMS:
            _make_film(made, home, resolution)
            return
        _write(made, resolution)
        if extent is Extent.STILLS:
            _paint(made, resolution)
    except (RuntimeError, ManikeError) as error:
        made.keep_failure(str(error))
        sys.stderr.write(f"{made.prompt.id}: {error}\n")


def _is_whole(made: Made, extent: Extent) -> bool:
    """Whether all that such a run leaves is there; its last file comes last."""
    last = {Extent.SCRIPTS: "script.json", Extent.STILLS: "drawn.json", Extent.FILMS: "cost.json"}
    return (made.folder / last[extent]).exists()


def _write(made: Made, resolution: str) -> None:
    from manike.embedded.writer.writer import EmbeddedWriter

    request = ScriptRequest(made.prompt.text, made.prompt.preferences(resolution))
    made.keep_script(EmbeddedWriter().write_script(request))


def _paint(made: Made, resolution: str) -> None:
    size_px = made.prompt.preferences(resolution).size_px
    small_px = size_px[0] // _STILL_SHARE // 2 * 2, size_px[1] // _STILL_SHARE // 2 * 2
    script, drawn = made.script, {}
    for scene in script.scenes:
        file = made.folder / "pictures" / f"scene-{scene.number:03d}.jpg"
        drawn[scene.number] = paint(
            scene, script.characters, small_px, file, style=script.style
        ).drawn
    made.keep_drawn(drawn)


def _make_film(made: Made, home: Path, resolution: str) -> None:
    """By the command that a user gives, in a home where nothing of any film is kept."""
    home = home.resolve()
    _empty(home)
    command = [str(Path(sys.executable).with_name("manike")), "video"]
    command += [*options_of(made.prompt, resolution), "--out", str(made.folder.resolve())]
    environment = os.environ | {"MANIKE_HOME": str(home), "MANIKE_DATABASE_URL": ""}
    cost = watched([*command, "--", made.prompt.text], environment)
    made.keep_drawn(_drawn_in(made.folder, home))
    made.keep_cost(cost)
    _empty(home)


def options_of(prompt: FilmPrompt, resolution: str) -> list[str]:
    """What is asked for beside the text, as options of ``manike video``."""
    options = ["--aspect", prompt.aspect, "--duration", str(prompt.duration_s)]
    options += ["--resolution", resolution]
    if prompt.characters is not None:
        options.append("--characters" if prompt.characters else "--no-characters")
    return options


def _drawn_in(folder: Path, home: Path) -> dict[int, tuple[str, ...]]:
    """The records of the film's pictures, out of its manifest in the store."""
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    settings = load_settings({"MANIKE_HOME": str(home)})
    manifests = Manifests(Layout(settings.store))
    film = manifests.read(ProjectId.parse(report["project"]), FILM_ASSET, FilmManifest)
    pictures = film.parts.pictures if film.parts else {}
    return {number: take.record(Picture).drawn for number, take in pictures.items()}


def _empty(home: Path) -> None:
    """All but the cache: the soundfont is part of an installation, not of a film."""
    for path in home.iterdir() if home.exists() else ():
        if path.name == _CACHE:
            continue
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
