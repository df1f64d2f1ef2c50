"""Clients that never come to an end: they are closed, hold little meanwhile, and others notice nothing."""

import contextlib
import socket
import threading
import time

import pytest

from tests.workshop.rooms import PATIENCE_S, RIGHT, head, received, until

MEBI = 1 << 20
LIMITS = {
    "workshop.connections.HEAD_S": 1.5, "workshop.connections.UNREAD_S": 1.5, "workshop.connections.MOST_OF_ONE": 120,
    "workshop.asking.BODY_S": 1.5, "workshop.asking.MOST_HELD": 6 * MEBI, "workshop.server.KEPT_S": 2,
}  # fmt: skip


@pytest.fixture(scope="module")
def ada(room):
    learner = room.join("Ada")
    learner.judged(RIGHT + "# Ada\n")
    return learner


def dripping(links, data, has_ended):
    """Send a byte on each connection now and then, until all are closed; say so."""
    left = list(links)
    for number in range(10**6):
        for link in list(left):
            try:
                link.send(data[number % len(data) :][:1])
                link.setblocking(False)
                if not link.recv(1 << 16):
                    left.remove(link)
            except BlockingIOError:
                pass
            except OSError:
                left.remove(link)
        if not left:
            has_ended.set()
            return
        time.sleep(0.1)


BEGUN = [
    b"", b"GET / HT", head()[:-2],
    head("POST", "/api/learners", Content_Type="application/json", Content_Length=10**5),
    head("POST", "/api/submissions", Content_Type="application/json", Content_Length=10**5),
    head("POST", "/nothing", Content_Length=10**5), head("POST", "/board/open", Content_Length=10**5),
    head(path="/api/room", Content_Length=10**9),
]  # fmt: skip


def test_who_sends_a_byte_now_and_then_is_closed(room, ada, elsewhere):
    """A hundred of them, wherever they have come to: before a line, in a head, in a body, behind an answer."""
    before, has_ended = room.files, threading.Event()
    with contextlib.ExitStack() as stack:
        links = [stack.enter_context(room.raw(elsewhere)) for _ in range(100)]
        for number, link in enumerate(links):
            link.sendall(BEGUN[number % len(BEGUN)])
        dripper = threading.Thread(target=dripping, args=(links, b"x-a: b\r\n", has_ended), daemon=True)
        dripper.start()
        assert ada.judged(RIGHT + "# meanwhile\n")["status"] == "passed"
        assert has_ended.wait(PATIENCE_S)
        dripper.join()
    until(lambda: room.files <= before)


def test_of_one_address_there_are_only_so_many_connections(room, ada, elsewhere):
    before = room.files
    with contextlib.ExitStack() as stack:
        for _ in range(300):
            with contextlib.suppress(OSError):
                stack.enter_context(room.raw(elsewhere))
        assert ada.ask("GET", "/api/me")[0] == 200
        until(lambda: room.files <= before + 121)
    until(lambda: room.files <= before)


def unread(room, source, request):
    """A connection on which very much is asked, and nothing read."""
    link = socket.socket()
    link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    link.bind((source, 0))
    link.connect(("127.0.0.1", room.port))
    link.setblocking(False)
    with contextlib.suppress(BlockingIOError):
        link.send(request)
    return link


def test_who_reads_nothing_is_closed(room, ada, elsewhere):
    """Until then, no more is held for them than a part of an answer."""
    page = max(("/", "/main.js", "/room.js", "/site.json"), key=lambda name: len(room.ask("GET", name)[2]))
    before, memory = room.files, room.memory
    with contextlib.ExitStack() as stack:
        for _ in range(20):
            stack.enter_context(unread(room, elsewhere, head(path=page) * 1000))
        assert ada.judged(RIGHT + "# in between\n")["status"] == "passed"
        assert room.memory < memory + 60 * MEBI
        until(lambda: room.files <= before)


def test_a_page_is_read_whole_by_who_reads_slowly(room):
    """As slowly as the limits allow, in small pieces: with all of it in the end."""
    page = max(("/", "/main.js", "/room.js", "/site.json"), key=lambda name: len(room.ask("GET", name)[2]))
    whole = room.ask("GET", page)[2].encode()
    link = unread(room, "127.0.0.1", head(path=page, Connection="close"))
    with contextlib.closing(link):
        link.settimeout(PATIENCE_S)
        data = b""
        while part := link.recv(2048):
            data += part
            time.sleep(0.002)
    assert data.partition(b"\r\n\r\n")[2] == whole


def test_large_bodies_are_held_up_to_a_limit(room, ada, elsewhere):
    """All but the last byte of them, at once: some are told to come back; small work is taken in meanwhile."""
    learners = [room.join(f"Large {number}") for number in range(6)]
    size, memory = 3 * MEBI, room.memory
    with contextlib.ExitStack() as stack:
        links = []
        for each in learners:
            link = stack.enter_context(room.raw(elsewhere))
            links.append(link)
            begun = head("POST", "/api/submissions", Content_Type="application/json", Content_Length=size,
                         Authorization=f"Bearer {each.token}", Connection="close")  # fmt: skip
            with contextlib.suppress(OSError):
                link.sendall(begun + b" " * (size - 1))
        assert ada.judged(RIGHT + "# small\n")["status"] == "passed"
        assert room.memory < memory + 60 * MEBI
        answers = [received(link) for link in links]
    statuses = {int(answer.split()[1]) for answer in answers if answer}
    assert statuses <= {503, 408}
    assert 503 in statuses


def test_who_waits_for_news_and_goes_away_leaves_nothing(room, ada):
    before = room.files
    for _ in range(3):
        with contextlib.ExitStack() as stack:
            for _ in range(50):
                version = room.ask("GET", "/api/room")[2]["version"]
                link = stack.enter_context(room.raw())
                link.sendall(head(path=f"/api/room?after={version}&wait=25"))
    until(lambda: room.files <= before)
    assert ada.ask("GET", "/api/me")[0] == 200


def test_idle_connections_end(room):
    with room.raw() as link:
        link.sendall(head(path="/api/room"))
        assert received(link).startswith(b"HTTP/1.1 200 ")


def test_the_terminal_tells_nothing_of_them(room):
    assert len(room.log.splitlines()) == 1
