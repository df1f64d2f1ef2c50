"""Which files have been saved: however an editor does it."""

import os
import threading

import pytest
from gradkata.watching.saves import Saves


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "softmax.py").write_text("first")
    (tmp_path / "softmax.md").write_text("the task")
    return tmp_path


@pytest.fixture
def saves(folder):
    return Saves(folder)


def test_what_was_there_before_is_no_save(saves):
    assert saves.changed() == []


def test_each_save_counts_once(saves, folder):
    (folder / "softmax.py").write_text("second")
    (folder / "bptt.ipynb").write_text("{}")
    assert saves.changed() == ["bptt", "softmax"]
    assert saves.changed() == []


def test_the_same_text_again_is_a_save(saves, folder):
    os.utime(folder / "softmax.py", ns=(1, 1))
    assert saves.changed() == ["softmax"]


def test_another_text_is_one_even_where_the_clock_stands_still(saves, folder):
    os.utime(folder / "softmax.py", ns=(1, 1))
    saves.changed()
    (folder / "softmax.py").write_text("other")
    os.utime(folder / "softmax.py", ns=(1, 1))
    assert saves.changed() == ["softmax"]


def test_renaming_over_it_deleting_it_and_putting_it_back(saves, folder):
    (folder / "new").write_text("renamed")
    (folder / "new").replace(folder / "softmax.py")
    assert saves.changed() == ["softmax"]
    (folder / "softmax.py").rename(folder / "aside")
    assert saves.changed() == []
    (folder / "aside").rename(folder / "softmax.py")
    assert saves.changed() == ["softmax"]


def test_only_python_files_and_notebooks_of_the_folder_itself_count(saves, folder):
    (folder / "softmax.md").write_text("another task")
    (folder / ".softmax.py").write_text("an editor's own")
    (folder / "softmax.py~").write_text("what it was before")
    (folder / ".ipynb_checkpoints").mkdir()
    (folder / ".ipynb_checkpoints" / "bptt.ipynb").write_text("{}")
    assert saves.changed() == []


def test_what_was_not_written_by_the_learner_is_no_save(saves, folder):
    (folder / "bptt.py").write_text("the stub")
    saves.disregard(folder / "bptt.py")
    assert saves.changed() == []


def test_a_folder_that_has_gone_holds_nothing_until_it_is_back(saves, folder, tmp_path_factory):
    aside = tmp_path_factory.mktemp("aside") / "work"
    folder.rename(aside)
    assert saves.changed() == []
    aside.rename(folder)
    assert saves.changed() == ["softmax"]


def test_a_save_is_told_of(saves, folder):
    heard = threading.Event()
    saves.tell(heard.set)
    for number in range(600):  # it listens as soon as it has been imported
        (folder / "softmax.py").write_text(f"{number}")
        if heard.wait(0.1):
            break
    assert heard.is_set()
