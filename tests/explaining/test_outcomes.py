"""Outcomes are taken apart into leaves; leaves are right, wrong, or from the same formula."""

import numpy as np
import pytest
from gradkata.explaining.outcomes import (
    ABSENT,
    GIVES,
    MAX_LEAVES,
    MOST_IN_A_TUPLE,
    WARNS,
    Listed,
    Opaque,
    Raised,
    different,
    formally_different,
    given,
    is_akin,
    is_same,
    is_same_form,
    is_wrong,
    leaves,
    limited,
)
from gradkata.tolerances import ABSOLUTE, RELATIVE, SAME_FORMULA, SINGLE_PRECISION


def taken_apart(value):
    return dict(leaves(value))


# Leaves.


def test_each_leaf_has_its_path():
    found = taken_apart({"a": [{"b": "x"}, None], "c": ("y", "z")})
    assert found == {("a", 0, "b"): "x", ("a", 1): None, ("c", 0): "y", ("c", 1): "z"}


def test_a_list_of_numbers_is_one_leaf():
    (leaf,) = taken_apart([1, 2.5, np.float32(3), True]).values()
    assert isinstance(leaf, Listed)
    assert leaf.tolist() == [1, 2.5, 3, 1]
    assert leaf.dtype == np.float64
    assert taken_apart([1, "2"]) == {(0,): np.array(1.0), (1,): "2"}


def test_a_few_numbers_in_a_tuple_may_each_mean_something_else():
    assert set(taken_apart((1.0, 2.0))) == {(0,), (1,)}
    assert set(taken_apart((1.0,) * MOST_IN_A_TUPLE)) == {(at,) for at in range(MOST_IN_A_TUPLE)}
    assert set(taken_apart((1.0,) * (MOST_IN_A_TUPLE + 1))) == {()}
    assert set(taken_apart([1.0, 2.0])) == {()}


def test_numbers_that_are_too_large_are_taken_one_by_one():
    assert taken_apart([10**400, 2]) == {(0,): Opaque(), (1,): np.array(2.0)}


@pytest.mark.parametrize("value", [True, "x", None, Raised("ValueError")])
def test_plain_values_are_leaves(value):
    assert taken_apart(value) == {(): value}


@pytest.mark.parametrize(
    ("number", "kind"),
    [(3, "<f8"), (2.5, "<f8"), (2j, "<c16"), (np.float32(1), "<f4"), (np.int8(1), "<f8"), (np.complex64(1), "<c8")],
)
def test_a_number_is_an_array_without_axes(number, kind):
    leaf = taken_apart(number)[()]
    assert leaf.shape == ()
    assert leaf == number
    assert leaf.dtype == np.dtype(kind)


@pytest.mark.parametrize("kind", ["?", "i4", "u1", "f4", "f8", "c16"])
def test_arrays_of_numbers_are_leaves(kind):
    array = np.ones((2, 3), kind)
    assert taken_apart(array)[()] is array


@pytest.mark.parametrize("value", [object(), b"x", {1}, np.array(["x"]), np.array([None]), len, 10**400])
def test_what_is_no_plain_data_is_opaque(value):
    assert taken_apart(value) == {(): Opaque()}


def test_what_has_many_leaves_is_compared_by_its_first():
    assert len(limited(leaves(["x"] * MAX_LEAVES))) == MAX_LEAVES
    assert list(limited(leaves(["x"] * (MAX_LEAVES + 7)))) == [(at,) for at in range(MAX_LEAVES)]


def test_what_is_given_is_told_from_what_is_changed():
    assert given({"a": "x"}) == {("gives", "a"): "x"}
    assert given("x") == {GIVES: "x"}


# Whether a leaf is wrong.


@pytest.mark.parametrize("right", [0.0, 1.0, 1e6])
@pytest.mark.parametrize("sign", [1, -1])
def test_as_far_from_right_as_a_suite_allows(right, sign):
    allowed = ABSOLUTE + RELATIVE * right
    assert not is_wrong(np.array([right + sign * allowed * 0.99]), np.array([right]))
    assert is_wrong(np.array([right + sign * allowed * 1.01]), np.array([right]))


def test_what_is_allowed_is_a_part_of_what_is_right():
    assert is_wrong(np.array([0.0]), np.array([-1e6]))
    assert not is_wrong(np.array([-1e6 - 0.9]), np.array([-1e6]))


