"""The clock of a learner's process: nothing that runs there moves it, and nothing that it does is left out."""

import time

import pytest
from gradkata.boundary.clock import cpu_clock
from gradkata.boundary.inside.wire import MAGIC, PREFIX
from gradkata.boundary.limits import Limits

from tests.boundary.sessions import LINUX, PATIENTLY, opened

pytestmark = pytest.mark.skipif(not LINUX, reason="no kernel but Linux tells of another process's time")

WORKS = """
    import os, signal, time

    def work(seconds):
        begin = time.process_time()
        while time.process_time() < begin + seconds:
            pass

    def work_later(seconds):
        signal.signal(signal.SIGALRM, lambda *_: work(seconds))
        signal.setitimer(signal.ITIMER_REAL, 0.05)

    def leave():
        os._exit(0)
"""

SPEAKS_FIRST = """
    import os

    def speak_first(begin):
        os.write(3, bytes(begin) + b'[{"value":"x"},[]]')
"""


def test_it_counts_what_a_call_computes(forks):
    with opened(forks, WORKS) as learner:
        clock = cpu_clock(learner)
        begin = clock()
        learner.work(0.2)
        assert clock() - begin >= 0.2
        assert clock.stands_still


def test_it_stands_still_while_nothing_runs_there(forks):
    with opened(forks, WORKS) as learner:
        clock = cpu_clock(learner)
        learner.work(0)
        begin = clock()
        time.sleep(0.5)
        assert clock() - begin < 0.25


def test_it_counts_what_is_done_while_nobody_asks(forks):
    with opened(forks, WORKS) as learner:
        clock = cpu_clock(learner)
        learner.work_later(0.3)
        begin = clock()
        time.sleep(0.4)
        learner.work(0)  # has to wait for the rest
        assert clock() - begin >= 0.3


def test_whoever_answers_before_they_are_asked_is_not_taken_for_the_grader(forks):
    header = len('[{"value":"x"},[]]')
    with opened(forks, SPEAKS_FIRST) as learner:
        learner.speak_first([*PREFIX.pack(MAGIC, header, 0)])
        time.sleep(0.2)  # the true answer lies there before anyone asks who sends it
        clock = cpu_clock(learner)
        begin, done = clock(), time.process_time() + 0.3
        while time.process_time() < done:
            pass
        assert clock() - begin < 0.1 or not clock.stands_still


def test_where_others_may_be_started_it_is_the_one_on_the_wall(forks):
    with opened(forks, WORKS, limits=Limits(**PATIENTLY, processes=2)) as learner:
        clock = cpu_clock(learner)
        begin = clock()
        time.sleep(0.2)
        assert not clock.stands_still
        assert clock() - begin >= 0.2


def test_it_can_be_read_after_the_end(forks):
    with opened(forks, WORKS) as learner:
        clock = cpu_clock(learner)
        learner.work(0.1)
        last = clock()
        with pytest.raises(Exception, match="exit"):
            learner.leave()
        assert clock() >= last
