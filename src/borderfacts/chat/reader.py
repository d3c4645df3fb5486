"""The chat reader: asks for the marks of a story, and makes a reading of answers that the checker lets through."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from time import monotonic
from typing import Any, Literal

from pydantic import JsonValue

from borderfacts.chat.answers import NOTHING, Progress, RefusedError, accepted, check_stated
from borderfacts.chat.kept import Answer, KeptAnswers, key_of
from borderfacts.chat.prompt import Message, once_more, prompt_name, question
from borderfacts.chat.server import Server, missing
from borderfacts.chat.settings import LENGTHS, Settings, checked
from borderfacts.chat.tokens import TokenBudget
from borderfacts.chat.windows import windows
from borderfacts.errors import ArgumentValueError, ReaderError, ServerError
from borderfacts.notation import MarkedStory, to_reading
from borderfacts.reading.schema import Reading, Values

ENVIRONMENT = "BORDERFACTS_CHAT_"

# What servers put around each message, in tokens.
_AROUND = 20
# What an answer may be long: the header, and the window with its marks, which take about as much as its words.
_HEADER_TOKENS = 1_000
# An answer that was refused is asked for once more.
_ASKED = 2
_SHOWN = 200

Request = dict[str, Any]

_log = logging.getLogger("borderfacts.chat")


class ChatReader:
    """Has a language model mark the story, on any server that speaks the OpenAI chat protocol.

    The model is given the story, the values that the grammars found, and the notation of the corpus. What it answers
    counts only if it is the story to the letter (white space aside) with marks that the checker of the notation lets
    through. An answer that is refused is asked for once more, with what is wrong in it; then the story gets an error.

    The texts go to ``base_url`` and nowhere else. The key is read from an environment variable, and stands in no log,
    cache, record or message.

    Args:
        base_url: the address of the server, up to where ``/chat/completions`` follows: ``http://localhost:8080/v1``.
        model: the name of the model there.
        key_variable: the environment variable that holds the key; without it none is sent.
        timeout: the seconds that one answer may take.
        tries: how often a server that does not answer is asked, with growing pauses or those that it asks for.
        parallel: the most calls at once.
        token_limit: the most tokens that the reader may use in its life, by the server's count; None for no limit.
        window: the most characters of a story that are asked for at once; longer ones are cut between paragraphs.
        cache: a folder in which answers are kept, by what was asked, the model and the prompt. It holds the texts.
        offline: whether answers come from the cache only.
        instead: what a story gets that the model cannot read: an ``error``, or what the ``default`` reader says.
        options: further fields of the request that the client library knows; None takes one out. Fields that only the
            server knows stand in ``extra_body``: ``{"extra_body": {"top_k": 40}}``. With a ``token_limit``,
            ``max_tokens`` or ``max_completion_tokens`` must say how long an answer may be.

    Attributes:
        name: reader, model and prompt: ``chat:MODEL/prompt-1+1234abcd``.
        parallel: the most stories at once.

    Raises:
        ArgumentTypeError: an argument has the wrong type.
        ArgumentValueError: an argument has a value that cannot be used.
    """

    def __init__(
        self,
        base_url: str,
        model: str,
        *,
        key_variable: str = "BORDERFACTS_CHAT_KEY",
        timeout: float = 120.0,
        tries: int = 4,
        parallel: int = 4,
        token_limit: int | None = None,
        window: int = 6_000,
        cache: Path | str | None = None,
        offline: bool = False,
        instead: Literal["error", "default"] = "error",
        options: Mapping[str, JsonValue] | None = None,
    ) -> None:
        arguments = {name: value for name, value in locals().items() if name in Settings.model_fields}
        self.settings = checked({**arguments, "options": options or {}})
        self.name = f"chat:{self.settings.model}/{prompt_name()}"
        self.parallel = self.settings.parallel
        self._kept = KeptAnswers(self.settings.cache)
        self._server = Server(self.settings)
        self._budget = TokenBudget(self.settings.token_limit)

    @property
    def tokens(self) -> int:
        """The tokens used so far, by the server's count."""
        return self._budget.used

    def read(self, text: str, values: Values) -> Reading:
        """Return what a text means by the model's marks.

        Raises:
            ReaderError: the answers were refused.
            ServerError: there was no answer, or the limit of tokens is reached.
            MissingExtraError: the client library is missing.
        """
        try:
            return to_reading(self._marked(text, values), values.sentences)
        except ReaderError as error:
            if self.settings.instead == "error":
                raise
            _log.warning("%s: %s; the default reader reads the story", self.name, type(error).__name__)
        from borderfacts.reading.model import default_reader

        reader = default_reader()
        return reader.read(text, values).model_copy(update={"model": reader.name})

    def _marked(self, text: str, values: Values) -> MarkedStory:
        so_far = NOTHING
        for start, end in windows(text, self.settings.window):
            so_far = self._window(text, values, start, end, so_far)
        return so_far.story(text)

    def _window(self, text: str, values: Values, start: int, end: int, so_far: Progress) -> Progress:
        messages = question(text, values, start, end, so_far)
        for _ in range(_ASKED):
            request = self._request(messages, _HEADER_TOKENS + (end - start))
            answer = self._ask(request)
            try:
                if answer.is_cut:
                    raise RefusedError(f"The answer was cut off at {_longest(request)} tokens.")
                progress = accepted(answer.text, so_far, text, start, end)
                check_stated(progress, values)
                return progress
            except RefusedError as error:
                problems = str(error)
                _log.warning("%s: an answer was refused, %d problems", self.name, problems.count("\n") + 1)
                messages = [*messages, *once_more(answer.text, problems)]
        first = problems.partition("\n")[0]
        raise ReaderError(f"{self.name}: the answer was refused {_ASKED} times, last for: {first[:_SHOWN]}")

    def _request(self, messages: list[Message], longest: int) -> Request:
        fields: Request = {"temperature": 0, "seed": 1, "max_tokens": longest, **self.settings.options}
        request: Request = {"model": self.settings.model, "messages": messages}
        return request | {name: value for name, value in fields.items() if value is not None}

    def _ask(self, request: Request) -> Answer:
        key = key_of(request)
        if (kept := self._kept.get(key)) is not None:
            _log.info("%s: answer %s is kept", self.name, key[:8])
            return kept
        if self.settings.offline:
            raise ServerError(f"{self.name}: answer {key[:8]} is not in the cache, and the server is not asked")
        cost = _most(request)
        self._budget.set_aside(cost)
        used = 0
        begun = monotonic()
        try:
            answer = self._server.ask(request)
            used = answer.tokens or cost  # a server that does not count is taken to have used all
        finally:
            self._budget.charge(cost, used)
        _log.info("%s: answer %s, %d tokens, %.1f s", self.name, key[:8], used, monotonic() - begun)
        self._kept.put(key, answer)
        return answer


