"""The examples for CI: their commands, run as they stand there, end with the statuses that the page names."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CI = ROOT / "examples" / "ci"
PAGE = (ROOT / "docs" / "ci.md").read_text("utf-8")
RIGHT = {kata: (ROOT / f"reference/{kata}/solution.py").read_text("utf-8") for kata in ("softmax", "cross_entropy")}
HALF = {**RIGHT, "softmax": "def softmax(:\n"}


def commands(text):
    """The commands of a workflow or a job, without the one that installs."""
    found = re.findall(r"^ *- (?:run: )?((?:pip|kata) .*)$", text, re.MULTILINE)
    assert found.pop(0) == "pip install gradkata"
    return found


def written(folder, work):
    folder.mkdir(exist_ok=True)
    for kata, text in work.items():
        (folder / f"{kata}.py").write_text(text)


@pytest.mark.parametrize(("work", "status"), [(RIGHT, 0), (HALF, 1), ({}, 2)], ids=["0", "1", "2"])
def test_the_commands_end_with_each_status(kata_here, tmp_path, work, status):
    written(tmp_path / "work", work)
    (command,) = commands((CI / "kata.yml").read_text("utf-8"))
    assert kata_here(*command.split()[1:]).exit_code == status


def test_both_examples_run_the_same_and_stand_on_the_page():
    github, gitlab = ((CI / name).read_text("utf-8") for name in ("kata.yml", "gitlab-ci.yml"))
    assert commands(github) == commands(gitlab)
    on_page = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert on_page == [text.split("\n", 1)[1] for text in (github, gitlab)]  # without what says where to put it
    assert re.search(r"allow_failure:\n +exit_codes: 1 ", gitlab)


@pytest.mark.skipif(os.name != "posix", reason="the line is a shell's")
@pytest.mark.parametrize(("work", "status"), [(HALF, 0), ({}, 1)], ids=["not passed", "not carried out"])
def test_a_line_of_shell_lets_work_in_progress_pass_and_nothing_else(tmp_path, work, status):
    (line,) = re.findall(r"^    (kata check .* \|\| .*)$", PAGE, re.MULTILINE)
    written(tmp_path / "work", work)
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT / "harness")}
    done = subprocess.run(["sh", "-e", "-c", line], cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert done.returncode == status, done.stderr


def test_files_at_the_top_are_graded_and_a_missing_one_counts(kata_here, tmp_path):
    trusted = ("--isolation", "process")
    assert f"add `{' '.join(trusted)}`" in PAGE
    assert "`kata grade .`" in PAGE
    (tmp_path / ".github" / "workflows").mkdir(parents=True)
    (tmp_path / "tests").mkdir()
    written(tmp_path, RIGHT)
    assert kata_here("check").exit_code == 2  # it looks into work/ alone
    assert kata_here("grade", ".", *trusted).exit_code == 0
    (line,) = re.findall(r"^    (kata grade work .*)$", PAGE, re.MULTILINE)
    written(tmp_path / "work", {"softmax": RIGHT["softmax"]})
    assert kata_here(*line.split()[1:], *trusted).exit_code == 1
    written(tmp_path / "work", RIGHT)
    assert kata_here(*line.split()[1:], *trusted).exit_code == 0


def test_a_kata_that_is_named_and_not_there_is_told_of_and_the_others_are_checked(kata_here, tmp_path):
    written(tmp_path / "work", {"softmax": RIGHT["softmax"]})
    result = kata_here("check", "softmax", "cross_entropy")
    assert "cross_entropy" in result.stderr
    assert "softmax: passed" in result.stdout
    assert result.exit_code == 1
