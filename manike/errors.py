"""Every error the core raises on purpose.

ManikeError
  BadInputError                what was asked for can't be done; says the field and the cure
    UnsupportedLanguageError   no provider at hand writes or speaks this language
  NotFoundError                no such thing for this tenant
  ConflictError                somebody else holds or changed the thing meanwhile
  ScriptRuleError              a script breaks one or more named rules
  ApprovalMissingError         the current draft is not approved
  ProviderError                a generation provider did not deliver
    PermanentProviderError     the same request will fail again
      RefusedContentError      the provider does not make this content
      QuotaError               no credit or quota left at the provider
      DeniedError              the provider does not let this key do that
    TransientProviderError     another attempt may succeed, after a wait
    UnknownOutcomeError        whether the provider made (and bills) it can't be told yet
  BudgetError                  a budget of the tenant does not allow the cost
  MediaError                   a media program failed, or a media file is not what it should be
    UnusableFootageError       a file holds no moving picture that can be analysed; says why
  StoreError                   a file of the store can't be read or written
    CorruptBlobError           a stored file's content does not match its hash
  MachineError                 the machine lacks something: a program, a library, disk space
"""

from collections.abc import Callable, Sequence
from typing import Any

from manike.scrubbing import scrub


class ManikeError(Exception):
    """Base of every error raised on purpose by this package."""

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]:
        """Travel between processes as message and fields, whatever ``__init__`` asks for."""
        return _revived, (type(self), *self.args), self.__dict__


def _revived(kind: type[ManikeError], *args: Any) -> ManikeError:  # noqa: ANN401 - as args are
    return kind.__new__(kind, *args)


class BadInputError(ManikeError):
    """What was asked for can't be done; the message names the field and the cure."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field


class UnsupportedLanguageError(BadInputError):
    """No provider at hand writes or speaks this language."""


class NotFoundError(ManikeError):
    """No such thing for this tenant."""


class ConflictError(ManikeError):
    """Somebody else holds or changed the thing meanwhile."""


class ScriptRuleError(ManikeError):
    """A script breaks one or more named rules."""

    def __init__(self, broken: Sequence[str]) -> None:
        super().__init__("The script breaks these rules: " + "; ".join(broken))
        self.broken = tuple(broken)


class ApprovalMissingError(ManikeError):
    """The current draft is not approved."""


class ProviderError(ManikeError):
    """A generation provider did not deliver; the message is what it said, without secrets."""

    def __init__(self, message: str, *, provider: str) -> None:
        super().__init__(scrub(f"{provider}: {message}"))
        self.provider = provider
        self.said = scrub(message)
        """Without the provider's name."""
        self.is_billed = False
        """Whether the provider is paid for it all the same."""


class PermanentProviderError(ProviderError):
    """The same request will fail again."""


class RefusedContentError(PermanentProviderError):
    """The provider does not make this content; another wording or another provider may."""

    def __init__(self, message: str, *, provider: str, categories: Sequence[str] = ()) -> None:
        super().__init__(message, provider=provider)
        self.categories = tuple(categories)


class QuotaError(PermanentProviderError):
    """No credit or quota left at the provider; asking again does not help, paying does."""


class DeniedError(PermanentProviderError):
    """The provider does not let this key do that; it says nothing of what was asked for before."""


class TransientProviderError(ProviderError):
    """Another attempt may succeed."""

    def __init__(self, message: str, *, provider: str, retry_after_s: float | None = None) -> None:
        super().__init__(message, provider=provider)
        self.retry_after_s = retry_after_s
        """The provider's own wait, if it gave one."""


class UnknownOutcomeError(ProviderError):
    """Whether the provider made it, and bills it, can't be told yet: it is not asked again."""


class BudgetError(ManikeError):
    """A budget of the tenant does not allow the cost; nothing was asked of a provider."""


class MediaError(ManikeError):
    """A media program failed, or a media file is not what it should be."""


class UnusableFootageError(MediaError):
    """A file holds no moving picture that can be analysed."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason
        """``missing``, ``no file``, ``unreadable``, ``empty``, ``container``, ``broken``,
        ``too large``, ``still picture``, ``no picture`` or ``no frame``."""


class StoreError(ManikeError):
    """A file of the store can't be read or written."""


class CorruptBlobError(StoreError):
    """A stored file's content does not match its hash."""


class MachineError(ManikeError):
    """The machine lacks something: a program, a library, disk space."""
