"""pytest used directly on a learner's copy: in process, so that breakpoints hold."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RIGHT = (ROOT / "reference/softmax/right/log_sum_exp.py").read_text("utf-8")


@pytest.fixture
def clone(tmp_path):
    """A folder like a clone, as far as a learner's editor is concerned."""
    shutil.copytree(ROOT / "katas" / "20_softmax", tmp_path / "katas" / "20_softmax")
    shutil.copytree(ROOT / "reference" / "softmax", tmp_path / "reference" / "softmax")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "work").mkdir()
    return tmp_path


def run_pytest(folder, *arguments):
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:randomly", "-p", "no:xdist", "--no-kata-check", *arguments],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT / "harness"), "NO_COLOR": "1"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_right_work_passes_in_this_very_process(clone):
    (clone / "work" / "softmax.py").write_text(RIGHT + "\nimport os\nopen('process', 'w').write(str(os.getpid()))\n")
    result = run_pytest(clone, "katas/20_softmax")
    assert result.returncode == 0
    assert "8 passed" in result.stdout
    assert "--kata-seed" in result.stdout
    assert (clone / "process").exists()


@pytest.mark.parametrize("path", ["katas/20_softmax", "katas/20_softmax/suite.py", "katas"])
def test_a_suite_is_found_by_folder_and_by_file(clone, path):
    (clone / "work" / "softmax.py").write_text(RIGHT)
    assert "8 passed" in run_pytest(clone, path).stdout


def test_a_warning_fails_nobody(clone):
    (clone / "work" / "softmax.py").write_text(
        RIGHT.replace("    log", "    __import__('warnings').warn('old')\n    log")
    )
    assert "8 passed" in run_pytest(clone, "katas/20_softmax", "-W", "error").stdout


def test_wrong_work_fails_with_words_and_stops_at_a_breakpoint(clone):
    (clone / "work" / "softmax.py").write_text("def softmax(logits):\n    breakpoint()\n    return logits\n")
    result = run_pytest(clone, "katas/20_softmax", "--kata-seed", "3", "-x")
    assert result.returncode != 0
    assert "BdbQuit" in result.stdout  # the debugger had nobody to talk to
    (clone / "work" / "softmax.py").write_text("def softmax(logits):\n    return logits\n")
    result = run_pytest(clone, "katas/20_softmax", "--kata-seed", "3")
    assert "softmax of one row has the right shape, but all of its 6 entries are wrong" in result.stdout
    assert "gradkata: softmax" not in result.stdout  # as asked


def test_the_seed_repeats_the_inputs(clone):
    (clone / "work" / "softmax.py").write_text("def softmax(logits):\n    return logits\n")
    words = [
        [
            line
            for line in run_pytest(clone, "katas/20_softmax", "--kata-seed", seed).stdout.splitlines()
            if "yours" in line
        ]
        for seed in ("3", "3", "4")
    ]
    assert words[0] == words[1] != words[2]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (None, "there is no work/softmax.py yet: `kata start softmax` puts it there"),
        ("def soft_max(x): return x\n", "work/softmax.py has no softmax"),
        ("x = 1 / 0\n", "work/softmax.py cannot be loaded: ZeroDivisionError: division by zero"),
        ("def softmax(:\n", "work/softmax.py cannot be loaded: SyntaxError"),
        ("import sys; sys.exit(3)\n", "work/softmax.py cannot be loaded: SystemExit: 3"),
        ("breakpoint()\n", "work/softmax.py cannot be loaded: BdbQuit"),
        (b"\xff\xfe", "saved as UTF-16"),
    ],
)
def test_what_cannot_be_loaded_is_told_once(clone, source, words):
    if source is not None:
        (clone / "work" / "softmax.py").write_bytes(source if isinstance(source, bytes) else source.encode())
    result = run_pytest(clone, "katas/20_softmax")
    assert result.returncode == 2
    assert result.stdout.count(words) == 1, result.stdout


def test_siblings_can_be_imported_and_a_notebook_serves_too(clone):
    (clone / "work" / "helper.py").write_text(RIGHT)
    cell = {"cell_type": "code", "source": "%matplotlib inline\nfrom helper import softmax"}
    (clone / "work" / "softmax.ipynb").write_text(json.dumps({"cells": [cell]}))
    assert "8 passed" in run_pytest(clone, "katas/20_softmax").stdout


def test_a_notebook_can_be_imported_from(clone):
    cell = {"cell_type": "code", "source": RIGHT}
    (clone / "work" / "helper.ipynb").write_text(json.dumps({"cells": [cell]}))
    (clone / "work" / "softmax.py").write_text("from helper import softmax\n")
    assert "8 passed" in run_pytest(clone, "katas/20_softmax").stdout


def test_the_plugin_leaves_other_projects_alone(tmp_path):
    (tmp_path / "suite.py").write_text("def test_x(): raise SystemExit\n")
    (tmp_path / "test_y.py").write_text("def test_y(): pass\n")
    result = run_pytest(tmp_path)
    assert "1 passed" in result.stdout
    assert "seed" not in result.stdout


FIXTURES = {"kata", "learner", "reference", "rng"}


@pytest.fixture
def foreign(tmp_path):
    """A project of somebody else's that has a package of the name ``harness``."""
    folder = tmp_path / "harness"
    folder.mkdir()
    (folder / "__init__.py").write_text("ANSWER = 42\n")
    (folder / "suite.py").write_text("raise SystemExit\n")  # of no kata
    (tmp_path / "test_theirs.py").write_text(
        "import sys\nimport harness\n\n\ndef test_theirs():\n    assert harness.ANSWER == 42\n"
        "    assert not {'numpy', 'gradkata.judging'} & set(sys.modules)\n"
    )
    return tmp_path


def test_a_foreign_project_with_a_folder_harness_passes_and_is_spared_numpy(foreign):
    result = run_pytest(foreign)
    assert result.returncode == 0, result.stdout
    assert "1 passed" in result.stdout


def fixtures(result):
    assert result.returncode == 0, result.stdout
    return {line.split()[0] for line in result.stdout.splitlines() if " -- " in line}


def test_fixtures_of_suites_are_shown_where_there_is_a_suite_only(foreign, clone):
    (clone / "work" / "softmax.py").write_text(RIGHT)
    assert fixtures(run_pytest(clone, "--fixtures", "katas/20_softmax")) >= FIXTURES
    shown = fixtures(run_pytest(foreign, "--fixtures", "test_theirs.py"))
    assert "tmp_path" in shown
    assert not shown & FIXTURES
