"""Many submissions: results in their order, whoever was judged first, and what is kept of them."""

import dataclasses
import itertools

import pytest
from gradkata import grading, plugins
from gradkata.errors import UsageError
from gradkata.executors import Executor
from gradkata.executors.here import work
from gradkata.finding.submission import find
from gradkata.grader import Grader
from gradkata.job import job_of
from gradkata.results import Status

from tests.helpers import unexplained

REGISTRY = plugins.load()
BACKWARDS = Executor("backwards", lambda grader, jobs, _: reversed(list(work(grader, jobs, 1))))


@pytest.fixture
def submissions(tmp_path):
    for name, body in {"ada": "z", "ben": "z + 1", "cleo": "z.sum()"}.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "softmax.py").write_text(f"def softmax(z): return {body}\n")
    return find(tmp_path, REGISTRY.katas)


def graded(submissions, **more):
    with Grader(REGISTRY.katas.values()) as grader:
        return grading.grade(grader, submissions, BACKWARDS, seed=3, level="process", **more)


def test_results_come_in_the_order_of_the_submissions(submissions):
    told = []
    found = graded(submissions, on_result=told.append)
    assert [each.learner for each in found.results] == ["ada", "ben", "cleo"]
    assert [each.learner for each in told] == ["cleo", "ben", "ada"]
    assert (found.seed, found.isolation) == (3, "process")


def test_how_far_entries_are_off_is_kept_only_where_it_is_asked_for(submissions):
    in_full, in_short = (graded(submissions, full=full).results[0].explanation.maps for full in (True, False))
    assert all(each.errors for each in in_full)
    assert not any(each.errors for each in in_short)
    assert [each.rows for each in in_full] == [each.rows for each in in_short] != []


def test_what_code_prints_is_kept_only_where_it_is_asked_for(tmp_path):
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / "softmax.py").write_text("def softmax(z):\n    print('called')\n    return z\n")
    submissions = find(tmp_path, REGISTRY.katas)
    in_full, in_short = (graded(submissions, full=full).results[0] for full in (True, False))
    assert (in_short.printed, in_short.printed_lines) == ("", 0)
    assert in_full.printed.split("\n")[:2] == ["called", "called"]
    assert in_full.explanation is not None
    job = job_of(submissions[0], 3, level="process", keeps_prints=True)
    with Grader(REGISTRY.katas.values(), explain=unexplained) as grader:
        # What is asked in order to explain is no part of the kata, so it does not count.
        assert grader.grade(job).printed_lines == in_full.printed_lines >= 8


def test_a_limit_that_is_none_is_told_before_anything_is_judged(submissions):
    with pytest.raises(UsageError, match="there is no limit 'speed'"):
        graded(submissions, limits={"speed": 1}, on_result=pytest.fail)


def stopped_after_two(grader, jobs, _):
    yield from itertools.islice(work(grader, jobs, 1), 2)
    raise KeyboardInterrupt


def test_what_was_found_before_an_interruption_is_kept(submissions):
    with Grader(REGISTRY.katas.values()) as grader:
        executor = Executor("stopped", stopped_after_two)
        found = grading.grade(grader, submissions[:2], executor, seed=3, level="process")
        assert [each.learner for each in found.results] == ["ada", "ben"]
        assert found.interrupted
        passed = [dataclasses.replace(each, status=Status.PASSED) for each in found.results]
        assert not dataclasses.replace(found, results=tuple(passed)).passed
        found = grading.grade(grader, submissions, Executor("here", work), seed=3, level="process")
        assert not found.interrupted
