"""Digests tell what results depend on from what they do not."""

import shutil

import pytest
from gradkata import digests


@pytest.fixture
def code(tmp_path):
    """A copy of gradkata's own code."""
    shutil.copytree(digests.HERE, tmp_path / "gradkata", ignore=shutil.ignore_patterns("__pycache__", "*.po"))
    return tmp_path / "gradkata"


def test_a_copy_has_the_same_digests(code):
    assert digests.own(code) == digests.own()
    assert digests.judging(code) == digests.judging()


@pytest.mark.parametrize(
    ("name", "judges"),
    [("judging/compare.py", True), ("explaining/sets.py", True), ("grader.py", True), ("cli/grade.py", False)],
)
def test_what_is_changed_tells(code, name, judges):
    with (code / name).open("a") as file:
        file.write("# changed\n")
    assert digests.own(code) != digests.own()
    assert (digests.judging(code) != digests.judging()) is judges


def test_what_judges_is_there():
    assert all((digests.HERE / name).exists() for name in digests.JUDGES)
