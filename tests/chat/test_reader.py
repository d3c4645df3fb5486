from __future__ import annotations

import json
import logging
import os
import sys
import threading
import time
from pathlib import Path

import pytest
from tests.chat.stub import KEY, Reply, completion, marks_of, replayed, window_of
from tests.marked_reader import MARKED, STORY
from training.reading_of import records
from typer.testing import CliRunner

import borderfacts
from borderfacts import readers
from borderfacts.chat import ChatReader, from_environment
from borderfacts.chat.prompt import prompt_name
from borderfacts.cli import app
from borderfacts.contract import check_reader
from borderfacts.errors import ArgumentTypeError, ArgumentValueError, MissingExtraError, ReaderError, ServerError
from borderfacts.notation import parse, read_file
from borderfacts.text.normalize import normalized

MARKS = parse(MARKED)[0]
RECORDED = sorted((Path(__file__).parents[2] / "corpus" / "recorded").glob("*.marks"))[::14]


def extracted(story, reader):
    return borderfacts.extract(story.text, reference_date=story.meta.get("published"), reader=reader)


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: path.stem)
def test_the_records_are_those_of_the_marks(path, serve):
    story, problems = read_file(path)
    assert (problems, normalized(story.text).text) == ([], story.text)
    found = extracted(story, ChatReader(serve(replayed(story)).url, "stub"))
    assert list(found.events) == records(story)


def test_a_story_in_windows_gives_the_records_of_the_whole(serve):
    story, _ = read_file(RECORDED[0])
    stub = serve(replayed(story))
    found = extracted(story, ChatReader(stub.url, "stub", window=600))
    assert len(stub.asked) > 2
    assert sorted(found.events, key=lambda event: event.id) == sorted(records(story), key=lambda event: event.id)
    assert "none" in stub.asked[1]["messages"][-1]["content"]  # no statistic so far


def test_it_holds_to_what_every_reader_must(serve):
    assert check_reader(ChatReader(serve(replayed(MARKS)).url, "stub", parallel=3)) == []


def test_the_name_shows_reader_model_and_prompt(serve):
    reader = ChatReader(serve(replayed(MARKS)).url, "small-7b")
    assert extracted(MARKS, reader).model == reader.name == f"chat:small-7b/{prompt_name()}"


def test_a_second_run_is_free_needs_no_server_and_gives_the_same_bytes(serve, tmp_path, monkeypatch):
    stub = serve(replayed(MARKS))
    first = extracted(MARKS, ChatReader(stub.url, "stub", cache=tmp_path))
    asked = len(stub.asked)
    second = extracted(MARKS, ChatReader(stub.url, "stub", cache=str(tmp_path)))
    monkeypatch.setitem(sys.modules, "openai", None)
    offline = extracted(MARKS, ChatReader("http://127.0.0.1:1/v1", "stub", cache=tmp_path, offline=True))
    assert (asked, len(stub.asked)) == (1, 1)
    assert first.model_dump_json() == second.model_dump_json() == offline.model_dump_json()
    with pytest.raises(ServerError, match="is not in the cache"):
        extracted(MARKS, ChatReader(stub.url, "another", cache=tmp_path, offline=True))
    with pytest.raises(MissingExtraError, match=r"\.\[llm\]"):
        extracted(MARKS, ChatReader(stub.url, "another"))


def test_a_damaged_file_of_the_cache_is_asked_for_again(serve, tmp_path):
    stub = serve(replayed(MARKS))
    extracted(MARKS, ChatReader(stub.url, "stub", cache=tmp_path))
    [kept] = tmp_path.rglob("*.json")
    whole = kept.read_bytes()
    kept.write_bytes(whole[:40])
    extracted(MARKS, ChatReader(stub.url, "stub", cache=tmp_path))
    assert (len(stub.asked), kept.read_bytes()) == (2, whole)
    assert list(tmp_path.rglob("*")) == [kept.parent, kept]


@pytest.mark.skipif(os.name != "posix", reason="folders have other rights there")
def test_only_the_user_can_read_the_folder_of_the_cache(serve, tmp_path):
    cache = tmp_path / "made" / "answers"
    extracted(MARKS, ChatReader(serve(replayed(MARKS)).url, "stub", cache=cache))
    assert [oct(each.stat().st_mode & 0o777) for each in (cache, *cache.iterdir())] == ["0o700", "0o700"]


