from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from tests.chat.stub import KEY, Stub, Talk


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Talk], Stub]]:
    """Return what starts a server that says what it is given; it ends with the test."""
    pytest.importorskip("openai")
    monkeypatch.setenv("BORDERFACTS_CHAT_KEY", KEY)
    with ExitStack() as running:
        yield lambda talk: running.enter_context(Stub(talk).running())
