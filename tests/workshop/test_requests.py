"""What is no request, or too much of one, is refused in words; whoever asks rightly is answered."""

import json

import pytest

from tests.workshop.rooms import RIGHT, head, received, until

MEBI = 1 << 20


@pytest.fixture(scope="module")
def ada(room):
    return room.join("Ada")


def words(status, found, expected):
    assert (status, list(found)) == (expected, ["words"])
    assert found["words"]
    assert "/" not in found["words"]  # nothing of the machine
    return found["words"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"", 400),
        (b"[]", 400),
        (b'"Ada"', 400),
        (b"[" * 60_000, 400),
        (b'{"name":' * 8000, 400),
        (b'{"name": "\xc3"}', 400),
        (b'{"name": "Eve', 400),
        (b'{"name": ' + b"9" * 9999 + b"}", 400),
        (b'{"name": "\\ud800"}', 400),
        (b'{"name": "\\u0000\\u0007"}', 400),
        (b'{"name": 7}', 400),
        (b'{"name": ["Eve"]}', 400),
        (b"{}", 400),
        (json.dumps({"name": "x" * 61}).encode(), 400),
        (json.dumps({"name": "x" * MEBI}).encode(), 413),
    ],
    ids=range(15),
)
def test_what_is_no_name_is_refused(room, body, expected):
    words(*room.ask("POST", "/api/learners", body, headers={"Content-Type": "application/json"})[::2], expected)


