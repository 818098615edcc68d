"""A tenant's own recordings as music of a film: chosen for a cue, fitted to it, at no cost."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from manike.errors import BadInputError, MediaError
from manike.generation.fingerprint import Generation, Job
from manike.ids import ProjectId
from manike.media.files import scratch_folder, writing
from manike.media.programs import run_ffmpeg
from manike.media.sniffing import MediaKind
from manike.media.trust import check_media
from manike.ports import Music, MusicRequest
from manike.production.catalogues.songs import own_songs
from manike.production.house import House
from manike.production.records import TakeManifest
from manike.production.takes import derive
from manike.production.wanted import cue_length_s, music_request
from manike.script.models import MusicCue, ScriptBreakdown
from manike.song_ports import Song

PROVIDER, MODEL = "own", "song-1"
"""The model counts up with every change of fitting that can be heard."""

_SHORTEST_S = 10.0
"""Of a recording that has to be repeated."""
_SPARE_S = 30.0
"""Silence before the music, at most."""
_TEMPOS_BPM = (40, 200)


class SongChoice(BaseModel):
    """A recording that a cue plays, with the right to it, as it was when it was chosen."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    title: str
    artists: tuple[str, ...]
    licence: str
    sha256: str
    """Of the recording, which is a blob of the tenant's."""
    tempo_bpm: float | None = None

    def __str__(self) -> str:
        return f"{self.title} by {', '.join(self.artists)} ({self.licence})"


def choices_of(house: House, project: ProjectId) -> Mapping[int, SongChoice]:
    """The songs that were chosen for a project's cues, by cue number."""
    chosen = house.studio.song_choices(project)
    return {cue: SongChoice.model_validate(content) for cue, content in chosen.items()}


def use_song(house: House, project: ProjectId, cue_number: int, song_id: str) -> SongChoice:
    """Have a cue of a project's newest script play a recording of the tenant's.

    The recording is copied into the tenant's store. Only the music and the film are made again.

    Raises:
        BadInputError: no such cue; the catalogue has no recording of the song, or no licence for
            it is stated; the recording can't be used; the project is archived.
        NotFoundError: there is no such project, script or song.
    """
    cue, length_s = _cue(house, project, cue_number)
    song = own_songs(house, project.tenant).song(song_id)
    recording = _allowed(song)
    if song.duration_s < min(_SHORTEST_S, length_s):
        said = f"{song.title!r} lasts {song.duration_s:.1f} s: too short to be repeated."
        raise BadInputError("song", said)
    choice = SongChoice(
        id=song.id,
        title=song.title,
        artists=tuple(artist.name for artist in song.artists),
        licence=song.licence.strip(),
        sha256=_stored(house, project, recording),
        tempo_bpm=song.tempo_bpm,
    )
    house.studio.choose_song(project, cue.number, choice.model_dump(mode="json"))
    return choice


def compose_instead(house: House, project: ProjectId, cue_number: int) -> None:
    """Have a cue composed again; what was composed before is there and costs nothing.

    Raises:
        BadInputError: no such cue, or the project is archived.
        NotFoundError: there is no such project or script.
    """
    cue, _ = _cue(house, project, cue_number)
    house.studio.choose_song(project, cue.number, {})


def song_generation(script: ScriptBreakdown, cue: MusicCue, choice: SongChoice) -> Generation:
    """A cue's music, of a recording."""
    return Generation(
        job=Job.MUSIC,
        provider=PROVIDER,
        model=MODEL,
        parameters={
            "number": cue.number,
            "duration_s": cue_length_s(script, cue),
            "tempo_bpm": choice.tempo_bpm,
        },
        inputs={"song": choice.sha256},
    )


def play_song(
    house: House, project: ProjectId, script: ScriptBreakdown, cue: MusicCue, choice: SongChoice
) -> tuple[TakeManifest, bool]:
    """The take of a cue that plays a recording, and whether it was made just now.

    Raises:
        CorruptBlobError, NotFoundError: the recording is not in the store any more.
        MediaError: it is silent, or too short to be repeated.
    """
    request = music_request(script, cue, house.preferences(project), 1)
    if choice.tempo_bpm is not None:
        slowest, fastest = _TEMPOS_BPM
        tempo_bpm = min(max(round(choice.tempo_bpm), slowest), fastest)
        request = replace(request, tempo_bpm=tempo_bpm)

    def produce(folder: Path) -> dict[str, Any]:
        recording = house.blobs.verify(project.tenant, choice.sha256)
        return house.workers.call(fit_song, recording, request, folder).model_dump(mode="json")

    return derive(
        house,
        project,
        song_generation(script, cue, choice),
        produce,
        asset="music",
        part=f"cue {cue.number}",
        prompt=str(choice),
    )


def fit_song(recording: Path, request: MusicRequest, folder: Path) -> Music:
    """Write ``music.wav`` of the length asked for, from the recording's beginning on.

    Of a long recording only as much is decoded as the cue can play.
    """
    from manike.arrivals.music import finish_music  # not at the top: it needs OpenCV

    with scratch_folder(folder) as scratch:
        start = scratch / "start.wav"
        length_s = request.duration_s + _SPARE_S
        run_ffmpeg(["-t", f"{length_s:.3f}", "-i", str(recording), "-map", "0:a:0"], start)
        return finish_music(start, request, folder)


def _cue(house: House, project: ProjectId, number: int) -> tuple[MusicCue, float]:
    script = house.studio.draft(project).script
    if not 1 <= number <= len(script.music):
        raise BadInputError("cue", f"{number} is not between 1 and {len(script.music)}.")
    cue = script.music[number - 1]
    return cue, cue_length_s(script, cue)


def _allowed(song: Song) -> Path:
    """The recording of a song that may be used."""
    if not song.file:
        said = f"the catalogue knows {song.title!r} but has no recording of it."
        raise BadInputError("song", f"{said} Load a folder of recordings, or a column 'file'.")
    if not song.licence.strip():
        said = f"no licence is stated for {song.title!r}, so it is not used. Say by what right it"
        how = "may be used: in its tag or column 'licence', or with --licence for its folder."
        raise BadInputError("licence", f"{said} {how}")
    return Path(song.file)


def _stored(house: House, project: ProjectId, recording: Path) -> str:
    """A copy of the recording in the tenant's store, by its hash."""
    with scratch_folder(house.layout.scratch(project.tenant)) as folder:
        copy = folder / "recording"
        try:
            source = recording.open("rb")
        except OSError as error:
            said = f"{recording} can't be read: {error.strerror}."
            raise BadInputError("song", said) from error
        with source, writing(copy), copy.open("wb") as target:
            shutil.copyfileobj(source, target)
        try:
            check_media(copy, MediaKind.SOUND)
        except MediaError as error:
            raise BadInputError("song", f"{recording} can't be used: {error}") from error
        return house.blobs.adopt(project.tenant, copy)