def test_the_key_goes_to_the_server_and_nowhere_else(serve, tmp_path, caplog):
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, logger="borderfacts")
    answers = iter([f"I was given {KEY}", marks_of(MARKS, STORY)])
    stub = serve(lambda messages: next(answers))
    reader = ChatReader(stub.url, "stub", cache=tmp_path)
    found = extracted(MARKS, reader)
    assert stub.keys == {f"Bearer {KEY}"}
    own = [record.getMessage() for record in caplog.records if record.name.startswith("borderfacts")]
    assert len(own) == 3
    kept = "".join(path.read_text() for path in tmp_path.rglob("*.json"))
    places = [found.model_dump_json(), caplog.text, kept, repr(vars(reader)), json.dumps(stub.asked)]
    assert [place for place in places if KEY in place] == []
    assert [line for line in own if "Emerson" in line or "froze" in line] == []


def test_no_key_of_another_server_is_sent(serve, monkeypatch):
    monkeypatch.delenv("BORDERFACTS_CHAT_KEY")
    for name in ("OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID"):
        monkeypatch.setenv(name, "for-another")
    stub = serve(replayed(MARKS))
    extracted(MARKS, ChatReader(stub.url, "stub"))
    assert stub.keys == {"Bearer none"}
    extracted(MARKS, ChatReader(stub.url, "stub", key_variable="OPENAI_API_KEY"))
    assert stub.keys == {"Bearer none", "Bearer for-another"}


def test_the_checkers_message_is_given_with_the_second_question(serve):
    answers = iter([marks_of(MARKS, STORY).replace("A:intercept", "A:catch"), marks_of(MARKS, STORY)])
    stub = serve(lambda messages: next(answers))
    assert list(extracted(MARKS, ChatReader(stub.url, "stub")).events) == records(MARKS)
    assert "'stopped': 'A:catch' takes an action of the guide" in stub.asked[1]["messages"][-1]["content"]


@pytest.mark.parametrize(
    ("incident", "group", "message"),
    [
        (" when=2024-12-25..2024-12-25", "", "A: when= is worked out of a day in the story, and there is none"),
        ("", " count=999..999", "A1: count= is worked out of numbers in the story, and there are none"),
        ("", " nat=VE", "A1: nat=VE stands for words of the story, and none name that country"),
    ],
)
def test_a_value_to_which_no_words_of_the_story_point_is_refused(incident, group, message, serve):
    marked = (
        "A crossing occurred US>CA{}\nA1 migrant dead{}\n---\n[The people]{{A1}} [walked]{{A:cross}} north for a while."
    )
    answers = iter([marked.format(incident, group), marked.format("", "")])
    stub = serve(lambda messages: next(answers))
    [event] = borderfacts.extract_events("The people walked north for a while.", reader=ChatReader(stub.url, "stub"))
    assert (event.when, event.people[0].count, event.people[0].nationalities) == (None, None, ())
    assert message in stub.asked[1]["messages"][-1]["content"]


def test_no_call_goes_beyond_the_limit_of_tokens(serve):
    usage = {"total_tokens": 20_000}
    stub = serve(lambda messages: completion(marks_of(MARKS, window_of(messages)), usage=usage))
    reader = ChatReader(stub.url, "stub", token_limit=22_000)
    extracted(MARKS, reader)
    assert reader.tokens == 20_000
    with pytest.raises(ServerError, match=r"token limit: 20,000 of 22,000 tokens are used"):
        extracted(MARKS, reader)
    assert len(stub.asked) == 1


def test_calls_side_by_side_wait_for_the_tokens_that_others_set_aside(serve):
    def talk(messages):  # it lasts until the other stories have come to their calls
        time.sleep(0.5)
        return marks_of(MARKS, window_of(messages))

    stub = serve(talk)
    reader = ChatReader(stub.url, "stub", token_limit=9_000, parallel=4)
    found = list(borderfacts.extract_many([STORY] * 4, reader=reader))
    assert [each.error for each in found] == [None] * 4
    assert (reader.tokens, stub.most) == (400, 1)


