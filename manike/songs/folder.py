"""A folder of recordings as a catalogue: each is heard once, however often the folder is read."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from manike.errors import BadInputError, ManikeError, MediaError, TransientProviderError
from manike.song_ports import Artist, Song
from manike.songs.journal import Journal
from manike.songs.listening import VERSION, Heard, listen
from manike.songs.tags import Tags, tags_of_file
from manike.table_rows import id_of

SUFFIXES = (".wav", ".mp3", ".flac", ".ogg", ".oga", ".opus", ".m4a")
_BOOK = "heard.jsonl"


@dataclass(frozen=True, slots=True)
class Recording:
    """A file with what it says of itself and what is heard in it."""

    tags: Tags
    heard: Heard


@dataclass(frozen=True, slots=True)
class FolderRead:
    """What a folder holds."""

    songs: tuple[Song, ...]
    """In the order of their files."""
    heard: int
    """How many were measured just now; what was known of the others still holds."""
    problems: tuple[tuple[str, str], ...]
    """Files that can't be used, by their path in the folder, with the reason."""


def read_recording(path: Path) -> Recording:
    """What there is to know of a recording; see ``listen``. Some seconds of a core."""
    heard = listen(path)  # first: it knows what is no sound
    return Recording(tags_of_file(path), heard)


Read = Callable[[Path], Recording]


class SongFolder:
    """A folder of recordings, of a tenant."""

    def __init__(self, folder: Path, licence: str = "") -> None:
        """Nothing is read yet.

        Args:
            folder: with recordings, in folders of its own as well.
            licence: by what right those may be used that don't say so themselves.
        """
        self._folder = folder.resolve()
        self._licence = licence

    def read(
        self,
        notes: Path,
        read: Read,
        *,
        at_once: int = 1,
        report: Callable[[str, int, int], None] = lambda *_: None,
    ) -> FolderRead:
        """Read all recordings; a file that can't be used is told and the others are read.

        Args:
            notes: a folder where it is noted down what was heard, so that nothing is heard twice.
            read: reads one; in a child process.
            at_once: how many.
            report: told of each file: its path, how many are done, how many there are.

        Raises:
            BadInputError: no such folder, or no recording in it.
            ConflictError: somebody else is reading recordings into these notes.
            MachineError: what is needed for reading is missing.
        """
        stamps = {file: _stamp(file) for file in self._files()}
        with Journal(notes / _BOOK) as book:
            known = {line["stamp"]: _known(line) for line in book.lines()}
            fresh = [file for file, stamp in stamps.items() if stamp not in known]
            for done, (file, found) in enumerate(_all(fresh, read, at_once), 1):
                known[stamps[file]] = found
                if not isinstance(found, TransientProviderError):
                    book.add(_line(stamps[file], found))
                report(self._name(file), done, len(fresh))
        songs, problems = [], []
        for file, stamp in stamps.items():
            found = known[stamp]
            if isinstance(found, ManikeError):
                problems.append((self._name(file), str(found)))
            else:
                songs.append(self._song(file, found))
        if not songs:
            said = f"{self._folder} holds no recording that can be used: "
            raise BadInputError("folder", said + "; ".join(": ".join(p) for p in problems[:3]))
        return FolderRead(tuple(songs), len(fresh), tuple(problems))

    def _files(self) -> Sequence[Path]:
        if not self._folder.is_dir():
            raise BadInputError("folder", f"{self._folder} is not there.")
        found = [
            file
            for file in sorted(self._folder.rglob("*"))
            if file.suffix.lower() in SUFFIXES and not file.name.startswith(".") and file.is_file()
        ]
        if not found:
            kinds = ", ".join(suffix.lstrip(".") for suffix in SUFFIXES)
            raise BadInputError("folder", f"{self._folder} holds no recordings ({kinds}).")
        return found

    def _name(self, file: Path) -> str:
        return file.relative_to(self._folder).as_posix()

    def _song(self, file: Path, found: Recording) -> Song:
        tags, heard = found.tags, found.heard
        return Song(
            id=id_of("file", self._name(file)),
            title=tags.title,
            artists=tuple(Artist(id=id_of(name), name=name) for name in tags.artists),
            album=tags.album,
            released=tags.released,
            duration_s=heard.duration_s,
            isrc=tags.isrc,
            tags=tags.genres,
            tempo_bpm=tags.tempo_bpm or heard.tempo_bpm,
            key=tags.key or heard.key,
            loudness_lufs=heard.loudness_lufs,
            brightness_hz=heard.brightness_hz,
            onsets_per_s=heard.onsets_per_s,
            licence=tags.licence or self._licence,
            file=str(file),
        )


def _all(
    files: Sequence[Path], read: Read, at_once: int
) -> Iterator[tuple[Path, Recording | ManikeError]]:
    """Each file with what came of reading it, in their order."""

    def one(file: Path) -> Recording | ManikeError:
        try:
            return read(file)
        except (MediaError, TransientProviderError) as error:
            return error
        except OSError as error:
            return MediaError(f"{file.name} can't be read: {error.strerror}.")

    pool = ThreadPoolExecutor(max(at_once, 1))
    try:
        yield from zip(files, pool.map(one, files), strict=True)
    finally:
        pool.shutdown(cancel_futures=True)


def _stamp(file: Path) -> str:
    """Names a state of a file without reading it."""
    state = file.stat()
    return f"{VERSION} {state.st_size} {state.st_mtime_ns} {file}"


def _line(stamp: str, found: Recording | ManikeError) -> dict[str, object]:
    if isinstance(found, ManikeError):
        return {"stamp": stamp, "problem": str(found)}
    return {"stamp": stamp, "tags": asdict(found.tags), "heard": asdict(found.heard)}


def _known(line: dict[str, Any]) -> Recording | ManikeError:
    if "problem" in line:
        return MediaError(line["problem"])
    tags = line["tags"]
    several = {name: tuple(tags[name]) for name in ("artists", "genres")}
    return Recording(Tags(**{**tags, **several}), Heard(**line["heard"]))
