"""The commands as a user types them: what they print where, what they write, and how they end."""

import json
import math
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from gradkata.grader import Grader
from gradkata.reports import pictures

RIGHT = """
import numpy as np
def softmax(logits):
    z = np.asarray(logits)
    e = np.exp(z - z.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)
"""


@pytest.fixture
def school(tmp_path):
    folder = tmp_path / "class"
    sources = {"ada": RIGHT, "bob": "def softmax(x): return x\n", "cyd": None, "dan": "def softmax(:\n"}
    for name, source in sources.items():
        (folder / name).mkdir(parents=True)
        if source:
            (folder / name / "softmax.py").write_text(source)
    return folder


def in_order(result):
    return [(each["learner"], each["status"]) for each in json.loads(result.stdout)["results"]]


def test_list_shows_katas_in_teaching_order(kata_command):
    result = kata_command("list")
    assert result.returncode == 0
    assert "softmax" in result.stdout
    assert all(len(line) <= 80 for line in result.stdout.splitlines())
    rows = json.loads(kata_command("list", "--format", "json").stdout)
    assert {"id": "softmax", "title": "Softmax: from scores to probabilities", "max_score": 10.0} in rows
    listed = [line.split()[0] for line in result.stdout.splitlines() if not line.startswith(" ")]
    assert [row["id"] for row in rows] == listed


@pytest.mark.skipif(os.name != "posix", reason="a pipe of the shell's")
def test_whoever_stops_reading_gets_no_complaint():
    reader, writer = os.pipe()
    os.close(reader)
    kata = Path(sys.executable).with_name("kata")
    try:
        result = subprocess.run([kata, "list"], stdout=writer, stderr=subprocess.PIPE, text=True)
    finally:
        os.close(writer)
    assert result.stderr == ""


def test_start_check_and_never_overwrite(kata_command, tmp_path):
    started = kata_command("start", "softmax")
    assert started.returncode == 0
    assert "work/softmax.py is yours to write" in started.stdout
    checked = kata_command("check", "softmax")
    assert checked.returncode == 1
    assert "unattempted" in checked.stdout
    assert checked.stdout.splitlines()[-1] == "The task: work/softmax.md"
    path = tmp_path / "work" / "softmax.py"
    path.write_text(RIGHT)
    again = kata_command("start", "softmax")
    assert again.returncode == 2
    assert "is there already and stays as it is" in again.stderr
    assert path.read_text() == RIGHT
    checked = kata_command("check")
    assert checked.returncode == 0
    assert "softmax: passed, 10 of 10 points." in checked.stdout
    assert checked.stdout.splitlines()[-1] == "The next kata: kata start cross_entropy"


def test_start_puts_the_stub_and_its_task_into_work(kata_here, tmp_path, registry):
    for name in ("softmax", "fix_relu_rnn"):  # a file and a notebook
        kata = registry.kata(name)
        started = kata_here("start", name)
        assert started.exit_code == 0
        stub, task = tmp_path / "work" / f"{name}{kata.stub.suffix}", tmp_path / "work" / f"{name}.md"
        first = [f"It builds on {', '.join(kata.builds_on)}, which is not passed yet."] if kata.builds_on else []
        assert stub.read_bytes() == kata.stub.read_bytes()
        assert task.read_bytes() == kata.readme.read_bytes()
        assert started.stdout.splitlines() == [
            f"work/{stub.name} is yours to write.", f"The task: work/{name}.md", *first,
            f"When you have written something: kata check {name}",
            "To have it checked whenever you save it: kata watch",
        ]  # fmt: skip


def test_start_keeps_what_is_written_into_the_task(kata_here, tmp_path):
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "softmax.md").write_text("my notes\n")
    assert kata_here("start", "softmax").exit_code == 0
    assert (tmp_path / "work" / "softmax.md").read_text() == "my notes\n"
    assert (tmp_path / "work" / "softmax.py").exists()


@pytest.mark.parametrize("name", ["softmax.py", "softmax.ipynb", "softmax.md"])
def test_start_writes_nothing_through_a_link(kata_here, tmp_path, name):
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / name).symlink_to(tmp_path / "elsewhere")
    assert kata_here("start", "softmax").exit_code == 2
    assert not (tmp_path / "elsewhere").exists()
    assert [path.name for path in (tmp_path / "work").iterdir()] == [name]


def test_start_and_check_work_from_anywhere_in_the_workspace(kata_here, tmp_path, monkeypatch):
    assert kata_here("start", "softmax").exit_code == 0
    (tmp_path / "work" / "softmax.py").write_text(RIGHT)
    (tmp_path / "work" / "notes").mkdir()
    for folder in ("work", "work/notes"):
        monkeypatch.chdir(tmp_path / folder)
        assert kata_here("start", "softmax").exit_code == 2
        assert "softmax: passed" in kata_here("check").stdout
    assert not list(tmp_path.glob("work/**/work"))


