"""The providers over the network that are set up here; the only place that composes them."""

import os
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypedDict

from manike.ports import Embedder
from manike.production.provider_plans.providers import Imitator, Listing, Roster
from manike.remote_ports import (
    RemoteEmbedder,
    RemoteImageProvider,
    RemoteMotionProvider,
    RemoteMusicProvider,
    RemoteSpeechProvider,
    RemoteTextProvider,
)
from manike.search_ports import VectorIndexes
from manike.secrets import Secret, find_secret
from manike.settings import Settings
from manike.song_ports import SongCatalogue
from manike.voice_samples import VoiceSample
from resources.rates import rate_rules
from resources.sentence_embedder import PROVIDER as SENTENCES
from resources.spotify_calls import CLIENT_ID as SPOTIFY_ID
from resources.spotify_calls import CLIENT_SECRET as SPOTIFY_SECRET
from resources.spotify_calls import PROVIDER as SPOTIFY

if TYPE_CHECKING:
    from resources.downloads import Downloads
    from resources.writers import Settings as WriterSettings

STANDIN = "MANIKE_STANDIN_URL"
"""Names the address of a stand-in for all of them; no key is needed then."""
SENTENCE_MODEL = "MANIKE_SENTENCE_MODEL"
"""Names a folder or a model of the Hugging Face hub that texts are embedded with."""
MILVUS_URL, MILVUS_TOKEN = "MANIKE_MILVUS_URL", "MANIKE_MILVUS_TOKEN"
"""A Milvus server that keeps the vectors, or a file for Milvus Lite; the token is a secret."""
STANDIN_KEY = "key-of-the-stand-in"


class Entries(TypedDict, total=False):
    """One vendor's listings, by the fields of ``Roster``."""

    text: Listing[RemoteTextProvider]
    image: Listing[RemoteImageProvider]
    speech: Listing[RemoteSpeechProvider]
    music: Listing[RemoteMusicProvider]
    motion: Listing[RemoteMotionProvider]
    imitators: Imitator
    embeddings: Listing[RemoteEmbedder]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a vendor is reached, and where it reaches us."""

    base_url: str = ""
    """Of the stand-in; empty is the vendor's own."""
    webhook_url: str = ""
    """Where it tells that a job has news; empty for nowhere."""

    @property
    def key(self) -> Secret | None:
        """What the stand-in takes for one; ``None`` is the vendor's own, read when it is needed."""
        return Secret(STANDIN, STANDIN_KEY) if self.base_url else None

    @property
    def downloads(self) -> "Downloads":
        """Results of the stand-in lie on loopback; nothing else may."""
        from resources.downloads import Downloads

        return Downloads(allow_loopback=bool(self.base_url))

    @property
    def writer_settings(self) -> "WriterSettings":
        """For script writers."""
        from resources.writers import Settings as WriterSettings

        return WriterSettings(base_url=self.base_url)


@dataclass(frozen=True, slots=True)
class Vendor:
    """A vendor that can be set up."""

    secret: str
    """The variable that its key is read from."""
    standin_path: str
    """Where the stand-in speaks its protocol."""
    build: Callable[["Place"], Entries] = field(repr=False)
    """Its listings, at a place."""
    ended: str = ""
    """Why it can only be tried with a stand-in."""


def build_roster(settings: Settings, environ: Mapping[str, str] | None = None) -> Roster:
    """Every vendor whose key is set, or all of them where a stand-in is named.

    Nothing is asked of anybody, and no SDK is loaded.

    Raises:
        BadInputError: a key or a file of limits can't be read.
    """
    values = os.environ if environ is None else environ
    standin = values.get(STANDIN, "").rstrip("/")
    found: dict[str, dict[str, Any]] = {name: {} for name in Entries.__annotations__}
    missing: dict[str, str] = {}
    for name, vendor in VENDORS.items():
        webhook_url = settings.webhook_url(name)
        if standin:
            # The stand-in sends webhooks to this machine alone.
            is_here = webhook_url.startswith("http://")
            place = Place(standin + vendor.standin_path, webhook_url if is_here else "")
            entries = vendor.build(place)
        elif vendor.ended:
            missing[name] = vendor.ended
            continue
        elif find_secret(vendor.secret, values) is not None:
            entries = vendor.build(Place(webhook_url=webhook_url))
        else:
            missing[name] = f"set {vendor.secret} or {vendor.secret}_FILE, or {STANDIN} to try it"
            continue
        for part, listing in entries.items():
            found[part][name] = listing
    embedder = _embedder(values.get(SENTENCE_MODEL, ""))
    if embedder is None:
        missing[SENTENCES] = f"set {SENTENCE_MODEL}"
    songs = _songs(standin, values)
    if not songs:
        missing[SPOTIFY] = f"set {SPOTIFY_ID} and {SPOTIFY_SECRET}, or {STANDIN} to try it"
    return Roster(
        **found,
        rates=rate_rules(settings.home),
        missing=missing,
        skills=vendor_skills,
        songs=songs,
        embedder=embedder,
        indexes=_indexes(values),
    )


def vendor_skills() -> Mapping[str, Set[str]]:
    """The fields of ``Roster`` that each vendor fills once it is set up; nobody is asked."""
    place = Place("http://127.0.0.1")
    return {name: frozenset(vendor.build(place)) for name, vendor in VENDORS.items()}


