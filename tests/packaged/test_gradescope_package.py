"""Gradescope's autograder, run by its own scripts: a result that is valid and true, whatever was handed in."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.packaged.conftest import SEED
from tests.reports.gradings import schema

ROOT = Path(__file__).parents[2]
SCHEMA = schema("gradescope.json")
RIGHT = (ROOT / "reference" / "softmax" / "solution.py").read_text("utf-8")
WRONG = "import numpy as np\ndef softmax(logits):\n    e = np.exp(logits - logits.max())\n    return e / e.sum()\n"
METADATA = {"id": 7, "users": [{"id": 1, "email": "ada@example.org", "name": "Ada Lovelace"}]}

# Tells, in an exception that its author gets to read, what it could read and reach.
LOOKS_AROUND = """
import os
import socket
found = []
for path in {paths!r}:
    try:
        found.append(open(path).read())
    except Exception:
        found.append("nothing")
try:
    socket.create_connection(("127.0.0.1", {port}), 5)
    found.append("a network")
except Exception:
    found.append("no network")
found.append(f"user {{os.getuid()}}")
def softmax(logits):
    raise RuntimeError(" and ".join(found))
"""


@pytest.fixture(scope="session")
def source(packages, environment):
    """The package for softmax, unpacked and set up."""
    folder = packages("gradescope", "--kata", "softmax")
    subprocess.run(["bash", "setup.sh"], cwd=folder, env=environment, check=True)
    return folder


@pytest.fixture
def root(tmp_path, source):
    """What is /autograder there."""
    (tmp_path / "submission").mkdir()
    (tmp_path / "source").symlink_to(source)
    shutil.copy(source / "run_autograder", tmp_path)
    (tmp_path / "submission_metadata.json").write_text(json.dumps(METADATA))
    return tmp_path


@pytest.fixture
def graded(root, environment):
    """A function from the text of a submission to its result and what the autograder printed."""

    def graded(text, *before):
        if text is not None:
            (root / "submission" / "softmax.py").write_text(text)
        done = subprocess.run(
            [*before, "bash", str(root / "run_autograder")],
            cwd=root, env=environment, capture_output=True, text=True, check=True,
        )  # fmt: skip
        report = json.loads((root / "results" / "results.json").read_text("utf-8"))
        SCHEMA.validate(report)
        assert str(SEED) not in json.dumps(report) + done.stdout + done.stderr
        return report, done.stdout + done.stderr

    return graded


def status(report):
    return report["extra_data"]["katas"]["softmax"]["status"]


def test_right_work_has_all_points_under_the_name_that_gradescope_gives(graded):
    report, said = graded(RIGHT)
    assert (status(report), report["score"]) == ("passed", 10)
    assert "Learner: Ada Lovelace\n" in said


def test_wrong_work_is_told_what_is_wrong_in_a_container_without_a_sandbox(graded, container):
    report, said = graded(WRONG, *container)
    assert status(report) == "failed"
    assert 0 < report["score"] < 10
    assert report["extra_data"]["isolation"] == "filter"
    assert "Isolation: filter" in said


def test_what_cannot_be_loaded_has_a_result_too(graded):
    report, _ = graded("def softmax(:\n")
    assert (status(report), report["score"]) == ("error", 0)


def test_uploads_do_not_say_whose_they_are_nor_make_a_class(root, graded):
    (root / "submission" / "submission_metadata.json").write_text(json.dumps({"users": [{"name": "Mallory"}]}))
    for name in ("bob", "eve"):
        (root / "submission" / name).mkdir()
        (root / "submission" / name / "softmax.py").write_text(RIGHT)
    report, said = graded(None)
    assert status(report) == "unattempted"
    assert "Learner: Ada Lovelace\n" in said
    assert "put it beside the other files" in report["output"] + str(report["tests"])


def test_code_reads_no_solution_no_seed_and_reaches_nobody(graded, source, container):
    hidden = [source / "gradkata/built-in/reference/softmax/solution.py", source / "settings.json"]
    assert all(path.read_text() for path in hidden)
    report, _ = graded(LOOKS_AROUND.format(paths=[str(path) for path in hidden], port=80), *container)
    assert report["score"] == 0
    assert "nothing and nothing and no network and user" in json.dumps(report)
    if os.getuid() == 0:
        assert "user 0" not in json.dumps(report)  # it is another user's process, as well


def test_code_that_kills_whom_it_can_harms_itself_alone(graded, container):
    report, _ = graded((ROOT / "tests" / "attacks" / "kills_its_parent.py").read_text("utf-8"), *container)
    assert report["score"] == 0
    assert status(report) in ("failed", "killed")


def test_no_other_user_may_read_the_solutions_and_the_seed(source):
    hidden = source / "gradkata" / "built-in" / "reference"
    for path in (source / "settings.json", hidden, *hidden.rglob("*")):
        assert not path.stat().st_mode & 0o077, path


@pytest.fixture
def own(tmp_path, source, environment):
    """A package of one's own to spoil: gradkata is another's, the settings are not."""
    folder = tmp_path / "mine"
    folder.mkdir()
    shutil.copytree(source / "gradkata", folder / "gradkata")
    for name in ("python", "run_autograder", "settings.json"):
        shutil.copy(source / name, folder)

    def run():
        subprocess.run(["bash", "run_autograder"], cwd=folder, env=environment, capture_output=True, check=True)
        report = json.loads((tmp_path / "results" / "results.json").read_text("utf-8"))
        SCHEMA.validate(report)
        assert report["score"] == 0
        return report["output"]

    (tmp_path / "submission").mkdir()
    return folder, run


def test_a_grading_that_takes_too_long_has_a_result_before_gradescope_ends_it(own):
    folder, run = own
    values = json.loads((folder / "settings.json").read_text())
    assert values["limit_s"] < 600
    (folder / "settings.json").write_text(json.dumps({**values, "limit_s": 0}))
    assert "Please tell your instructor:\nthe grading had no result after 0 seconds" in run()


def test_a_grading_that_cannot_be_carried_out_says_why(own):
    folder, run = own
    (folder / "settings.json").write_text(
        json.dumps({"katas": ["softmax"], "seed": 1, "language": "de", "limit_s": 60})
    )
    (folder / "gradkata/built-in/katas/20_softmax/kata.toml").write_text("minuts = 3\n")
    words = run()
    assert words.startswith("Es wurde nichts bewertet")
    assert "'minuts'" in words


def test_without_a_setup_there_is_a_result_all_the_same(own):
    folder, run = own
    (folder / "python").unlink()
    assert "setup.sh did not run to its end" in run()


def test_a_setup_without_a_python_ends_with_a_sentence(source, environment, tmp_path):
    for name in ("bash", "dirname"):  # and nothing that installs packages of the system
        (tmp_path / name).symlink_to(shutil.which(name, path=environment["PATH"]))
    done = subprocess.run(
        ["bash", "setup.sh"],
        cwd=source, env={**environment, "PATH": str(tmp_path)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("gradkata needs Python 3.11 or newer")
