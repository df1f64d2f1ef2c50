"""One process or several: the same results, and none of them left behind."""

import functools
import multiprocessing
import os
import time

import pytest
from gradkata import executors
from gradkata.boundary.levels import PROCESS, Level
from gradkata.errors import UsageError
from gradkata.judging.judge import Job
from gradkata.kata import Pack, katas_of
from gradkata.submission import Submission


@pytest.fixture
def work(make_pack, tmp_path):
    """A kata, and nine jobs of which every third is right."""
    jobs = []
    for number in range(9):
        path = tmp_path / str(number) / "double.py"
        path.parent.mkdir()
        path.write_text(f"def double(x): return {2 if number % 3 == 0 else 3} * x\n")
        jobs.append(Job(Submission(str(number), "double", path), 5))
    return katas_of(Pack("mine", make_pack())), jobs


@pytest.mark.parametrize("executor", [executors.serial, executors.processes(1), executors.processes(2)])
def test_every_job_gets_its_result(work, executor):
    katas, jobs = work
    results = []
    executor(katas, jobs, results.append, PROCESS)
    assert sorted((each.learner, each.status) for each in results) == [
        (str(number), "passed" if number % 3 == 0 else "failed") for number in range(9)
    ]


def test_workers_end_at_once(work):
    katas, jobs = work
    begin = time.monotonic()
    ends = []
    executors.processes(2)(katas, jobs, lambda _: ends.append(time.monotonic()), PROCESS)
    assert time.monotonic() - ends[-1] < executors.GRACE_S
    assert multiprocessing.active_children() == []
    assert begin < ends[0]


def test_a_grader_process_that_dies_is_told(work):
    katas, jobs = work

    with pytest.raises(UsageError, match="a grader process has ended of itself"):
        executors.processes(2)(katas, jobs, lambda _: None, Level("process", functools.partial(os._exit, 3)))
    assert multiprocessing.active_children() == []


def test_what_a_grader_process_cannot_do_is_told(work):
    katas, jobs = work

    fail = functools.partial(int, "nothing can be started here")
    with pytest.raises(RuntimeError, match=r"a grader process failed: ValueError: .*nothing can be started here"):
        executors.processes(2)(katas, jobs, lambda _: None, Level("process", fail))


@pytest.mark.parametrize(("asked", "count", "expected"), [(1, 1000, executors.serial), (None, 47, executors.serial)])
def test_few_jobs_are_judged_here(asked, count, expected):
    assert executors.default(asked, count) is expected


def test_asking_for_processes_gets_them():
    assert executors.default(3, 5) is not executors.serial
