"""The fork server: its children are nothing to each other."""

import os
import signal

import numpy as np
import pytest
from gradkata.boundary import processes
from gradkata.boundary.inside.requests import Call, to_message
from gradkata.boundary.processes import BoundaryError, ForkServer, started
from gradkata.boundary.program import Program
from gradkata.boundary.session import Session

from tests.boundary.process_table import IS_SHOWN, eventually, family, is_running
from tests.boundary.sessions import ENDS, FORKS, PATIENT, SIBLINGS, SOURCE, ended, opened


def test_one_end_is_nobody_elses(forks):
    with opened(forks, ENDS) as before, opened(forks, SOURCE, SIBLINGS) as neighbour:
        for name in ("crash", "exit_now"):
            ended(forks, name)
            assert neighbour.double(2) == 4
            assert before.fine() == 1
        with opened(forks, ENDS) as after:
            assert after.fine() == 1


def test_a_submission_leaves_nothing_to_the_next(forks):
    source = """
        import builtins, json, numpy, sys
        numpy.pi, json.stolen, builtins.mine, sys.modules["decimal"] = 3, True, 1, None
    """
    with opened(forks, source):
        pass
    with opened(forks, SOURCE, SIBLINGS) as learner:
        assert learner.sources() == ("numpy", np.pi, "[1]", "random", False, False)
        assert learner.importing("decimal") == "decimal"
        assert learner.attempt("import builtins; result = hasattr(builtins, 'mine')", "") is False


LOOPS = """
def fine(): return 1
def loop():
    while True: pass
"""


@pytest.mark.skipif(not IS_SHOWN, reason="lists processes")
def test_it_ends_with_its_control_socket_while_a_child_loops():
    """Wherever no kernel ends it with the grader, the closed socket does."""
    others, server = family(), ForkServer()
    try:
        session = Session(server, PATIENT)
        session.load(Program("work", (("work.py", LOOPS),)), 0)
        session._process.channel.send(to_message(Call("loop", ["list", []], ["dict", []])))
        mine = family() - others
        assert len(mine) == 2
        server._control.close()
        assert eventually(lambda: [number for number in mine if is_running(number)], lambda left: not left) == []
        session._process.channel.close()
    finally:
        server.close()


@pytest.mark.skipif(not IS_SHOWN, reason="lists processes")
def test_a_signal_to_the_graders_group_is_not_for_it():
    with started(ForkServer()) as server, opened(server, ENDS):
        assert os.getsid(server._server.pid) != os.getsid(0)


@pytest.mark.skipif(not FORKS, reason="a fork server")
def test_one_that_is_killed_costs_what_it_has_forked_and_no_more():
    with started(ForkServer()) as server:
        with opened(server, ENDS) as learner:
            assert learner.fine() == 1

        def killed():
            with opened(server, ENDS) as learner:
                server._server.kill()
                server._server.wait()
                learner.fine()

        with pytest.raises(BoundaryError, match="has gone"):
            killed()
        with opened(server, ENDS) as learner:
            assert learner.fine() == 1


@pytest.mark.skipif(not FORKS, reason="a fork server")
def test_an_old_child_is_not_asked_of_a_new_server():
    with started(ForkServer()) as server:
        with opened(server, ENDS):
            pass
        old = server.start(PATIENT)
        server._server.kill()
        server._server.wait()
        new = server.start(PATIENT)
        with pytest.raises(BoundaryError, match="has gone"):
            old.end()
        new.end()


@pytest.mark.skipif(not FORKS, reason="a fork server")
def test_nobody_waits_for_ever_for_one_that_stands_still(monkeypatch):
    monkeypatch.setattr(processes, "ANSWERS_WITHIN_S", 0.2)
    monkeypatch.setattr(processes, "ENDS_WITHIN_S", 0.2)
    server = ForkServer()
    try:
        child = server.start(PATIENT)
        server._server.send_signal(signal.SIGSTOP)
        with pytest.raises(BoundaryError, match="has gone"):
            child.end()
    finally:
        server.close()
    assert server._server.returncode == -signal.SIGKILL