@pytest.mark.parametrize("kind", ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
def test_what_another_page_can_send_is_refused(room, kind):
    words(*room.ask("POST", "/api/learners", b'{"name": "Eve"}', headers={"Content-Type": kind})[::2], 415)


BAD_FILES = {
    "none": (None, 400),
    "a list": ([], 400),
    "numbers": ({"softmax.py": 7}, 400),
    "a path": ({"../softmax.py": RIGHT}, 400),
    "a whole path": ({"/softmax.py": RIGHT}, 400),
    "a path of windows": ({"..\\softmax.py": RIGHT}, 400),
    "nul": ({"softmax.py\0": RIGHT}, 400),
    "half a character": ({"\ud800softmax.py": RIGHT}, 400),
    "another kata": ({"encoding.py": RIGHT}, 400),
    "many": ({f"file{number}.py": "" for number in range(100)} | {"softmax.py": RIGHT}, 413),
    "large": ({"softmax.py": "x" * (MEBI + 1)}, 413),
    "large together": ({"softmax.py": "x" * (MEBI // 2), "encoding.py": "ü" * (MEBI // 2)}, 413),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_what_is_no_work_is_refused(room, name):
    files, expected = BAD_FILES[name]
    eve = room.join(f"Eve {name}")
    words(*eve.ask("POST", "/api/submissions", {"kata": "softmax", "files": files}), expected)
    assert eve.ask("GET", "/api/me")[1]["waiting"] == []


def test_names_that_lead_elsewhere_are_passed_over(room):
    ada = room.join("Ada elsewhere")  # one of her own, whom nobody has had ask too often
    files = {"softmax.py": RIGHT, "../../evil.py": "1", "/evil.py": "2", ".hidden.py": "3", "a\nb.py": "4"}
    status, found = ada.ask("POST", "/api/submissions", {"kata": "softmax", "files": files})
    assert status == 202
    assert ada.result(found["id"])["status"] == "passed"
    assert ada.ask("GET", "/api/me/everything")[1]["handed_in"][-1]["files"] == {"softmax.py": RIGHT}


@pytest.mark.parametrize("kata", ["../softmax", "softmax\0", "encoding", "", "x" * 300, "\ud800", 7, None])
def test_other_katas_are_refused(ada, kata):
    def answered():
        status, found = ada.ask("POST", "/api/submissions", {"kata": kata, "files": {"softmax.py": RIGHT}})
        return status != 429 and (status, found)

    status, found = until(answered)
    assert status in (400, 404)
    assert found["words"]


def test_a_work_with_half_characters_is_told_to_be_no_text(room):
    assert room.join("Half").judged('x = "\ud800"\n')["status"] == "error"


def test_more_than_there_can_be_is_refused_before_it_is_read(room):
    mo, bo = room.join("Mo"), room.join("Bo")
    status, found = mo.ask("POST", "/api/submissions", b" " * (9 * MEBI), headers={"Content-Type": "application/json"})
    words(status, found, 413)
    said = room.said(head("POST", "/api/submissions", Authorization=f"Bearer {bo.token}", Connection="close",
                          Content_Type="application/json", Content_Length=10**15, Expect="100-continue"))  # fmt: skip
    assert said.startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize("more", [{}, {"Content_Length": 3}])
def test_a_body_without_a_length_is_refused(room, more):
    """In chunks it can cost a thousand times what it costs to send, or hide a second request."""
    chunks = b"5\r\n{    \r\n0\r\n\r\n" + head(path="/api/room")
    said = room.said(
        head("POST", "/api/learners", Content_Type="application/json", Transfer_Encoding="chunked", **more) + chunks
    )
    assert said.startswith(b"HTTP/1.1 411 ")
    assert said.count(b"HTTP/1.1") == 1
    assert "words" in json.loads(said.partition(b"\r\n\r\n")[2])


NO_HTTP = {
    "noise": b"\0\1\2\3\r\n\r\n",
    "no host": b"GET / HTTP/1.1\r\n\r\n",
    "two hosts": b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    "two lengths": head("POST", "/api/learners", Content_Length=3)[:-2] + b"Content-Length: 4\r\n\r\n{}  ",
    "a length below nothing": head("POST", "/api/learners", Content_Length=-1),
    "no length that there can be": head("POST", "/api/learners", Content_Length="9" * 40),
    "a folded line": head(X="a\r\nb c"),
    "a header with a space": head(**{"X ": "a"}),
    "tls": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 100,
    "a long head": head(X="a" * 300_000),
}


@pytest.mark.parametrize("name", NO_HTTP)
def test_what_is_no_http_is_refused(room, name):
    said = room.said(NO_HTTP[name])
    assert not said or said.startswith(b"HTTP/1.1 400 ")  # too long a head may be cut off while it is sent
    assert not said or json.loads(said.partition(b"\r\n\r\n")[2])["words"]


ODD = {
    "a host that is none": head(path="/board/", Connection="close", **{"Host": "127.0.0.1:x"}),
    "a port that is none": head(path="/board/", Connection="close", **{"Host": "127.0.0.1:99999999"}),
    "a bracket": head(path="/api/room", Connection="close", **{"Host": "[[["}),
    "a whole address": head(path="http://127.0.0.1/board/", Connection="close"),
    "options": head("OPTIONS", "*", Connection="close"),
    "trace": head("TRACE", "/api/room", Connection="close", X="echo"),
    "a method that is none": head("FROB", "/api/room", Connection="close"),
    "connect": head("CONNECT", "example.org:443", Connection="close"),
    "a way up": head(path="/../../../../etc/passwd", Connection="close"),
    "a way up that is hidden": head(path="/%2e%2e%2f%2e%2e%2fetc/passwd", Connection="close"),
    "nul": head(path="/index.html%00.js", Connection="close"),
    "half a character": head(path="/%ff%fe%zz", Connection="close"),
    "slashes": head(path="//board//", Connection="close"),
    "a token that is none": head(path="/api/me", Connection="close", Authorization="Bearer \xff\x80é"),
    "an id that is none": head(path="/api/submissions/%00%ff", Connection="close"),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_requests_are_answered_in_words(room, name):
    start, _, body = room.said(ODD[name]).partition(b"\r\n\r\n")
    status = int(start.split()[1])
    assert status in ((200,) if name == "a bracket" else (401, 403, 404, 405))
    assert status == 200 or list(json.loads(body)) == ["words"]
    assert b"nosniff" in start
    assert b"echo" not in start + body


@pytest.mark.parametrize("query", ["wait=nan", "wait=-1", "wait=1e999", "wait=x", "after=" + "a" * 50_000, "%ff=%00"])
def test_what_stands_behind_an_address_harms_nothing(room, query):
    assert room.ask("GET", f"/api/room?{query}")[2]["open"] == {"softmax": True}


def test_many_cookies_harm_nothing(room):
    assert room.ask("GET", "/api/room", headers={"Cookie": "a=b; " * 10_000})[0] == 200


def test_requests_in_one_go_are_answered_in_their_order(room):
    said = room.said(head(path="/api/room") + head(path="/nothing") + head("HEAD", "/api/room", Connection="close"))
    assert [int(part.split()[0]) for part in said.split(b"HTTP/1.1 ")[1:]] == [200, 404, 200]


def test_no_other_protocol_is_spoken(room):
    asked = head(path="/api/room", Upgrade="websocket", Connection="Upgrade", Sec_WebSocket_Key="AAAA")
    said = room.said(asked + head(path="/api/room", Connection="close", Upgrade="h2c"))
    assert [int(part.split()[0]) for part in said.split(b"HTTP/1.1 ")[1:]] == [200, 200]


def test_a_refusal_leaves_the_connection_in_order(room):
    """What comes with a request that was refused before it was read is no next request."""
    hidden = head(path="/api/room")
    asked = head("POST", "/api/submissions", Content_Type="application/json", Content_Length=len(hidden)) + hidden
    said = room.said(asked + head(path="/nothing", Connection="close"))
    assert [int(part.split()[0]) for part in said.split(b"HTTP/1.1 ")[1:]] == [401, 404]


def test_what_comes_after_an_answer_and_is_no_http_ends_the_connection(room):
    with room.raw() as link:
        link.sendall(head("POST", "/nothing", Content_Length=5))
        assert link.recv(1 << 16).startswith(b"HTTP/1.1 40")
        link.sendall(b"12345\0\0\0\r\n\r\n")
        received(link)


def test_nothing_is_left_of_them(room, ada):
    """Whatever others have sent: no file is open that was not before, and the teacher's terminal tells nothing."""
    assert ada.ask("GET", "/api/me")[0] == 200
    before = room.files
    for data in [*NO_HTTP.values(), *ODD.values()] * 3:
        room.said(data)
    until(lambda: room.files <= before)
    assert room.log == "Isolation: " + room.log.partition(": ")[2].partition("\n")[0] + "\n"
