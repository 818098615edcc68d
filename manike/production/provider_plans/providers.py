"""Who can do which job: one provider in this process each, and those over the network."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar, runtime_checkable

from manike.generation.limits import RateRules
from manike.ports import (
    Embedder,
    ImageProvider,
    MotionProvider,
    MusicProvider,
    Provider,
    SpeechProvider,
    TextProvider,
    Transcriber,
)
from manike.remote_ports import (
    RemoteEmbedder,
    RemoteImageProvider,
    RemoteMotionProvider,
    RemoteMusicProvider,
    RemoteSpeechProvider,
    RemoteTextProvider,
)
from manike.search_ports import VectorIndexes
from manike.song_ports import SongCatalogue
from manike.voice_samples import VoiceSample

LOCAL = "embedded"
"""How provider plans name the providers of this process."""

LOCAL_QUALITY = 2
"""Of the providers of this process, where others have 1 to 5."""

HereT = TypeVar("HereT", bound=Provider)
ThereT = TypeVar("ThereT", bound=Provider)
ThereT_co = TypeVar("ThereT_co", bound=Provider, covariant=True)


@dataclass(frozen=True, slots=True)
class Providers:
    """Who does which job in this process."""

    text: TextProvider
    image: ImageProvider
    speech: SpeechProvider
    music: MusicProvider
    motion: MotionProvider
    embedder: Embedder
    transcriber: Transcriber


@dataclass(frozen=True, slots=True)
class Listing(Generic[ThereT_co]):
    """A provider over the network, and what provider plans ask about it."""

    provider: ThereT_co
    quality: int = 3
    """1 to 5, as judged for its job; the embedded providers count as 2."""
    region: str = "us"
    """Where what is sent to it is worked on."""
    is_commercial: bool = True
    """Whether its licence lets a commercial tenant use what it makes."""


@runtime_checkable
class _Connected(Protocol):
    """A provider that keeps connections between its calls."""

    def close(self) -> None: ...


Imitator = Callable[[Sequence[VoiceSample]], Listing[RemoteSpeechProvider]]
"""Builds a speaker from recorded voices, the narrator's first; at least one."""


@dataclass(frozen=True, slots=True)
class Roster:
    """The providers over the network that are set up here, by the names that plans use."""

    text: Mapping[str, Listing[RemoteTextProvider]] = field(default_factory=dict)
    image: Mapping[str, Listing[RemoteImageProvider]] = field(default_factory=dict)
    speech: Mapping[str, Listing[RemoteSpeechProvider]] = field(default_factory=dict)
    music: Mapping[str, Listing[RemoteMusicProvider]] = field(default_factory=dict)
    motion: Mapping[str, Listing[RemoteMotionProvider]] = field(default_factory=dict)
    imitators: Mapping[str, Imitator] = field(default_factory=dict)
    """Who speaks in the recorded voices of a tenant, for tenants who have some."""
    embeddings: Mapping[str, Listing[RemoteEmbedder]] = field(default_factory=dict)
    rates: RateRules = field(default_factory=RateRules)
    """How often their accounts, and each tenant, may be asked."""
    missing: Mapping[str, str] = field(default_factory=dict)
    """Why a provider that is known is not set up, by its name."""
    skills: Callable[[], Mapping[str, Set[str]]] = dict
    """Which fields of this each provider could fill once it is set up, by its name."""
    songs: Mapping[str, SongCatalogue] = field(default_factory=dict)
    """Song catalogues beside the tenants' own."""
    embedder: Embedder | None = None
    """Embeds texts in the place of the embedded one."""
    indexes: VectorIndexes | None = None
    """Keep vectors in the place of each tenant's own files."""

    def known(self) -> Mapping[str, Set[str]]:
        """Which fields each provider fills that is set up or could be, by its name."""
        found = {name: set(does) for name, does in self.skills().items()}
        for part in ("text", "image", "speech", "music", "motion", "imitators", "embeddings"):
            for name in getattr(self, part):
                found.setdefault(name, set()).add(part)
        return found

    def listings(self) -> Sequence[Mapping[str, Listing[Any]]]:
        """Who is set up for each part, by name."""
        return (self.text, self.image, self.speech, self.music, self.motion, self.embeddings)

    def close(self) -> None:
        """Let go of the providers' connections; another call opens new ones."""
        for part in self.listings():
            for listing in part.values():
                if isinstance(listing.provider, _Connected):
                    listing.provider.close()
