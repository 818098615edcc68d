"""The script writers over the network: a model, asked with a wording, read and corrected."""

from dataclasses import dataclass, field, replace
from typing import Self

from manike.errors import MachineError
from manike.generation.limits import NextTurn
from manike.generation.patience import Patience
from manike.ports import ScriptRequest
from manike.prompts.experiments import Choice
from manike.prompts.wordings import wording
from manike.studio.clock import Clock
from manike.studio.exchanges import ExchangeBook
from manike.writing.asking import instructions, question
from manike.writing.job import ScriptJob
from manike.writing.speaking import Speaker

_WORDING = "script"
_TRIES = 3
"""Of a correction."""


@dataclass(frozen=True)
class RemoteWriter:
    """See ``RemoteTextProvider``. Nothing is asked before a job is submitted."""

    speaker: Speaker
    clock: Clock
    """Waits between corrections that a busy vendor did not take."""
    choice: Choice = field(default_factory=lambda: Choice(wording(_WORDING)))
    """The wording, for the project whose script is written."""
    exchanges: ExchangeBook | None = None
    """Where calls are written down; a writer without it can't be asked."""
    next_turn: NextTurn | None = None
    """What corrections wait for; a writer without it can't be asked."""

    @property
    def name(self) -> str:
        """The vendor."""
        return self.speaker.vendor

    @property
    def model(self) -> str:
        """The model's id with the wording's name and version: ``gpt-6-luna+script@1``."""
        return f"{self.speaker.model}+{self.choice.wording.label}"

    @property
    def languages(self) -> tuple[str, ...]:
        """Any."""
        return ()

    def worded(self, choice: Choice, exchanges: ExchangeBook, next_turn: NextTurn) -> Self:
        """See ``RemoteTextProvider.worded``.

        Raises:
            BadInputError: the experiment names a model that there is not.
        """
        model = choice.model.get(self.name, "")
        speaker = self.speaker.with_model(model) if model else self.speaker
        return replace(
            self, speaker=speaker, choice=choice, exchanges=exchanges, next_turn=next_turn
        )

    def script_job(self, request: ScriptRequest) -> ScriptJob:
        """See ``RemoteTextProvider.script_job``.

        Raises:
            BadInputError: the prompt can't be used, or the tenant's own words can't be filled in.
            MachineError: there is nowhere to write calls down.
        """
        if self.exchanges is None or self.next_turn is None:
            raise MachineError(f"The writer {self.name} has nowhere to write its calls down.")
        # what can't be asked is refused before money is held for it
        instructions(self.choice.wording, request.preferences)
        question(self.choice.wording, request)
        patience = Patience(self.clock, tries=_TRIES)
        return ScriptJob(
            request, self.speaker, self.choice, self.exchanges, patience, self.next_turn
        )
