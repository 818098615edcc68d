"""The script writers over the network: a model, asked with a wording, read and corrected."""

from manike.generation.patience import Patience
from manike.ports import ScriptRequest
from manike.prompts.experiments import Choice
from manike.studio.clock import Clock
from manike.studio.exchanges import ExchangeBook
from manike.writing.asking import instructions, question
from manike.writing.job import ScriptJob
from manike.writing.speaking import Speaker


class RemoteWriter:
    """See ``RemoteTextProvider``."""

    def __init__(
        self, speaker: Speaker, choice: Choice, exchanges: ExchangeBook, clock: Clock
    ) -> None:
        """Nothing is asked yet.

        Args:
            speaker: the model.
            choice: the wording, for the project whose script is written.
            exchanges: where calls are written down.
            clock: waits between corrections that a busy vendor did not take.
        """
        self._speaker = speaker
        self._choice = choice
        self._exchanges = exchanges
        self._patience = Patience(clock, tries=3)

    @property
    def name(self) -> str:
        """The vendor."""
        return self._speaker.vendor

    @property
    def model(self) -> str:
        """The model's id with the wording's name and version: ``gpt-6-luna+script@1``."""
        return f"{self._speaker.model}+{self._choice.wording.label}"

    @property
    def languages(self) -> tuple[str, ...]:
        """Any."""
        return ()

    def script_job(self, request: ScriptRequest) -> ScriptJob:
        """See ``RemoteTextProvider.script_job``.

        Raises:
            BadInputError: the prompt can't be used, or the tenant's own words can't be filled in.
        """
        # what can't be asked is refused before money is held for it
        instructions(self._choice.wording, request.preferences)
        question(self._choice.wording, request)
        return ScriptJob(request, self._speaker, self._choice, self._exchanges, self._patience)
