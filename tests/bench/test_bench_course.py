"""A whole course: who hands in what, how a run is watched, and what the page says of it."""

import collections
import os
import subprocess
import sys

import pytest

from bench import batches, course, learners, memory
from bench.batches import Batch
from bench.course import Course, Courses
from bench.machine import here
from bench.memory import Samples, sampled
from bench.report import section_of, with_section
from bench.report_course import COURSE, course_section
from tests.boundary.process_table import eventually

KATAS = learners.katas()


def course_of(count, *names):
    return learners.course(count, [each for each in KATAS if not names or each.id in names])


def test_one_in_ten_is_hostile_and_half_of_the_others_are_right():
    for handed in (course_of(300, "softmax"), course_of(100)):
        kinds = collections.Counter(each.kind for each in handed)
        assert kinds["hostile"] * 10 == len(handed)
        assert kinds["right"] == kinds["wrong"]


def test_a_course_is_the_same_each_time_and_every_attack_is_in_it():
    handed = course_of(100)
    assert handed == course_of(100)
    assert len({(each.learner, each.kata) for each in handed}) == 1600
    heads = [each.source.split("\n")[1] for each in handed if each.kind == "hostile"]
    assert len(set(heads)) == len({text.split("\n")[0] for text in learners._attacks()})


def test_an_attack_stands_in_the_place_of_all_that_a_kata_asks_for():
    (bptt,) = [each for each in KATAS if each.id == "bptt"]
    scope = {}
    exec(f"def softmax(logits): return logits\n{learners._renamed(bptt)}", scope)
    assert [scope[name](3, 4, more=5) for name in bptt.names] == [3] * len(bptt.names)


def test_a_class_is_written_as_it_is_graded(tmp_path):
    handed = course_of(2)
    learners.write_course(handed, tmp_path)
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")} == {
        f"{each.learner}/{each.file}" for each in handed
    }


def results(handed, **changed):
    report = [
        {
            "learner": each.learner, "kata": each.kata,
            "status": changed.get(each.learner) or ("passed" if each.kind == "right" else "failed"),
        }
        for each in handed
    ]  # fmt: skip
    return {"results": report, "isolation": "strict"}


class Graded:
    """A grading that was not run."""

    def __init__(self, report):
        self.report = report
        self.run = type("Run", (), {"cpu_s": 30.0, "wall_s": 20.0})


def test_what_is_missing_and_what_is_judged_wrongly_is_counted():
    handed = course_of(20, "softmax")
    report = results(handed, learner0000="failed", learner0009="timeout")
    del report["results"][3]
    found = course._course(20, 1, handed[:3] + handed[4:], Graded(report), (1.0, 2.0, 3.0))
    assert (found.missing, found.timeouts, found.hostile, found.rightly) == (0, 1, 2, 16)
    assert course._course(20, 1, [*handed], Graded(results(handed[:-1])), (1.0, 2.0, 3.0)).missing == 1
    assert found.busy(2) == pytest.approx(0.75)


def test_memory_is_told_by_quarters():
    samples = Samples([(second, 100.0 + (50 if second == 2 else 0) - second) for second in range(1, 9)])
    assert (samples.quarter(0), samples.quarter(3), samples.peak) == (148.0, 94.0, 148.0)
    assert (Samples().quarter(0), Samples().peak) == (0.0, 0.0)


@pytest.mark.skipif(sys.platform != "linux", reason="reads what Linux tells of processes")
def test_a_grader_is_measured_with_those_that_it_forks_and_without_other_processes(monkeypatch):
    monkeypatch.setattr(memory, "EVERY_S", 0.01)
    fork = "import os, time\nhold = b'x' * (30 << 20)\nif os.fork(): time.sleep(0.1)\nelse: hold = b'y' * (40 << 20)\n"
    other = "import subprocess, sys\nsubprocess.Popen([sys.executable, '-c', 'h = b\"z\" * (200 << 20); input()'])\n"
    code = f"{fork}{other}time.sleep(600)"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, start_new_session=True, stderr=subprocess.DEVNULL
    ) as process:
        try:
            samples, told = Samples(), []
            with sampled(process.pid, samples, told.append):
                assert eventually(lambda: samples.peak > 65, bool)
            assert told
            assert samples.peak < 200
        finally:
            os.killpg(process.pid, 9)


def test_an_assignment_is_filled_with_a_learners_solution():
    solution = {"metadata": {"nbgrader": {"solution": True}}, "source": "..."}
    check = {"metadata": {"nbgrader": {"solution": False}}, "source": "assert softmax"}
    release = {"cells": [solution, check, {"metadata": {}, "source": "x"}]}
    filled = batches._filled(release, "def softmax")
    assert [each["source"] for each in filled["cells"]] == ["def softmax", "assert softmax", "x"]
    assert release["cells"][0]["source"] == "..."


def test_the_section_tells_how_busy_the_cores_were_and_what_others_would_take():
    graded = Course(300, 1, 300, 30, 4, 0, 270, 30.0, 20.0, (100.0, 104.4, 110.0))
    whole = Course(100, 16, 1600, 160, 20, 0, 1400, 300.0, 180.0, (120.0, 130.0, 140.0))
    others = [Batch("slow 1.0", "`slow`", 10, 50.0, 60.0, 9), Batch("lost", "`lost`", problem="cannot be installed")]
    section = course_section(Courses(0.1, 0.05, "strict", 0.3, [graded, whole], others), here(), "nox -s bench")
    first = cells(section, "300 learners × 1 kata")
    assert first[1:8] == ["300", "30", "4", "**300**", "**400**", "30 s", "20 s"]
    assert first[8:] == [f"**{100 * 1.5 / here().cores:.0f} %**", "0", "270 of 270", "100 → 104 MiB"]
    slow = cells(section, "slow 1.0")
    assert (slow[2:4], slow[5:]) == (["**50.00**", "**120.00**"], ["9 of 10", "30 min", "160 min"])
    assert cells(section, "lost")[2:4] == ["not measured", "cannot be installed"]
    assert section_of(with_section("# Page\n\n## Last\n\nx\n", COURSE, section), COURSE) == section


def cells(section, label):
    (line,) = [line for line in section.splitlines() if line.startswith(f"| {label} ")]
    return [cell.strip() for cell in line.strip("|").split("|")]
