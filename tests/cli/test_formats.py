"""`kata grade --format`: what platforms get of real submissions, and what is refused before anything is graded."""

import csv
import io
import json

import pytest

from tests.reports.gradings import schema

WRONG = "def softmax(z):\n    return z + 1\n"


@pytest.fixture
def ada(tmp_path):
    """A learner's folder beside that of another."""
    for name in ("ada", "ben"):
        (tmp_path / "class" / name).mkdir(parents=True)
        (tmp_path / "class" / name / "softmax.py").write_text(WRONG)
    return tmp_path / "class" / "ada"


def test_a_class_is_refused_before_it_is_graded(kata_here, ada):
    result = kata_here("grade", ada.parent, "--format", "exercism", "--out", "results.json")
    assert result.exit_code == 2
    assert "the format exercism is for one learner, and here are 2" in result.stderr
    assert "Isolation" not in result.stderr
    assert result.stdout == ""


def test_a_learners_work_is_reported_to_a_platform(kata_here, ada):
    result = kata_here("grade", ada, "--format", "prairielearn", "--isolation", "process")
    assert result.exit_code == 1
    report = json.loads(result.stdout)
    schema("prairielearn.json").validate(report)
    assert report["score"] == 0
    assert any("softmax" in test["output"] for test in report["tests"])
    assert str(ada.parent) not in result.stdout


def test_a_files_name_tells_the_format(kata_here, ada, tmp_path):
    kata_here("grade", ada.parent, "--out", "grades.moodle.csv", "--isolation", "process", "--jobs", "1")
    head, *rows = csv.reader(io.StringIO((tmp_path / "grades.moodle.csv").read_text("utf-8"), newline=""))
    assert head == ["Username", "softmax", "softmax feedback"]
    assert [row[:2] for row in rows] == [["ada", "0"], ["ben", "0"]]
