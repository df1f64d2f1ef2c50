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
        ("third", "That was the last kata."),
    ],
)
def test_the_next_in_teaching_order(workspace, kata, sentence):
    assert after(kata, ["first", "second", "third"], workspace) == sentence
