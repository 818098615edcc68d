"""What vendors that work by jobs share: a client under one key, and its models behind the ports."""

import threading
from abc import ABC, abstractmethod
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any, ClassVar, Generic, Self, TypeVar

from manike.errors import BadInputError
from manike.prompts.experiments import Choice
from manike.remote_ports import VideoFormat
from manike.secrets import Secret
from manike.studio.clock import Clock
from resources import media_prompts
from resources.downloads import Downloads
from resources.job_figures import JobFigures, JobKind, JobModel, job_figures
from resources.keys import key_of
from resources.picture_prompts import Worded
from resources.queued_job import Work
from resources.spoken import Voiced
from resources.voice_casting import voices_known
from resources.work import video_format


class JobClient:
    """A vendor under one key. The key, and an SDK, are loaded with the first call."""

    provider: ClassVar[str]
    """The vendor's name."""
    secret: ClassVar[str]
    """The variable that its key is read from."""
    data: ClassVar[str]
    """The file of its dated data."""

    def __init__(
        self,
        key: Secret | None = None,
        *,
        base_url: str = "",
        account: str = "",
        clock: Clock | None = None,
    ) -> None:
        """Nothing is asked yet.

        Args:
            key: the API key; that of the environment if not given.
            base_url: another server than the vendor's own.
            account: whose limits and health count; empty for the vendor's name.
            clock: ends models on their day.
        """
        self.figures: JobFigures = job_figures(self.data)
        self.account = account or self.provider
        self._base_url = base_url or self.figures.base_url
        self._clock = clock or Clock()
        self._key = key

    def today(self) -> date:
        """In UTC."""
        return self._clock.now().date()

    def close(self) -> None:
        """Let go of the connections; another call opens new ones."""

    def _loaded_key(self) -> Secret:
        return key_of(self._key, self.secret, self.provider)


S = TypeVar("S")


class SdkClient(JobClient, ABC, Generic[S]):
    """One whose SDK keeps its connections."""

    def __init__(self, key: Secret | None = None, **given: Any) -> None:  # noqa: ANN401 - see there
        """As ``JobClient``."""
        super().__init__(key, **given)
        self._sdk: S | None = None
        self._lock = threading.Lock()

    def close(self) -> None:
        """See ``JobClient.close``."""
        with self._lock:
            sdk, self._sdk = self._sdk, None
        if sdk is not None:
            self._closed(sdk)

    def _client(self) -> S:
        with self._lock:
            if self._sdk is None:
                self._sdk = self._new_client()
            return self._sdk

    @abstractmethod
    def _new_client(self) -> S:
        """The SDK's client, which asks nobody yet."""

    @abstractmethod
    def _closed(self, sdk: S) -> None:
        """Close the SDK's connections."""


C = TypeVar("C", bound=JobClient)


class JobProvider(Generic[C]):
    """One model of a vendor; a port is added by the method that makes its jobs."""

    client_type: ClassVar[type[JobClient]]
    job: ClassVar[JobKind]
    prompts: ClassVar[int | None] = None
    """Version of the prompts that shape what is asked for; ``None`` where none do."""

    def __init__(self, client: C, model: JobModel, downloads: Downloads) -> None:
        self._client = client
        self._model = model
        self._downloads = downloads

    @classmethod
    def of(
        cls, client: C | None = None, *, model: str = "", downloads: Downloads | None = None
    ) -> Self:
        """The provider; nothing is asked yet.

        Args:
            client: whose key pays; the environment's if not given.
            model: the first of the dated data if empty.
            downloads: how results are loaded.

        Raises:
            BadInputError: there is no such model.
        """
        payer: Any = client or cls.client_type()
        return cls(payer, payer.figures.model(cls.job, model), downloads or Downloads())

    @property
    def name(self) -> str:
        """The vendor."""
        return self._client.provider

    @property
    def model(self) -> str:
        """Model, and version of the prompts."""
        prompts = "" if self.prompts is None else f" prompts {self.prompts}"
        return f"{self._model.label}{prompts}"

    @property
    def is_commercial(self) -> bool:
        """Whether a commercial tenant may use what it makes."""
        return self._model.is_commercial

    def close(self) -> None:
        """Let go of the vendor's connections."""
        self._client.close()


class Moving:
    """What all that make motion share; stands before the vendor's own base."""

    job: ClassVar[JobKind] = "motion"
    prompts: ClassVar[int | None] = media_prompts.VERSION
    _model: JobModel

    def video_format(self, length_s: Fraction, size_px: tuple[int, int]) -> VideoFormat:
        """See ``RemoteMotionProvider``."""
        return video_format(length_s, size_px, self._model)


class Speaking(Voiced, JobProvider[C]):
    """What all share that speak in voices of their dated data; stands before the vendor's base."""

    job: ClassVar[JobKind] = "speech"

    def __init__(self, client: C, model: JobModel, downloads: Downloads) -> None:
        """See ``JobProvider.of``; ``BadInputError`` if the data have no voice that it knows."""
        super().__init__(client, model, downloads)
        self._voices = voices_known(model.id, client.figures.voices)
        if not self._voices:
            raise BadInputError(client.data, f"voices: {model.id} speaks and knows none.")

    @property
    def obeys_intensity(self) -> bool:
        """See ``RemoteSpeechProvider``: where it takes directions, or a delivery."""
        return self.prompts is not None or self._model.delivery is not None


class Painting(Worded, JobProvider[C]):
    """What all that paint share; stands before the vendor's own base."""

    job: ClassVar[JobKind] = "image"

    @property
    def model(self) -> str:
        """Model, and version of the words that it is asked in."""
        return f"{self._model.label} prompts {self._words.version}"

    def with_wording(self, choice: Choice) -> Self:
        """See ``RemoteImageProvider.with_wording``."""
        other = super().with_wording(choice)
        name = choice.model_of(self._client.provider, self._model.id)
        other._model = self._client.figures.model(self.job, name)
        return other

    def _noted(self, work: Work) -> Work:
        return replace(work, notes={**work.notes, **self._notes})
