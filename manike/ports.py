"""What the core needs from generation providers, as protocols, with what goes in and comes out.

Every provider writes its files into ``destination``, an existing empty folder, under the names that
the protocol fixes, and returns a small record that describes them. The same request gives the same
bytes from an embedded provider. A provider raises only ``ProviderError``, ``MediaError``,
``MachineError`` or ``BadInputError``.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import Annotated, Literal, Protocol

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from manike.script.models import Character, Scene, ScriptBreakdown
from manike.script.preferences import Preferences
from manike.script.pronunciations import Entries
from manike.script.vocabulary import Mood
from manike.voice_samples import VoiceSample

Progress = Callable[[int, int], None]
"""Called with (units done, units to do); both are frames where frames are made."""


class _Record(BaseModel):
    """What a provider says of the files it made; stored with the take as JSON."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True, slots=True)
class ScriptRequest:
    """A film to write."""

    prompt: str
    preferences: Preferences


class Provider(Protocol):
    """Anything that generates."""

    @property
    def name(self) -> str:
        """The vendor, or ``embedded``."""
        ...

    @property
    def model(self) -> str:
        """Name and version of what generates; a changed one makes other takes.

        Behind a blank or a plus comes what else shapes them, such as the version of our words.
        """
        ...


class TextProvider(Provider, Protocol):
    """Turns a prompt into a script."""

    @property
    def languages(self) -> tuple[str, ...]:
        """Primary language subtags it writes, such as ``("en",)``."""
        ...

    def write_script(self, request: ScriptRequest) -> ScriptBreakdown:
        """Write the whole script.

        Raises:
            UnsupportedLanguageError: the prompt or the preference asks for another language.
        """
        ...


@dataclass(frozen=True, slots=True)
class CharacterImageRequest:
    """A character to draw, alone, head to foot, on a plain ground."""

    character: Character
    style: str
    seed: int
    """The project's seed: it and the character fix the look, so each scene shows the same one."""
    take_number: int
    """1 for the first take; each further number is another drawing."""
    size_px: tuple[int, int]


@dataclass(frozen=True, slots=True)
class ScenePictureRequest:
    """A scene to paint."""

    scene: Scene
    characters: tuple[Character, ...]
    """Those the scene shows, in the order of ``scene.characters``."""
    character_images: Mapping[str, Path]
    """Reference drawings by character name."""
    style: str
    seed: int
    take_number: int
    size_px: tuple[int, int]
    """Width and height of the film; planes are larger, see ``Plane``."""


class Plane(_Record):
    """One layer of a picture."""

    file: str
    """Name of an RGBA PNG with straight (not premultiplied) alpha. All planes of a picture share
    one size, ``OVERSCAN`` times the film's, centred on the same point."""
    depth: Annotated[float, Field(ge=0, le=2)]
    """0 is infinitely far, 1 is the middle ground, above 1 is nearer than the subject."""
    blend: Literal["normal", "add"] = "normal"
    name: str = ""
    """What it holds, such as ``sky``, ``cast`` or ``caption``; empty if the provider can't say."""


OVERSCAN = 1.2
"""Planes are this much larger than the film in width and height, rounded up to even pixels, so
that a camera can move without showing an edge."""


def plane_size_px(size_px: tuple[int, int]) -> tuple[int, int]:
    """Width and height of the planes of a film of that size."""
    # The margin keeps 864.0000001 at 864.
    width_px, height_px = (2 * ceil((side * OVERSCAN - 1e-6) / 2) for side in size_px)
    return width_px, height_px


SpotKind = Literal["lamp", "flame", "smoke", "flag", "water", "fall", "afloat"]


class Spot(_Record):
    """Something in a plane that lives when the picture is set in motion.

    Its box is that of a lamp's glass, of flames, of a chimney's mouth, of a flag's cloth, of a
    level water, of falling water, of what floats or swims. Pixels from the plane's top left corner.
    """

    kind: SpotKind
    plane: Annotated[int, Field(ge=0)]
    """Index into ``Picture.planes``."""
    left_px: float
    top_px: float
    right_px: float
    bottom_px: float


