"""Parts of a class: each learner is in one, and always in the same."""

import pytest
from gradkata.errors import UsageError
from gradkata.finding.submission import Submission
from gradkata.gradebook.shard import Shard, shard

WHOLE = [Submission(f"learner {number}", kata, None) for number in range(60) for kata in ("a", "b")]


def test_parts_make_up_the_whole():
    parts = [Shard(number, 4).of(WHOLE) for number in range(1, 5)]
    assert all(parts)
    assert sorted((each.learner, each.kata) for part in parts for each in part) == sorted(
        (each.learner, each.kata) for each in WHOLE
    )
    assert Shard(1, 1).of(WHOLE) == WHOLE


def test_a_part_is_the_same_whoever_is_missing_and_on_every_machine():
    part = Shard(2, 4).of(WHOLE)
    assert Shard(2, 4).of(WHOLE[::-1][:50]) == [each for each in WHOLE[::-1][:50] if each in part]
    class_ = [Submission(name, "a", None) for name in ("ada", "ben", "cleo", "dora", "eve", "finn")]
    parts = [[each.learner for each in Shard(number, 3).of(class_)] for number in (1, 2, 3)]
    assert parts == [["ada", "eve"], ["ben"], ["cleo", "dora", "finn"]]


def test_a_part_is_called_by_two_numbers():
    assert shard("3/10") == Shard(3, 10)
    for text in ("0/3", "4/3", "1/0", "1", "1/2/3", "-1/3", "a/b", "1 / 3", ""):
        with pytest.raises(UsageError, match="say it as in --shard 3/10, the third of ten parts"):
            shard(text)