def test_one_wrong_entry_is_enough():
    right = np.array([1e6, 1.0])
    assert is_wrong(right + np.array([0, 1e-3]), right)
    assert not is_wrong(right + np.array([1e-3, 0]), right)


def test_infinity_and_nan():
    assert not is_wrong(np.array([np.inf, 1 + 1e-9]), np.array([np.inf, 1.0]))
    assert is_wrong(np.array([np.inf]), np.array([-np.inf]))
    assert is_wrong(np.array([np.inf, 2.0]), np.array([np.inf, 1.0]))
    assert is_wrong(np.array([np.nan]), np.array([1.0]))
    assert is_wrong(np.array([1.0]), np.array([np.nan]))
    assert is_wrong(np.array([1.0]), np.array([np.inf]))
    assert not is_wrong(np.array([np.nan]), np.array([np.nan]))


@pytest.mark.parametrize("singles", [(True, False), (False, True), (True, True)])
def test_single_precision_is_allowed_more_of_the_largest_entry(singles):
    kinds = [np.float32 if single else np.float64 for single in singles]
    right = np.array([-8.0, 1.0]).astype(kinds[1])
    near, far = (np.array([-8.0, 1.0 + factor * 8 * SINGLE_PRECISION]).astype(kinds[0]) for factor in (0.9, 1.1))
    assert not is_wrong(near, right)
    assert is_wrong(far, right)
    assert is_wrong(near.astype(np.float64), right.astype(np.float64))


def test_single_precision_is_allowed_no_less_than_double():
    tiny = np.zeros(1, np.float32)
    assert not is_wrong(tiny + np.float32(0.9 * ABSOLUTE), tiny)


def test_axes_of_length_one_do_not_count():
    column = np.array([[1.0], [2.0]])
    assert not is_wrong(column.ravel(), column)
    assert not is_wrong(column.T, column)
    assert not is_wrong(np.array([[3.0]]), np.array(3.0))
    assert is_wrong(np.ones((2, 3)), np.ones((3, 2)))
    assert is_wrong(np.ones(2), np.ones(3))
    assert is_wrong(np.ones(1), np.ones(3))


def test_kinds_of_numbers_do_not_count():
    assert not is_wrong(np.array([1, 2]), np.array([1.0, 2.0]))
    assert not is_wrong(np.array([True]), np.array([1.0]))
    assert is_wrong(np.array([200], np.uint8), np.array([-56], np.int8))
    assert is_wrong(np.array([1 + 1j]), np.array([1.0]))
    assert not is_wrong(np.array([1 + 0j]), np.array([1.0]))


@pytest.mark.parametrize(
    ("leaf", "right"),
    [("a", "b"), ("a", None), (True, False), (True, np.array(1.0)), (np.array(1.0), "a"), (Opaque(), None),
     (Raised("ValueError"), Raised("TypeError")), (Raised("ValueError"), ABSENT)],
)  # fmt: skip
def test_other_leaves_are_wrong_unless_equal(leaf, right):
    assert is_wrong(leaf, right)
    assert not is_wrong(leaf, leaf)
    assert not is_wrong(right, right)
    assert not is_same(leaf, right)
    assert is_same(leaf, leaf)


def test_the_text_of_an_exception_is_a_matter_of_form():
    assert not is_wrong(Raised("ValueError", "this"), Raised("ValueError", "that"))


def test_the_leaves_that_differ():
    right = {GIVES: np.array([1.0]), ("changes", 0): "x", WARNS: False}
    assert different(right | {WARNS: True}, right) == set()
    assert different({GIVES: np.array([2.0]), WARNS: False}, right) == {GIVES, ("changes", 0)}
    assert different(right | {("changes", 1): "y"}, right) == {("changes", 1)}


# Whether two leaves come from the same formula.


@pytest.mark.parametrize("sign", [1, -1])
def test_the_same_formula_differs_by_rounding_of_the_largest_entry(sign):
    other = np.array([-4.0, 1.0])
    assert is_same(other + np.array([0, sign * 4 * SAME_FORMULA * 0.9]), other)
    assert not is_same(other + np.array([0, sign * 4 * SAME_FORMULA * 1.1]), other)


def test_rounding_around_zero():
    assert is_same(np.array([5e-13]), np.array([0.0]))
    assert not is_same(np.array([2e-12]), np.array([0.0]))