def test_start_does_not_put_a_stub_beside_a_notebook(kata_here, tmp_path):
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "softmax.ipynb").write_text("{}")
    assert kata_here("start", "softmax").exit_code == 2
    assert not (tmp_path / "work" / "softmax.py").exists()


def test_check_says_what_is_right_what_is_not_and_what_is_next(kata_here, tmp_path):
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "softmax.py").write_text(RIGHT.replace("z - z.max(-1, keepdims=True)", "z"))
    result = kata_here("check", "softmax", "--seed", "3")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert "  passed  7 of 8 checks." in lines
    assert "  failed  Scores of ±1,000 and ±10,000 give finite, right probabilities." in lines
    verdict = lines.index("softmax: failed, 8 of 10 points.")
    assert lines[verdict + 1].startswith("Next: ")
    assert any(line.startswith("In numbers: softmax with scores around") for line in lines[verdict:])
    assert len(lines) <= 22
    assert not any("entries are wrong" in line and line.startswith("softmax (") for line in lines)
    mapped = kata_here("check", "softmax", "--seed", "3", "--map").stdout.splitlines()
    assert any(line.startswith("softmax() (6, 5): ") and line.endswith("entries are wrong") for line in mapped)
    assert all(len(line) <= 80 for line in lines)


def test_check_draws_how_far_every_wrong_entry_is_off(kata_here, tmp_path, monkeypatch):
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "softmax.py").write_text("def softmax(z): return z + 1\n")
    drawn = []
    monkeypatch.setattr(pictures, "save_maps", lambda maps, path: drawn.append((maps, path.name)))
    result = kata_here("check", "softmax", "--picture", "map.png")
    assert "The picture is in map.png" in result.stderr
    ((maps, name),) = drawn
    assert name == "map.png"
    assert maps
    for each in maps:
        assert sum(map(len, each.errors)) == math.prod(each.shape)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check"], "there is no work to check yet"),
        (["check", "softmax"], "`kata start softmax` begins"),
        (["check", "sotfmax"], "did you mean 'softmax'?"),
        (["start", "nothing"], "there is no kata 'nothing'"),
        (["grade", "nowhere"], "there is no file or folder nowhere"),
        (["grade", "."], "nothing to grade"),
        (["grade", "class", "--kata", "sotfmax"], "did you mean 'softmax'?"),
        (["grade", "class", "--format", "yaml"], "there is no report format 'yaml'; there are table, json"),
        (["grade", "class", "--out", "nowhere/report.json"], "there is no folder nowhere"),
        (["grade", "class", "--out", "class"], "is a folder"),
        (["grade", "class", "--out", "report.doc"], "no report format has files like report.doc"),
        (["grade", "class", "--limit", "cpu_s"], "--limit cpu_s: say it as in --limit cpu_s=10"),
        (["grade", "class", "--limit", "cpu_s=-1"], "with a whole number"),
        (["grade", "class", "--limit", "speed=1"], "--limit: there is no limit 'speed'; there are cpu_s, file_mb"),
        (["grade", "class", "--limit", "memory_mb=100"], "memory_mb has to be a whole number from 512 on, not 100"),
        (["grade", "class", "--isolation", "none"], "Invalid value"),
        (["grade", "class", "--jobs", "0"], "Invalid value"),
        (["grade", "class", "--seed", "-1"], "Invalid value"),
        (["grade"], "Missing argument"),
        (["mark"], "No such command"),
    ],
)
def test_what_cannot_be_carried_out_ends_with_2_and_one_clear_sentence(kata_here, tmp_path, arguments, words):
    if "class" in arguments:
        (tmp_path / "class" / "ada").mkdir(parents=True)
        (tmp_path / "class" / "ada" / "softmax.py").write_text(RIGHT)
    result = kata_here(*arguments)
    assert result.exit_code == 2
    assert words in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def test_grade_a_class_as_a_table(kata_command, school):
    result = kata_command("grade", school)
    assert result.returncode == 1
    assert "4 learners, 4 results: 1 passed, 1 failed, 1 unattempted, 1 error." in result.stdout
    assert "dan, softmax: softmax.py is not valid Python." in result.stdout
    assert all(len(line) <= 80 for line in result.stdout.splitlines())
    assert "\x1b" not in result.stdout + result.stderr