RegionKind = Literal["head", "body", "subject", "text"]


class Region(_Record):
    """Where something is that words should not cover.

    Shares of the film's width and height from its top left corner, before the camera moves; it may
    reach beyond the film.
    """

    kind: RegionKind
    left: float
    top: float
    right: float
    bottom: float


class Eye(_Record):
    """An open eye in a plane: what a lid of that colour covers when somebody blinks.

    Pixels from the plane's top left corner.
    """

    x_px: float
    y_px: float
    half_width_px: Annotated[float, Field(gt=0)]
    half_height_px: Annotated[float, Field(gt=0)]
    tilt_deg: float = 0.0
    """How far the width is turned clockwise from level."""
    lid: Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]


class Figure(_Record):
    """A character in a plane that holds nothing but characters, so that an animator lets it live.

    What lies above the chest rises and sinks by a fraction of a percent, lids close for a tenth
    of a second. Lids drawn into the plane are hidden by nearer planes as the face is.

    Pixels from the plane's top left corner.
    """

    name: str
    plane: Annotated[int, Field(ge=0)]
    """Index into ``Picture.planes``; figures that overlap share one."""
    left_px: float
    top_px: float
    right_px: float
    bottom_px: float
    foot_x_px: float
    """Where it stands: between the feet."""
    foot_y_px: float
    chest_x_px: float
    chest_y_px: float
    chest_radius_px: Annotated[float, Field(gt=0)]
    """From the middle of the chest to the neck, which is about the way to the waist."""
    facing: Literal[-1, 1]
    """To the left or to the right."""
    pose: str
    """A word of ``Pose``."""
    eyes: tuple[Eye, ...] = ()
    """Those that are seen, open and large enough that a blink can be seen."""


class Picture(_Record):
    """A painted scene."""

    image: str
    """Name of the flattened JPEG of the film's size."""
    planes: tuple[Plane, ...]
    """Back to front; the first one is opaque."""
    drawn: tuple[str, ...] = ()
    """What of the scene is in the picture: place, time, weather, landmark, subjects, characters."""
    regions: tuple[Region, ...] = ()
    """Where people, main subjects and painted words are; empty if the provider can't say."""
    spots: tuple[Spot, ...] = ()
    """What of it lives: lamps, flames, water; empty if the provider can't say."""
    figures: tuple[Figure, ...] = ()
    """The characters that can breathe and blink, back to front; empty if the provider can't say."""


class ImageProvider(Provider, Protocol):
    """Draws characters and paints scenes."""

    @property
    def composes_shapes(self) -> bool:
        """Whether a scene asked for in another shape is the same scene, composed for it, for free.

        If not, a rendition's pictures are those of the film, reframed.
        """
        ...

    def draw_character(self, request: CharacterImageRequest, destination: Path) -> Picture:
        """Write ``image.jpg``; planes are empty."""
        ...

    def paint_scene(self, request: ScenePictureRequest, destination: Path) -> Picture:
        """Write ``image.jpg`` and ``plane-00.png``, ``plane-01.png`` and so on."""
        ...


USUAL_INTENSITY = 0.5
"""Of a narration that is neither held back nor given with full strength."""


@dataclass(frozen=True, slots=True)
class SpeechRequest:
    """A narration to speak."""

    text: str
    speaker: Character | None
    """Who speaks; ``None`` is the narrator."""
    cast: tuple[Character, ...]
    """Everybody in the film, in the script's order, so that no two need share a voice."""
    voice: str
    """A voice by name, or empty for the provider's own casting by speaker, cast and mood."""
    narrator: str
    """The narrator's voice where it was asked for by name: no character is cast with it."""
    mood: Mood
    language: str
    seed: int
    take_number: int
    available_s: float
    """Time in which it should fit; a provider may speak up to 12 % faster, never slower."""
    pronunciations: Entries = ()
    """How words of the text are said, see ``manike.script.pronunciations``; all others as the
    provider knows them."""
    intensity: float = USUAL_INTENSITY
    """How strongly its mood is heard: 0 is still, 1 is as strong as can be."""


