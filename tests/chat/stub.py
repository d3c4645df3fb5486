"""A server that speaks the chat protocol; what it says, a test gives it."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

from borderfacts.notation import Mark, MarkedStory, parse, write
from borderfacts.notation.parse import RULE

KEY = "sk-no-one-may-see-this"


class Reply(NamedTuple):
    """What goes back; ``parts`` come one by one, made anew for each request where they are a function."""

    parts: Iterable[bytes] | Callable[[], Iterable[bytes]]
    status: int = 200
    headers: dict[str, str] = {}  # noqa: RUF012  it is never changed
    length: int | None = None


Answer = str | Reply
Talk = Callable[[list[dict[str, str]]], Answer]


def completion(content: Any, *, finish: str = "stop", usage: Any = None) -> Reply:
    body = {
        "id": "c",
        "object": "chat.completion",
        "choices": [{"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": finish}],
        "usage": usage if usage is not None else {"prompt_tokens": 90, "completion_tokens": 10, "total_tokens": 100},
    }
    return Reply([json.dumps(body).encode()])


class Stub:
    """The server, in threads of its own.

    Attributes:
        asked: the requests so far.
        most: the most requests that were there at once.
        url: where it listens.
    """

    def __init__(self, talk: Talk) -> None:
        self.talk = talk
        self.asked: list[dict[str, Any]] = []
        self.keys: set[str | None] = set()
        self.most = 0
        self._now = 0
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"

    @contextmanager
    def running(self) -> Iterator[Stub]:
        thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()
            thread.join()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        stub = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                with stub._lock:
                    stub.asked.append(request)
                    stub.keys.add(self.headers["Authorization"])
                    stub._now += 1
                    stub.most = max(stub.most, stub._now)
                try:
                    answer = stub.talk(request["messages"])
                    self._send(answer if isinstance(answer, Reply) else completion(answer))
                except OSError:  # the client has gone
                    pass
                finally:
                    with stub._lock:
                        stub._now -= 1

            def _send(self, reply: Reply) -> None:
                self.send_response(reply.status)
                for name, value in {"Content-Type": "application/json", **reply.headers}.items():
                    self.send_header(name, value)
                if reply.length is not None:
                    self.send_header("Content-Length", str(reply.length))
                self.end_headers()
                for part in reply.parts() if callable(reply.parts) else reply.parts:
                    self.wfile.write(part)
                    self.wfile.flush()
                self.close_connection = True

            def log_message(self, *args: Any) -> None:
                pass

        return Handler


def window_of(messages: list[dict[str, str]]) -> str:
    """Return the words that were asked for, without the marks of the draft."""
    [asked] = [m["content"] for m in messages if m["role"] == "user" and "<story>" in m["content"]][-1:]
    draft = asked.partition("<story>\n")[2].rpartition("\n</story>")[0]
    story, problems = parse(RULE + draft)
    assert problems == []
    return story.text


def marks_of(story: MarkedStory, window: str) -> str:
    """Return the marks of a window of a story, in the notation, as a model without fault would write them."""
    start = story.text.index(window)
    end = start + len(window)
    so_far = [mark for mark in story.marks if mark.start < end]
    names = {mark.label.partition(":")[0].partition("=")[0] for mark in so_far}
    groups = tuple(group for group in story.groups if group.name in names)
    incidents = tuple(each for each in story.incidents if each.name in names | {group.incident for group in groups})
    marks = tuple(Mark(m.start - start, m.end - start, m.label) for m in so_far if m.start >= start)
    return write(MarkedStory({}, incidents, groups, window, marks))


def replayed(*stories: MarkedStory) -> Talk:
    """Return the talk of a model that knows the marks of some stories."""

    def talk(messages: list[dict[str, str]]) -> str:
        window = window_of(messages)
        [story] = [story for story in stories if window in story.text][:1] or [MarkedStory(text=window)]
        return marks_of(story, window)

    return talk
