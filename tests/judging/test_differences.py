"""Facts about wrong numbers: each is told where it holds, and only there."""

import numpy as np
import pytest
from gradkata.judging.differences import describe, kind_of, relation, show
from gradkata.tolerances import FACTOR_OF_ONE, MOST_FACTOR, RELATIVE

SLIGHTLY = RELATIVE / 2  # within what counts as the same
BARELY = 2 * RELATIVE  # beyond it

COLUMN = np.array([0.0, -4.0, 1.5])  # its largest entry is negative, its first is 0
SQUARE = np.array([[1.0, 2.0], [5.0, 4.0]])


def fact(got, expected):
    return relation(np.asarray(got, np.float64), np.asarray(expected, np.float64)).strip()


# Nothing to relate to.


def test_of_zeros_nothing_is_a_factor_and_nothing_was_added():
    assert fact([1.0, 1.0], [0.0, 0.0]) == ""
    assert fact([2.0], [0.0]) == ""


def test_what_should_be_infinite_has_no_relation():
    assert fact([0.0, 0.0], [np.inf, 1.0]) == ""
    assert fact([0.0, 0.0], [np.nan, 1.0]) == ""


@pytest.mark.parametrize("strange", [np.nan, np.inf, -np.inf])
def test_what_is_not_finite_has_no_relation(strange):
    assert fact([strange, strange], [1.0, 1.0]) == ""
    assert fact([strange, 2.0], [1.0, 1.0]) == ""
    assert fact([2.0, strange], [1.0, 1.0]) == ""
    assert fact([strange], [1.0]) == ""


# The facts, in their order.


def test_zeros():
    assert fact([0.0, 0.0], [1.0, 0.0]) == "Yours is 0 throughout."
    assert fact([0.0, 0.1], [1.0, 0.0]) == ""


def test_the_opposite_sign():
    assert fact(-COLUMN, COLUMN) == "Yours has the opposite sign."
    assert fact([-3.0], [3.0]) == "Yours has the opposite sign."
    assert fact([0.0, 4.0, 1.5], COLUMN) == ""


def test_the_transpose():
    assert fact(SQUARE.T, SQUARE) == "Yours is the transpose."
    assert fact(SQUARE.T + np.eye(2), SQUARE) == ""


def test_only_a_square_of_two_axes_has_a_transpose_of_its_shape():
    cube = np.arange(8.0).reshape(2, 2, 2)
    assert fact(cube.T, cube) == ""
    assert fact(np.ones((2, 2, 3)), np.arange(12.0).reshape(2, 2, 3)) == ""
    assert fact([1.0, 9.0, 4.0], [4.0, 1.0, 1.0]) == ""
    assert fact(np.ones((2, 3)), np.arange(6.0).reshape(2, 3)) == ""


@pytest.mark.parametrize(("ratio", "said"), [(3.0, "3"), (0.5, "0.5"), (-2.5, "-2.5"), (1 / 3, "0.3333")])
def test_a_factor_is_that_of_the_largest_entry(ratio, said):
    assert fact(ratio * COLUMN, COLUMN) == f"Yours is {said} times the expected throughout."


def test_a_factor_holds_throughout_or_is_none():
    assert fact(3 * COLUMN + [0, 0, 0.1], COLUMN) == ""
    assert fact(3 * COLUMN * [1, 1, 1 + SLIGHTLY], COLUMN) == "Yours is 3 times the expected throughout."
    assert fact(3 * COLUMN * [1, 1, 1 + BARELY], COLUMN) == ""


def test_beside_large_entries_rounding_is_zero():
    large = np.array([1e6, 0.0])
    assert fact(2 * large + [0, 1e-7], large) == "Yours is 2 times the expected throughout."
    assert fact(2 * large + [0, 1e-5], large) == ""


@pytest.mark.parametrize("sign", [1, -1])
def test_a_huge_factor_is_another_formula(sign):
    assert fact(sign * 2 * MOST_FACTOR * COLUMN, COLUMN) == ""
    assert fact(sign * 0.5 * MOST_FACTOR * COLUMN, COLUMN) == f"Yours is {sign * 5}e+05 times the expected throughout."


def test_the_largest_factor_is_too_large_already():
    assert fact([MOST_FACTOR, 2 * MOST_FACTOR], [1.0, 2.0]) == ""


@pytest.mark.parametrize("sign", [1, -1])
def test_a_factor_of_one_is_none(sign):
    assert fact((1 + sign * FACTOR_OF_ONE / 2) * COLUMN, COLUMN) == ""
    assert fact((1 + sign * FACTOR_OF_ONE * 2) * COLUMN, COLUMN) == (
        f"Yours is {1 + sign * FACTOR_OF_ONE * 2:g} times the expected throughout."
    )


def test_what_was_added():
    assert fact(COLUMN + 0.25, COLUMN) == "Yours is the expected plus 0.25 throughout."
    assert fact(COLUMN - 0.25, COLUMN) == "Yours is the expected plus -0.25 throughout."
    assert fact(COLUMN + np.array([0.25, 0.25, 0.3]), COLUMN) == ""


def test_a_factor_is_told_before_what_was_added():
    assert fact([2.0, 2.0], [1.0, 1.0]) == "Yours is 2 times the expected throughout."


# One number.