def _songs(standin: str, values: Mapping[str, str]) -> Mapping[str, SongCatalogue]:
    """The song catalogues that are set up; Spotify's takes two secrets."""
    from resources.spotify import spotify_catalogue

    if standin:
        key = Secret(STANDIN, STANDIN_KEY)
        url = f"{standin}/spotify"
        return {
            SPOTIFY: spotify_catalogue(
                key, key, base_url=f"{url}/v1/", token_url=f"{url}/api/token"
            )
        }
    found = [find_secret(name, values) for name in (SPOTIFY_ID, SPOTIFY_SECRET)]
    return {SPOTIFY: spotify_catalogue(*found)} if all(found) else {}


def _embedder(model: str) -> Embedder | None:
    """The model of sentence-transformers that is named, in the place of the embedded one."""
    from resources.sentence_embedder import sentence_embedder

    return sentence_embedder(model) if model else None


def _indexes(values: Mapping[str, str]) -> VectorIndexes | None:
    """Milvus, where an address is named."""
    from resources.milvus import MilvusIndexes

    url = values.get(MILVUS_URL, "")
    return MilvusIndexes(url, find_secret(MILVUS_TOKEN, values)) if url else None


def _openai(place: Place) -> Entries:
    from resources.openai_calls import OpenAIClient
    from resources.openai_embeddings import openai_embeddings
    from resources.openai_images import openai_images
    from resources.openai_speech import openai_speech
    from resources.openai_writer import openai_writer

    client = OpenAIClient(place.key, base_url=place.base_url)
    return {
        "text": Listing(openai_writer(place.key, settings=place.writer_settings), quality=4),
        "image": Listing(openai_images(client), quality=5),
        "speech": Listing(openai_speech(client), quality=4),
        "embeddings": Listing(openai_embeddings(client), quality=4),
    }


def _anthropic(place: Place) -> Entries:
    from resources.anthropic_writer import anthropic_writer

    writer = anthropic_writer(place.key, settings=place.writer_settings)
    return {"text": Listing(writer, quality=4)}


def _gemini(place: Place) -> Entries:
    from resources.gemini_speech import gemini_speech
    from resources.gemini_writer import gemini_writer

    return {
        "text": Listing(gemini_writer(place.key, settings=place.writer_settings), quality=4),
        "speech": Listing(gemini_speech(place.key, base_url=place.base_url), quality=5),
    }


def _hume(place: Place) -> Entries:
    from resources.hume_speech import hume_speech

    voice = hume_speech(place.key, is_on=bool(place.base_url), base_url=place.base_url)
    return {"speech": Listing(voice, quality=3)}


def _replicate(place: Place) -> Entries:
    from resources.replicate_calls import ReplicateClient
    from resources.replicate_media import (
        replicate_images,
        replicate_motion,
        replicate_music,
        replicate_speech,
    )

    client = ReplicateClient(place.key, base_url=place.base_url, webhook_url=place.webhook_url)
    downloads = place.downloads
    music = replicate_music(client, downloads=downloads)

    def imitate(samples: Sequence[VoiceSample]) -> Listing[RemoteSpeechProvider]:
        speech = replicate_speech(samples, client, downloads=downloads)
        return Listing(speech, quality=3, is_commercial=speech.is_commercial)

    return {
        "image": Listing(replicate_images(client, downloads=downloads), quality=3),
        "music": Listing(music, quality=4, is_commercial=music.is_commercial),
        "motion": Listing(replicate_motion(client, downloads=downloads), quality=4),
        "imitators": imitate,
    }


def _runware(place: Place) -> Entries:
    from resources.runware_calls import RunwareClient
    from resources.runware_media import (
        runware_images,
        runware_motion,
        runware_music,
        runware_speech,
    )

    client, downloads = RunwareClient(place.key, base_url=place.base_url), place.downloads
    return {
        "image": Listing(runware_images(client, downloads=downloads), quality=4),
        "speech": Listing(runware_speech(client, downloads=downloads), quality=4),
        "music": Listing(runware_music(client, downloads=downloads), quality=3),
        "motion": Listing(runware_motion(client, downloads=downloads), quality=4),
    }


def _fal(place: Place) -> Entries:
    from resources.fal_calls import FalClient
    from resources.fal_media import fal_images, fal_motion

    client, downloads = FalClient(place.key, base_url=place.base_url), place.downloads
    return {
        "image": Listing(fal_images(client, downloads=downloads), quality=3),
        "motion": Listing(fal_motion(client, downloads=downloads), quality=4),
    }


VENDORS: Mapping[str, Vendor] = {
    "openai": Vendor("OPENAI_API_KEY", "/openai/v1", _openai),
    "anthropic": Vendor("ANTHROPIC_API_KEY", "/anthropic", _anthropic),
    "gemini": Vendor("GEMINI_API_KEY", "/gemini", _gemini),
    "hume": Vendor("HUME_API_KEY", "/hume", _hume, "its service ended on 2026-11-13"),
    "replicate": Vendor("REPLICATE_API_TOKEN", "/replicate", _replicate),
    "runware": Vendor("RUNWARE_API_KEY", "/runware/v1", _runware),
    "fal": Vendor("FAL_KEY", "/fal/queue", _fal),
}
