"""Where --out leads: what is a plain file is replaced whole, and nothing else is."""

import os
import socket
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from gradkata.destination import Kind, destination, kind_of
from gradkata.errors import UsageError

POSIX = pytest.mark.skipif(os.name != "posix", reason="names and modes of POSIX")
ORDINARY = pytest.mark.skipif(
    not hasattr(os, "getuid") or os.getuid() == 0, reason="nothing is closed to the superuser"
)


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        (None, Kind.FILE), (stat.S_IFREG | 0o644, Kind.FILE), (stat.S_IFDIR | 0o755, Kind.FOLDER),
        (stat.S_IFIFO, Kind.STREAM), (stat.S_IFCHR | 0o666, Kind.STREAM), (stat.S_IFBLK, Kind.STREAM),
        (stat.S_IFSOCK, Kind.SOCKET),
    ],
)  # fmt: skip
def test_only_plain_files_are_replaced(mode, kind):
    assert kind_of(mode) is kind


def test_a_file_is_made_and_nothing_beside_it(tmp_path):
    destination(tmp_path / "report.json").write(b"new")
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("report.json", b"new")]


@POSIX
def test_what_was_there_leaves_its_mode(tmp_path):
    out = tmp_path / "report.json"
    out.write_bytes(b"old")
    out.chmod(0o640)
    destination(out).write(b"new")
    assert out.read_bytes() == b"new"
    assert stat.S_IMODE(out.stat().st_mode) == 0o640


@POSIX
@pytest.mark.parametrize("is_there", [True, False])
def test_a_link_stays_and_its_target_is_written(tmp_path, is_there):
    folder = tmp_path / "kept"
    folder.mkdir()
    if is_there:
        (folder / "real.json").write_bytes(b"old")
    out = tmp_path / "report.json"
    out.symlink_to("kept/real.json")
    destination(out).write(b"new")
    assert out.readlink() == Path("kept/real.json")
    assert [(each.name, each.read_bytes()) for each in folder.iterdir()] == [("real.json", b"new")]


@POSIX
def test_a_link_beside_it_is_not_followed(tmp_path, monkeypatch):
    (tmp_path / "precious").write_bytes(b"old")
    monkeypatch.setattr("secrets.token_hex", lambda _: "foreseen")
    (tmp_path / ".kata-foreseen.part").symlink_to("precious")
    with pytest.raises(UsageError, match="cannot be written"):
        destination(tmp_path / "report.json")
    assert (tmp_path / "precious").read_bytes() == b"old"


def test_two_at_once_do_not_disturb_each_other(tmp_path):
    out = tmp_path / "report.json"
    contents = [bytes([65 + number]) * 100_000 for number in range(8)]
    threads = [threading.Thread(target=destination(out).write, args=(content,)) for content in contents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert out.read_bytes() in contents
    assert list(tmp_path.iterdir()) == [out]


def test_what_cannot_be_written_leaves_what_was_there(tmp_path, monkeypatch):
    out = tmp_path / "report.json"
    out.write_bytes(b"old")
    ready = destination(out)

    def fails(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fails)
    with pytest.raises(OSError, match="No space left"):
        ready.write(b"new")
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("report.json", b"old")]


@POSIX
def test_what_becomes_a_pipe_meanwhile_is_not_replaced(tmp_path):
    out = tmp_path / "report.json"
    ready = destination(out)
    os.mkfifo(out)
    with pytest.raises(FileExistsError):
        ready.write(b"new")
    assert stat.S_ISFIFO(out.lstat().st_mode)


@POSIX
def test_a_pipe_gets_all_of_it_and_stays_a_pipe(tmp_path):
    out, report = tmp_path / "pipe", b"x" * 200_000
    os.mkfifo(out)
    code = "import sys; sys.stdout.buffer.write(open(sys.argv[1], 'rb').read())"
    reader = subprocess.Popen([sys.executable, "-c", code, out], stdout=subprocess.PIPE)
    writer = threading.Thread(target=lambda: destination(out).write(report))
    writer.start()
    assert reader.communicate()[0] == report
    writer.join()
    assert stat.S_ISFIFO(out.lstat().st_mode)


@POSIX
def test_a_socket_is_connected_to(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # a socket's name has to be short
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("report.sock")
        listener.listen()
        destination(tmp_path.relative_to(tmp_path) / "report.sock").write(b"new")
        connection, _ = listener.accept()
        with connection:
            assert connection.recv(100) == b"new"
    assert stat.S_ISSOCK((tmp_path / "report.sock").lstat().st_mode)


@POSIX
def test_what_a_shell_hands_over_by_number_is_written_into(tmp_path):
    reader, writer = os.pipe()
    destination(tmp_path / f"/dev/fd/{writer}").write(b"new")
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        assert pipe.read() == b"new"


@POSIX
@pytest.mark.parametrize("number", ["reader", "closed"])
def test_what_is_not_open_for_writing_is_told_beforehand(tmp_path, number):
    reader, writer = os.pipe()
    os.close(writer)
    try:
        with pytest.raises(UsageError, match="cannot be written"):
            destination(tmp_path / f"/dev/fd/{reader if number == 'reader' else writer}")
    finally:
        os.close(reader)


def test_a_folder_and_one_that_is_not_there_are_told_beforehand(tmp_path):
    with pytest.raises(UsageError, match="is a folder"):
        destination(tmp_path)
    with pytest.raises(UsageError, match="there is no folder"):
        destination(tmp_path / "nowhere" / "report.json")


@ORDINARY
def test_what_is_closed_to_the_user_is_told_beforehand(tmp_path):
    out = tmp_path / "closed" / "report.json"
    out.parent.mkdir()
    out.write_bytes(b"old")
    out.parent.chmod(0o500)
    try:
        with pytest.raises(UsageError, match="cannot be written"):
            destination(out)
    finally:
        out.parent.chmod(0o700)
