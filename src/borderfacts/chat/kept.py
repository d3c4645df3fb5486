"""Answers on disk: one file an answer, found again by what was asked."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from borderfacts.records import Record


class Answer(Record):
    """What a server answered.

    Attributes:
        text: the answer.
        is_cut: whether it ended at the limit of its length.
        tokens: what question and answer cost.
    """

    text: str
    is_cut: bool
    tokens: int


def key_of(request: Mapping[str, Any]) -> str:
    """Return what distinguishes a request from any other: the sum over all that is asked, and not of whom."""
    content = json.dumps(request, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return sha256(content.encode("ascii")).hexdigest()


class KeptAnswers:
    """A folder of answers.

    Args:
        folder: the folder, made where it is missing; None to keep nothing.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def get(self, key: str) -> Answer | None:
        """Return the answer to a request; None where there is none, or its file is damaged."""
        if self._folder is None:
            return None
        try:
            return Answer.model_validate_json(self._path(self._folder, key).read_bytes())
        except (FileNotFoundError, ValidationError):
            return None

    def put(self, key: str, answer: Answer) -> None:
        """Keep the answer to a request; a file is put in place once it is whole."""
        if self._folder is None:
            return
        path = self._path(self._folder, key)
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # an answer has the words of the story
        path.parent.mkdir(mode=0o700, exist_ok=True)
        new = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
        try:
            new.write_bytes(answer.model_dump_json().encode("utf-8") + b"\n")
            new.replace(path)
        finally:
            with suppress(FileNotFoundError):
                new.unlink()

    @staticmethod
    def _path(folder: Path, key: str) -> Path:
        return folder / key[:2] / f"{key}.json"
