"""OpenAI paints: a prompt with reference images goes in, one picture comes back in the answer."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from manike.errors import MachineError, PermanentProviderError
from manike.generation.remote import Accepted, Collected, Failed, Quote, Recovery, RemoteJob, Reply
from manike.ports import CharacterImageRequest, Picture, ScenePictureRequest, plane_size_px
from manike.prompts.experiments import Choice
from resources.lengths import check_length
from resources.one_call import OneCallJob, collect_payload
from resources.openai_calls import OpenAIClient, read_answer
from resources.openai_figures import PROVIDER, ImageModel
from resources.openai_picture_answer import Answer, Usage, usage_cost
from resources.openai_sizes import asked_size_px
from resources.picture_prompts import Numbered, Worded, character_prompt, scene_prompt
from resources.token_prices import most_tokens

if TYPE_CHECKING:
    from openai import OpenAI

_UNIT_PX = 1024 * 1024
_ENDINGS = {".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}


def openai_images(
    client: OpenAIClient | None = None,
    *,
    model: str = "",
    quality: str = "",
    style_frame: Path | None = None,
) -> "OpenAIImages":
    """OpenAI as a ``RemoteImageProvider``; nothing is asked yet.

    Args:
        client: whose key pays; the environment's if not given.
        model: the dated data's preferred one if empty.
        quality: the same.
        style_frame: a picture whose colours, light and line every scene keeps.

    Raises:
        BadInputError: the model is not known, is gone, or does not paint in that quality.
        MachineError: the style frame can't be read.
    """
    return OpenAIImages(client or OpenAIClient(), model, quality, style_frame)


class OpenAIImages(Worded):
    """See ``openai_images``."""

    name = PROVIDER

    def __init__(
        self, client: OpenAIClient, model: str, quality: str, style_frame: Path | None
    ) -> None:
        figures = client.figures
        quality = quality or figures.images.quality
        chosen = figures.image_model(model, quality)
        self._client = client
        self._style = None if style_frame is None else _File.read(style_frame)
        self._painter = _Painter(client, chosen, quality)

    @property
    def model(self) -> str:
        """Model, quality, version of the prompts, and the style frame's hash if there is one."""
        painter = self._painter
        style = f" style {self._style.sha256[:12]}" if self._style else ""
        return f"{painter.model.id} {painter.quality} prompts {self._words.version}{style}"

    def with_wording(self, choice: Choice) -> "OpenAIImages":
        """See ``RemoteImageProvider.with_wording``."""
        other, painter = super().with_wording(choice), self._painter
        name = choice.model_of(self.name, painter.model.id)
        model = self._client.figures.image_model(name, painter.quality)
        other._painter = replace(painter, model=model)
        return other

    def character_job(self, request: CharacterImageRequest) -> RemoteJob:
        """See ``RemoteImageProvider``."""
        wanted = _Wanted(
            character_prompt(request, self._words),
            request.size_px,
            with_plane=False,
            notes=self._notes,
        )
        return OpenAIImageJob(self._painter, wanted)

    def scene_job(self, request: ScenePictureRequest) -> RemoteJob:
        """See ``RemoteImageProvider``; characters' sheets come first, then the style frame."""
        names = [each.name for each in request.characters if each.name in request.character_images]
        room = self._client.figures.images.references - (self._style is not None)
        sheets = {name: request.character_images[name] for name in names[:room]}
        numbers = {name: number for number, name in enumerate(sheets, start=1)}
        numbered = Numbered(numbers, len(sheets) + 1 if self._style else None)
        wanted = _Wanted(
            scene_prompt(request, numbered, self._words),
            request.size_px,
            with_plane=True,
            notes=self._notes,
            sheets=tuple(sheets.values()),
            style=self._style,
        )
        return OpenAIImageJob(self._painter, wanted)


