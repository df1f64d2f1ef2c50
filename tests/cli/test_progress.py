"""How far a grading is, as a terminal of 80 columns and 24 lines shows it."""

import contextlib
import io
import os
import re
import sys
from types import SimpleNamespace

import click
import pytest
from gradkata.cli import progress
from gradkata.results import Status

from tests.helpers import A_PACK

pexpect = pytest.importorskip("pexpect")
PATIENCE_S = 240
PASSED, FAILED = SimpleNamespace(status=Status.PASSED), SimpleNamespace(status=Status.FAILED)


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def clock(monkeypatch):
    """A clock that only a test moves on."""
    clock = SimpleNamespace(now=100.0)
    monkeypatch.setattr(progress, "time", SimpleNamespace(monotonic=lambda: clock.now))
    return clock


@pytest.fixture
def terminal(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    return Terminal()


def test_position_rate_time_left_and_what_did_not_pass_are_shown(clock):
    so_far = progress.Progress(1000)
    assert so_far.parts() == ["0 of 1000"]
    for number in range(20):
        clock.now += 0.5
        so_far.advance(PASSED if number % 2 else FAILED)
    assert so_far.parts() == ["20 of 1000", "2/s", "8 min left", "10 not passed"]


@pytest.mark.parametrize(
    ("each_s", "count", "said"),
    [(0.1, 20, ["10/s", "1 s left"]), (6.0, 90, ["10/min", "8 min left"]), (60.0, 200, ["1/min", "3 h left"])],
)
def test_rates_and_times_are_in_units_that_fit(clock, each_s, count, said):
    so_far = progress.Progress(count)
    for _ in range(10):
        clock.now += each_s
        so_far.advance(PASSED)
    assert so_far.parts()[1:] == said


def test_known_results_tell_nothing_about_the_rate(clock):
    so_far = progress.Progress(100)
    known = so_far.knowing(lambda job: PASSED if job < 50 else None)
    for job in range(60):
        if known(job) is None:
            clock.now += 1
        so_far.advance(PASSED)
    assert so_far.parts() == ["60 of 100", "1/s", "40 s left"]


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_the_line_fits(clock, width):
    so_far = progress.Progress(10_000)
    for _ in range(9_999):
        clock.now += 1
        so_far.advance(FAILED)
    line = so_far.line(width)
    assert len(line) < width
    assert line.startswith("grading  ")
    if width >= 80:
        assert re.fullmatch(r"grading  \[#+-\]  9999 of 10000  1/s  1 s left  9999 not passed", line)


def test_remarks_stand_above_the_line(clock, terminal):
    with contextlib.redirect_stderr(terminal), progress.shown(2, {}) as so_far:
        so_far.advance(PASSED)
        sys.stderr.write("Remark: ")
        sys.stderr.write("one\n")
        click.echo("Remark: two", err=True)
        clock.now += 1
        so_far.advance(FAILED)
    assert screen(terminal.getvalue()) == [
        "Remark: one",
        "Remark: two",
        f"grading  [{46 * '#'}]  2 of 2  1 not passed",
    ]


def screen(text):
    """The lines that a terminal shows in the end."""
    lines = [""]
    for part in re.split(r"(\r\x1b\[K|\n)", text):
        if part == "\n":
            lines.append("")
        elif part == progress.CLEAR:
            lines[-1] = ""
        else:
            lines[-1] += part
    return lines[:-1] if not lines[-1] else lines


@pytest.mark.parametrize("environ", [{"ACCESSIBLE": "1"}, {"TERM": "dumb"}])
def test_whoever_reads_by_ear_is_told_a_line_every_so_often(clock, terminal, environ):
    with contextlib.redirect_stderr(terminal), progress.shown(40, environ) as so_far:
        for _ in range(40):
            clock.now += 1
            so_far.advance(PASSED)
    assert terminal.getvalue().splitlines() == [
        "grading: 30 of 40, 1/s, 10 s left", "grading: 40 of 40, 1/s",
    ]  # fmt: skip


def test_nothing_is_shown_where_nobody_looks():
    with contextlib.redirect_stderr(io.StringIO()) as silent, progress.shown(1, {}) as so_far:
        so_far.advance(PASSED)
    assert silent.getvalue() == ""


@pytest.mark.skipif(os.name != "posix", reason="a terminal of POSIX")
def test_a_class_in_a_terminal(install, make_pack, tmp_path):
    install("mine", A_PACK.format(root=str(make_pack())))
    for name, factor in {"ada": 2, "bob": 3, "cyd": 2}.items():
        (tmp_path / "class" / name).mkdir(parents=True)
        (tmp_path / "class" / name / "double.py").write_text(f"def double(x): return {factor} * x\n")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TERM": "xterm"}
    arguments = ["-m", "gradkata", "grade", "class", "--kata", "double", "--isolation", "process", "--out", "r.json"]
    terminal = pexpect.spawn(
        sys.executable,
        arguments,
        cwd=tmp_path,
        env=environment,
        dimensions=(24, 80),
        encoding="utf-8",
        timeout=PATIENCE_S,
    )
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == 1
    shown = screen(terminal.before.replace("\r\n", "\n"))
    (line,) = [each for each in shown if each.startswith("grading")]
    assert re.fullmatch(r"grading  \[#+\]  3 of 3  \d+/(s|min)  1 not passed", line)
    assert len(line) < 80
    assert "\x1b" not in terminal.before.replace(progress.CLEAR, "")
