"""Names to show: those of the folders, fit to print, and no two alike."""

import unicodedata

import pytest
from gradkata.finding.naming import MAX_NAME, distinct


def test_a_name_that_can_be_shown_stays_as_it_is():
    names = ["ada", "Ada Lovelace", "bob (3)", "李", "Bob", "bob"]
    assert distinct(names) == names


def test_a_number_is_one_that_no_other_folder_has():
    assert distinct(["bob\x01", "bob", "bob\u200b", "bob (3)", "bob (2)"]) == [
        "bob (4)", "bob", "bob (5)", "bob (3)", "bob (2)"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "names",
    [
        ["x" * 255, "x" * 254, "x" * 79 + "…", "x" * 80],
        ["\u200b", "learner", "\x01", " "],
        ["é", "e\u0301"],
        ["bob", "bob ", " bob", "bob\n", "b\u202eob", "b ob"],
        ["y" * 78 + "\x02" * number for number in range(20)],
    ],
)
def test_no_two_are_alike(names):
    shown = distinct(names)
    assert len({unicodedata.normalize("NFC", each) for each in shown}) == len(names)
    assert max(map(len, shown)) <= MAX_NAME
    assert distinct(names) == shown
