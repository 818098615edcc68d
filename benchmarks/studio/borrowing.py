"""What a picture shows in another thing's shape, because the illustrator has no drawing of it."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from benchmarks.studio.coverage import is_named
from manike.script.models import Character

Drawing = Callable[[str], Sequence[str]]
"""The names of the drawing that stands for a noun; none where the place itself shows it."""

_SOME_ANIMAL = ("another animal",)
"""An animal that has no drawing is drawn as one that has."""


def borrowed(
    records: Iterable[Sequence[str]], cast: Mapping[str, Character], drawing: Drawing
) -> tuple[str, ...]:
    """``hedgehog as fox`` for each thing and animal that is drawn as another, once.

    Args:
        records: ``Picture.drawn`` of each scene.
        cast: the film's characters by name.
        drawing: what is drawn for a noun.
    """
    wanted = dict(noun for record in records for noun in _nouns(record, cast))
    found = ((text, drawing(text) or unknown) for text, unknown in wanted.items())
    return tuple(
        f"{text} as {names[0]}"
        for text, names in found
        if names and not any(is_named(name, text) for name in names)
    )


def embedded_drawing(noun: str) -> Sequence[str]:
    """The embedded illustrator's."""
    from manike.embedded.figures.registry import find_subject

    subject = find_subject(noun)
    return () if subject is None else (subject.name, *subject.also)


def _nouns(
    record: Sequence[str], cast: Mapping[str, Character]
) -> Iterable[tuple[str, Sequence[str]]]:
    """Nouns, each with what stands for it where there is no drawing."""
    for entry in record:
        kind, _, value = entry.partition(":")
        if kind in ("subject", "landmark"):
            yield value, ()
        elif kind == "character" and value in cast and cast[value].kind == "animal":
            yield cast[value].description, _SOME_ANIMAL
