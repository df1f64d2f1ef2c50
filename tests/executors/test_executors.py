"""One process or several: the same results, and none of them left behind."""

import atexit
import concurrent.futures
import dataclasses
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from gradkata import executors, plugins
from gradkata.cli import executing
from gradkata.errors import UsageError
from gradkata.executors import Executor, here, processes
from gradkata.executors.guarded import graded
from gradkata.grader import Grader
from gradkata.job import Job
from gradkata.kata import Pack, katas_of
from gradkata.lazy import resolved
from gradkata.reading.programs import program_of

from tests.helpers import unexplained

SIGKILL = getattr(signal, "SIGKILL", None)
POSIX = pytest.mark.skipif(SIGKILL is None, reason="a signal that nobody can catch")
ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _nothing_takes_long(monkeypatch):
    """However slow the machine is: a process more would be there for it."""
    monkeypatch.setattr(processes, "LONG_S", 3600.0)


@pytest.fixture
def katas(make_pack):
    return katas_of(Pack("mine", make_pack()))


@pytest.fixture
def jobs():
    """Nine jobs, of which every third is right."""
    texts = [f"def double(x): return {2 if number % 3 == 0 else 3} * x\n" for number in range(9)]
    return [
        Job(str(number), "double", 5, program_of("double", text), level="process")
        for number, text in enumerate(texts)
    ]  # fmt: skip


EXPECTED = [(number, str(number), "passed" if number % 3 == 0 else "failed") for number in range(9)]


def done(work, grader, jobs, at_a_time=1):
    return sorted((number, each.learner, each.status) for number, each in work(grader, iter(jobs), at_a_time))


def test_every_job_gets_its_result_here(katas, jobs):
    with Grader(katas) as grader:
        assert done(here.work, grader, jobs) == EXPECTED


def test_every_job_gets_its_result_in_processes_that_are_forked(make_pack, jobs):
    """In a process of its own: that of a test has other threads, if tests are run in parallel."""
    code = "from tests.executors import test_executors as t; t.forked()"
    given = pickle.dumps((make_pack(), jobs))
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, input=given, capture_output=True, check=True).stdout
    (has_forked, *found), left = pickle.loads(told)
    assert has_forked == (sys.platform == "linux")
    assert found == [EXPECTED] * 3
    assert left == []


def forked():
    """Have jobs done by one process, two, and more than there are jobs."""
    root, jobs = pickle.load(sys.stdin.buffer)
    found = [processes.may_fork()]
    for at_a_time in (1, 2, 20):
        with Grader(katas_of(Pack("mine", root))) as grader:
            grader.level("process")  # which the first process goes on with
            found.append(done(processes.work, grader, jobs, at_a_time))
    sys.stdout.buffer.write(pickle.dumps((found, multiprocessing.active_children())))


def test_a_second_thread_does_not_keep_processes_from_being_started(katas, jobs):
    """A process with other threads cannot be forked safely, so its workers start afresh, from what can be pickled."""
    end = threading.Event()
    thread = threading.Thread(target=end.wait)
    thread.start()
    try:
        with Grader(katas, explain=unexplained) as grader:
            grader.level("process")  # what is open stays here
            assert done(processes.work, grader, jobs, 2) == EXPECTED
        assert multiprocessing.active_children() == []
    finally:
        end.set()
        thread.join()


def test_what_is_left_over_is_ended(katas, jobs):
    with Grader(katas) as grader:
        results = processes.work(grader, iter(jobs), 2)
        next(results)
        assert len(multiprocessing.active_children()) == 2
        results.close()
    assert multiprocessing.active_children() == []


class Dies:
    """In place of an explanation: ends its process, as a kernel that is out of memory does; only once, if so asked."""

    def __init__(self, learner, mark=None):
        self.learner, self.mark = learner, mark

    def __call__(self, _kata, result, _evidence):
        if result.learner == self.learner and not (self.mark and self.mark.exists()):
            if self.mark:
                self.mark.touch()
            os.kill(os.getpid(), SIGKILL)
        return result


@POSIX
def test_a_job_that_ends_every_grader_process_costs_no_other_its_result(katas, jobs):
    with Grader(katas, explain=Dies("4")) as grader:
        found = dict(processes.work(grader, iter(jobs), 2))
    assert [(number, found[number].status) for number in range(9) if number != 4] == [
        (number, status) for number, _, status in EXPECTED if number != 4
    ]
    assert found[4].status == "error"
    assert "The grader's process ended while it judged this" in found[4].messages[0]
    assert found[4].max_score == found[5].max_score
    assert multiprocessing.active_children() == []


@POSIX
def test_a_grader_process_that_is_killed_once_costs_nothing(katas, jobs, tmp_path):
    with Grader(katas, explain=Dies("4", tmp_path / "died")) as grader:
        assert done(processes.work, grader, jobs, 2) == EXPECTED
    assert (tmp_path / "died").exists()


class Waits:
    """In place of an explanation: for one learner's, it waits until another learner's has begun."""

    def __init__(self, learner, other, mark):
        self.learner, self.other, self.mark = learner, other, mark

    def __call__(self, _kata, result, _evidence):
        if result.learner == self.other:
            self.mark.touch()
        while result.learner == self.learner and not self.mark.exists():
            time.sleep(0.01)
        return result


def test_where_one_job_takes_long_another_process_goes_on_with_the_rest(katas, jobs, tmp_path, monkeypatch):
    """It waits for the last of them, which would not come otherwise."""
    monkeypatch.setattr(processes, "LONG_S", 0.1)
    patient = [dataclasses.replace(each, limits={"wall_s": 600}) for each in jobs]
    with Grader(katas, explain=Waits("1", "8", tmp_path / "begun")) as grader:
        found = [number for number, _ in processes.work(grader, iter(patient), 1)]
    assert sorted(found) == list(range(9))
    assert multiprocessing.active_children() == []


