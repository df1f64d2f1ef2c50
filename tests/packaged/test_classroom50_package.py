"""Classroom 50's autograder, run as its runner runs it: ``result.json`` in the checkout, and nothing of it imported."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.packaged.conftest import SEED
from tests.reports.gradings import schema
from tests.reports.test_classroom50 import RUNNER

ROOT = Path(__file__).parents[2]
SCHEMA = schema("classroom50.json")
RIGHT = (ROOT / "reference" / "softmax" / "solution.py").read_text("utf-8")
MOST = 10 * 1024 * 1024  # bytes that the runner fetches


@pytest.fixture(scope="session")
def bundle(packages):
    """The package as the runner has it: git and tar keep no modes of its own."""
    folder = packages("classroom50", "--kata", "softmax")
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return folder


@pytest.fixture
def graded(tmp_path, bundle, environment):
    """A function that has the checkout graded, and gives its result."""

    def graded(*before):
        done = subprocess.run(
            [*before, sys.executable, str(bundle / "autograder.py")],
            cwd=tmp_path, env={**environment, **RUNNER, "CLASSROOM50_BUNDLE_DIR": str(bundle)},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        report = json.loads((tmp_path / "result.json").read_text("utf-8"))
        SCHEMA.validate(report)
        assert str(SEED) not in json.dumps(report) + done.stdout + done.stderr
        return report

    return graded


def test_right_work_has_all_points_and_solutions_are_closed_to_other_users(tmp_path, graded, bundle):
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "softmax.py").write_text(RIGHT)
    report = graded()
    assert report["score"] == report["max-score"] > 0
    assert (report["owner"], report["assignment"], report["submission"]) == (
        "ada-l", "softmax", RUNNER["SUBMISSION_TAG"],
    )  # fmt: skip
    hidden = bundle / "gradkata" / "built-in" / "reference"
    for path in (bundle / "settings.json", hidden, *hidden.rglob("*")):
        assert not path.stat().st_mode & 0o077, path


def test_nothing_of_the_checkout_is_imported_followed_or_overwritten(tmp_path, graded, container):
    for name in ("json", "numpy", "pip", "sitecustomize", "gradkata"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('imported')\n")
    (tmp_path / "kept.txt").write_text("mine")
    (tmp_path / "result.json").symlink_to("kept.txt")
    (tmp_path / "softmax.py").write_text("import numpy as np\ndef softmax(logits):\n    return np.exp(logits)\n")
    report = graded(*container)
    assert 0 <= report["score"] < report["max-score"]
    assert (tmp_path / "kept.txt").read_text() == "mine"


def test_a_folder_in_the_results_place_is_moved_away(tmp_path, graded):
    (tmp_path / "result.json").mkdir()
    (tmp_path / "result.json" / "kept.txt").write_text("mine")
    (tmp_path / "softmax.py").write_text(RIGHT)
    report = graded()
    assert report["score"] == report["max-score"] > 0
    assert [each.read_text() for each in tmp_path.glob("result.json.*/kept.txt")] == ["mine"]


def test_what_cannot_be_graded_is_no_pass(graded, bundle):
    toml = bundle / "gradkata/built-in/katas/20_softmax/kata.toml"
    before = toml.read_text()
    toml.write_text("minuts = 3\n")
    try:
        report = graded()
    finally:
        toml.write_text(before)
    (test,) = report["tests"]
    assert (report["score"], report["max-score"], test["passed"]) == (0, 1, False)
    assert "'minuts'" in test["output"]


def test_the_package_of_all_katas_is_one_that_the_runner_fetches(packages):
    folder = packages("classroom50")
    assert len(folder.with_suffix(".zip").read_bytes()) < MOST
