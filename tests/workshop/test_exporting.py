"""The folders of a class that is exported, and what is in them: `kata grade` takes them all, each for whose it is."""

import random

import pytest
from gradkata.finding.submission import find
from gradkata.workshop.exporting import folders
from gradkata.workshop.handed_in import HandedIn
from gradkata.workshop.jobs import judged_files, put

TIME = "2026-11-27T09:00:00.000000+00:00"
KATAS = ["softmax", "cross_entropy", "bptt"]
HOSTILE = [
    "Ada Lovelace", "ada_lovelace", "../etc", "..", ".", ".hidden", "__init__", "work", "WORK", "a/b", "a_b", "a\\b",
    "a:b", "con", "CON", "nul.txt", "softmax.py", "x.ipynb", "ends.", "李雷", "Zoë", "…a", "-rf", "~", "$HOME", "a*",
    "a?", "<a>", "|a", '"a"', "'a'", "a" * 60, "😀a" * 30, "lpt1", "x.ipynb_", "softmax.py_", "work_",
]  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_every_learner_has_a_folder_of_their_own_that_is_graded(seed, tmp_path):
    learners = random.Random(seed).sample(HOSTILE, len(HOSTILE))
    names = folders(learners)
    assert set(names) == set(learners)
    assert len({name.casefold() for name in names.values()}) >= len({name.casefold() for name in learners})
    for name in names.values():
        folder = tmp_path / "class" / name
        assert folder.resolve().parent == (tmp_path / "class").resolve()
        folder.mkdir(parents=True)
        (folder / "softmax.py").write_text("x = 1\n")
    found = find(tmp_path / "class", KATAS)
    assert sorted(each.learner for each in found) == sorted(names.values())
    assert all(each.path is not None for each in found)


@pytest.mark.parametrize("name", HOSTILE)
def test_one_learner_alone_is_a_class_of_one(name, tmp_path):
    folder = tmp_path / "class" / folders([name])[name]
    folder.mkdir(parents=True)
    (folder / "softmax.py").write_text("x = 1\n")
    (found,) = find(tmp_path / "class", KATAS)
    assert found.learner == folder.name


@pytest.mark.parametrize(
    "name",
    ["Ada Lovelace", "ada_lovelace", "李雷", "Zoë", "-rf", "O'Neil-Smith", "a" * 60, "a, b (c)", "7", "Mr. X", "_x"],
)
def test_a_name_that_a_folder_can_have_is_its_name(name):
    assert folders([name, "a/b"])[name] == name


def test_the_same_names_have_the_same_folders():
    assert folders(HOSTILE) == folders(reversed(HOSTILE)) == folders(iter(HOSTILE))


@pytest.mark.parametrize(
    ("files", "wanted"),
    [
        ({"softmax.py": "x = 1"}, {"softmax.py"}),
        ({"softmax.py": "x = 1", "bptt.py": "", "notes.py": ""}, {"softmax.py"}),
        ({"softmax.py": "import helpers", "helpers.py": "from bptt import x", "bptt.py": "", "other.py": ""},
         {"softmax.py", "helpers.py", "bptt.py"}),
        ({"softmax.py": "import bptt", "bptt.ipynb": '{"cells": []}'}, {"softmax.py", "bptt.ipynb"}),
        ({"softmax.py": "import bptt", "bptt.ipynb": "no notebook"}, {"softmax.py", "bptt.ipynb"}),
        ({"softmax.ipynb": "no notebook", "bptt.py": ""}, {"softmax.ipynb"}),
        ({"softmax.ipynb": '{"cells": []}', "softmax.py": "x = 1"}, {"softmax.ipynb", "softmax.py"}),
    ],
)  # fmt: skip
def test_what_is_judged_are_the_katas_file_and_what_it_imports(files, wanted):
    found = judged_files(HandedIn("1", "ada", "softmax", files, TIME), KATAS)
    assert found == {name: files[name] for name in wanted}


def test_files_are_of_the_time_at_which_they_came(tmp_path):
    put({"a.py": "ä \ud800\r\n", "b.py": ""}, tmp_path, TIME)
    assert (tmp_path / "a.py").read_bytes() == "ä \ud800\r\n".encode("utf-8", "surrogatepass")
    assert {path.stat().st_mtime for path in tmp_path.iterdir()} == {1795770000.0}
