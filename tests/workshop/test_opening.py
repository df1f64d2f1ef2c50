"""Rooms that cannot be opened say why, and leave what is there as it is."""

import contextlib
import os
import socket
import sqlite3

import pytest

from tests.workshop.rooms import RIGHT, Room, ran


def refused(*arguments):
    """What is said; the exit status is that of a mistake of whoever typed."""
    found = ran(*arguments, "--kata", "softmax", "--port", 0)
    assert found.returncode == 2, found.stderr
    assert "Traceback" not in found.stderr
    return found.stderr


def test_a_second_room_in_one_folder_is_refused_and_the_first_goes_on(tmp_path):
    folder = tmp_path / "workshop"
    with Room(folder) as room:
        assert "is open already" in refused(folder)
        assert ran(folder, "--delete", "--yes").returncode == 2
        assert folder.stat().st_mode & 0o077 == 0  # names are nobody else's business
        assert room.join("Ada").judged(RIGHT)["status"] == "passed"


def test_a_port_that_is_taken_is_said(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        found = ran(tmp_path / "workshop", "--kata", "softmax", "--port", port)
    assert found.returncode == 2
    assert f"port {port} is taken" in found.stderr


@pytest.mark.parametrize("host", ["203.0.113.7", "x" * 300], ids=["elsewhere", "none"])
def test_an_address_that_is_none_of_this_machine_is_said(tmp_path, host):
    assert "Error" in refused(tmp_path / "workshop", "--host", host)


def test_a_folder_with_other_things_is_left_as_it_is(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    assert "is not empty" in refused(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_what_is_no_folder_is_said(tmp_path):
    (tmp_path / "file").write_text("mine")
    assert "is a file" in refused(tmp_path / "file" / "below")
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize(("name", "kind"), [("workshop.db", "another"), ("gradebook.db", "noise")])
def test_a_file_that_is_something_else_is_left_as_it_is(tmp_path, name, kind):
    if kind == "noise":
        (tmp_path / name).write_bytes(b"\0noise" * 1000)
    else:
        with contextlib.closing(sqlite3.connect(tmp_path / name)) as other:
            other.execute("CREATE TABLE mine (x)")
            other.commit()
    before = (tmp_path / name).read_bytes()
    assert name in refused(tmp_path)
    assert (tmp_path / name).read_bytes() == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    tmp_path.chmod(0o500)
    try:
        assert "cannot be written" in refused(tmp_path / "workshop")
        assert "cannot be written" in refused(tmp_path)
    finally:
        tmp_path.chmod(0o700)


def test_a_place_that_nobody_can_write_is_said():
    assert "cannot be written" in refused("/proc/workshop")


def test_a_disk_that_is_full_loses_nothing_that_was_taken_in(tmp_path):
    """The largest size of a file that a process may write stands for the disk."""
    with Room(tmp_path / "workshop", limits={"before": SMALL}) as room:
        ada, refusals = room.join("Ada"), 0
        accepted = []
        for number in range(40):
            status, found = ada.hand_in(f"# {number}\n" + "#" * 30_000)
            if status == 202:
                accepted.append(found["id"])
            elif status == 500:
                refusals += 1
                assert list(found) == ["words"]
                assert "/" not in found["words"]
                break
            else:
                assert status == 429
                ada = room.join(f"Ada {number}")
        assert refusals == 1
        assert room.ask("GET", "/api/room")[0] == 200
        assert "workshop.db" in room.log
        assert "Traceback" not in room.log


SMALL = """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
"""
