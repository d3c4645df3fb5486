"""The door to a server that speaks the OpenAI chat protocol."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from borderfacts.chat.kept import Answer
from borderfacts.chat.settings import Settings
from borderfacts.errors import MissingExtraError, ServerError

if TYPE_CHECKING:
    import httpx2
    import openai

# No answer to one window is longer; what goes on beyond it is no answer.
_LONGEST_ANSWER = 4_000_000
_NO_KEY = "none"  # local servers ask for none, and the client wants one
_HIDDEN = "***"
# The client says in it how often it asked before.
_ASKED_BEFORE = "x-stainless-retry-count"

_log = logging.getLogger("borderfacts.chat")


def missing() -> MissingExtraError:
    """Return the error of an environment without the client library."""
    return MissingExtraError("openai", "llm", "a chat reader")


class _Message(BaseModel):
    content: str | None = None


class _Choice(BaseModel):
    message: _Message
    finish_reason: str | None = None


class _Usage(BaseModel):
    total_tokens: int = 0


class _Completion(BaseModel):
    """The part of a chat completion that is read; servers differ in the rest."""

    choices: list[_Choice]
    usage: _Usage | None = None


class Server:
    """Asks a server, again where that may help, and never more calls at once than it may."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._calls = threading.BoundedSemaphore(settings.parallel)
        self._lock = threading.Lock()
        self._client: openai.OpenAI | None = None

    def ask(self, request: Mapping[str, Any]) -> Answer:
        """Return the answer to a request.

        Raises:
            MissingExtraError: the client library is missing.
            ServerError: there is no answer that can be read.
        """
        with self._calls:
            content = self._post(request)
        try:
            completion = _Completion.model_validate_json(content)
            choice = completion.choices[0]
        except (ValidationError, IndexError):
            raise ServerError("the server gave something else than a chat completion") from None
        usage = completion.usage.total_tokens if completion.usage else 0
        return Answer(
            text=self._without_key(choice.message.content or ""),
            is_cut=choice.finish_reason == "length",
            tokens=max(usage, 0),
        )

    def _post(self, request: Mapping[str, Any]) -> bytes:
        client = self._opened()
        import openai

        tries = self._settings.tries
        # What a server writes beside its status may repeat the key or the story, so it is reported nowhere.
        try:
            content: bytes = client.chat.completions.with_raw_response.create(**request).content
            return content
        except openai.APITimeoutError:
            raise ServerError(f"the server gave no answer within {self._settings.timeout:g} s, {tries} times") from None
        except openai.APIStatusError as error:
            raise ServerError(f"the server answered with status {error.status_code}") from None
        except openai.APIConnectionError as error:
            cause = type(error.__cause__).__name__
            raise ServerError(f"the server could not be reached, or broke off ({cause}), {tries} times") from None
        except openai.OpenAIError as error:
            raise ServerError(f"the server could not be asked ({type(error).__name__})") from None

    def _opened(self) -> openai.OpenAI:
        with self._lock:
            if self._client is None:
                self._client = _client(self._settings, self._key() or _NO_KEY)
            return self._client

    def _key(self) -> str:
        return os.environ.get(self._settings.key_variable, "").strip()

    def _without_key(self, text: str) -> str:
        return text.replace(key, _HIDDEN) if (key := self._key()) else text


def _client(settings: Settings, key: str) -> openai.OpenAI:
    try:
        import openai
    except ImportError as error:
        raise missing() from error
    client = openai.OpenAI(
        base_url=settings.base_url,
        api_key=key,
        timeout=settings.timeout,
        max_retries=settings.tries - 1,
        http_client=_logging_client(settings),
    )
    client.organization = client.project = None  # read from variables that are meant for another server
    return client


def _logging_client(settings: Settings) -> httpx2.Client:
    import openai

    failed = threading.local()

    class LoggingClient(openai.DefaultHttpxClient):
        """Logs each try without an answer, and the pause before the next."""

        def send(self, request: httpx2.Request, **how: Any) -> httpx2.Response:
            number = int(request.headers[_ASKED_BEFORE]) + 1
            if number > 1:
                _log.info("the server is asked again after a pause of %.1f s", time.monotonic() - failed.at)
            try:
                response = super().send(request, **how)
            except Exception as error:
                self._log_try(type(error).__name__, number)
                raise
            if not response.is_success:
                self._log_try(f"status {response.status_code}", number)
            return response

        def _log_try(self, reason: str, number: int) -> None:
            failed.at = time.monotonic()
            _log.warning("the server gave no answer (%s), try %d of %d", reason, number, settings.tries)

    # A redirect would take the text to another address.
    return LoggingClient(transport=_only_there(settings), follow_redirects=False)


def _only_there(settings: Settings) -> httpx2.HTTPTransport:
    import httpx2

    class Bounded(httpx2.SyncByteStream):
        """A body that ends in time and within a length, however it trickles."""

        def __init__(self, stream: Any, until: float) -> None:
            self._stream = stream
            self._until = until

        def __iter__(self) -> Iterator[bytes]:
            length = 0
            for part in self._stream:
                length += len(part)
                if time.monotonic() > self._until:
                    raise httpx2.ReadTimeout("the whole answer took too long")
                if length > _LONGEST_ANSWER:
                    raise httpx2.ReadError("the answer does not end")
                yield part

        def close(self) -> None:
            self._stream.close()

    class OnlyThere(httpx2.HTTPTransport):
        """Talks to the address given: no proxy of the environment stands between."""

        def handle_request(self, request: httpx2.Request) -> httpx2.Response:
            until = time.monotonic() + settings.timeout
            response = super().handle_request(request)
            response.stream = Bounded(response.stream, until)
            return response

    return OnlyThere()
