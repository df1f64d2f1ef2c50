"""Where a learner works: found from anywhere in it, with or without a clone, and never in somebody else's folder."""

import os
import sys

import pytest
from gradkata.errors import UsageError
from gradkata.finding.workspace import find_workspace, find_workspace_here, from_here

KATAS = ["softmax", "bptt"]


@pytest.fixture
def home(tmp_path):
    """A folder with work in it, below one that is none of the learner's."""
    (tmp_path / "work").mkdir()  # of some other project
    folder = tmp_path / "home"
    (folder / "work" / "notes").mkdir(parents=True)
    (folder / "src").mkdir()
    return folder


@pytest.mark.parametrize("name", ["softmax.py", "bptt.ipynb"])
@pytest.mark.parametrize("inside", [".", "work", "work/notes", "src"])
def test_work_is_found_from_anywhere_in_the_workspace(home, name, inside):
    (home / "work" / name).touch()
    found = find_workspace(home / inside, KATAS)
    assert found.root.samefile(home)
    assert found.work == home / "work"


@pytest.mark.parametrize("inside", [".", "work", "src/deep"])
def test_a_clone_is_a_workspace_before_there_is_any_work(home, inside):
    (home / "katas" / "20_softmax").mkdir(parents=True)
    (home / "src" / "deep").mkdir()
    assert find_workspace(home / inside, KATAS).root == home


def test_without_either_the_work_begins_right_here(home):
    assert find_workspace(home / "src", KATAS).root == home / "src"


def test_without_either_it_may_begin_where_a_kernel_was_started(home):
    assert find_workspace(home / "src", KATAS, otherwise=home).root == home
    (home / "src" / "work").mkdir()
    (home / "src" / "work" / "softmax.py").touch()
    assert find_workspace(home / "src", KATAS, otherwise=home).root == home / "src"


def test_a_folder_of_that_name_alone_is_no_sign(home):
    (home / "work" / "other.py").touch()
    (home / "katas" / "karate").mkdir(parents=True)
    assert find_workspace(home / "src", KATAS).root == home / "src"
    assert find_workspace(home / "work", KATAS).root == home / "work"


def test_the_nearest_workspace_counts(home):
    (home / "katas" / "20_softmax").mkdir(parents=True)
    inner = home / "src"
    (inner / "work").mkdir()
    (inner / "work" / "softmax.py").touch()
    assert find_workspace(inner, KATAS).root == inner


def test_what_lies_in_it_has_its_names(home):
    found = find_workspace(home, KATAS)
    assert found.copies("softmax") == [home / "work" / "softmax.py", home / "work" / "softmax.ipynb"]
    assert found.task("softmax") == home / "work" / "softmax.md"


@pytest.fixture
def closed(home):
    """A ``work/`` that nobody is let into."""
    folder = home / "work"
    folder.chmod(0)
    if os.access(folder, os.X_OK):
        pytest.skip("whoever runs this is let in everywhere")
    yield folder
    folder.chmod(0o700)


def test_work_above_that_cannot_be_looked_at_is_somebody_elses(home):
    assert find_workspace(home / "src", ["a" * 300]).root == home / "src"  # a name that no file can have


@pytest.mark.usefixtures("closed")
def test_work_above_that_is_closed_is_somebody_elses(home):
    assert find_workspace(home / "src", KATAS).root == home / "src"


@pytest.mark.usefixtures("closed")
def test_ones_own_work_that_is_closed_is_said(home):
    with pytest.raises(UsageError, match="work cannot be opened: give yourself the right to read it"):
        find_workspace(home, KATAS)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_work_that_is_a_link_is_gone_into_by_its_name(tmp_path, monkeypatch):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "softmax.py").touch()
    home = tmp_path / "home"
    home.mkdir()
    (home / "work").symlink_to(tmp_path / "elsewhere")
    monkeypatch.chdir(home / "work")
    monkeypatch.setenv("PWD", str(home / "work"))
    assert find_workspace_here(KATAS).root == home
    assert from_here(home / "work" / "softmax.py") == "softmax.py"
    monkeypatch.setenv("PWD", str(home))  # of some other folder: a program changed it without saying so
    assert find_workspace_here(KATAS).root == tmp_path / "elsewhere"
