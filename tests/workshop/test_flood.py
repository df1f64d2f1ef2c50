"""Who asks for very much gets no more than others, and others notice nothing."""

import contextlib
import math
import socket
import sqlite3
import time
from pathlib import Path

import pytest

from tests.workshop.rooms import RIGHT, WRONG, Room, head, received, until

HOW = ["--jobs", 1]
LIMITS = {"workshop.room.MOST_WAITING": 12, "workshop.asking.BODY_S": 3.0}
AT_ONCE = 60  # joins from one address, and then one a second


def test_of_one_learner_only_so_much_waits_and_others_have_their_turn_in_between(room):
    ada, bob = room.join("Ada"), room.join("Bob")
    with room.nobody_judging():
        taken = [
            found for status, found in (ada.hand_in(f"{WRONG}# {number}\n") for number in range(30)) if status == 202
        ]
        status, headers, found = room.ask(
            "POST", "/api/submissions", {"kata": "softmax", "files": {"softmax.py": WRONG}}, token=ada.token
        )
        assert (status, list(found)) == (429, ["words"])
        assert int(headers["Retry-After"]) >= 1
        waiting = ada.ask("GET", "/api/me")[1]["waiting"]
        assert [each["id"] for each in waiting] == [each["id"] for each in taken]
        assert [each["state"] for each in waiting].count("waiting") == 3
        last = bob.handed_in(RIGHT)
    assert bob.result(last)["status"] == "passed"
    for each in taken:
        assert ada.result(each["id"])["status"] == "failed"
    order = [each.id for each in room.attempts() if each.learner in ("Ada", "Bob")]
    assert [id for id in order if id != last] == [each["id"] for each in taken]
    assert order.index(last) <= 2  # one was in hand, one may have been next


def test_a_room_that_has_enough_says_so_and_goes_on(room):
    learners = [room.join(f"Learner {number}") for number in range(16)]
    with room.nobody_judging():
        answers = [each.hand_in(RIGHT) for each in learners]
        status, headers, found = room.ask(
            "POST", "/api/submissions", {"kata": "softmax", "files": {"softmax.py": RIGHT}}, token=learners[-1].token
        )
        assert (status, list(found)) == (503, ["words"])
        assert int(headers["Retry-After"]) >= 1
        taken = [each for each, (status, _) in zip(learners, answers, strict=True) if status == 202]
        assert len(taken) in (13, 14, 15)  # those that wait, and what judges have
        assert {status for status, _ in answers} == {202, 503}
    for each, (status, found) in zip(learners, answers, strict=True):
        assert (each.result(found["id"]) if status == 202 else each.judged(RIGHT))["status"] == "passed"


def flood(room, source, requests):
    """Ask all of them at once, from one address, and give what was answered."""
    with contextlib.ExitStack() as stack:
        links = []
        for request in requests:
            with contextlib.suppress(OSError):
                link = stack.enter_context(room.raw(source))
                link.sendall(request)
                links.append(link)
        yield  # all are asked, nothing is read
        yield [received(link) for link in links]


def joining(number):
    body = f'{{"name": "Flood {number}"}}'.encode()
    return (
        head("POST", "/api/learners", Content_Type="application/json", Content_Length=len(body), Connection="close")
        + body
    )


def test_a_thousand_requests_at_once_are_nobody_elses_business(room, elsewhere):
    """Pages, news, joins and noise from one address; somebody else joins and gets a verdict in the midst of it."""
    kinds = [
        lambda _: head(Connection="close"), joining, lambda _: b"\0\1\2 noise\r\n\r\n",
        lambda _: head(path="/api/room?after=x&wait=2", Connection="close"),
        lambda _: head("POST", "/api/letins", Content_Type="application/json", Content_Length=10**6,
                       Connection="close"),
    ]  # fmt: skip
    before, began = len(names(room)), time.monotonic()
    floods = [
        flood(room, elsewhere, (kinds[number % 5](f"{wave} {number}") for number in range(500))) for wave in (1, 2)
    ]
    for number, each in enumerate(floods):
        next(each)
        eve = room.join(f"Eve {number}")
        assert eve.judged(RIGHT)["status"] == "passed"
        answers = next(each)
        assert sum(b"HTTP/1.1 200 " in answer for answer in answers) > 10
        with contextlib.suppress(StopIteration):
            next(each)
    joined = len(names(room)) - before - 2
    assert 1 <= joined <= AT_ONCE + math.ceil(time.monotonic() - began) + 1


def names(room):
    with contextlib.closing(sqlite3.connect(f"file:{room.folder / 'workshop.db'}?mode=ro", uri=True)) as records:
        return [name for (name,) in records.execute("SELECT name FROM learners")]


def test_a_flood_of_joins_is_told_when_to_come_back(room, elsewhere):
    def refused():
        status, headers, found = room.ask("POST", "/api/learners", {"name": ""}, source=elsewhere)
        return status == 429 and (headers, found)

    headers, found = until(refused)
    assert int(headers["Retry-After"]) >= 1
    assert found["words"]
    room.join("From another address")


def test_guesses_of_codes_are_few(room, elsewhere):
    answers = [room.ask("POST", "/api/letins", {"code": f"abcd{n:04}"}, source=elsewhere)[0] for n in range(40)]
    assert set(answers) <= {403, 429}
    assert answers.count(403) <= 40 - answers.count(429)
    assert 429 in answers


def test_who_looks_too_often_is_told_so_and_has_lost_nothing(room):
    ada = room.join("Looks often")
    id = ada.handed_in(WRONG)
    until(lambda: ada.ask("GET", "/api/me")[0] == 429, pause_s=0)
    assert ada.result(id)["status"] == "failed"


def test_a_room_holds_so_many_and_says_so(tmp_path):
    with Room(tmp_path / "workshop", limits={"workshop.accounts.MOST": 3}) as small:
        learners = [small.join(f"Learner {number}") for number in range(3)]
        status, _, found = small.ask("POST", "/api/learners", {"name": "One more"})
        assert (status, list(found)) == (503, ["words"])
        learners[0].ask("DELETE", "/api/me")
        small.join("One more")


def test_of_one_learner_only_so_much_is_kept(tmp_path):
    with Room(tmp_path / "workshop", limits={"workshop.room.MOST_KEPT": 5000}) as small:
        ada = small.join("Ada")
        until(lambda: ada.hand_in(WRONG + "#" * 4000)[0] == 413)
        assert small.join("Bob").judged(RIGHT)["status"] == "passed"


@pytest.mark.parametrize("size", [1 << 20])
def test_large_work_counts_as_more(room, size):
    """To take it in costs as much as many small ones."""
    ada = room.join("Large")
    assert ada.hand_in("#" * size)[0] == 202
    ada.hand_in("# 1\n" + "#" * (size - 4))
    status, found = ada.hand_in("# 2\n" + "#" * (size - 4))
    assert (status, list(found)) == (429, ["words"])


def test_the_room_listens_on_this_machine_alone(room):
    with socket.socket() as probe:
        probe.settimeout(5)
        probe.connect(("127.0.0.1", room.port))
    listening = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    assert [
        each[1].partition(":")[0]
        for each in listening
        if each[3] == "0A" and int(each[1].partition(":")[2], 16) == room.port
    ] == ["0100007F"]
