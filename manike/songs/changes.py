"""What has changed of a catalogue, so that what is made from it changes as little."""

from collections.abc import Iterable
from dataclasses import dataclass

from manike.generation.fingerprint import hash_of
from manike.song_ports import Song


@dataclass(frozen=True, slots=True)
class CatalogueChanges:
    """Ids of songs, in the order of the catalogue that they stand in."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    """There before, with something else known of them."""
    gone: tuple[str, ...]
    kept: int
    """How many are as they were."""

    def __str__(self) -> str:
        counts = (
            (len(self.added), "new"),
            (len(self.changed), "changed"),
            (len(self.gone), "gone"),
            (self.kept, "as before"),
        )
        return ", ".join(f"{count} {what}" for count, what in counts if count) or "nothing"


def version_of(song: Song) -> str:
    """Hash of all that is known of a song: another one when anything of it is."""
    return hash_of(song.model_dump(mode="json"))


def catalogue_version(songs: Iterable[Song]) -> str:
    """Hash of a whole catalogue, whatever the order of its songs."""
    return hash_of(sorted((song.id, version_of(song)) for song in songs))


def changes_between(before: Iterable[Song], after: Iterable[Song]) -> CatalogueChanges:
    """How one catalogue became another."""
    old = {song.id: song for song in before}
    new = {song.id: song for song in after}
    changed = tuple(own for own, song in new.items() if own in old and old[own] != song)
    return CatalogueChanges(
        added=tuple(own for own in new if own not in old),
        changed=changed,
        gone=tuple(own for own in old if own not in new),
        kept=len(old.keys() & new.keys()) - len(changed),
    )