def test_grade_as_json_prints_one_object_of_the_schema(kata_here, school):
    result = kata_here("grade", school, "--format", "json", "--seed", "7")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [f"Isolation: {json.loads(result.stdout)['isolation']}"]
    whole = json.loads(result.stdout)
    assert list(whole) == ["schema", "seed", "isolation", "results"]
    assert (whole["schema"], whole["seed"]) == ("gradkata/1", 7)
    assert in_order(result) == [("ada", "passed"), ("bob", "failed"), ("cyd", "unattempted"), ("dan", "error")]
    for each in whole["results"]:
        assert list(each) == [
            "learner", "kata", "status", "score", "max_score", "duration_s", "tests", "misconceptions",
            "isolation", "imports", "held_up_by", "explanation",
        ]  # fmt: skip
        assert each["max_score"] == sum(test["max_score"] for test in each["tests"]) == 10
        assert each["score"] == sum(test["score"] for test in each["tests"])
        for test in each["tests"]:
            assert list(test) == ["name", "status", "score", "max_score", "message", "title"]
            assert test["status"] in ("passed", "failed", "error", "skipped")
        names = [test["name"] for test in each["tests"]]
        assert len(set(names)) == len(names)


@pytest.mark.parametrize("name", ["ada", "ada/softmax.py"])
def test_all_passed_ends_with_0(kata_here, school, name):
    result = kata_here("grade", school / name)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[:2] == ["ada", ""]
    assert "softmax: passed, 10 of 10 points." in lines


def test_a_fault_of_gradkatas_own_is_no_grade(kata_here, school, monkeypatch):
    """Everybody gets a result, and whoever grades hears that one of them is none."""
    judged = Grader._judged

    def fails(grader, job, complete):
        if job.learner == "bob" and job.program is not None:
            raise ZeroDivisionError("never \x1b[31m mind")
        return judged(grader, job, complete)

    monkeypatch.setattr(Grader, "_judged", fails)
    result = kata_here("grade", school, "--format", "json")
    assert result.exit_code == 2
    assert in_order(result) == [("ada", "passed"), ("bob", "error"), ("cyd", "unattempted"), ("dan", "error")]
    assert "ZeroDivisionError: never [31m mind" in result.stderr
    assert "gradkata itself failed at 1 of 4 results; please report this" in result.stderr
    assert "\x1b" not in result.stderr


def test_unattempted_alone_ends_with_1(kata_here, school):
    assert kata_here("grade", school / "cyd", "--kata", "softmax").exit_code == 1


def test_out_writes_the_report_and_prints_the_table(kata_here, school, tmp_path):
    result = kata_here("grade", school, "--out", "report.json")
    assert "4 learners" in result.stdout
    assert "The report is in report.json" in result.stderr
    assert len(json.loads((tmp_path / "report.json").read_text("utf-8"))["results"]) == 4
    result = kata_here("grade", school, "--format", "json", "--out", "again.txt")
    assert result.stdout == ""
    assert json.loads((tmp_path / "again.txt").read_text("utf-8"))["schema"] == "gradkata/1"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["again.txt", "class", "report.json"]


def test_the_same_seed_gives_the_same_json_whatever_the_number_of_jobs(kata_command, school):
    def graded(*arguments):
        whole = json.loads(kata_command("grade", school, "--format", "json", "--seed", "9", *arguments).stdout)
        for each in whole["results"]:
            del each["duration_s"]
        return whole

    assert graded("--jobs", "1") == graded("--jobs", "3") == graded()


def test_each_grading_draws_a_seed_of_its_own(kata_here, school):
    seeds = {json.loads(kata_here("grade", school / "ada", "--format", "json").stdout)["seed"] for _ in range(3)}
    assert len(seeds) == 3


def test_of_two_files_the_newer_counts_and_the_report_says_so(kata_here, school):
    notebook = school / "ada" / "softmax.ipynb"
    notebook.write_text(json.dumps({"cells": [{"cell_type": "code", "source": "x = 1"}]}))
    os.utime(notebook, (time.time() + 60, time.time() + 60))
    (result,) = json.loads(kata_here("grade", school / "ada", "--format", "json").stdout)["results"]
    assert result["status"] == "error"
    assert "softmax.ipynb is newer and counts" in result["tests"][0]["message"]


def test_a_learners_folder_with_a_strange_name_does_no_harm(kata_here, school):
    (school / "[bold]x[red] \x1b[31m=cmd").mkdir()
    result = kata_here("grade", school)
    assert "[bold]x[red]" in result.stdout
    assert "\x1b" not in result.stdout


def test_a_terminal_of_few_characters_does_no_harm(kata_command, school):
    result = kata_command("grade", school / "bob", PYTHONIOENCODING="ascii")
    assert result.returncode == 1
    assert "failed" in result.stdout