@pytest.mark.parametrize("number", [2, 3, 10, 100])
def test_one_number_and_a_striking_factor(number):
    assert fact([0.7 * number], [0.7]) == f"Yours is {number} times the expected."
    assert fact([0.7 / number], [0.7]) == f"Yours is 1/{number} of the expected."


@pytest.mark.parametrize("ratio", [0.4, 0.6, 1.3, 1.5, 2.5, -2.0, -0.5, 101.0, 1 / 101, 1.0005])
def test_one_number_has_some_ratio_which_is_no_fact(ratio):
    assert fact([ratio * 0.7], [0.7]) == ""
    assert fact([[ratio * 0.7]], [[0.7]]) == ""


@pytest.mark.parametrize("number", [2, 100])
@pytest.mark.parametrize("sign", [1, -1])
def test_a_striking_factor_is_one_but_for_rounding(number, sign):
    assert fact([number * (1 + sign * SLIGHTLY)], [1.0]) == f"Yours is {number} times the expected."
    assert fact([number * (1 + sign * BARELY)], [1.0]) == ""
    assert fact([(1 + sign * SLIGHTLY) / number], [1.0]) == f"Yours is 1/{number} of the expected."
    assert fact([(1 + sign * BARELY) / number], [1.0]) == ""


def test_one_number_has_nothing_added():
    assert fact([1.7], [0.7]) == ""


# The sentences around the fact.


def test_a_value_by_itself():
    got, expected = np.array(2.0), np.array(4.0)
    assert describe(got, expected, np.array(True), "loss") == (
        "loss has the right shape, but its value is wrong. Yours is 1/2 of the expected. Yours is 2, expected 4."
    )


def test_the_worst_entry_is_the_furthest_of_the_wrong_ones():
    got, expected = np.array([[1.0, 9.0], [3.0, 4.5]]), np.array([[1.0, 2.0], [3.0, 4.0]])
    wrong = np.array([[False, False], [False, True]])  # a suite may allow the larger one
    assert describe(got, expected, wrong, "W") == (
        "W has the right shape, but 1 of its 4 entries is wrong. The worst is [1, 1]: yours 4.5, expected 4."
    )


def test_entries_that_are_no_numbers_come_first():
    got, expected = np.array([np.nan, 100.0, -np.inf]), np.array([1.0, 2.0, 3.0])
    assert describe(got, expected, got != expected, "p") == (
        "p has the right shape, but 2 of its 3 entries are nan and inf. The worst is [0]: yours nan, expected 1."
    )
    assert describe(np.array([np.inf]), np.array([1.0]), np.array([True]), "p") == (
        "p has the right shape, but its value is inf. The worst is [0]: yours inf, expected 1."
    )


def test_where_infinity_is_right_it_is_no_fault():
    got, expected = np.array([np.inf, 1.0]), np.array([np.inf, 2.0])
    said = describe(got, expected, got != expected, "p")
    assert said.startswith("p has the right shape, but 1 of its 2 entries is wrong.")


@pytest.mark.parametrize("got", [[5.0, 10.0], [5.0, -7.0], [4.0, 10.0]])
def test_the_worst_of_several(got):
    said = describe(np.array(got), np.array([1.0, 2.0]), np.array([True, True]), "p")
    assert f"The worst is [1]: yours {got[1]:g}, expected 2." in said


def test_whole_numbers_are_compared_as_numbers_are():
    few = np.array([1, 200], np.uint8), np.array([2, 150], np.uint8)
    assert "The worst is [1]: yours 200" in describe(*few, few[0] != few[1], "p")
    negative = np.array([-1, -2]), np.array([1, 2], np.uint8)
    assert "Yours has the opposite sign." in describe(*negative, negative[0] != negative[1], "p")
    added = np.array([3, 5]), np.array([0.75, 2.75])
    assert "Yours is the expected plus 2.25 throughout." in describe(*added, added[0] != added[1], "p")


@pytest.mark.skipif(np.finfo(np.longdouble).max == np.finfo(np.float64).max, reason="no number is larger here")
def test_what_is_too_large_for_a_float_is_infinite():
    got = np.full(2, np.finfo(np.longdouble).max)
    said = describe(got, np.ones(2), np.full(2, True), "p")
    assert said == "p has the right shape, but all of its 2 entries are inf. The worst is [0]: yours inf, expected 1."


def test_all_entries():
    got = np.full(3, np.nan)
    said = describe(got, np.ones(3), np.full(3, True), "p")
    assert said.startswith("p has the right shape, but all of its 3 entries are nan.")


def test_as_many_digits_as_tell_two_numbers_apart():
    assert show(0.5, 0.25) == ("0.5", "0.25")
    assert show(1 + 1e-8, 1.0) == ("1.00000001", "1")
    assert show(1 + 1e-11, 1.0) == ("1.00000000001", "1")
    assert show(1 + 1e-15, 1.0) == ("1.0000000000000011", "1")
    assert show(-0.0, 1.0) == ("0", "1")
    assert show(1.0, -0.0) == ("1", "0")


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (None, "None"),
        ([1, 2, 3], "a list of 3"),
        ((), "a tuple of 0"),
        (np.zeros((2, 3)), "an array of shape (2, 3) and dtype float64"),
        (np.ma.masked_array([1.0], [True]), "a masked array of shape (1,)"),
        (1.5, "a float"),
        (2, "an int"),
        (type("", (), {})(), "an object without a name"),
    ],
)
def test_what_a_value_is(value, kind):
    assert kind_of(value) == kind
