"""Learners' processes: what is within their reach, and that none is left."""

import os

import pytest
from gradkata.boundary.limits import Limits
from gradkata.boundary.processes import FreshProcesses, started
from gradkata.boundary.program import Program
from gradkata.boundary.session import Session

from tests.boundary.process_table import IS_SHOWN, eventually, family, is_running
from tests.boundary.sessions import ENDS, STARTS, ended, opened


def test_standard_input_is_empty_and_whoever_is_asked_gives_an_empty_line(learner):
    assert learner.stdin() == ""
    assert learner.ask() == ""


@pytest.mark.parametrize("start", STARTS)
def test_prints_go_nowhere_and_the_callers_environment_stays_here(start, capfd, monkeypatch):
    monkeypatch.setenv("GRADKATA_SECRET", "seed 7")
    monkeypatch.setenv("HOME", "/home/of/the/caller")
    source = """
        import os, sys
        def shout():
            print("loud"); print("louder", file=sys.stderr, flush=True)
            sys.stdout.flush(); os.write(1, b"raw"); os.write(2, b"raw")
            return dict(os.environ)
        shout()
    """
    with started(start()) as starter, opened(starter, source) as learner:
        known = {"PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "PYTHONHASHSEED", "PYTHONUTF8", "LC_ALL", "LC_CTYPE"}
        strange = [name for name in learner.shout() if name not in known and not name.endswith("_THREADS")]
        assert [name for name in strange if name in os.environ] == []
    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(not IS_SHOWN, reason="lists processes")
@pytest.mark.parametrize("start", STARTS)
def test_nothing_is_left_running(start):
    others = family()
    with started(start()) as starter:
        idle = family() - others
        with opened(starter, ENDS) as learner:
            assert learner.fine() == 1
            assert len(family() - others) == len(idle) + 1
        assert family() - others == idle  # neither a process nor a zombie
        ended(starter, "exit_now")
        assert family() - others == idle
    assert family() - others == set()


@pytest.mark.skipif(not IS_SHOWN, reason="lists processes")
@pytest.mark.parametrize("start", STARTS)
def test_closing_a_starter_ends_all_that_it_started(start):
    others = family()
    starter = start()
    session = Session(starter, Limits())
    session.load(Program("work", (("work.py", "x = 1"),)), 0)
    mine = family() - others
    starter.close()
    try:
        left = eventually(lambda: [number for number in mine if is_running(number)], lambda left: not left)
        assert left == []
    finally:
        if start is FreshProcesses:
            session.close()
        else:
            session._process.channel.close()  # its fork server, which would report its end, has gone


HASHES = """
    import sys
    hashes = [hash("a"), hash("b"), list({"one", "two", "three", "four"}), hash(b"a")]
    settings = [sys.flags.no_user_site, sys.flags.no_site, sys.flags.safe_path, sys.flags.utf8_mode]
    path = sys.path
"""


@pytest.mark.parametrize("start", STARTS)
def test_sets_have_the_same_order_every_time(start, monkeypatch):
    monkeypatch.setenv("PYTHONHASHSEED", "random")  # a user's own setting counts for nothing
    found = []
    for _ in range(2):
        with started(start()) as starter, opened(starter, HASHES) as learner:
            found.append(learner.hashes)
    assert found[0] == found[1]


@pytest.mark.parametrize("start", STARTS)
def test_nothing_of_the_users_is_within_reach_of_an_import(start, monkeypatch, tmp_path):
    (tmp_path / "mine.py").write_text("x = 1")
    for name in ("PYTHONPATH", "PYTHONUSERBASE", "PYTHONHOME", "PYTHONSTARTUP", "PYTHONPLATLIBDIR"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv("PYTHONSAFEPATH", "")
    monkeypatch.chdir(tmp_path)
    with started(start()) as starter, opened(starter, HASHES) as learner:
        assert learner.settings == [1, 1, True, 1]
        assert not {"", ".", str(tmp_path)} & set(learner.path)
