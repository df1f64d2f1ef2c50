"""The board is for the teacher alone: on this machine, with the secret, from its own page."""

import socket
from urllib.parse import urlsplit

import pytest

from tests.workshop.rooms import RIGHT, Room, Teacher, head, received, until

HOW = ["--host", "0.0.0.0"]
ACTS = {
    "open": {"kata": "softmax", "open": False}, "hint": {"kata": "", "words": "x"}, "remove": {"name": "Ada"},
    "letins": {"name": "Ada"}, "address": {}, "examples": {"kata": "softmax", "key": []},
    "examples/remove": {"id": "x"},
}  # fmt: skip


@pytest.fixture(scope="module")
def ada(room):
    return room.join("Ada")


def secret(room):
    return urlsplit(room.board).path.rpartition("/")[2]


@pytest.mark.parametrize("act", ACTS)
def test_without_the_cookie_nothing_is_done(room, ada, act):
    for headers in ({}, {"Cookie": "gradkata-board=x"}, {"Cookie": f"gradkata-board-{room.port}=" + "é" * 24},
                    {"Authorization": f"Bearer {ada.token}"}):  # fmt: skip
        status, _, found = room.ask("POST", f"/board/{act}", ACTS[act], headers=headers)
        assert (status, list(found)) == (403, ["words"])
    assert room.ask("GET", "/api/room", token=ada.token)[2]["name"] == "Ada"


@pytest.mark.parametrize("path", ["", "events", "board.js", "x", "%2e%2e/api/me", "A" * 24])
def test_without_the_cookie_nothing_is_shown(room, path):
    for headers in ({}, {"Cookie": f"gradkata-board-{room.port}="}):
        status, _, found = room.ask("GET", f"/board/{path}", headers=headers)
        assert (status, list(found)) == (403, ["words"])


def test_the_cookie_is_for_the_board_alone(room):
    parts = room.teacher().set_cookie.split("; ")
    assert parts[0].startswith(f"gradkata-board-{room.port}=")
    assert {part.lower() for part in parts[1:]} == {"httponly", "path=/board/", "samesite=strict"}


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "{ours}:{port}", "127.0.0.1.evil.example", "x"]
)
def test_a_page_elsewhere_whose_name_leads_here_finds_no_board(room, host):
    """As when a name server says that a stranger's page is this machine."""
    teacher, ours = room.teacher(), urlsplit(room.address).hostname
    headers = {"Host": host.format(port=room.port, ours=ours)}
    for method, path in (("GET", ""), ("GET", secret(room)), ("POST", "address"), ("GET", "events")):
        body = {} if method == "POST" else None
        assert teacher.ask(method, f"/board/{path}", body, headers)[0] == 404


def test_from_another_address_of_this_machine_there_is_no_board(room):
    ours = urlsplit(room.address).hostname
    if ours.startswith("127."):
        pytest.skip("this machine has no other address")
    teacher = room.teacher()
    for path in ("", secret(room), "events"):
        with socket.create_connection((ours, room.port)) as link:
            link.sendall(head(path=f"/board/{path}", Connection="close", Cookie=teacher.cookie,
                              **{"Host": f"127.0.0.1:{room.port}", "X_Forwarded_For": "127.0.0.1"}))  # fmt: skip
            assert received(link).startswith(b"HTTP/1.1 404 ")


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "https://127.0.0.1:{port}"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
    ],
    ids=str,
)
def test_another_page_can_ask_for_nothing(room, ada, headers):
    teacher = room.teacher()
    told = {name: value.format(port=room.port) for name, value in headers.items()}
    assert teacher.ask("POST", "/board/remove", {"name": "Ada"}, told)[0] == 403
    assert ada.ask("GET", "/api/me")[0] == 200


def test_what_a_form_can_send_is_refused(room):
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert room.teacher().ask("POST", "/board/remove", b"name=Ada", form)[0] == 415


def test_no_learner_is_told_the_secret(room, ada):
    teacher = room.teacher()
    found, link = [], teacher.events()
    with link:
        link.recv(1)
        for method, path, body in (
            ("GET", "/", None), ("GET", "/site.json", None), ("GET", "/api/room", None), ("GET", "/api/me", None),
            ("GET", "/api/me/everything", None), ("GET", "/board", None), ("GET", "/board/", None),
            ("GET", "/board/events", None), ("POST", "/board/address", {}), ("POST", "/api/learners", {"name": ""}),
            ("PUT", "/board/x", {}), ("OPTIONS", "/board/", None),
        ):  # fmt: skip
            found.append(str(room.ask(method, path, body, token=ada.token)))
        for data in (head(path="/board/" + "x" * 24, Connection="close"), b"noise\r\n\r\n"):
            found.append(str(room.said(data)))
        found += [str(ada.judged(RIGHT)), room.log]
    assert not [each for each in found if secret(room) in each or "Location" in each]
    location = room.ask("GET", urlsplit(room.board).path)[1]["Location"]
    assert location == "/board/"


def test_what_the_teacher_asks_for_is_looked_at_too(room):
    teacher = room.teacher()
    for act, body, expected in (
        ("open", {"kata": "nothing", "open": True}, 404), ("open", {"kata": 7}, 400),
        ("hint", {"words": "x" * 501}, 400),
        ("hint", {"words": None}, 400), ("letins", {"name": "Nobody"}, 404), ("remove", {"name": "\ud800"}, 400),
        ("examples", {"kata": "softmax", "key": "x"}, 400), ("examples", {"kata": "softmax", "key": ["no"]}, 409),
        ("examples/remove", {"id": ["x"]}, 400), ("remove", ["Ada"], 400),
    ):  # fmt: skip
        status, found = teacher.ask("POST", f"/board/{act}", body)
        assert (status, list(found)) == (expected, ["words"])


def test_there_are_only_so_many_boards(room):
    teacher = room.teacher()
    links = [teacher.events() for _ in range(8)]
    try:
        assert all(link.recv(13) == b"HTTP/1.1 200 " for link in links)
        status, headers, found = room.ask("GET", "/board/events", headers={"Cookie": teacher.cookie})
        assert (status, list(found)) == (503, ["words"])
        assert "Retry-After" in headers
    finally:
        for link in links:
            link.close()
    assert until(lambda: teacher.ask("GET", "/board/")[0] == 200)


def test_a_new_address_closes_all_that_was_opened_with_the_old_one(tmp_path):
    with Room(tmp_path / "workshop") as room:
        teacher, thief = room.teacher(), room.teacher()
        with thief.events() as link:
            assert link.recv(1 << 10)
            status, found = teacher.ask("POST", "/board/address", {})
            assert status == 200
            assert received(link).endswith(b"0\r\n\r\n")  # the stream comes to its end
        for old in (teacher, thief):
            assert old.ask("GET", "/board/")[0] == 403
        assert room.ask("GET", urlsplit(room.board).path)[0] == 403
        new = Teacher(room, found["address"])
        assert new.state()["boards"] == 1
        assert new.cookie != thief.cookie
