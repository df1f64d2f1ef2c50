"""One request: whatever answers, there is an answer within bounds, or a sentence."""

import http

import pytest
from gradkata.sharing.asking import MOST, Request, ask
from gradkata.sharing.errors import StrangeError, UnreachableError

from tests.sharing.scripted import Script, nobody, raw, scripted, seconds

GET = Request("GET", "api/room", within_s=30.0)
BEGUN = b"HTTP/1.1 200 OK\r\n"


def told(address, request=GET):
    with pytest.raises((UnreachableError, StrangeError)) as caught:
        ask(address, request)
    return str(caught.value)


def test_an_answer_comes_back_with_its_status():
    with scripted(Script(GET__room=[(429, b"words", {"Retry-After": "7"})])) as address:
        answer = ask(address, Request("GET", "api/room", None, "secret"))
    assert (answer.status, answer.data, answer.again) == (429, b"words", "7")


def test_nobody_there():
    with nobody() as address:
        words = told(address)
    assert words.startswith(f"nobody answers at {address} (")
    assert words.endswith("): is the room open, and this machine in its network?")


@pytest.mark.parametrize(
    "data",
    [b"SSH-2.0-OpenSSH_9.2\r\n", b"\0" * 100, b"HTTP/9 \xff\r\n\r\n", BEGUN + b"x" * 70_000,
     b"HTTP/1.1 9999999 OK\r\n\r\n",
     BEGUN + b"A: b\r\n" * 200 + b"\r\n",
     BEGUN + b"Content-Length: 100000000\r\n\r\n" + b" " * (MOST + 2), BEGUN + b"\r\n" + b" " * (MOST + 2)],
    ids=["other protocol", "zeros", "strange version", "long line", "strange status", "many headers",
         "huge", "endless"],
)  # fmt: skip
def test_what_is_no_room(data):
    with raw(data) as address:
        assert told(address) == f"what answers at {address} is no room: type the address as the room shows it"


CHUNKED = BEGUN + b"Transfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    "data",
    [b"", BEGUN + b"Content-Length: 9\r\n\r\n{}", CHUNKED + b"9\r\n{}", CHUNKED + b"many\r\n"],
    ids=["nothing", "half", "half a piece", "a piece of no length"],
)
def test_what_breaks_off_is_never_taken_for_an_answer(data):
    with raw(data) as address:
        assert told(address) == f"the room at {address} broke off in the middle of its answer: try again in a moment"


@pytest.mark.parametrize(
    "data",
    [BEGUN + b"A: b\r\n" * 90, b"HTTP/1.1 100 Continue\r\n\r\n" * 99, BEGUN + b"\r\n" + b"{}" * 99],
    ids=["slow headers", "ever", "slow body"],
)
def test_what_comes_drop_by_drop_is_not_awaited(data):
    with raw(data, 0.02) as address:
        words = []
        assert seconds(lambda: words.append(told(address, Request("GET", "", within_s=0.5)))) < 20
    assert words == [f"the room at {address} did not answer in time: try again in a moment"]


def test_what_says_nothing_is_not_awaited():
    with raw(b" " * 9, 30.0) as address:
        assert "did not answer in time" in told(address, Request("GET", "", within_s=0.3))


def test_nobody_is_followed_elsewhere():
    script = Script()
    with scripted(script) as elsewhere:
        moved = (307, b"", {"Location": f"{elsewhere}api/room"})
        with scripted(Script(GET__room=[moved])) as address:
            assert ask(address, Request("GET", "api/room", None, "secret")).status == http.HTTPStatus.TEMPORARY_REDIRECT
    assert script.asked == []


def test_proxies_of_the_environment_are_not_asked(monkeypatch):
    with nobody() as proxy, scripted(Script()) as address:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, str(proxy))
        monkeypatch.delenv("no_proxy", raising=False)
        assert ask(address, GET).status == http.HTTPStatus.OK
