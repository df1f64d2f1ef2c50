"""A learner whose files all stall holds up a class no longer than a few of them would; nobody else has less time."""

import pytest
from gradkata import plugins
from gradkata.boundary.limits import Limits
from gradkata.grader import Grader
from gradkata.job import Job
from gradkata.patience import REMEMBERED, SENTENCE, Patience
from gradkata.reading.programs import program_of
from gradkata.results import Status

from tests.helpers import unexplained

STALLS = "import time\ntime.sleep(100)\n"


def clocks(limits, times):
    """The seconds by the clock that a learner's files have, each of which uses them up."""
    patience, job, found = Patience(), Job("ada", "softmax", 7), []
    for _ in range(times):
        bounded = limits.changed(patience.bounded(job, limits).limits, "")
        found.append(bounded.clock_s)
        patience.remember(job)
    return found


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        (Limits(), [17, 4, 2, 2, 2]),
        (Limits(cpu_s=15), [61, 15, 7, 7, 7]),
        (Limits(cpu_s=1), [5, 1, 1, 1, 1]),
        (Limits(wall_s=100), [100, 25, 6, 2, 2]),
        (Limits(wall_s=1), [1, 1, 1, 1, 1]),
    ],
)
def test_each_that_stalls_leaves_less_for_the_others(limits, expected):
    assert clocks(limits, 5) == expected


def test_it_is_about_one_learner_in_one_grading():
    patience, limits = Patience(), Limits()
    patience.remember(Job("ada", "softmax", 7))
    for job in (Job("ben", "softmax", 7), Job("ada", "softmax", 8)):
        assert patience.bounded(job, limits) is job
    asked = Job("ada", "bptt", 7, limits={"memory_mb": 600})
    assert patience.bounded(asked, limits).limits == {"memory_mb": 600, "wall_s": 4}


def test_it_remembers_a_class_and_no_end_of_learners():
    patience = Patience()
    for number in range(REMEMBERED + 1):
        patience.remember(Job(f"learner {number}", "softmax", 7))
    jobs = [Job(f"learner {number}", "softmax", 7) for number in range(REMEMBERED + 1)]
    assert [patience.bounded(job, Limits()) is job for job in jobs] == [True] + [False] * REMEMBERED


def test_files_that_import_each_other_and_stall_do_not_cost_the_whole_clock_each():
    ids = ["softmax", "cross_entropy", "activations"]
    katas = [kata for kata in plugins.load().katas.values() if kata.id in ids]
    with Grader(katas, explain=unexplained) as grader:

        def graded(learner, kata, text, **limits):
            beside = tuple((other, STALLS) for other in ids if other != kata)
            return grader.grade(
                Job(learner, kata, 7, program_of(kata, text, siblings=beside), limits=limits, level="process")
            )

        stalls = [graded("ada", each, f"import {', '.join(ids)}\n{STALLS}", cpu_s=1) for each in ids]
        assert [each.status for each in stalls] == [Status.TIMEOUT] * 3
        words = [each.tests[0].message for each in stalls]
        for message, clock_s in zip(words, (5, 1, 1), strict=True):
            assert f"within {clock_s} seconds by the clock" in message
        assert [SENTENCE in message for message in words] == [False, True, True]
        stub = "import numpy as np\ndef softmax(z): return z\n"
        assert graded("ben", "softmax", stub).tests[0].message == ""  # a neighbour has nothing to do with it
