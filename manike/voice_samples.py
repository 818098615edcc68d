"""Recorded voices that may be imitated, each with its owner's consent on record."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from manike.errors import BadInputError

CURE = "record it with manike voice add"


@dataclass(frozen=True, slots=True)
class Consent:
    """What somebody agreed to."""

    given_by: str
    """Whose voice it is, by name."""
    given_on: date
    record: str
    """Where the signed agreement is kept: a file, a number, an address."""
    sample_sha256: str
    """Of the recording that it was given for, so that no other one is used under it."""
    ends_on: date | None = None
    """The first day on which it does not hold any more."""


@dataclass(frozen=True, slots=True)
class VoiceSample:
    """A recording of some seconds of one voice."""

    name: str
    """By which the voice is asked for."""
    file: Path
    transcript: str
    """What is said in it."""
    gender: Literal["female", "male"]
    consent: Consent | None

    def objection(self, today: date) -> str:
        """Why the voice may not be used today by its papers, and the cure; empty if it may."""
        consent = self.consent
        if consent is None or not (consent.given_by.strip() and consent.record.strip()):
            return f"{self.name}: no consent to its use is on record; {CURE}"
        if today < consent.given_on or (consent.ends_on is not None and today >= consent.ends_on):
            return f"{self.name}: the consent does not hold on {today}; {CURE}"
        return ""

    def agreed_recording(self, today: date) -> bytes:
        """The recording, of which every byte was agreed to for today.

        Raises:
            BadInputError: there is no consent on record, it is for another recording, not yet
                given, or has ended; or the recording can't be read.
        """
        objection = self.objection(today)
        if objection or self.consent is None:
            raise BadInputError("voice", f"{objection}.")
        try:
            content = self.file.read_bytes()
        except OSError as error:
            raise BadInputError("voice", f"{self.name}: its sample can't be read.") from error
        if hashlib.sha256(content).hexdigest() != self.consent.sample_sha256:
            said = f"{self.name}: the consent is for another recording; {CURE}."
            raise BadInputError("voice", said)
        return content


NO_RECORDINGS: Mapping[str, VoiceSample] = MappingProxyType({})
"""Of a provider whose voices are its own."""
