"""Files of strangers: opened once, links not followed, nobody kept waiting, read to a bound."""

import os
import socket
import sys
from pathlib import Path

import pytest
from gradkata.text.opening import UnreadableError, contents, is_file, status


def refused(path, most=100):
    with pytest.raises(UnreadableError) as raised:
        contents(path, most)
    return str(raised.value)


def test_a_plain_file_is_read(tmp_path):
    path = tmp_path / "a.py"
    path.write_bytes(b"x" * 100)
    assert contents(path, 100) == b"x" * 100
    assert is_file(path)


def test_what_is_larger_is_not_read(tmp_path):
    path = tmp_path / "a.py"
    path.write_bytes(b"x" * 101)
    assert "a.py is larger than" in refused(path)
    os.truncate(path, 1 << 40)
    assert "a.py is larger than 16 MB" in refused(path, 16 << 20)


@pytest.mark.skipif(sys.platform != "linux", reason="files there whose size nobody knows")
def test_a_file_that_holds_more_than_it_says_is_read_to_the_bound():
    path = Path(f"/proc/{os.getpid()}/maps")
    assert path.stat().st_size == 0
    assert "maps is larger than" in refused(path)
    assert len(contents(path, 1 << 24)) > 100


def test_links_are_not_followed(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.py").write_bytes(b"x")
    (tmp_path / "a.py").symlink_to(tmp_path / "real" / "a.py")
    (tmp_path / "b.py").symlink_to("b.py")
    (tmp_path / "linked").symlink_to("real")
    for name in ("a.py", "b.py"):
        assert refused(tmp_path / name) == f"{name} is a link, and links are not followed: hand in the file itself."
        assert not is_file(tmp_path / name)
    assert "a.py cannot be read" in refused(tmp_path / "linked" / "a.py")


@pytest.mark.skipif(sys.platform == "win32", reason="no such files there")
def test_what_is_no_plain_file_keeps_nobody_waiting(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # the name of a socket has to be short
    os.mkfifo("pipe.py")
    (tmp_path / "folder.py").mkdir()
    with socket.socket(socket.AF_UNIX) as sock:
        sock.bind("socket.py")
    assert "pipe.py is a pipe" in refused(tmp_path / "pipe.py")
    assert "folder.py is a folder" in refused(tmp_path / "folder.py")
    assert "socket.py cannot be read" in refused(tmp_path / "socket.py")
    assert "null is a device" in refused(Path(os.devnull))


def test_what_is_not_there_is_told(tmp_path):
    assert refused(tmp_path / "a.py") == "a.py cannot be read: No such file or directory."
    assert status(tmp_path / "a.py") is None
    assert status(tmp_path / "a.py" / "b.py") is None
    with pytest.raises(UnreadableError, match="cannot be read: File name too long"):
        status(tmp_path / ("x" * 300))
