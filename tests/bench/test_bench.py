"""The bench: what it hands to the graders, how it reads them, and what it works out. It is not run here."""

import dataclasses
import os
import sys

import pytest

from bench import gradkata, measure, peers
from bench.batches import NBGRADER
from bench.machine import here
from bench.measure import Run
from bench.peers import PEERS, Installed, Marks, UnusableError
from bench.report import Findings, Row, render
from bench.submissions import submissions

ONE_OF_EACH = 2 * 15  # right and wrong by turns, and fifteen known mistakes


def run(cpu_s=0.1, out=""):
    return Run(cpu_s, wall_s=2 * cpu_s, peak_mb=50.0, code=0, out=out, err="")


def test_submissions_are_distinct_and_the_same_each_time():
    works = submissions(1000)
    assert len({work.source for work in works}) == len({work.learner for work in works}) == 1000
    assert sum(work.is_right for work in works) == 500
    assert submissions(1000) == works


@pytest.mark.parametrize("work", submissions(ONE_OF_EACH), ids=lambda work: work.learner)
def test_a_submission_is_right_or_wrong_as_it_claims(work, judged):
    assert judged(work.source).status == ("passed" if work.is_right else "failed")


needs_wait4 = pytest.mark.skipif(not hasattr(os, "wait4"), reason="the bench needs os.wait4")


@needs_wait4
def test_a_run_counts_the_work_of_all_processes(tmp_path):
    burn = "import time\nwhile time.process_time() < 0.2: pass"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {burn!r}]); print('done')"
    done = measure.run([sys.executable, "-c", code], tmp_path)
    assert (done.code, done.out.strip()) == (0, "done")
    assert 0.2 <= done.cpu_s < 5
    assert 1 < done.peak_mb < 1000


@needs_wait4
def test_a_run_is_ended_with_all_that_it_started(tmp_path):
    code = "import os, time\nos.fork()\ntime.sleep(60)"
    done = measure.run([sys.executable, "-c", code], tmp_path, timeout_s=0.5)
    assert done.code == -9
    assert done.wall_s < 30


def test_each_cost_has_its_own_median():
    waited = [dataclasses.replace(run(cpu_s), wall_s=wall_s) for cpu_s, wall_s in ((0.1, 0.2), (0.2, 9.0), (0.3, 0.4))]
    assert (gradkata.median(waited).cpu_s, gradkata.median(waited).wall_s) == (0.2, 0.4)


def test_the_line_through_points_on_a_line_is_that_line():
    start, slope = gradkata.line([(count, run(0.5 + 0.02 * count)) for count in (10, 100, 1000)])
    assert start == pytest.approx(0.5)
    assert slope == pytest.approx(0.02)


@pytest.mark.parametrize(
    ("name", "out", "report", "marks"),
    [
        ("plain pytest", "FAILED test_softmax.py::test_one_row\n5 failed, 3 passed in 0.10s\n", "", Marks(3, 8)),
        ("plain pytest", "8 passed in 0.10s\n", "", Marks(8, 8)),
        ("plain pytest", "1 error in 0.10s\n", "", Marks(0, 1)),
        ("gradescope-utils", "", '{"score": 3, "tests": [{"max_score": 4}, {"max_score": 2}]}', Marks(3, 6)),
        ("check50", '{"results": [{"passed": true}, {"passed": false}, {"passed": null}]}', "", Marks(1, 3)),
        ("otter-grader", "", '{"tests": [{"output": ""}, {"score": 2.0, "max_score": 10}]}', Marks(2, 10)),
    ],
)
def test_marks_are_read(name, out, report, marks, tmp_path):
    (tmp_path / "results.json").write_text(report)
    (peer,) = [each for each in PEERS if each.name == name]
    assert peer.read(run(out=out), tmp_path) == marks


@pytest.mark.skipif(sys.platform == "win32", reason="the program is a shell script")
def test_a_peer_that_gives_no_marks_says_why(tmp_path):
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "grader"
    program.write_text("#!/bin/sh\necho no kernel >&2\nexit 3\n")
    os.chmod(program, 0o755)  # noqa: PTH101
    peer = dataclasses.replace(PEERS[0], command=("grader",))
    with pytest.raises(UnusableError, match=r"no marks \(ValueError\), exit code 3: no kernel"):
        Installed(peer, "1.0", tmp_path, tmp_path).grade("")


def test_each_peer_has_its_checks():
    assert {path.name for path in peers.FIXTURES.iterdir()} == {each.fixture for each in (*PEERS, NBGRADER)}


def findings(**changes):
    found = Findings(
        machine=here(), command="nox -s bench", loads=[1.0, 2.5], ref=run(0.1), repeat=5, isolation="strict", count=60,
        one=run(0.5), whole=run(0.5 + 59 * 0.02), rows=[Row("gradkata", 0.03, 0.02, 60)], katas=7, learner=run(0.3),
        scaling=[(10, run(0.7)), (100, run(2.5))], line=(0.5, 0.02), overruns={"computing": 0.002, "waiting": 0.01},
        cheats=["a lie"], marks={"gradkata": [Marks(0, 10)], "other": [Marks(8, 8)], "third": [None]},
    )  # fmt: skip
    return dataclasses.replace(found, **changes)


def cells(page, label):
    (line,) = [line for line in page.splitlines() if line.startswith(f"| {label} ")]
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_the_page_tells_costs_as_ratios_to_numpys_import():
    page = render(findings())
    assert cells(page, "one submission more")[1:3] == ["**0.20**", "20.0 ms"]
    assert cells(page, "start-up")[1:3] == ["**4.80**", "480 ms"]
    assert cells(page, "100")[1:4] == ["0.250", "0.200", "2.50 s"]
    assert "`strict`" in page
    assert "load was 1.0 to 2.5" in page


def test_the_page_says_what_could_not_be_measured():
    page = render(findings(rows=[Row("other 1.0", problem="cannot be installed: no such package")]))
    assert cells(page, "other 1.0")[1:3] == ["not measured", "cannot be installed: no such package"]


def test_the_page_shows_who_gave_full_marks_to_a_cheat():
    page = render(findings())
    assert [cells(page, name)[1] for name in ("other", "third")] == ["**8 / 8**", "no marks"]
    assert "## Cheats" not in render(findings(marks={}))