@pytest.mark.parametrize(
    ("limit", "options"), [(7_000, {}), (24_000, {"max_tokens": None, "max_completion_tokens": 30_000})]
)
def test_what_a_call_can_cost_is_not_guessed_too_low(limit, options, serve):
    def talk(messages):  # a token a byte, and an answer as long as it may be
        asked = sum(len(message["content"].encode("utf-8")) for message in messages)
        longest = max(stub.asked[-1].get(name, 0) for name in ("max_tokens", "max_completion_tokens"))
        return completion("", usage={"total_tokens": asked + longest})

    stub = serve(talk)
    reader = ChatReader(stub.url, "stub", token_limit=limit, options=options)
    with pytest.raises(ReaderError):
        extracted(MARKS, reader)
    assert reader.tokens <= limit


def test_an_answer_without_a_limit_of_its_length_has_no_limit_of_tokens():
    with pytest.raises(ArgumentValueError, match=r"^options: .*token_limit"):
        ChatReader("http://127.0.0.1:1/v1", "stub", token_limit=9_000, options={"max_tokens": None})


def test_the_second_question_says_at_which_length_the_answer_was_cut_off(serve):
    stub = serve(lambda messages: completion("Two", finish="length"))
    with pytest.raises(ReaderError, match="cut off at 250 tokens"):
        extracted(MARKS, ChatReader(stub.url, "stub", options={"max_tokens": 250}))
    assert "cut off at 250 tokens" in stub.asked[1]["messages"][-1]["content"]


def test_a_server_that_does_not_count_is_taken_to_have_used_all(serve):
    stub = serve(lambda messages: completion(marks_of(MARKS, window_of(messages)), usage={}))
    reader = ChatReader(stub.url, "stub")
    extracted(MARKS, reader)
    assert reader.tokens > 1_000


def test_no_more_calls_at_once_than_allowed(serve):
    both = threading.Barrier(2, timeout=60)

    def talk(messages):
        both.wait()
        return marks_of(MARKS, window_of(messages))

    stub = serve(talk)
    stories = [STORY] * 6
    found = list(borderfacts.extract_many(stories, reader=ChatReader(stub.url, "stub", parallel=2)))
    assert [each.error for each in found] == [None] * 6
    assert (len(stub.asked), stub.most) == (6, 2)


def test_the_default_reader_may_stand_in_and_is_named(serve):
    stub = serve(lambda messages: "I would rather not.")
    found = extracted(MARKS, ChatReader(stub.url, "stub", instead="default"))
    assert found == extracted(MARKS, "default")
    with pytest.raises(ReaderError, match="refused 2 times"):
        extracted(MARKS, ChatReader(stub.url, "stub"))


def test_an_empty_text_asks_nothing(serve):
    stub = serve(replayed(MARKS))
    assert extracted(parse("\n---\n\n")[0], ChatReader(stub.url, "stub")).events == ()
    assert stub.asked == []