@dataclass(frozen=True, slots=True)
class _File:
    """A picture that is sent along."""

    name: str
    content: bytes

    @classmethod
    def read(cls, path: Path) -> "_File":
        try:
            return cls(path.name, path.read_bytes())
        except OSError as error:
            raise MachineError(f"The picture {path.name} can't be read: {error}.") from error

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class _Painter:
    client: OpenAIClient
    model: ImageModel
    quality: str


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What one job asks for."""

    prompt: str
    size_px: tuple[int, int]
    """Of ``image.jpg``."""
    with_plane: bool
    sheets: tuple[Path, ...] = ()
    style: _File | None = None
    notes: Mapping[str, str] = field(default_factory=dict)
    """What else should be kept with the take."""

    @property
    def reference_count(self) -> int:
        return len(self.sheets) + (self.style is not None)

    @property
    def ended_px(self) -> tuple[int, int]:
        """What the picture is brought to."""
        return plane_size_px(self.size_px) if self.with_plane else self.size_px


class OpenAIImageJob(OneCallJob):
    """One picture."""

    def __init__(self, painter: _Painter, wanted: _Wanted) -> None:
        self._figures = painter.client.figures.images
        super().__init__(PROVIDER, painter.client.account, self._figures.timeout_s)
        self._painter = painter
        self._wanted = wanted
        self._asked_px = asked_size_px(wanted.ended_px, self._figures)

    @property
    def recovery(self) -> Recovery:
        """By the key where the server honours keys."""
        return self._painter.client.recovery

    def quote(self) -> Quote:
        """By the most tokens that prompt, references and picture can have."""
        count = self._wanted.reference_count
        images = count * self._figures.reference_tokens
        width_px, height_px = self._asked_px
        each = self._figures.output_tokens[self._painter.quality]
        # A picture of fewer pixels is not always one of fewer tokens.
        made = each * max(_UNIT_PX, width_px * height_px) // _UNIT_PX + 1
        text = most_tokens(self._wanted.prompt)
        usage = Usage.of(text=text, images=images, made=made)
        cost = usage_cost(self._painter.model.id, usage, self._painter.client.clock.now())
        basis = f"{width_px}x{height_px} at {self._painter.quality}, {count} references: "
        return Quote(cost, f"{basis}{text + images} + {made} tokens at most")

    def submit(self, key: str) -> Accepted | Reply | Failed:
        """Billed by the tokens that the answer tells."""
        painter, figures = self._painter, self._figures
        painter.client.check(painter.model)
        check_length("prompt", self._wanted.prompt, figures.prompt_characters, PROVIDER)
        references = self._references()
        at = painter.client.clock.now()
        heard = painter.client.pay(key, figures.timeout_s, lambda sdk: self._call(sdk, references))
        answer = read_answer(heard, Answer)
        usage = answer.usage
        cost = self.quote().most if usage is None else usage_cost(painter.model.id, usage, at)
        picture = answer.picture()
        if picture is None:
            said = f"it answered without a picture (request {heard.request_id})"
            return Failed(PermanentProviderError(said, provider=PROVIDER), cost)
        content = {
            "model": painter.model.id,
            "request_id": heard.request_id,
            "asked_px": list(self._asked_px),
            "usage": None if usage is None else usage.model_dump(),
        }
        return Reply(content, picture, cost)

    def seek(self, key: str, since: datetime) -> Accepted | Reply | Failed | None:
        """By the key where the server honours keys, else it can't be told."""
        del since
        return self._painter.client.found_again(lambda: self.submit(key))

    def collect(self, reply: Reply, folder: Path) -> Collected:
        """Crop and enlarge to the film's size."""
        from manike.arrivals.pictures import finish_picture  # OpenCV is heavy

        wanted = self._wanted

        def finish(source: Path, folder: Path) -> Picture:
            return finish_picture(source, wanted.size_px, folder, with_plane=wanted.with_plane)

        most = self.quote().most
        made = collect_payload(reply, folder, finish, provider=PROVIDER, most=most)
        return replace(made, notes={**made.notes, **wanted.notes})

    def _call(self, sdk: "OpenAI", references: Sequence[_File]) -> Any:  # noqa: ANN401 - the SDK's
        width_px, height_px = self._asked_px
        asked: dict[str, Any] = {
            "model": self._painter.model.id,
            "prompt": self._wanted.prompt,
            "size": f"{width_px}x{height_px}",
            "quality": self._painter.quality,
            "output_format": "png",
            "n": 1,
        }
        if not references:
            return sdk.images.with_raw_response.generate(**asked)
        images = [_named(number, each) for number, each in enumerate(references, start=1)]
        return sdk.images.with_raw_response.edit(image=images, **asked)

    def _references(self) -> list[_File]:
        sheets = [_File.read(path) for path in self._wanted.sheets]
        return [*sheets, *([self._wanted.style] if self._wanted.style else [])]


def _named(number: int, file: _File) -> tuple[str, bytes, str]:
    """Name, content and type of a part of a form; a tenant's own names are not told."""
    ending = Path(file.name).suffix.lower()
    return f"reference-{number}{ending}", file.content, _ENDINGS.get(ending, "image/png")
