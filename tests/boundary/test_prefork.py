"""A process that is there before it is asked for."""

import pytest
from gradkata.boundary.limits import Limits
from gradkata.boundary.prefork import Prefork
from gradkata.boundary.processes import ForkServer, started

from tests.boundary.process_table import eventually, family
from tests.boundary.sessions import ENDS, LINUX, opened


@pytest.mark.skipif(not LINUX, reason="reads /proc")
def test_one_process_is_forked_ahead_and_serves_whoever_asks_for_the_same_limits():
    others = set(family())

    def children(count):
        """The server's children, once there are so many: it forks in its own time."""
        found = eventually(lambda: sorted(set(family()) - others), lambda found: len(found) == 1 + count)
        assert len(found) == 1 + count
        return set(found[1:])

    with started(Prefork(ForkServer())) as starter:
        with opened(starter, ENDS) as learner:
            assert learner.fine() == 1
            first = children(2)
        with opened(starter, ENDS):
            second = children(2)
            assert len(second & first) == 1  # it was there before
        with opened(starter, ENDS, limits=Limits(cpu_s=9)):
            assert not children(2) & second
        with opened(starter, ENDS, limits=Limits(processes=1)) as learner:
            assert learner.fine() == 1
            children(1)  # one that waits would count as one that the learner started
    assert set(family()) - others == set()