@pytest.mark.parametrize(
    ("setting", "error"),
    [
        ({"base_url": "localhost:8080"}, ArgumentValueError),
        ({"base_url": "ftp://localhost"}, ArgumentValueError),
        ({"base_url": f"https://user:{KEY}@host/v1"}, ArgumentValueError),
        ({"base_url": f"https://host/v1?key={KEY}"}, ArgumentValueError),
        ({"base_url": 5}, ArgumentTypeError),
        ({"model": ""}, ArgumentValueError),
        ({"model": "two\nlines"}, ArgumentValueError),
        ({"timeout": 0}, ArgumentValueError),
        ({"tries": "often"}, ArgumentValueError),
        ({"parallel": []}, ArgumentTypeError),
        ({"token_limit": -1}, ArgumentValueError),
        ({"offline": True}, ArgumentValueError),
        ({"instead": "guess"}, ArgumentValueError),
        ({"key_variable": KEY}, ArgumentValueError),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(setting, error):
    [name] = setting
    with pytest.raises(error, match=f"^{name}: ") as raised:
        ChatReader(**{"base_url": "http://127.0.0.1:1/v1", "model": "stub", **setting})
    assert KEY not in str(raised.value) or name == "key_variable"


def test_the_environment_describes_a_reader(monkeypatch, tmp_path):
    with pytest.raises(ArgumentValueError, match="BORDERFACTS_CHAT_BASE_URL"):
        from_environment()
    env = {"BASE_URL": "http://127.0.0.1:1/v1", "MODEL": "m", "TIMEOUT": "9.5", "CACHE": str(tmp_path), "OFFLINE": "1"}
    for name, value in env.items():
        monkeypatch.setenv(f"BORDERFACTS_CHAT_{name}", value)
    monkeypatch.setitem(sys.modules, "openai", None)
    settings = from_environment().settings
    assert (settings.timeout, settings.cache, settings.offline) == (9.5, tmp_path, True)
    monkeypatch.delenv("BORDERFACTS_CHAT_OFFLINE")
    with pytest.raises(MissingExtraError, match=r"\.\[llm\]"):
        from_environment()


def test_several_processes_are_refused():
    with pytest.raises(ArgumentValueError, match=r"^reader: 'ChatReader' is not a reader that pickle can send"):
        borderfacts.extract_many([STORY], reader=ChatReader("http://127.0.0.1:1/v1", "stub"), n_process=2)


def test_further_fields_of_the_request(serve):
    stub = serve(replayed(MARKS))
    options = {"max_tokens": None, "max_completion_tokens": 900, "temperature": 0.5, "extra_body": {"top_k": 40}}
    extracted(MARKS, ChatReader(stub.url, "stub", options=options))
    [asked] = stub.asked
    assert {name: value for name, value in asked.items() if name not in ("messages", "model")} == {
        "seed": 1,
        "max_completion_tokens": 900,
        "temperature": 0.5,
        "top_k": 40,
    }


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"top_k": 40}, r"^options: 'top_k' is not one of .*max_tokens.*stand in extra_body$"),
        ({"stream": True}, "^options: 'stream' is not one of "),
        ({"model": "another"}, "^options: 'model' is not one of "),
        ({"extra_headers": {"X-Key": KEY}}, "^options: 'extra_headers' is not one of "),
        ({"extra_body": {"stream": True}}, r"^options\['extra_body'\]: 'stream' is not a field that only the server"),
        ({"extra_body": {"max_tokens": 9_000}}, r"^options\['extra_body'\]: 'max_tokens' is not a field "),
        ({"extra_body": 5}, r"^options\['extra_body'\]: got int, takes a mapping"),
    ],
)
def test_a_field_that_cannot_be_sent_is_named_when_the_reader_is_made(options, message):
    pytest.importorskip("openai")
    with pytest.raises((ArgumentValueError, ArgumentTypeError), match=message) as raised:
        ChatReader("http://127.0.0.1:1/v1", "stub", options=options)
    assert KEY not in str(raised.value)


def test_a_run_goes_on_where_the_server_failed_and_reports_each_call(serve, tmp_path, monkeypatch):
    is_up = threading.Event()
    stub = serve(
        lambda messages: marks_of(MARKS, window_of(messages)) if is_up.is_set() else Reply([b"{}"], status=503)
    )
    for name, value in {"BASE_URL": stub.url, "MODEL": "stub", "TRIES": "1"}.items():
        monkeypatch.setenv(f"BORDERFACTS_CHAT_{name}", value)
    story, output = tmp_path / "story.txt", tmp_path / "found.jsonl"
    story.write_text(STORY, encoding="utf-8")
    arguments = ["extract", str(story), "--output", str(output), "--reader", "chat", "--resume"]
    done = CliRunner().invoke(app, arguments)
    assert (done.exit_code, output.read_text()) == (1, "")
    assert "ServerError: the server answered with status 503" in done.stderr
    assert "1 stories were lost with the process or server" in done.stderr
    is_up.set()
    done = CliRunner().invoke(app, [*arguments, "--verbose"])
    assert (done.exit_code, len(json.loads(output.read_text())["events"])) == (0, 2)
    assert "100 tokens" in done.stderr


@pytest.fixture(autouse=True)
def fresh():
    """A reader by name is made once in a process; here each test has its own."""
    readers._named.cache_clear()
