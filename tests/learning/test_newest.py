"""Which file a learner changed last, and whether it was checked as it is now."""

import dataclasses
import os

import pytest
from gradkata.finding.submission import of_learner
from gradkata.learning.newest import newest, saved_at, works
from gradkata.learning.progress import Record

KATAS = ["first", "second", "third"]


@pytest.fixture
def found(tmp_path):
    """A function from the seconds at which files were saved, and the katas checked since, to the newest's kata."""

    def found(saved, checked=()):
        for kata, second in saved.items():
            (tmp_path / f"{kata}.py").touch()
            os.utime(tmp_path / f"{kata}.py", (second, second))
        records = {kata: Record(saved=saved_at(tmp_path / f"{kata}.py")) for kata in checked}
        chosen = newest(works(of_learner(tmp_path, KATAS), records))
        return chosen and (chosen.kata, chosen.is_checked)

    return found


@pytest.mark.parametrize(
    ("saved", "checked", "expected"),
    [
        ({}, [], None),
        ({"first": 5, "second": 7}, [], ("second", False)),
        ({"first": 5, "second": 7}, ["second"], ("first", False)),
        ({"first": 5, "second": 7, "third": 6}, ["second", "third"], ("first", False)),
        ({"first": 5, "second": 7}, ["first", "second"], ("second", True)),
    ],
)
def test_what_is_not_checked_goes_first_and_then_the_newest(found, saved, checked, expected):
    assert found(saved, checked) == expected


def test_an_older_copy_in_a_files_place_is_not_checked_yet(tmp_path):
    (tmp_path / "first.py").touch()
    os.utime(tmp_path / "first.py", (9, 9))
    checked = Record(saved=saved_at(tmp_path / "first.py"))
    os.utime(tmp_path / "first.py", (4, 4))
    (work,) = works(of_learner(tmp_path, KATAS), {"first": checked})
    assert not work.is_checked
    (work,) = works(of_learner(tmp_path, KATAS), {"first": dataclasses.replace(checked, saved=work.saved)})
    assert work.is_checked


def test_when_a_file_was_saved(tmp_path):
    (tmp_path / "first.py").touch()
    os.utime(tmp_path / "first.py", ns=(0, 1_000_002_999))
    assert saved_at(tmp_path / "first.py") == "1970-01-01T00:00:01.000002+00:00"
    assert saved_at(tmp_path / "gone.py") == ""
