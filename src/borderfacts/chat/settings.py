"""The settings of a chat reader: each checked once, and none of them a key."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import Field, JsonValue, ValidationError

from borderfacts.errors import ArgumentTypeError, ArgumentValueError
from borderfacts.records import Record

# What pydantic calls a value of the wrong type: "string_type", "float_type", "path_type"...
_WRONG_TYPE = "_type"


# The fields of a request that say how long its answer may be, in tokens; the first is sent where no option is given.
LENGTHS = ("max_tokens", "max_completion_tokens")

# What the client takes and the reader decides: what is asked of whom, one whole answer, no header and no waiting.
_OWN = {"messages", "model", "n", "stream", "stream_options", "timeout", "extra_headers", "extra_query"}
# Under this name stand fields that a server takes and the client does not know.
_EXTRA = "extra_body"


class Settings(Record):
    """The settings of a ``ChatReader``, whose docstring says what they mean."""

    base_url: str
    model: Annotated[str, Field(pattern=r"^[!-~]{1,200}$")]
    key_variable: Annotated[str, Field(pattern=r"^[A-Z_][A-Z0-9_]*$")]
    timeout: Annotated[float, Field(gt=0, le=86_400)]
    tries: Annotated[int, Field(ge=1, le=20)]
    parallel: Annotated[int, Field(ge=1, le=100)]
    token_limit: Annotated[int, Field(ge=1)] | None
    window: Annotated[int, Field(ge=200)]
    cache: Path | None
    offline: bool
    instead: Literal["error", "default"]
    options: Mapping[str, JsonValue]


def checked(given: Mapping[str, Any]) -> Settings:
    """Return settings that can be used.

    Raises:
        ArgumentTypeError: one has the wrong type.
        ArgumentValueError: one has a value that cannot be used, or two do not go together.
    """
    try:
        settings = Settings.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        argument = ".".join(str(part) for part in first["loc"][:1])
        if first["type"].endswith(_WRONG_TYPE):
            raise ArgumentTypeError(argument, first["input"], first["msg"]) from error
        raise ArgumentValueError(argument, first["input"], f"usable ({first['msg']})") from error
    parts = urlsplit(settings.base_url)
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc or parts.query:
        # A name or query in it may be a key, so the address itself is not named.
        takes = "an address such as http://localhost:8080/v1, without name, password or query"
        raise ArgumentValueError("base_url", f"{parts.scheme}://…", takes)
    if settings.token_limit is not None and not any(settings.options.get(name, name == LENGTHS[0]) for name in LENGTHS):
        takes = f"usable with token_limit: one of {', '.join(LENGTHS)} must say how long an answer may be"
        raise ArgumentValueError("options", dict(settings.options), takes)
    if settings.options:
        _check_fields(settings.options)
    if settings.offline and settings.cache is None:
        raise ArgumentValueError("offline", True, "usable without a cache")
    return settings


def _check_fields(options: Mapping[str, JsonValue]) -> None:
    """Refuse fields of a request that the client would not send, or that change more than the question."""
    try:
        from openai.resources.chat.completions import Completions
    except ImportError:
        return  # nothing is asked without the client
    known = set(inspect.signature(Completions.create).parameters) - {"self"}
    for name in options:
        if name not in known - _OWN:
            takes = f"one of {', '.join(sorted(known - _OWN))}; fields that only the server knows stand in {_EXTRA}"
            raise ArgumentValueError("options", name, takes)
    extra = options.get(_EXTRA)
    if not isinstance(extra, Mapping | None):
        raise ArgumentTypeError(f"options[{_EXTRA!r}]", extra, "a mapping of fields that only the server knows")
    for name in extra or ():
        if name in known:
            raise ArgumentValueError(f"options[{_EXTRA!r}]", name, "a field that only the server knows")
