"""Which kata a learner has in hand: that of the file which they saved last."""

import os

import pytest
from gradkata.finding.workspace import Workspace
from gradkata.learning.in_hand import in_hand, is_begun

KATAS = ["first", "second", "third"]


@pytest.fixture
def workspace(tmp_path):
    (tmp_path / "work").mkdir()
    return Workspace(tmp_path)


def save(workspace, name, at):
    (workspace.work / name).write_text("")
    os.utime(workspace.work / name, (at, at))


def test_the_file_that_was_saved_last_counts(workspace):
    save(workspace, "first.py", 10)
    save(workspace, "second.py", 5)
    assert in_hand(KATAS, workspace) == "first"
    save(workspace, "second.ipynb", 20)
    assert in_hand(KATAS, workspace) == "second"
    save(workspace, "first.md", 30)  # the task, which is nobody's work
    assert in_hand(KATAS, workspace) == "second"
    assert is_begun("first", workspace)
    assert not is_begun("third", workspace)


def test_where_nothing_is_begun_there_is_none(workspace, tmp_path):
    assert in_hand(KATAS, workspace) is None
    assert in_hand([], workspace) is None
    assert in_hand(KATAS, Workspace(tmp_path / "nowhere")) is None