class Kills:
    """In place of an explanation: ends the fork server over one learner's work, once or every time."""

    def __init__(self, times):
        self.times = times

    def __call__(self, _kata, result, evidence):
        if result.learner == "4" and self.times:
            self.times -= 1
            server = evidence.session._process._server._server
            server.kill()
            server.wait()
            evidence.learner.double(1.0)
        return result


@POSIX
@pytest.mark.parametrize(("times", "status"), [(1, "failed"), (2, "error")])
def test_a_fork_server_that_is_killed_costs_no_other_its_result(katas, jobs, times, status):
    with Grader(katas, explain=Kills(times)) as grader:
        found = done(here.work, grader, jobs)
    assert found == [(number, learner, status if number == 4 else was) for number, learner, was in EXPECTED]


class Breaks(Grader):
    """A grader with a fault of its own."""

    def _judged(self, job, complete):
        if job.learner == "4" and job.program is not None:
            raise ZeroDivisionError("never\x1b[31m mind")
        return super()._judged(job, complete)


def test_a_fault_of_gradkatas_own_costs_one_result(katas, jobs, capsys):
    with Breaks(katas) as grader:
        found = dict(here.work(grader, iter(jobs)))
    assert [(found[number].learner, found[number].status) for number in range(9) if number != 4] == [
        (learner, status) for number, learner, status in EXPECTED if number != 4
    ]
    assert (found[4].status, found[4].fault) == ("error", "ZeroDivisionError")
    assert "gradkata itself failed while it judged this" in found[4].messages[0]
    told = capsys.readouterr().err
    assert "4, double: gradkata itself failed" in told
    assert "ZeroDivisionError: never [31m mind" in told
    assert "\x1b" not in told


def test_what_a_grader_process_cannot_do_is_told(katas, jobs):
    unknown = dataclasses.replace(jobs[0], kata="nothing")
    with Grader(katas) as grader, pytest.raises(RuntimeError, match="a grader process failed: KeyError: 'nothing'"):
        done(processes.work, grader, [*jobs, unknown], 2)


@pytest.mark.parametrize("work", [here.work, processes.work])
def test_what_is_asked_for_and_cannot_be_is_told_alike(katas, jobs, work):
    with Grader(katas) as grader, pytest.raises(UsageError, match="cpu_s has to be a whole number from 1 on"):
        done(work, grader, [dataclasses.replace(jobs[0], limits={"cpu_s": 0})], 1)


@pytest.mark.parametrize(("asked", "count", "expected"), [(1, 1000, 1), (None, 71, 1), (3, 5, 3), (None, 0, 1)])
def test_few_jobs_are_worked_on_one_at_a_time(asked, count, expected):
    assert executors.at_a_time(asked, count) == expected


def test_many_jobs_are_worked_on_by_as_many_processes_as_there_are_cores():
    assert executors.at_a_time(None, 100_000) == executors.cores()


def test_the_ways_are_registered_under_their_names():
    found = plugins.load().executors
    assert resolved(found["here"].work) is here.work
    assert resolved(found["processes"].work) is processes.work


def in_a_pool(grader, jobs, at_a_time):
    """An executor as a plugin may have one, made of what Python has."""
    context = multiprocessing.get_context("spawn")
    with concurrent.futures.ProcessPoolExecutor(at_a_time, context, begin_in_a_pool, (grader,)) as pool:
        futures = {pool.submit(judge_in_a_pool, job): number for number, job in enumerate(jobs)}
        for future in concurrent.futures.as_completed(futures):
            yield futures[future], future.result()


GRADERS = []  # of a process of the pool, the one that it has


def begin_in_a_pool(grader):
    GRADERS.append(grader)
    atexit.register(grader.__exit__, None, None, None)


def judge_in_a_pool(job):
    return graded(GRADERS[0], job)


def test_a_pool_of_pythons_own_is_an_executor_like_any_other(katas, jobs):
    """What a grader is and what a job is can be pickled, and nothing else is asked of a way to get jobs done."""
    with Grader(katas, explain=unexplained) as grader:
        assert done(Executor("pool", in_a_pool), grader, jobs, 1) == EXPECTED


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ((None, None, "tcp://x:1"), (0, "cluster")),
        ((3, None, "tcp://x:1"), (3, "cluster")),
        ((3, "mine", "ray://x:1"), (3, "mine")),
        ((None, None, None), (1, "here")),
        ((2, None, None), (2, "processes")),
    ],
)
def test_what_is_asked_for_chooses_an_executor(asked, expected):
    mine = Executor("mine", lambda *_, **where: iter([where]), connects=True)
    number, found = executing.chosen({**plugins.load().executors, "mine": mine}, 4, *asked)
    assert (number, found.name) == expected
    if found.name == "mine":
        assert list(found(None, [], 1)) == [{"scheduler": "ray://x:1"}]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ((None, "clutser", None), "there is no executor 'clutser'; did you mean 'cluster'?"),
        ((None, "xyz", None), "there is no executor 'xyz'; there are here, processes, cluster"),
        ((None, "cluster", None), "--executor cluster needs --scheduler ADDRESS"),
        (
            (None, "processes", "tcp://x:1"),
            "--executor processes works on this machine, without a scheduler: leave out one of the two",
        ),
    ],
)
def test_what_does_not_go_together_is_said(asked, words):
    with pytest.raises(UsageError) as error:
        executing.chosen(plugins.load().executors, 4, *asked)
    assert str(error.value) == words
