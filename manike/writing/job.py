"""A script as a remote job: at most three paid calls, each known before the next one is made."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from manike.errors import (
    ConflictError,
    MachineError,
    PermanentProviderError,
    ProviderError,
    RefusedContentError,
    TransientProviderError,
    UnknownOutcomeError,
)
from manike.generation.limits import NextTurn
from manike.generation.patience import Patience
from manike.generation.remote import (
    Begun,
    Collected,
    Deadlines,
    Failed,
    Quote,
    Recovery,
    Reply,
    Working,
)
from manike.media.files import write_text
from manike.money import Money
from manike.ports import ScriptRequest
from manike.prompts.experiments import Choice
from manike.studio.exchanges import ExchangeBook
from manike.writing.asking import correction, instructions, question, script_schema
from manike.writing.reading import Read, Unusable, read_script
from manike.writing.speaking import MOST_CALLS, Ending, Said, Speaker, Turn, total_of

FILE = "script.json"
_BYTES_A_TOKEN = 2
"""At least, in any language: what is quoted must suffice. English has about four."""
_CORRECTION_TOKENS = 1000
_SHOWN = 3


@dataclass(frozen=True)
class ScriptJob:
    """See ``RemoteJob``. Its calls are synchronous: one that left unanswered stays unknown."""

    request: ScriptRequest
    speaker: Speaker
    choice: Choice
    exchanges: ExchangeBook
    patience: Patience
    """For corrections: a vendor that is busy is asked again, so that the first call is not lost."""
    next_turn: NextTurn
    """For corrections: the door has waited for the turn of the first call alone."""
    recovery: Recovery = Recovery.NONE
    deadlines: Deadlines = field(default_factory=Deadlines)

    @property
    def account(self) -> str:
        """Whose limits and health count."""
        return self.speaker.account

    def quote(self) -> Quote:
        """Three calls with the longest replies, each with all that was said before."""
        asked = sum(len(turn.text.encode()) for turn in self._opening)
        schema = len(json.dumps(script_schema()))
        given = -(-(asked + schema) // _BYTES_A_TOKEN)
        most = self.speaker.most_tokens(self.request.preferences.duration_s)
        total = Money.zero()
        for call in range(MOST_CALLS):
            total += self.speaker.price(given + call * (most + _CORRECTION_TOKENS), most)
        return Quote(total, f"{MOST_CALLS} calls of {given} and {most} tokens at most")

    def submit(self, key: str) -> Reply | Failed:
        """Ask, and ask again with what is wrong; goes on behind the calls that are written down."""
        said = self._heard(key)
        while True:
            outcome = self._outcome(said)
            if outcome is not None:
                return outcome
            try:
                said = (*said, self._next(key, said))
            except UnknownOutcomeError:
                raise
            except (TransientProviderError, MachineError) as error:
                if not said:
                    raise  # nothing has left
                raise UnknownOutcomeError(
                    f"it was not corrected, and the next run goes on with it: {error}",
                    provider=self.speaker.vendor,
                ) from error
            except ProviderError as error:
                if not said:
                    raise
                return Failed(error, total_of(said))

    def look(self, job_id: str) -> Working | Reply | Failed:
        """There is nothing to look at: the answer comes with the call."""
        raise PermanentProviderError(f"there is no job {job_id}", provider=self.speaker.vendor)

    def seek(self, key: str, since: datetime) -> Reply | Failed | Begun | None:
        """What the calls that are written down amount to."""
        del since
        said = self._heard(key)
        return self._outcome(said) or (Begun() if said else None)

    def cancel(self, job_id: str) -> None:
        """Nothing runs."""

    def collect(self, reply: Reply, folder: Path) -> Collected:
        """``script.json``, and its script as the record."""
        said = tuple(Said.from_json(each) for each in json.loads(reply.payload)["calls"])
        reading = self._reading(said[-1])
        if isinstance(reading, Unusable):
            raise PermanentProviderError(_why(reading), provider=self.speaker.vendor)
        write_text(folder / FILE, reading.script.model_dump_json(indent=1))
        record = reading.script.model_dump(mode="json")
        return Collected(record, total_of(said), self._notes(said, reading))

    @property
    def _opening(self) -> tuple[Turn, Turn]:
        wording = self.choice.wording
        return (
            Turn("system", instructions(wording, self.request.preferences)),
            Turn("user", question(wording, self.request)),
        )

    def _heard(self, key: str) -> tuple[Said, ...]:
        """What was said so far.

        Raises:
            UnknownOutcomeError: a call left and nothing is known of its answer.
        """
        exchanges = self.exchanges.of(key)
        if any(exchange.said is None for exchange in exchanges):
            raise UnknownOutcomeError(
                "it keeps no list of what it wrote, and a call left without an answer",
                provider=self.speaker.vendor,
            )
        return tuple(Said.from_json(each.said) for each in exchanges if each.said is not None)

    def _next(self, key: str, said: Sequence[Said]) -> Said:
        number = len(said) + 1
        if number == 1:
            return self._asked(key, number, said)

        def corrected() -> Said:
            self.next_turn(self.account)
            return self._asked(key, number, said)

        return self.patience.until_delivered(corrected)

    def _asked(self, key: str, number: int, said: Sequence[Said]) -> Said:
        """One paid call, written down before it leaves and as soon as it is answered."""
        turns = self._turns(said)
        most = self.speaker.most_tokens(self.request.preferences.duration_s)
        try:
            self.exchanges.leaves(key, number)
        except ConflictError as error:
            raise UnknownOutcomeError(
                "another worker is asking", provider=self.speaker.vendor
            ) from error
        try:
            answer = self.speaker.say(turns, script_schema(), most)
        except UnknownOutcomeError:
            raise
        except (ProviderError, MachineError):
            self.exchanges.refused(key, number)
            raise
        self._keep(key, number, answer)
        return answer

    def _keep(self, key: str, number: int, answer: Said) -> None:
        try:
            self.exchanges.answered(key, number, answer.as_json())
        except MachineError as error:
            raise UnknownOutcomeError(
                f"its answer, of {answer.cost}, could not be written down: {error}",
                provider=self.speaker.vendor,
            ) from error

    def _turns(self, said: Sequence[Said]) -> tuple[Turn, ...]:
        """The conversation so far; of what was said only the last is shown again, and corrected."""
        if not said:
            return self._opening
        reading = self._reading(said[-1])
        complaints = reading.complaints if isinstance(reading, Unusable) else ()
        shown = said[-1].text.strip() or "(nothing)"
        again = Turn("user", correction(self.choice.wording, complaints))
        return (*self._opening, Turn("assistant", shown), again)

    def _reading(self, said: Said) -> Read | Unusable:
        if said.ending is Ending.CUT:
            return Unusable(("the reply was cut at the limit of tokens; write a shorter script",))
        return read_script(said.text, self.request)

    def _outcome(self, said: Sequence[Said]) -> Reply | Failed | None:
        """How the conversation ends; ``None`` if there is more to say."""
        if not said:
            return None
        if said[-1].ending is Ending.REFUSED:
            return Failed(self._refusal(said[-1]), total_of(said))
        reading = self._reading(said[-1])
        if isinstance(reading, Read):
            return self._reply(said)
        if len(said) < MOST_CALLS:
            return None
        text = f"no usable script in {MOST_CALLS} replies: {_why(reading)}"
        return Failed(PermanentProviderError(text, provider=self.speaker.vendor), total_of(said))

    def _refusal(self, said: Said) -> RefusedContentError:
        reason = " ".join(said.text.split()) or "no reason given"
        return RefusedContentError(
            f"the script was refused: {reason[:300]}",
            provider=self.speaker.vendor,
            categories=said.categories,
        )

    def _reply(self, said: Sequence[Said]) -> Reply:
        payload = json.dumps({"calls": [each.as_json() for each in said]}, ensure_ascii=False)
        content = {"calls": len(said), "model": said[-1].model}
        return Reply(content, payload.encode(), total_of(said))

    def _notes(self, said: Sequence[Said], reading: Read) -> Mapping[str, Any]:
        return {
            "template": self.choice.wording.label,
            **self.choice.notes,
            "answered_by": said[-1].model,
            "found": reading.how,
            "calls": [each.as_note() for each in said],
        }


def _why(reading: Unusable) -> str:
    more = len(reading.complaints) - _SHOWN
    shown = "; ".join(reading.complaints[:_SHOWN])
    return f"{shown}; and {more} more" if more > 0 else shown