class Word(_Record):
    """When a word of the text is heard, from the first sample of the file."""

    text: str
    """As written, with its punctuation."""
    start_s: float
    end_s: float


class VoiceOver(_Record):
    """A spoken narration: ``voice.wav``, 48 kHz, mono, 16 bit, peak at most -3 dBFS."""

    file: str
    duration_s: float
    sample_count: int
    voice: str
    words: tuple[Word, ...]
    """Every word of the text in order; ``" ".join`` of them is the text with single spaces."""


class SpeechProvider(Provider, Protocol):
    """Speaks narrations."""

    @property
    def obeys_intensity(self) -> bool:
        """Whether a request's intensity shapes how it speaks; if not, it makes no other take."""
        ...

    @property
    def recordings(self) -> Mapping[str, VoiceSample]:
        """What its voices imitate, by voice; empty where they are its own."""
        ...

    def voices(self) -> tuple[str, ...]:
        """The voices that can be asked for by name."""
        ...

    def voice_for(self, request: SpeechRequest) -> str:
        """The voice that ``speak`` will use."""
        ...

    def speak(self, request: SpeechRequest, destination: Path) -> VoiceOver:
        """Write ``voice.wav``."""
        ...


@dataclass(frozen=True, slots=True)
class SceneStart:
    """Where a scene begins under a cue."""

    at_s: float
    """From the cue's start."""
    intensity: float
    """0 is still, 1 is as strong as can be."""


@dataclass(frozen=True, slots=True)
class MusicRequest:
    """A cue to compose."""

    mood: Mood
    tempo_bpm: int
    key: str
    duration_s: float
    seed: int
    take_number: int
    scenes: tuple[SceneStart, ...] = ()
    """Those that it plays under, in order, the first at 0: its form may follow them."""


class Music(_Record):
    """A cue: ``music.wav``, 48 kHz, stereo, 16 bit, about -18 LUFS, peak at most -3 dBFS."""

    file: str
    duration_s: float
    bar_s: float
    """Length of a bar, so that a cue can be lengthened or cut on the beat; 0 if unknown."""
    ending_s: float
    """Where the ending begins; the whole length if there is none."""


class MusicProvider(Provider, Protocol):
    """Composes music."""

    def compose(self, request: MusicRequest, destination: Path) -> Music:
        """Write ``music.wav``, of the length asked for, with an ending."""
        ...


@dataclass(frozen=True, slots=True)
class MotionRequest:
    """A picture to set in motion, or a scene to film from its words alone."""

    scene: Scene
    picture: Picture
    picture_files: Mapping[str, Path]
    """Where the files named in ``picture`` lie; empty for a scene without a picture."""
    frame_count: int
    fps: Fraction
    size_px: tuple[int, int]
    seed: int
    take_number: int
    style: str = ""
    """Of a scene without a picture, as are the characters; a picture shows them."""
    characters: tuple[Character, ...] = ()


class Clip(_Record):
    """A moving picture without sound: ``clip.mp4``, H.264, yuv420p, BT.709, constant rate."""

    file: str
    frame_count: int
    width_px: int
    height_px: int


class MotionProvider(Provider, Protocol):
    """Sets pictures in motion."""

    def animate(self, request: MotionRequest, destination: Path, progress: Progress) -> Clip:
        """Write ``clip.mp4`` with exactly ``frame_count`` frames."""
        ...


class Embedder(Provider, Protocol):
    """Turns texts into vectors."""

    @property
    def dimension(self) -> int:
        """Length of its vectors; vectors of two models never mix."""
        ...

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, shape (len(texts), dimension)."""
        ...


class Transcriber(Provider, Protocol):
    """Hears what is said in a sound file."""

    def transcribe(self, audio: Path) -> str:
        """The words heard, as one text."""
        ...
