"""The held-out set: whether it and its key are whole, and what is said of a key that is not."""

import tomllib
from pathlib import Path

import pytest
from gradkata.errors import UsageError

from accuracy.outcomes import Group, group
from accuracy.solutions import LABELS, SET, load

ENTRY = """\
[[wrong]]
file = "ann.py"
kind = "single"
mistakes = ["no maximum is subtracted"]
expected = [["no-shift"]]
shows = "large scores"
style = "short"
"""


@pytest.fixture
def folder(tmp_path):
    for each in ("right", "wrong"):
        (tmp_path / "softmax" / each).mkdir(parents=True)
    (tmp_path / "softmax" / "right" / "bea.py").write_text("")
    (tmp_path / "softmax" / "wrong" / "ann.py").write_text("")
    (tmp_path / "softmax" / LABELS).write_text(ENTRY)
    return tmp_path


def test_the_key_is_complete(registry):
    solutions = load(SET, registry.katas)
    for kata in registry.katas:
        own = [each for each in solutions if each.kata == kata]
        assert sum(each.is_right for each in own) == 6
        assert sum(not each.is_right for each in own) == 14
        assert sum(group(each) is Group.SINGLE for each in own) >= 5


def test_a_set_is_read(folder, registry):
    right, wrong = load(folder, registry.katas)
    assert (right.kata, right.path.name, right.is_right) == ("softmax", "bea.py", True)
    assert (wrong.path.name, wrong.mistakes, wrong.expected) == (
        "ann.py", ("no maximum is subtracted",), (("no-shift",),)
    )  # fmt: skip
    assert wrong.true_names == {"no-shift"}


@pytest.mark.parametrize(
    ("was", "becomes", "line", "problem"),
    [
        ('"no-shift"', '"no-shfit"', 5, "there is no mistake 'no-shfit'; did you mean 'no-shift'?"),
        ('[["no-shift"]]', "[]", 5, "1 lists are due, one for each mistake, and not 0"),
        ('[["no-shift"]]', '[["no-shift"], []]', 5, "1 lists are due, one for each mistake, and not 2"),
        ('["no maximum is subtracted"]', "[]", 4, "what is wrong has to be said"),
        ('"single"', '"singel"', 3, "there is no kind 'singel'; did you mean 'single'?"),
        ('"ann.py"', '"anne.py"', 2, "there is no file 'anne.py' in wrong/"),
        ('expected = [["no-shift"]]\n', "", 1, "the entry 'wrong.expected' is missing"),
    ],
)
def test_an_entry_that_is_wrong_is_an_error_with_its_line(was, becomes, line, problem, folder, registry):
    path = folder / "softmax" / LABELS
    path.write_text(path.read_text().replace(was, becomes))
    with pytest.raises(UsageError) as error:
        load(folder, registry.katas)
    assert str(error.value) == f"{path}, line {line}: {problem}"


def test_a_solution_needs_an_entry(folder, registry):
    (folder / "softmax" / "wrong" / "carl.ipynb").write_text("")
    with pytest.raises(UsageError, match=r"labels\.toml: there is no entry for carl\.ipynb"):
        load(folder, registry.katas)


def test_a_solution_has_one_entry(folder, registry):
    (folder / "softmax" / LABELS).write_text(2 * ENTRY)
    with pytest.raises(UsageError, match=r"line 8: ann\.py has two entries; the first is in line 1"):
        load(folder, registry.katas)


def test_a_folder_needs_a_kata(folder, registry):
    (folder / "softmx").mkdir()
    with pytest.raises(UsageError, match=r"there is no such kata; did you mean 'softmax'\?"):
        load(folder, registry.katas)


def test_the_set_is_no_part_of_what_is_installed():
    root = Path(__file__).parents[2]
    wheel = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    taken = [root / each for each in (*wheel["packages"], *wheel["force-include"])]
    assert all(each.is_dir() for each in taken)
    assert not any(SET.is_relative_to(each) for each in taken)
