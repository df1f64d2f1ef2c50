"""A learner's progress: kept through crashes, two terminals and other versions."""

import json
import multiprocessing
import os
import sys

import pytest
from gradkata.errors import UsageError
from gradkata.finding.workspace import Workspace
from gradkata.learning.progress import Progress, Record
from gradkata.results import Misconception, Result, Status


def result(kata="softmax", status=Status.PASSED, score=10.0, mistakes=()):
    named = tuple(Misconception(each, each, each) for each in mistakes)
    return Result("ada", kata, status, score, 10.0, 0.1, (), misconceptions=named)


@pytest.fixture
def workspace(tmp_path):
    (tmp_path / "work").mkdir()
    return Workspace(tmp_path)


@pytest.fixture
def progress(workspace):
    return Progress(workspace)


def test_a_check_is_kept_and_the_best_one_stays(progress, workspace):
    progress.add(result(status=Status.PASSED))
    progress.add(result(status=Status.FAILED, score=4.0, mistakes=["first-axis"]))
    record = Progress(workspace).of("softmax")
    assert (record.status, record.score, record.best) == ("failed", 4.0, 10.0)
    assert record.mistakes == ("first-axis",)
    assert record.passed
    assert record.checked


def test_it_is_kept_when_the_file_that_was_checked_had_been_saved(progress):
    progress.add(result(), "2026-11-26T10:00:00.000001+00:00")
    assert progress.of("softmax").saved == "2026-11-26T10:00:00.000001+00:00"
    progress.add(result())
    assert progress.of("softmax").saved == ""


def test_a_file_that_cannot_be_read_costs_a_remark(progress):
    progress.path.mkdir()
    assert progress.all() == {}
    assert "cannot be read" in progress.remark
    with pytest.raises(UsageError, match="progress is not kept"):
        progress.add(result())


def test_what_was_never_checked_has_an_empty_record(progress):
    assert progress.of("bptt") == Record()
    assert progress.all() == {}


def test_a_person_can_read_it(progress):
    progress.change("softmax", hints=2)
    assert json.loads(progress.path.read_text("utf-8"))["katas"]["softmax"] == {"hints": 2}
    assert progress.path.read_text("utf-8").count("\n") > 5


def test_entries_of_a_newer_version_are_kept(progress):
    progress.path.write_text(
        json.dumps({"schema": "gradkata-progress/9", "streak": 3, "katas": {"softmax": {"hints": 1, "mood": "good"}}})
    )
    progress.change("softmax", hints=2)
    whole = json.loads(progress.path.read_text("utf-8"))
    assert whole["streak"] == 3
    assert whole["katas"]["softmax"] == {"hints": 2, "mood": "good"}


DAMAGED = {
    "nothing": "",
    "a part": "{",
    "a list": "[]",
    "no object": '{"katas": 3}',
    "no objects in it": '{"katas": {"softmax": 3}}',
    "endlessly deep": "[" * 100_000,
    "half a character": '{"katas": {"softmax": {"mood": "\\ud800"}}}',
    "an endless number": '{"katas": {"softmax": {"best": 1e999}}}',
    "a number that is none": '{"katas": {"softmax": {"mood": NaN}}}',
    "too much": json.dumps({"katas": {str(number): {} for number in range(100_000)}}),
}


@pytest.mark.parametrize("damaged", DAMAGED.values(), ids=DAMAGED.keys())
def test_a_damaged_file_is_put_aside_and_said(progress, damaged):
    progress.path.write_text(damaged)
    assert progress.all() == {}
    assert "cannot be read" in progress.remark
    progress.add(result())
    assert progress.of("softmax").best == 10.0
    assert progress.path.with_name("progress-damaged-1.json").read_text() == damaged
    assert "progress-damaged-1.json" in progress.remark


@pytest.mark.parametrize("entry", [
    {"hints": "two"}, {"score": True}, {"mistakes": "x"}, {"reveal_asked": 1}, {"status": 3}, {"hints": 1.5},
    {"hints": -5}, {"max_score": -10}, {"best": 1e300}, {"score": 10**400},
])  # fmt: skip
def test_an_entry_of_the_wrong_kind_is_as_if_it_were_not_there(progress, entry):
    progress.path.write_text(json.dumps({"katas": {"softmax": entry}}))
    assert progress.of("softmax") == Record()


def _add_hints(workspace, kata, times):
    for number in range(times):
        Progress(workspace).change(kata, hints=number + 1)


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_two_terminals_lose_nothing_of_each_others(workspace):
    context = multiprocessing.get_context("fork")
    both = [context.Process(target=_add_hints, args=(workspace, kata, 30)) for kata in ("softmax", "bptt")]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert {kata: record.hints for kata, record in Progress(workspace).all().items()} == {"softmax": 30, "bptt": 30}


def test_a_folder_that_cannot_be_written_is_an_error_that_says_so(tmp_path):
    (tmp_path / "work").write_text("no folder")
    with pytest.raises(UsageError, match="progress is not kept"):
        Progress(Workspace(tmp_path)).add(result())


def test_a_file_that_cannot_be_read_is_said_and_stays(progress):
    progress.path.mkdir()
    assert progress.all() == {}
    assert "cannot be read" in progress.remark
    with pytest.raises(UsageError, match="progress is not kept"):
        progress.add(result())
    assert progress.path.is_dir()


def test_mistakes_that_were_told_are_forgotten_when_they_are_gone(progress):
    progress.change("softmax", told=("first-axis", "no-shift"))
    assert progress.of("softmax").told == ("first-axis", "no-shift")
    progress.add(result(mistakes=["no-shift", "base-2"]))
    assert progress.of("softmax").told == ("no-shift",)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_keeps_nobody_waiting_and_is_put_aside(progress):
    os.mkfifo(progress.path)
    assert progress.all() == {}
    assert "cannot be read" in progress.remark
    progress.add(result())
    assert progress.of("softmax").best == 10.0
    assert progress.path.with_name("progress-damaged-1.json").is_fifo()


def test_a_link_to_where_progress_is_kept_is_followed(progress, tmp_path):
    progress.add(result())
    progress.path.rename(tmp_path / "kept.json")
    progress.path.symlink_to(tmp_path / "kept.json")
    assert progress.of("softmax").best == 10.0
