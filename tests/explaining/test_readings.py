"""What a learner's code may have drawn, as its answer tells."""

import numpy as np
import pytest
from gradkata.explaining.readings import Reading, readings

UNKNOWN = [Reading(())]
VOCABULARY = ["\n", "a", "b", "c"]


@pytest.mark.parametrize(
    "answer",
    [[3, 1, 2], (3, 1, 2), np.array([3, 1, 2]), np.array([3.0, 1.0, 2.0]), [3.0, np.float32(1), np.int64(2)],
     ["3", "1", "2"]],
)  # fmt: skip
def test_indices_from_the_first_or_from_the_second_on(answer):
    found = readings(answer, [])
    assert found == [Reading((3, 1, 2)), Reading((1, 2))]
    assert {type(index) for index in found[0].draws} == {int}


def test_index_zero_is_an_index():
    assert readings([0, 0], []) == [Reading((0, 0)), Reading((0,))]


@pytest.mark.parametrize(
    "answer",
    [None, 3, 2.5, object(), {}, np.array(3), np.array([[1, 2]]), [1, 2.5], [True, 1], [1, None], [1, "a"], [1, "1.0"],
     [np.nan], [[1]], ["123456789"]],
)  # fmt: skip
def test_of_any_other_answer_nobody_knows(answer):
    assert readings(answer, []) == UNKNOWN


def test_an_index_as_text_has_at_most_eight_digits():
    assert readings(["12345678"], [])[0] == Reading((12345678,))


def test_a_text_is_read_by_the_vocabulary_from_where_it_was_begun():
    assert readings("abca", ["ab", VOCABULARY]) == [Reading((3, 1), 0), Reading((1, 2, 3, 1), 0)]


def test_a_text_that_begins_otherwise_is_all_drawn():
    assert readings("cab", ["ab", VOCABULARY]) == [Reading((3, 1, 2), 0)]
    assert readings("ab", [VOCABULARY]) == [Reading((1, 2), 0)]


def test_the_first_text_and_the_first_vocabulary_count():
    arguments = [[], [1, "a"], VOCABULARY, ["c", "b"], "a", "x"]
    assert readings("ab", arguments) == [Reading((2,), 0), Reading((1, 2), 0)]
    assert readings("a", [["a"]]) == [Reading((0,), 0)]


def test_a_character_that_is_not_in_the_vocabulary_is_no_index():
    assert readings("ax", [VOCABULARY]) == [Reading((1, -1), 0)]
    assert readings("x", []) == [Reading((-1,), 0)]
