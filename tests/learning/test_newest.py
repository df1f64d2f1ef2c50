"""Which file a learner changed last, and whether there is anything new in it to check."""

import os

import pytest
from gradkata.finding.submission import of_learner
from gradkata.learning.newest import newest, saved_at, works
from gradkata.learning.progress import Record

MINE = "x = 1\n"


@pytest.fixture
def save(tmp_path, registry):
    """A function that saves a learner's file at a second."""

    def save(kata, second, text=MINE):
        path = tmp_path / f"{kata}.py"
        path.write_bytes(registry.kata(kata).stub.read_bytes() if text == "stub" else text.encode())
        os.utime(path, (second, second))
        return path

    return save


@pytest.fixture
def found(tmp_path, registry):
    """A function from records to all work."""
    return lambda records: works(of_learner(tmp_path, registry.katas), records, registry.katas)


@pytest.mark.parametrize(
    ("saved", "checked", "expected"),
    [
        ({}, [], None),
        ({"softmax": 5, "bptt": 7}, [], ("bptt", True)),
        ({"softmax": 5, "bptt": 7}, ["bptt"], ("softmax", True)),
        ({"softmax": 5, "bptt": 7, "adagrad": 6}, ["bptt", "adagrad"], ("softmax", True)),
        ({"softmax": 5, "bptt": 7}, ["softmax", "bptt"], ("bptt", False)),
    ],
)
def test_what_is_not_checked_goes_first_and_then_the_newest(save, found, saved, checked, expected):
    paths = {kata: save(kata, second) for kata, second in saved.items()}
    chosen = newest(found({kata: Record(saved=saved_at(paths[kata])) for kata in checked}))
    assert (chosen and (chosen.kata, chosen.is_new)) == expected


def test_a_stub_is_nothing_new(save, found):
    path = save("softmax", 5)
    save("bptt", 7, "stub")
    assert newest(found({})).kata == "softmax"
    chosen = newest(found({"softmax": Record(saved=saved_at(path))}))
    assert (chosen.kata, chosen.is_new) == ("bptt", False)


def test_an_older_copy_in_a_files_place_is_not_checked_yet(save, found):
    record = Record(saved=saved_at(save("softmax", 9)))
    assert [each.is_checked for each in found({"softmax": record})] == [True]
    save("softmax", 4)
    assert [each.is_checked for each in found({"softmax": record})] == [False]


def test_when_a_file_was_saved(tmp_path):
    (tmp_path / "softmax.py").touch()
    os.utime(tmp_path / "softmax.py", ns=(0, 1_000_002_999))
    assert saved_at(tmp_path / "softmax.py") == "1970-01-01T00:00:01.000002+00:00"
    assert saved_at(tmp_path / "gone.py") == ""
