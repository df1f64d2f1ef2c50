"""What a room says is taken if it has the shape that it should have, and its words are cleaned; else it is no room."""

import json

import pytest
from gradkata.errors import UsageError
from gradkata.sharing.errors import BusyError, RefusedError, StrangeError, UnknownError
from gradkata.sharing.room import Room
from gradkata.sharing.shapes import State, Ticket

from tests.sharing.scripted import ADA, ROOM, Script, judged, raw, result, scripted, ticket

WAITING = Ticket("s1", "softmax", State.WAITING)
DEEP = b'{"room": "r1", "open": {}, "more": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"


def asked(script, ask):
    with scripted(script) as address:
        return ask(Room(address))


def refused(script, ask):
    with pytest.raises(UsageError) as caught:
        asked(script, ask)
    return caught.value


def about(room):
    return room.about()


def join(room):
    return room.join("Ada")


def look(room):
    return room.look("secret", WAITING)


def test_what_a_room_says_is_read_and_what_it_says_besides_is_left():
    assert asked(Script(), about).open == {"softmax": True, "encoding": True, "bptt": False}
    assert asked(Script(), join).token == "secret"
    found = asked(Script(GET__submissions=[(200, judged())]), look)
    assert (found.state, found.result.score, found.result.status) == (State.JUDGED, 10, "passed")


def test_what_is_asked():
    script = Script(POST__letins=[(200, ADA)], POST__submissions=[(202, ticket())],
                    GET__submissions=[(200, ticket(place=1))])  # fmt: skip

    def all_of_it(room):
        room.let_in("x y")
        room.hand_in("secret", "softmax", {"softmax.py": "x = 'ä'\n"})
        room.look("secret", Ticket("a/../b?c", "softmax", State.WAITING, 4))

    asked(script, all_of_it)
    assert script.asked == [
        ("POST", "api/letins", {"code": "x y"}, ""),
        ("POST", "api/submissions", {"kata": "softmax", "files": {"softmax.py": "x = 'ä'\n"}}, "secret"),
        ("GET", "api/submissions/a%2F..%2Fb%3Fc", None, "secret"),
    ]


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>a page", b"[]", b"null", b"{}", b'{"room": "r1"', b'{"room": 1, "open": {}}',
     b'{"room": "", "open": {}}', b'{"room": "r1", "open": []}', b'{"room": "r1", "open": {"softmax": 1}}',
     b'{"room": "\xff", "open": {}}',
     json.dumps({**ROOM, "room": "x" * 201}).encode(), DEEP.replace(b'"open"', b'"shut"')],
)  # fmt: skip
def test_a_room_of_another_shape_is_none(body):
    error = refused(Script(GET__room=[(200, body)]), about)
    assert isinstance(error, StrangeError)
    assert "is no room: type the address as the room shows it" in str(error)


@pytest.mark.parametrize(
    "changed",
    [{"token": "a\r\nX: y"}, {"token": ""}, {"token": "ä"}, {"token": "a\n"}, {"name": ""}, {"name": 3},
     {"token": None}, {"name": "\x1b\u202e"}],
)  # fmt: skip
def test_a_name_or_token_of_another_shape_is_none(changed):
    assert isinstance(refused(Script(POST__learners=[(201, {**ADA, **changed})]), join), StrangeError)


@pytest.mark.parametrize(
    "said",
    [ticket(kata="encoding"), judged(kata="encoding"), ticket(state="lost"), ticket(state="judged"), ticket(place=-1),
     ticket(state="waiting", result=result()), ticket(state="judged", result=result("encoding")), ticket(place=10**30),
     judged(status="skipped"), judged(status="fine"), judged(score=-1), judged(score=10**9), judged(score="10"),
     judged(text=None), judged(text="x" * (1 << 21)), judged(misconceptions=[{"id": "x" * 500}]),
     judged(explanation={"maps": [{"rows": [1]}]}), judged(misconceptions=[{"id": "x"}] * 2000),
     json.dumps(judged(score=float("nan"))).encode(), json.dumps(judged(score=float("inf"))).encode()],
    ids=str,
)  # fmt: skip
def test_a_result_of_another_shape_is_none(said):
    assert isinstance(refused(Script(GET__submissions=[(200, said)]), look), StrangeError)


@pytest.mark.parametrize(
    ("status", "kind"), [(400, RefusedError), (401, UnknownError), (409, RefusedError), (413, RefusedError),
                         (429, BusyError), (503, RefusedError)],
)  # fmt: skip
def test_why_a_room_refuses_is_said_in_its_words_without_what_a_terminal_obeys(status, kind):
    words = {"words": "no\x1b[2J\x1b]0;title\x07\r\nError: \u202ehere\u2028" + "x" * 1000}
    error = refused(Script(GET__room=[(status, words)]), about)
    assert (type(error), error.status) == (kind, status)
    assert str(error).startswith("the room says: no [2J ]0;title Error: here xxx")
    assert str(error).isprintable()
    assert len(str(error)) < 600


@pytest.mark.parametrize(
    ("header", "seconds"), [("7", 7), ("", 1), ("0", 1), ("-3", 1), ("soon", 1), ("9" * 50, 1), ("٣", 1)]
)
def test_when_to_ask_again(header, seconds):
    head = f"HTTP/1.1 429 Slow\r\nContent-Length: 13\r\nRetry-After: {header}\r\n\r\n".encode()
    with raw(head + b'{"words": ""}') as address, pytest.raises(BusyError) as caught:
        Room(address).about()
    assert caught.value.again_s == seconds


@pytest.mark.parametrize(
    "answer", [(301, b"", {"Location": "/x"}), (404, b"Not Found"), (500, {"detail": "x"}), (200, {})]
)
def test_what_refuses_as_no_room_does_is_none(answer):
    assert isinstance(refused(Script(GET__room=[answer]), about), StrangeError)
