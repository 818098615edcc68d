"""A tenant's recorded voices: kept with their owners' consent, and erased when it is taken back."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import TypeAdapter

from manike.errors import BadInputError, MediaError
from manike.ids import TenantId
from manike.media.files import scratch_folder, sha256_of, write_bytes, writing
from manike.media.programs import run_ffmpeg
from manike.media.sniffing import MediaKind
from manike.media.sound import read_wav
from manike.media.trust import check_media
from manike.production.house import House
from manike.voice_samples import VoiceSample

RATE_HZ = 16_000
"""What LLaSA hears best."""
SHORTEST_S, LONGEST_S = 3.0, 30.0

_NAME = re.compile("[a-z0-9][a-z0-9-]{0,38}")
_MOST_BYTES = 32 * 2**20
_MOST_CHARACTERS = 1000
_SILENT = 0.01

Voices = dict[str, dict[str, Any]]


def add_voice(house: House, tenant: TenantId, given: VoiceSample) -> VoiceSample:
    """Keep a recording and the consent to its imitation, in the place of one of that name.

    Args:
        house: where the tenant is.
        tenant: who may use the voice.
        given: a recording of any usual format; the hash in its consent is written here.

    Returns:
        The voice as it is kept: 16 kHz, mono, 16 bit.

    Raises:
        BadInputError: name, recording or consent can't be used; names the field and the cure.
        NotFoundError: there is no such tenant.
    """
    consent = given.consent
    if not _NAME.fullmatch(given.name):
        raise BadInputError(
            "name", f"{given.name[:60]!r}: use lower-case letters, digits, hyphens."
        )
    if not 1 <= len(given.transcript.strip()) <= _MOST_CHARACTERS:
        raise BadInputError("said", "write down word for word what is said in the recording.")
    if consent is None or not (consent.given_by.strip() and consent.record.strip()):
        said = "say who agreed (--by), when (--on), and where it is on record (--record)."
        raise BadInputError("consent", said)
    if consent.ends_on is not None and consent.ends_on <= consent.given_on:
        raise BadInputError("until", f"{consent.ends_on} is not after {consent.given_on}.")
    house.studio.voices(tenant)
    home = house.layout.voice(tenant, given.name)
    with scratch_folder(house.layout.scratch(tenant)) as folder:
        write_bytes(home, _converted(given.file, folder).read_bytes())
    agreed = replace(consent, sample_sha256=sha256_of(home))
    kept = replace(given, file=home, transcript=given.transcript.strip(), consent=agreed)
    content = TypeAdapter(VoiceSample).dump_python(kept, mode="json") | {"file": home.name}
    house.studio.change_voices(tenant, lambda voices: voices | {kept.name: content})
    return kept


def remove_voice(house: House, tenant: TenantId, name: str) -> None:
    """Forget a voice and erase its recording; takes that were spoken in it stay.

    Raises:
        BadInputError: the tenant has no voice of that name.
        NotFoundError: there is no such tenant.
    """

    def changed(voices: Voices) -> Voices:
        if name not in voices:
            raise BadInputError("name", f"{tenant} has no voice {name[:60]!r}.")
        return {each: content for each, content in voices.items() if each != name}

    house.studio.change_voices(tenant, changed)
    home = house.layout.voice(tenant, name)
    with writing(home):
        home.unlink(missing_ok=True)


def _converted(recording: Path, folder: Path) -> Path:
    """A WAV in ``folder`` of the recording, once it is found usable."""
    copy, plain = folder / "given", folder / "voice.wav"
    try:
        if recording.stat().st_size > _MOST_BYTES:
            raise BadInputError("file", f"{recording.name} is larger than 32 MiB; cut it.")
        write_bytes(copy, recording.read_bytes())
    except OSError as error:
        raise BadInputError("file", f"{recording} can't be read: {error.strerror}.") from error
    try:
        length_s = check_media(copy, MediaKind.SOUND).duration_s
        if not SHORTEST_S <= length_s <= LONGEST_S:
            said = (
                f"lasts {length_s:.1f} s; {SHORTEST_S:g} to {LONGEST_S:g} s of speech are needed."
            )
            raise BadInputError("file", f"{recording.name} {said}")
        form = ["-ac", "1", "-ar", str(RATE_HZ), "-c:a", "pcm_s16le"]
        run_ffmpeg(["-i", str(copy), "-map", "0:a:0", "-map_metadata", "-1", *form], plain)
        loudest = np.max(np.abs(read_wav(plain)[0]), initial=0.0)
    except MediaError as error:
        raise BadInputError("file", f"{recording.name} is no whole sound: {error}") from error
    if loudest < _SILENT:
        raise BadInputError("file", f"{recording.name} is silent.")
    return plain
