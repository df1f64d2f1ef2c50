"""Beginning a kata: a stub and its task, and no work ever overwritten."""

import pytest
from gradkata.errors import UsageError
from gradkata.finding.workspace import Workspace
from gradkata.learning.starting import is_begun, start


def test_the_stub_and_its_task_are_put_there(registry, tmp_path):
    workspace, kata = Workspace(tmp_path), registry.kata("softmax")
    assert not is_begun("softmax", workspace)
    path = start(kata, workspace)
    assert is_begun("softmax", workspace)
    assert path.read_bytes() == kata.stub.read_bytes()
    assert workspace.task("softmax").read_bytes() == kata.readme.read_bytes()


@pytest.mark.parametrize("name", ["softmax.py", "softmax.ipynb"])
def test_work_that_is_there_stays_as_it_is(registry, tmp_path, name):
    workspace = Workspace(tmp_path)
    workspace.work.mkdir()
    (workspace.work / name).write_text("mine")
    with pytest.raises(UsageError, match="is there already and stays as it is"):
        start(registry.kata("softmax"), workspace)
    assert [path.name for path in workspace.work.iterdir()] == [name]
    assert (workspace.work / name).read_text() == "mine"


def test_a_file_in_the_place_of_the_folder_is_told_of(registry, tmp_path):
    workspace = Workspace(tmp_path)
    workspace.work.write_text("a file")
    with pytest.raises(UsageError, match="work is no folder: rename it"):
        start(registry.kata("softmax"), workspace)
