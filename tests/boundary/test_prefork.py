"""A process that is there before it is asked for."""

import pytest
from gradkata.boundary.limits import Limits
from gradkata.boundary.prefork import Prefork
from gradkata.boundary.processes import ForkServer, started

from tests.boundary.process_table import IS_SHOWN, children, eventually, family
from tests.boundary.sessions import ENDS, opened


@pytest.mark.skipif(not IS_SHOWN, reason="lists processes")
def test_one_process_is_forked_ahead_and_serves_whoever_asks_for_the_same_limits():
    others, server = family(), ForkServer()

    def forked(count):
        """The server's children, once there are so many: it forks in its own time."""
        found = eventually(lambda: children(server._server.pid), lambda found: len(found) == count)
        assert len(found) == count
        return set(found)

    with started(Prefork(server)) as starter:
        with opened(starter, ENDS) as learner:
            assert learner.fine() == 1
            first = forked(2)
        with opened(starter, ENDS):
            second = forked(2)
            assert len(second & first) == 1  # it was there before
        with opened(starter, ENDS, limits=Limits(cpu_s=9)):
            assert not forked(2) & second
        with opened(starter, ENDS, limits=Limits(processes=1)) as learner:
            assert learner.fine() == 1
            forked(1)  # one that waits would count as one that the learner started
    assert family() - others == set()
