"""A kata begun anew: nothing that was written is lost, whatever happens."""

import re

import pytest
from gradkata.errors import UsageError
from gradkata.finding.submission import find, of_learner, survey
from gradkata.finding.workspace import Workspace
from gradkata.learning.restart import restart


@pytest.fixture
def workspace(tmp_path):
    (tmp_path / "work").mkdir()
    return Workspace(tmp_path)


@pytest.fixture
def kata(registry):
    return registry.kata("softmax")


def test_the_stub_is_back_and_all_that_was_written_is_kept(workspace, kata):
    mine = workspace.work / "softmax.py"
    texts = [f"x = {number}\n" for number in range(12)]
    kept = []
    for text in texts:
        mine.write_text(text)
        done = restart(kata, workspace)
        assert done.stub == mine
        assert mine.read_bytes() == kata.stub.read_bytes()
        kept += done.aside
    assert [path.read_text() for path in kept] == texts
    assert {path.parent for path in kept} == {workspace.work / "old"}
    assert all(re.fullmatch(r"softmax\.\d{4}-\d\d-\d\d\.\d+\.py", path.name) for path in kept)


def test_a_name_that_is_taken_is_left_alone(workspace, kata):
    (workspace.work / "softmax.py").write_text("x = 1\n")
    (first,) = restart(kata, workspace).aside
    first.write_text("edited since\n")
    (workspace.work / "softmax.py").write_text("x = 2\n")
    (second,) = restart(kata, workspace).aside
    assert (first.read_text(), second.read_text()) == ("edited since\n", "x = 2\n")


def test_a_file_and_a_notebook_are_both_kept(workspace, kata):
    for suffix in (".py", ".ipynb"):
        (workspace.work / f"softmax{suffix}").write_text(f"my {suffix}\n")
    done = restart(kata, workspace)
    assert {path.suffix: path.read_text() for path in done.aside} == {".py": "my .py\n", ".ipynb": "my .ipynb\n"}
    assert [path.name for path in workspace.work.iterdir() if path.is_file()] == ["softmax.py"]


def test_what_was_put_aside_is_nobodys_submission(workspace, kata, registry):
    (workspace.work / "softmax.py").write_text("x = 1\n")
    restart(kata, workspace)
    (workspace.work / "softmax.py").unlink()
    (workspace.work / "encoding.py").write_text("x = 1\n")
    assert [each.kata for each in of_learner(workspace.work, registry.katas)] == ["encoding"]
    assert [each.kata for each in find(workspace.work, registry.katas)] == ["encoding"]
    for lms in (False, True):
        (found,) = survey(workspace.work, registry.katas, ["softmax"], lms=lms).submissions
        assert (found.path, found.remark) == (None, "")


def test_nothing_to_put_aside_is_an_error(workspace, kata):
    with pytest.raises(UsageError, match="there is no work on softmax yet: `kata start softmax` begins"):
        restart(kata, workspace)
    (workspace.work / "softmax.py").write_bytes(kata.stub.read_bytes())
    with pytest.raises(UsageError, match="is the stub already: there is nothing to reset"):
        restart(kata, workspace)
    assert [path.name for path in workspace.work.iterdir()] == ["softmax.py"]


def test_a_link_stays_as_it_is(workspace, kata, tmp_path):
    (tmp_path / "mine.py").write_text("x = 1\n")
    (workspace.work / "softmax.py").symlink_to("../mine.py")
    with pytest.raises(UsageError, match="is a link or no plain file, and stays as it is"):
        restart(kata, workspace)
    assert (workspace.work / "softmax.py").readlink().name == "mine.py"
    assert [path.name for path in workspace.work.iterdir()] == ["softmax.py"]


def test_where_nothing_can_be_put_aside_nothing_changes(workspace, kata):
    (workspace.work / "softmax.py").write_text("x = 1\n")
    (workspace.work / "old").write_text("no folder\n")
    with pytest.raises(UsageError, match="old is no folder: rename it, so that one can be made"):
        restart(kata, workspace)
    assert (workspace.work / "softmax.py").read_text() == "x = 1\n"


def test_a_link_to_nothing_in_the_way_of_old_work_is_said(workspace, kata):
    mine, old = workspace.work / "softmax.py", workspace.work / "old"
    mine.write_text("x = 1\n")
    old.symlink_to("nowhere")
    with pytest.raises(UsageError, match="old is no folder: rename it, so that one can be made"):
        restart(kata, workspace)
    assert mine.read_text() == "x = 1\n"
