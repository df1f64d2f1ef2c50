"""The file of who a learner is in which room."""

import json
import os
import stat

import pytest
from filelock import FileLock
from gradkata.sharing import kept as kept_module
from gradkata.sharing.kept import FILE, Kept, usual
from gradkata.sharing.shapes import Member

ADA, GRACE = Member("Ada", "a1"), Member("Grace", "g1")


@pytest.fixture
def told():
    return []


@pytest.fixture
def kept(tmp_path, told):
    return Kept(tmp_path / "state" / "rooms.json", told.append)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "state" / "rooms.json"


def test_several_names_are_kept_of_a_room_and_the_last_used_one_comes_first(kept, told):
    assert kept.of("r1") is None
    kept.keep("r1", ADA)
    kept.keep("r1", GRACE)
    kept.keep("r2", ADA)
    assert (kept.of("r1"), kept.of("r2"), kept.of("r3")) == (GRACE, ADA, None)
    assert kept.of("r1", " ＡＤＡ ") == ADA
    assert kept.of("r1", "Alan") is None
    kept.keep("r1", ADA)
    assert kept.of("r1") == ADA
    assert told == []


def test_a_new_token_takes_the_place_of_the_old_one_and_what_is_forgotten_is_gone(kept, path):
    kept.keep("r1", ADA)
    kept.keep("r1", GRACE)
    kept.keep("r1", Member("ada", "a2"))
    assert kept.of("r1", "Ada").token == "a2"
    kept.forget("r1", kept.of("r1"))
    assert kept.of("r1") == GRACE
    assert b"a1" not in path.read_bytes()
    assert b"a2" not in path.read_bytes()


@pytest.mark.skipif(os.name != "posix", reason="Windows has no modes")
def test_nobody_else_may_read_it(kept, path):
    before = os.umask(0)
    try:
        kept.keep("r1", ADA)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        path.chmod(0o644)
        kept.keep("r1", GRACE)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert json.loads(path.read_text("utf-8"))["rooms"]["r1"][0]["name"] == "Grace"


def test_what_changes_nothing_writes_nothing(kept, path):
    kept.keep("r1", ADA)
    os.utime(path, (5, 5))
    kept.keep("r1", ADA)
    assert path.stat().st_mtime == 5


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"rooms": {"r1": [{"name": "Ada"}]}}', b"\xff", b"[" * 100_000])
def test_a_damaged_file_is_put_aside(kept, told, path, data):
    path.parent.mkdir()
    path.write_bytes(data)
    assert kept.of("r1") is None
    assert told == [f"{path} cannot be read; it is put aside as rooms.json.damaged"]
    kept.keep("r1", ADA)
    assert kept.of("r1") == ADA
    assert path.with_name("rooms.json.damaged").read_bytes() == data


def test_a_file_that_cannot_be_written_costs_a_remark(tmp_path, told):
    (tmp_path / "file").write_text("x", "utf-8")
    kept = Kept(tmp_path / "file" / "rooms.json", told.append)
    kept.keep("r1", ADA)
    assert kept.of("r1") is None
    assert len(told) == 1
    assert "cannot be written (" in told[0]
    assert told[0].endswith("; who you are is not kept")


def test_a_folder_in_its_place_is_left_alone(kept, told, path):
    path.mkdir(parents=True)
    assert kept.of("r1") is None
    kept.keep("r1", ADA)
    assert told == [f"{path} cannot be read; who you are is not kept"]
    assert path.is_dir()


def test_another_terminal_is_waited_for(kept, told, path, monkeypatch):
    monkeypatch.setattr(kept_module, "PATIENCE_S", 0.01)
    path.parent.mkdir()
    with FileLock(path.with_name(".rooms.json.lock")):
        kept.keep("r1", ADA)
    assert told == [f"{path} is held by another terminal; who you are is not kept"]


def test_a_variable_names_another_file(monkeypatch, tmp_path):
    monkeypatch.setenv(FILE, str(tmp_path / "mine.json"))
    assert usual() == tmp_path / "mine.json"
    monkeypatch.setenv(FILE, "")
    assert usual().name == "rooms.json"
    assert "gradkata" in usual().parts
