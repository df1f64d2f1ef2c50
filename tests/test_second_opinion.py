"""Where a suite fails in pytest, `kata check` has the last word, in the very words that it has in a terminal."""

import os
import re
import shutil
import subprocess
import sys
import types
from pathlib import Path

import pytest
from gradkata import pytest_plugin, second_opinion

ROOT = Path(__file__).parents[1]
WRONG = """
import numpy as np

def softmax(logits):
    e = np.exp(logits)
    return e / e.sum(axis=-1, keepdims=True)
"""


@pytest.fixture
def clone(tmp_path):
    shutil.copytree(ROOT / "katas" / "20_softmax", tmp_path / "katas" / "20_softmax")
    shutil.copytree(ROOT / "reference" / "softmax", tmp_path / "reference" / "softmax")
    (tmp_path / "work").mkdir()
    return tmp_path


def run_pytest(folder, *arguments):
    result = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:randomly", *arguments, "katas/20_softmax"],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT / "harness"), "NO_COLOR": "1", "COLUMNS": "80"},
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return result.stdout


def section(said):
    """What is told below the heading, to the line that pytest ends with."""
    (found,) = re.findall(r"^=+ gradkata: softmax =+\n(.*?)^[=!]{3,}", said, re.DOTALL | re.MULTILINE)
    return found


def test_the_words_are_those_of_the_check_on_the_same_inputs(clone, kata_here):
    (clone / "work" / "softmax.py").write_text(WRONG)
    said = run_pytest(clone, "-n", "1", "--kata-seed", "5")
    told = section(said)
    assert "softmax: failed, " in told
    assert "Next: " in told
    assert said.index("short test summary") < said.index("gradkata: softmax")
    assert (clone / "work" / "progress.json").exists()  # a check like any other
    assert told == kata_here("check", "softmax", "--seed", "5").stdout


def test_work_that_cannot_be_loaded_is_told_of_and_work_that_is_not_there_needs_no_more_words(clone):
    (clone / "work" / "softmax.py").write_text("def softmax(:\n")
    assert "softmax.py, line 1: `def softmax(:`" in section(run_pytest(clone, "-p", "no:xdist"))
    (clone / "work" / "softmax.py").unlink()
    said = run_pytest(clone, "-p", "no:xdist")
    assert "kata start softmax" in said
    assert "gradkata: softmax" not in said


class Written:
    """In place of what pytest writes with."""

    def __init__(self):
        self.lines = []

    def section(self, title):
        self.lines.append(f"= {title}")

    def write_line(self, line):
        self.lines.append(line)


def report(kata, root):
    made = types.SimpleNamespace()
    second_opinion.mark(made, kata, 1, str(root))
    return made


def test_a_kata_is_told_of_once_and_what_keeps_it_from_being_checked_is_said(tmp_path):
    written = Written()
    reports = [types.SimpleNamespace(), report("softmacks", tmp_path), report("softmacks", tmp_path)]
    second_opinion.tell(written, reports)
    heading, *lines = written.lines
    assert heading == "= gradkata: softmacks"
    assert "did you mean 'softmax'?" in "\n".join(lines)


def test_no_debugger_is_led_into_another_process(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pydevd", types.ModuleType("pydevd"))
    written = Written()
    second_opinion.tell(written, [report("softmax", tmp_path)])
    assert written.lines == ["= gradkata: softmax", "`kata check softmax` says more."]


@pytest.mark.parametrize(
    ("status", "kind", "options", "is_told"),
    [
        (pytest.ExitCode.TESTS_FAILED, "failed", (), True),
        (pytest.ExitCode.INTERRUPTED, "error", (), True),  # a suite that cannot be collected
        (pytest.ExitCode.INTERRUPTED, "failed", (), False),  # Ctrl-C
        (pytest.ExitCode.TESTS_FAILED, "failed", ("no_kata_check",), False),
        (pytest.ExitCode.TESTS_FAILED, "failed", ("no_summary",), False),
        (pytest.ExitCode.INTERRUPTED, "error", ("collectonly",), False),
        (pytest.ExitCode.OK, "passed", (), False),
    ],
)
def test_nobody_waits_for_what_they_have_not_asked_for(tmp_path, monkeypatch, status, kind, options, is_told):
    monkeypatch.setitem(sys.modules, "pydevd", types.ModuleType("pydevd"))  # so that nothing is run
    written = Written()
    written.stats = {kind: [report("softmax", tmp_path)]}
    config = types.SimpleNamespace(getoption=lambda name: name in options)
    summary = pytest_plugin.pytest_terminal_summary(written, status, config)
    next(summary)
    assert not written.lines  # pytest's own summary comes first
    with pytest.raises(StopIteration):
        next(summary)
    assert bool(written.lines) is is_told
