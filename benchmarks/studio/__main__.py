"""Run as ``make bench-studio [JSON=file] [OUT=folder]``; see docs/benchmarks.md."""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from benchmarks.studio.making import Extent, make_all
from benchmarks.studio.measuring import measure, measure_together
from benchmarks.studio.prompts import film_prompts
from benchmarks.studio.report import as_json, as_markdown, as_text
from manike.embedded.embedder import EmbeddedEmbedder
from manike.embedded.transcriber import EmbeddedTranscriber
from manike.script.preferences import Resolution


def main() -> None:
    """Make or find the films, measure them, print the tables and write JSON and page."""
    options = _options()
    embedder, transcriber = EmbeddedEmbedder(), EmbeddedTranscriber()
    made, figures = [], []
    for each in make_all(
        options.prompts, options.out, options.extent, options.resolution, keep=options.keep
    ):
        sys.stderr.write(f"{each.prompt.id} is made\n")
        made.append(each)
        figures.append(measure(each, embedder, transcriber))
    measured, together = measure_together(made, figures)
    print(as_text(measured, together))
    text = json.dumps(as_json(measured, together), indent=1, ensure_ascii=False) + "\n"
    (options.out / "figures.json").write_text(text, encoding="utf-8")
    page = as_markdown(measured, together)
    (options.page or options.out / "figures.md").write_text(page, encoding="utf-8")
    if options.json:
        options.json.write_text(text, encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench-studio", description=__doc__)
    scratch = Path(tempfile.gettempdir()) / "manike-bench-studio"
    parser.add_argument("--json", type=Path)
    parser.add_argument("--out", type=Path, default=scratch, help="where films and figures go")
    parser.add_argument("--page", type=Path, help="the Markdown page; else figures.md in OUT")
    parser.add_argument("--only", default="", help="ids of prompts, with commas between them")
    parser.add_argument("--resolution", choices=[each.value for each in Resolution], default="720p")
    parser.add_argument("--keep", action="store_true", help="measure what lies in OUT already")
    less = parser.add_mutually_exclusive_group()
    for extent, what in ((Extent.SCRIPTS, "scripts alone"), (Extent.STILLS, "scripts, pictures")):
        less.add_argument(
            f"--{extent.value}", dest="extent", action="store_const", const=extent, help=what
        )
    parser.set_defaults(extent=Extent.FILMS)
    options = parser.parse_args()
    try:
        options.prompts = film_prompts([each for each in options.only.split(",") if each])
    except ValueError as error:
        parser.error(str(error))
    options.out.mkdir(parents=True, exist_ok=True)
    return options


if __name__ == "__main__":
    main()