def _longest(request: Request) -> int:
    """Return how long an answer may be, in tokens; 0 where the request does not say."""
    return max((request[name] for name in LENGTHS if isinstance(request.get(name), int)), default=0)


def _most(request: Request) -> int:
    """Return what a call can cost at most: no token is shorter than a byte."""
    asked = sum(_AROUND + len(message["content"].encode("utf-8")) for message in request["messages"])
    return asked + _longest(request)


def from_environment() -> ChatReader:
    """Return the reader that the environment describes: ``BORDERFACTS_CHAT_BASE_URL``, ``BORDERFACTS_CHAT_MODEL``...

    Every setting of ``ChatReader`` has its variable, but for ``options``.

    Raises:
        ArgumentValueError: address or model are not given, or a value cannot be used.
        MissingExtraError: the client library is missing, and the reader is not ``offline``.
    """
    variables = {
        name: os.environ.get(f"{ENVIRONMENT}{name.upper()}") for name in Settings.model_fields if name != "options"
    }
    given: dict[str, Any] = {name: value for name, value in variables.items() if value}
    for name in ("base_url", "model"):
        if name not in given:
            takes = f"given: the reader 'chat' needs the variable {ENVIRONMENT}{name.upper()}"
            raise ArgumentValueError(name, None, takes)
    reader = ChatReader(**given)
    if not reader.settings.offline and find_spec("openai") is None:
        raise missing()
    return reader