def test_files_beside_the_submission_do_not_run_in_the_grader(kata_command, school, tmp_path):
    for name in ("conftest.py", "sitecustomize.py", "usercustomize.py", "numpy.py", "pytest.py", "harness.py"):
        text = f"open({str(tmp_path / 'ran')!r}, 'w').write('yes')\nraise SystemExit(0)\n"
        (school / "bob" / name).write_text(text)
    (school / "bob" / "pytest.ini").write_text("[pytest]\naddopts = --collect-only\n")
    result = kata_command("grade", school / "bob", folder=school / "bob")
    assert result.returncode == 1
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    "names", [["softmax.py"], ["work/softmax.ipynb"], ["20_softmax"], ["katas/20_softmax/"], ["softmax", "softmax"]]
)
def test_check_takes_the_names_of_files_and_folders_for_their_katas(kata_here, tmp_path, names):
    (tmp_path / "work" / "old").mkdir(parents=True)
    for name in ("softmax.py", "old/softmax.py", "encoding.py"):
        (tmp_path / "work" / name).write_text(RIGHT)
    result = kata_here("check", *names)
    assert result.exit_code == 0
    assert [line for line in result.stdout.splitlines() if "points" in line] == ["softmax: passed, 10 of 10 points."]


def test_check_takes_several_katas_and_says_what_is_not_begun(kata_here, tmp_path):
    (tmp_path / "work").mkdir()
    for name in ("softmax.py", "encoding.py", "bptt (1).py"):
        (tmp_path / "work" / name).write_text(RIGHT)
    result = kata_here("check", "softmax", "encoding", "adagrad", "bptt")
    assert result.exit_code == 1
    assert [line.split(",")[0] for line in result.stdout.splitlines() if "points" in line] == [
        "softmax: passed", "encoding: error"
    ]  # fmt: skip
    assert "There is no work on adagrad yet: `kata start adagrad` begins" in result.stderr
    assert "There is `bptt (1).py`; if it is meant, rename it to bptt.py." in result.stderr


def test_a_stray_file_is_named_and_everybody_is_graded(kata_here, school):
    (school / "softmax.py").write_text(RIGHT)
    result = kata_here("grade", school, "--format", "json")
    assert in_order(result) == [("ada", "passed"), ("bob", "failed"), ("cyd", "unattempted"), ("dan", "error")]
    assert "softmax.py lies beside the learners' folders and belongs to nobody" in result.stderr


def test_a_name_that_is_nearly_right_is_named_under_the_table_and_taken_if_asked(kata_here, school):
    (school / "cyd" / "softmax (1).py").write_text(RIGHT)
    lines = " ".join(kata_here("grade", school).stdout.split())
    assert "cyd, softmax: There is no softmax.py and no softmax.ipynb. There is `softmax (1).py`; if it" in lines
    result = kata_here("grade", school, "--lms", "--format", "json")
    assert in_order(result)[2] == ("cyd", "passed")
    message = json.loads(result.stdout)["results"][2]["tests"][0]["message"]
    assert message == "softmax (1).py is taken for softmax.py."


def test_folders_whose_names_are_shown_alike_have_results_of_their_own(kata_here, tmp_path):
    for name, source in {
        "bob": RIGHT,
        "bob\x01": "x = 1",
        "bob\u200b": "def softmax(x): return x",
        "bob (3)": None,
    }.items():
        (tmp_path / "class" / name).mkdir(parents=True)
        if source:
            (tmp_path / "class" / name / "softmax.py").write_text(source)
    found = in_order(kata_here("grade", "class", "--format", "json"))
    assert found[0] == ("bob", "passed")
    assert sorted(status for _, status in found) == ["error", "failed", "passed", "unattempted"]
    assert dict(found)["bob (3)"] == "unattempted"
    assert len(dict(found)) == 4


@pytest.mark.skipif(os.name != "posix", reason="a pipe of the shell's")
def test_a_pipe_for_a_path_is_one_sentence(kata_here, tmp_path):
    os.mkfifo(tmp_path / "softmax.py")
    result = kata_here("grade", "softmax.py", "--kata", "softmax")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "Error: softmax.py is neither a file nor a folder: copy what it gives into a file\n"


@pytest.mark.skipif(os.name != "posix", reason="a folder that is in use stays")
@pytest.mark.parametrize("command", [["list"], ["grade", "."], ["check"]])
def test_a_working_folder_that_is_gone_is_one_sentence(kata_here, tmp_path, command):
    (tmp_path / "gone").mkdir()
    os.chdir(tmp_path / "gone")  # undone with the fixture's own
    (tmp_path / "gone").rmdir()
    result = kata_here(*command)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "Error: the folder that you are in is gone: change to another one first\n"
