"""Pages to hand back: a name for each that any system takes, and nothing lost that is not ours."""

import os
import unicodedata

import pytest
from gradkata.errors import UsageError
from gradkata.feedback import Feedback, file_names

from tests.reports.html import samples

RIGHT = """import numpy as np
def softmax(logits):
    e = np.exp(logits - logits.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)
"""


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "back" / "today"


def feedback(folder, learners=("ada", "bob", "cyd")):
    return Feedback(folder, [folder.parent.parent / "class"], learners)


def test_each_learner_gets_a_page_and_nothing_else_is_left(folder):
    assert feedback(folder).deliver(samples.school()) == 3
    assert sorted(each.name for each in folder.iterdir()) == ["ada.html", "bob.html", "cyd.html"]
    assert "<h1><bdi>bob</bdi></h1>" in (folder / "bob.html").read_text("utf-8")


def test_earlier_pages_are_replaced_and_other_files_are_not(folder):
    feedback(folder).deliver(samples.school())
    (folder / "notes.txt").write_text("mine")
    (folder / "ada.html").write_text((folder / "ada.html").read_text("utf-8") + "earlier", "utf-8")
    feedback(folder).deliver(samples.school())
    assert "earlier" not in (folder / "ada.html").read_text("utf-8")
    assert (folder / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize("kind", ["file", "folder", "link", "empty"])
def test_what_is_no_page_of_ours_is_refused_before_anything_is_done(folder, kind):
    folder.mkdir(parents=True)
    there = folder / "bob.html"
    if kind == "folder":
        there.mkdir()
    elif kind == "link":
        feedback(folder).deliver(samples.school())
        there.rename(folder / "kept")
        there.symlink_to("kept")
    else:
        there.write_text("<p>mine" if kind == "file" else "")
    before = sorted(each.name for each in folder.iterdir())
    with pytest.raises(UsageError, match=r"bob\.html is there and is no page of feedback: move it"):
        feedback(folder)
    assert sorted(each.name for each in folder.iterdir()) == before


def test_what_came_meanwhile_is_not_overwritten(folder):
    pages = feedback(folder)
    (folder / "ada.html").write_text("mine")
    with pytest.raises(UsageError, match=r"ada\.html is there"):
        pages.deliver(samples.school())
    assert [each.name for each in folder.iterdir()] == ["ada.html"]
    assert (folder / "ada.html").read_text() == "mine"


def test_a_folder_that_cannot_be_is_refused(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match=r"no feedback can be written into .*file"):
        Feedback(tmp_path / "file", [tmp_path / "class"], ["ada"])


def test_pages_do_not_become_learners_of_the_next_grading(tmp_path):
    graded = tmp_path / "class"
    graded.mkdir()
    with pytest.raises(UsageError, match="lies in what is graded"):
        Feedback(graded / "feedback", [graded], ["ada"])
    assert list(graded.iterdir()) == []


def test_names_of_files_are_safe_and_differ():
    learners = [
        "ada", "Ada", "a/da", "..", "con", "Nul.x", "-rf", ".hidden", "Jürgen", unicodedata.normalize("NFD", "Jürgen"),
        "Doe, Jane", "a\u202eb", "日本" * 60, "日本" * 60 + "x", "", "x" * 10_000, "a_da", "lone\ud800",
        *samples.HOSTILE,
    ]  # fmt: skip
    names = file_names(learners)
    assert names.keys() == set(learners)
    assert len({name.casefold() for name in names.values()}) == len(names)
    for name in names.values():
        assert name.endswith(".html")
        assert len(name.encode()) < 200
        assert name.replace(".html", "").replace("-", "").replace(".", "").replace("_", "").isalnum()
        assert name[0] not in ".-_"
        assert name.partition(".")[0].lower() not in ("con", "nul")
        assert os.sep not in name
    assert names["Doe, Jane"] == "Doe_Jane.html"
    assert names["ada"] != names["Ada"]


def test_a_name_that_differs_from_all_others_is_kept_whatever_the_order():
    assert file_names(["bob", "ada"]) == {"ada": "ada.html", "bob": "bob.html"}
    assert file_names(["a b", "a_b"]) == file_names(["a_b", "a b"])


def test_kata_grade_says_where_the_pages_are(kata_here, tmp_path):
    for learner, source in {"ada": RIGHT, "bob": "def softmax(:\n"}.items():
        (tmp_path / "class" / learner).mkdir(parents=True)
        (tmp_path / "class" / learner / "softmax.py").write_text(source)
    arguments = ["grade", "class", "--isolation", "process", "--jobs", "1", "--seed", "1", "--feedback", "back"]
    done = kata_here(*arguments, "--format", "html")
    assert done.exit_code == 1, done.output
    assert done.stderr.splitlines()[-1] == "The feedback is in back: 2 pages"
    assert done.stdout.startswith("<!doctype html>")
    assert "softmax: passed, 10 of 10 points." in (tmp_path / "back" / "ada.html").read_text("utf-8")
    assert "is not valid Python" in (tmp_path / "back" / "bob.html").read_text("utf-8")
    (tmp_path / "back" / "bob.html").write_text("mine")
    done = kata_here(*arguments)
    assert done.exit_code == 2
    assert done.stdout == ""
