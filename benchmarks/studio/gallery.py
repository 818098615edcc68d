"""The gallery page: of each film its prompt, its contact sheet, and how to make it again.

``python -m benchmarks.studio.gallery OUT [--to docs/gallery]``, after ``make bench-studio OUT=…``.
"""

import argparse
import json
import shlex
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import cv2

from benchmarks.studio.comparison import BESIDE, Beside, comparison_lines, write_comparison
from benchmarks.studio.jpegs import small_jpeg
from benchmarks.studio.made import Made
from benchmarks.studio.making import Extent, options_of
from benchmarks.studio.prompts import FilmPrompt, film_prompts
from manike.media.files import write_bytes, write_text

MAX_SHEET_BYTES = 60_000
_SHEET = "contact_sheet.jpg"
_FACTS = (
    ("film", "delivered_s", "{:.1f} s"),
    ("script", "coverage", "{:.0%} of what the prompt names"),
    ("film", "word_error_rate", "{:.1%} word error rate"),
)


def main() -> None:
    """Write the sheets and the page."""
    parser = argparse.ArgumentParser(prog="benchmarks.studio.gallery", description=__doc__)
    parser.add_argument("out", type=Path, help="where make bench-studio left its films")
    parser.add_argument("--to", type=Path, default=Path("docs/gallery"))
    parser.add_argument("--pairs", type=Path, help="pairs of the blind comparison, shown too")
    parser.add_argument("--key", type=Path, help="whose is whose in them")
    options = parser.parse_args()
    there = [
        made
        for prompt in film_prompts()
        if (made := Made(prompt, options.out / Extent.FILMS.value / prompt.id)).film
    ]
    options.to.mkdir(parents=True, exist_ok=True)
    _clear(options.to)
    for made in there:
        write_sheet(made, options.to)
    pairs = options.pairs and write_comparison(options.pairs, options.key, options.to)
    figures = options.out / "figures.json"
    measured = json.loads(figures.read_text(encoding="utf-8"))["films"] if figures.exists() else {}
    write_text(options.to / "README.md", page(there, measured, pairs or ()))
    size = sum(path.stat().st_size for path in options.to.iterdir() if path.is_file())
    print(f"{len(there)} films are in {options.to}, {size / 1e6:.1f} MB.")


def write_sheet(made: Made, to: Path) -> None:
    """A film's contact sheet, made small.

    Raises:
        ValueError: it is not a picture.
    """
    sheet = cv2.imread(str(made.folder / _SHEET), cv2.IMREAD_COLOR)
    if sheet is None:
        raise ValueError(f"{made.folder / _SHEET} is not a picture.")
    write_bytes(to / f"{made.prompt.id}.jpg", small_jpeg(sheet, MAX_SHEET_BYTES))


def page(
    films: Sequence[Made],
    figures: Mapping[str, Mapping[str, Any]],
    pairs: Sequence[Beside] = (),
) -> str:
    """The page, with the films by genre in the order of the prompts.

    Args:
        films: what was made.
        figures: of each film by its id, as ``figures.json`` has them; may lack some.
        pairs: pictures beside those of the first sketches.
    """
    lines = [
        "# Gallery",
        "",
        f"{len(films)} films of the embedded providers: no key, no network, no GPU. Each sheet "
        "shows the middle of every scene. The same command makes the same film, byte for byte, "
        "on the same version; `make bench-studio` makes all of them and measures them "
        "([how](../benchmarks.md)). [What viewers said](../viewers.md).",
        "",
    ]
    for made in films:
        lines += _entry(made, figures.get(made.prompt.id, {}))
    if pairs:
        lines += comparison_lines(pairs)
    return "\n".join(lines).rstrip() + "\n"


def command_of(prompt: FilmPrompt) -> str:
    """What to type to make the film of a prompt."""
    options = shlex.join(options_of(prompt, "720p"))
    return f".venv/bin/manike video {options} --out {prompt.id} -- {shlex.quote(prompt.text)}"


def _clear(to: Path) -> None:
    """Remove what an earlier run showed and this one may not."""
    shown = {f"{prompt.id}.jpg" for prompt in film_prompts()}
    for path in to.glob("*.jpg"):
        if path.name in shown or path.match(f"{BESIDE}*"):
            path.unlink()


def _entry(made: Made, figures: Mapping[str, Any]) -> Iterator[str]:
    prompt = made.prompt
    title = made.script.title
    yield f"## {title}"
    yield ""
    yield f"> {prompt.text}"
    yield ""
    facts = [prompt.genre or "reference", prompt.aspect, f"{len(made.script.scenes)} scenes"]
    facts += [
        form.format(part[name])
        for group, name, form in _FACTS
        if (part := figures.get(group)) is not None
    ]
    yield f"{' · '.join(facts)}"
    yield ""
    yield f"![Contact sheet of {title}]({prompt.id}.jpg)"
    yield ""
    yield "```sh"
    yield command_of(prompt)
    yield "```"
    yield ""


if __name__ == "__main__":
    main()
