from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from spacy.language import Language

import borderfacts


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The whole pipeline, built once."""
    return borderfacts.load()


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Nothing here may need a network: a connection that is tried fails the test that tries it."""

    def refuse(self: socket.socket, address: object) -> None:
        raise AssertionError(f"a connection to {address} was tried")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refuse)
        patch.setattr(socket.socket, "connect_ex", refuse)
        yield
