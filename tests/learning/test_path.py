"""What comes after a kata that is passed."""

import pytest
from gradkata.finding.workspace import Workspace
from gradkata.learning.path import after


@pytest.fixture
def workspace(tmp_path):
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "second.ipynb").write_text("")
    return Workspace(tmp_path)


@pytest.mark.parametrize(
    ("kata", "sentence"),
    [
        ("first", "The next kata: kata check second"),
        ("second", "The next kata: kata start third"),
        ("third", "The next kata: kata start first"),
    ],
)
def test_the_next_in_teaching_order(workspace, kata, sentence):
    assert after(kata, ["first", "second", "third"], workspace) == sentence


@pytest.mark.parametrize(
    ("kata", "passed", "sentence"),
    [
        ("first", ["first", "second"], "The next kata: kata start third"),
        ("third", ["first", "third"], "The next kata: kata check second"),
        ("third", ["first", "second"], "All katas are passed."),
        ("first", ["first", "second", "third"], "All katas are passed."),
    ],
)
def test_what_is_passed_is_not_next(workspace, kata, passed, sentence):
    assert after(kata, ["first", "second", "third"], workspace, passed) == sentence
