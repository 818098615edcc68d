"""Calls to Spotify by spotipy: free, polite, and with its failures turned into our errors.

The SDK would sleep as long as it is told to, which has been hours, report a 503 as a 429, and keep
its token in a file of the working folder. So it gets a session without retries, and we wait.
"""

import threading
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from manike.errors import (
    DeniedError,
    MachineError,
    ProviderError,
    TransientProviderError,
)
from manike.secrets import Secret
from manike.studio.clock import Clock
from resources.dated_data import read_data
from resources.http_errors import Refusal, error_of, error_of_unreadable, error_without_answer
from resources.keys import key_of
from resources.models import Row
from resources.waits import retry_after_s

if TYPE_CHECKING:
    from requests import Response, Session
    from spotipy import MemoryCacheHandler, Spotify, SpotifyException, SpotifyOauthError

PROVIDER = "spotify"
CLIENT_ID = "SPOTIPY_CLIENT_ID"
CLIENT_SECRET = "SPOTIPY_CLIENT_SECRET"

_DATA = "spotify-2026-11-21.yaml"
_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError)
"""What spotipy 2.26 raises over an answer that is not what it expects."""
_UNAUTHORIZED = 401


class SpotifyFigures(Row):
    """How Spotify is asked; see the file for units and sources."""

    schema_version: Literal[1]
    read_on: date
    base_url: str
    token_url: str
    timeout_s: float
    page: int
    last_start: int
    gap_s: float
    longest_wait_s: float
    pause_s: float
    tries: int


@cache
def spotify_figures() -> SpotifyFigures:
    """The data that ship with this version."""
    return read_data(_DATA, SpotifyFigures)


class SpotifyClient:
    """Spotify for one application. SDK and credentials are loaded with the first call.

    Calls of several threads go one after the other: all of them wait when one is told to.
    """

    def __init__(
        self,
        client_id: Secret | None = None,
        client_secret: Secret | None = None,
        *,
        base_url: str = "",
        token_url: str = "",
        clock: Clock | None = None,
    ) -> None:
        """Nothing is asked yet.

        Args:
            client_id: the application; that of the environment if not given.
            client_secret: its password; that of the environment if not given.
            base_url: another server than Spotify's own.
            token_url: where that server gives tokens.
            clock: waits.
        """
        self.figures = spotify_figures()
        self._client_id = client_id
        self._client_secret = client_secret
        self._base_url = base_url or self.figures.base_url
        self._token_url = token_url or self.figures.token_url
        self._clock = clock or Clock()
        self._lock = threading.Lock()
        self._not_before_s = 0.0
        self._tokens: MemoryCacheHandler | None = None

    def ask(self, call: "Callable[[Spotify], Any]") -> Any:  # noqa: ANN401 - JSON
        """Make a call; what may pass is tried again after a wait that is not too long.

        Raises:
            TransientProviderError: it did not pass, or a longer wait is asked for.
            ProviderError: see ``resources.http_errors``.
        """
        with self._lock:
            tried = 0
            while True:
                self._wait()
                try:
                    return self._answer(call)
                except TransientProviderError as error:
                    pause_s = self.figures.pause_s * 2**tried
                    self._stay_away(pause_s if error.retry_after_s is None else error.retry_after_s)
                    tried += 1
                    if tried >= self.figures.tries:
                        raise

    def _wait(self) -> None:
        left_s = self._not_before_s - self._clock.monotonic_s()
        if left_s > self.figures.longest_wait_s:
            said = f"it wants to be left alone for {left_s:.0f} s"
            raise TransientProviderError(said, provider=PROVIDER, retry_after_s=left_s)
        if left_s > 0:
            self._clock.sleep(left_s)
        self._stay_away(self.figures.gap_s)

    def _stay_away(self, seconds: float) -> None:
        self._not_before_s = self._clock.monotonic_s() + seconds

    def _answer(self, call: "Callable[[Spotify], Any]") -> Any:  # noqa: ANN401 - JSON
        """One call, or two: a token that ran out early is asked for anew."""
        had_token = self._tokens is not None and self._tokens.get_cached_token() is not None
        try:
            return self._once(call)
        except DeniedError as error:
            if not had_token or f"HTTP {_UNAUTHORIZED}" not in error.said:
                raise
        self._tokens = None
        return self._once(call)

    def _once(self, call: "Callable[[Spotify], Any]") -> Any:  # noqa: ANN401 - JSON
        try:
            import requests
            from spotipy import SpotifyException, SpotifyOauthError
        except ImportError as error:
            said = "Spotify's SDK is missing: pip install 'manike[spotify]'."
            raise MachineError(said) from error
        with requests.Session() as session:
            session.trust_env = False
            session.max_redirects = 0
            try:
                answer = call(self._sdk(session))
            except SpotifyException as error:
                raise _error_of(error) from error
            except SpotifyOauthError as error:
                raise _token_error(error) from error
            except requests.RequestException as error:
                raise error_without_answer(error, PROVIDER, is_paid=False) from error
            except _UNREADABLE as error:
                raise error_of_unreadable(PROVIDER, is_paid=False) from error
        if not isinstance(answer, dict):  # None is what the SDK makes of broken JSON
            raise error_of_unreadable(PROVIDER, is_paid=False)
        return answer

    def _sdk(self, session: "Session") -> "Spotify":
        from spotipy import MemoryCacheHandler, Spotify
        from spotipy.oauth2 import SpotifyClientCredentials

        self._tokens = self._tokens or MemoryCacheHandler()
        client_id = key_of(self._client_id, CLIENT_ID, PROVIDER)
        client_secret = key_of(self._client_secret, CLIENT_SECRET, PROVIDER)
        credentials = SpotifyClientCredentials(
            client_id.reveal(),
            client_secret.reveal(),
            requests_session=session,
            requests_timeout=self.figures.timeout_s,
            cache_handler=self._tokens,
        )
        credentials.OAUTH_TOKEN_URL = self._token_url
        sdk = Spotify(
            auth_manager=credentials,
            requests_session=session,
            requests_timeout=self.figures.timeout_s,
        )
        sdk.prefix = self._base_url
        return sdk


def _error_of(error: "SpotifyException") -> ProviderError:
    said = str(error.msg).partition("\n ")[2] or "no reason given"
    refusal = Refusal(error.http_status, said, retry_after_s=retry_after_s(error.headers))
    return error_of(refusal, PROVIDER, is_paid=False)


def _token_error(error: "SpotifyOauthError") -> ProviderError:
    """The SDK keeps the status to itself; what it was raised over still has it."""
    said = f"no token: {error.error_description or error.error or 'no reason given'}"
    answer: Response | None = getattr(error.__context__, "response", None)
    if answer is None:
        return TransientProviderError(said, provider=PROVIDER)
    if answer.status_code == 400:  # noqa: PLR2004 - OAuth's invalid_client
        return DeniedError(said, provider=PROVIDER)
    wait_s = retry_after_s(answer.headers)
    return error_of(
        Refusal(answer.status_code, said, retry_after_s=wait_s), PROVIDER, is_paid=False
    )