def test_the_same_formula_is_infinite_at_the_same_places():
    assert is_same(np.array([np.inf, 1.0]), np.array([np.nan, 1.0]))
    assert not is_same(np.array([np.inf, 1.0]), np.array([1.0, 1.0]))
    assert not is_same(np.array([1.0, 1.0]), np.array([np.inf, 1.0]))
    assert not is_same(np.array([np.inf, 1.0]), np.array([np.inf, 2.0]))
    assert is_same(np.array([np.nan]), np.array([np.nan]))


@pytest.mark.parametrize("singles", [(True, False), (False, True)])
def test_the_same_formula_in_single_precision(singles):
    kinds = [np.float32 if single else np.float64 for single in singles]
    other = np.array([4.0, 1.0]).astype(kinds[1])
    assert is_same(np.array([4.0, 1.0 + 3.6 * SINGLE_PRECISION]).astype(kinds[0]), other)
    assert not is_same(np.array([4.0, 1.0 + 4.4 * SINGLE_PRECISION]).astype(kinds[0]), other)


def test_the_same_formula_may_give_a_column():
    assert is_same(np.ones((3, 1)), np.ones(3))
    assert not is_same(np.ones((3, 2)), np.ones((2, 3)))


# Form.

ROW, COLUMN = np.ones((1, 3)), np.ones((3, 1))


@pytest.mark.parametrize(
    ("leaf", "other"),
    [(ROW, COLUMN), (ROW, ROW.astype(np.float32)), (np.ones(3), np.ones(3).view(Listed)), (True, False)],
)
def test_other_forms(leaf, other):
    assert not is_same_form(leaf, other, leaf, any_shape=False)
    assert is_same_form(leaf, leaf, other, any_shape=False)


def test_where_any_shape_will_do_axes_of_length_one_are_no_form():
    assert is_same_form(ROW, COLUMN, ROW, any_shape=True)
    assert not is_same_form(ROW, np.ones((3, 2)), ROW, any_shape=True)
    assert not is_same_form(ROW, ROW.astype(np.float32), ROW, any_shape=True)


def test_single_numbers_and_words_have_no_form():
    assert is_same_form(np.array(1.0), np.array(1.0, np.float32), np.array(1.0), any_shape=False)
    assert is_same_form("x", None, "y", any_shape=False)
    assert is_same_form(Raised("A", "x"), Raised("B", "y"), np.array(1.0), any_shape=False)


def test_a_message_names_one_of_the_offenders():
    right = Raised("ValueError", "not in the vocabulary: 'x', 'y'")
    naming, other = Raised("ValueError", "what is x?"), Raised("ValueError", "no")
    assert is_same_form(right, naming, right, any_shape=False)
    assert not is_same_form(right, other, right, any_shape=False)
    assert not is_same_form(naming, other, right, any_shape=False)


def test_where_the_right_message_lists_none_any_will_do():
    right = Raised("ValueError", "")
    assert is_same_form(Raised("ValueError", "a"), Raised("ValueError", "b"), right, any_shape=False)
    right = Raised("ValueError", "no vocabulary:")
    assert is_same_form(Raised("ValueError", "a"), Raised("ValueError", "b"), right, any_shape=False)


def test_the_leaves_that_differ_in_form():
    right = {GIVES: ROW, ("changes", 0): ROW, WARNS: False}
    assert formally_different(right, right, any_shape=False) == set()
    assert formally_different(right | {GIVES: COLUMN}, right, any_shape=False) == {GIVES}
    assert formally_different(right | {GIVES: COLUMN}, right, any_shape=True) == set()
    assert formally_different(right | {WARNS: True}, right, any_shape=False) == {WARNS}
    assert formally_different({GIVES: ROW, ("changes", 1): COLUMN}, right, any_shape=False) == set()


@pytest.mark.parametrize(
    ("leaf", "other", "akin"),
    [
        ([2.0, 4.0], [1.0, 2.0], True),  # one is twice the other
        ([4.0, 6.0], [1.0, 3.0], False),  # off by (3, 4) and by (0, 1)
        ([4.0, 6.0], [2.5, 4.0], True),  # off by (3, 4) and by (1.5, 2)
        ([4.0, 7.0], [2.5, 4.0], False),
        ([0.0, 0.0], [2.5, 4.0], False),
        ([np.nan, 1.0], [2.5, 4.0], False),
        ([2.0], [1.0], False),  # any two numbers are
    ],
)
def test_leaves_of_one_direction_are_akin(leaf, other, akin):
    right = np.array([1.0, 2.0][: len(leaf)])
    assert is_akin(np.array(leaf), np.array(other), right) is akin
