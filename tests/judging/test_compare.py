"""Comparisons: what is right passes, what is wrong is told in words that are short, exact and true."""

import itertools
import re
import warnings

import numpy as np
import pytest
from gradkata.boundary.failures import LearnerGone, learner_error
from gradkata.boundary.learner import Remote
from gradkata.judging import compare
from gradkata.judging.compare import (
    Wrong,
    WrongNumbers,
    as_number,
    check_array,
    check_arrays,
    check_each,
    check_integers,
    check_number,
    check_parts,
    check_shape,
    kind_of,
    no_warnings,
    refused,
    unchanged,
)

LONGEST = 500  # what a report shows of a message


def told(check, *arguments, **keywords):
    """The message with which a check refuses."""
    with pytest.raises(Wrong) as caught:
        check(*arguments, **keywords)
    message = str(caught.value)
    assert len(message) <= LONGEST
    assert message.isprintable()
    assert message.endswith((".", "?"))
    return message


def remote(kind="Counter"):
    return Remote(None, 0, kind, False)


# Arrays that are right.

EXPECTED = np.array([[1.0, -2.0, 3e-4], [0.0, 50.0, -1e4]])


@pytest.mark.parametrize(
    "got",
    [
        EXPECTED, EXPECTED.copy(order="F"), EXPECTED * (1 + 9e-7), EXPECTED + 9e-10, EXPECTED.astype(">f8"),
        EXPECTED.astype(np.longdouble), EXPECTED.view(np.matrix), np.repeat(EXPECTED, 2, axis=1)[:, ::2],
        EXPECTED.astype("f4"), EXPECTED - np.array([[0.0, 0.0, 0.0], [1e-9, 0.0, 0.0]]),
    ],
    ids=range(10),
)  # fmt: skip
def test_an_array_within_the_tolerance_is_right(got):
    check_array(got, EXPECTED, "f()")


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (np.array([1, 2], np.int8), [1.0, 2.0]), (np.array([1, 0], np.uint64), [1.0, 0.0]),
        (np.array([True, False]), [1.0, 0.0]), (np.float64(1.5), 1.5), (np.array(1.5), np.float32(1.5)),
        (np.int16(3), 3),
        (np.bool_(True), 1), (np.zeros(0), np.zeros(0)), (np.zeros((0, 3)), np.zeros((0, 3))),
        (np.array([np.inf, -np.inf]), [np.inf, -np.inf]), (np.array([0.5], "f2"), [0.5]), (np.array([-0.0]), [0.0]),
    ],
    ids=str,
)  # fmt: skip
def test_any_real_dtype_is_right(got, expected):
    check_array(got, expected, "f()")


def test_tolerances_can_be_given():
    check_array(np.array([1.009, 2.0]), np.array([1.0, 2.0]), "f()", relative=1e-2)
    check_array(np.array([1.09, 2.0]), np.array([1.0, 2.0]), "f()", absolute=0.1)
    told(check_array, np.array([1.0 + 1e-9, 2.0]), np.array([1.0, 2.0]), "f()", relative=0.0, absolute=0.0)


def test_the_dtype_counts_if_one_is_asked_for():
    check_array(np.ones(2, "f4"), np.ones(2), "f()", dtype=np.float32)
    message = told(check_array, np.ones(2), np.ones(2), "f()", dtype=np.float32)
    assert message == "f() has the right shape, but dtype float64; float32 is expected."


# Arrays that are wrong.


@pytest.mark.parametrize(
    ("got", "expected", "message"),
    [
        (None, np.ones(2), "f() is None, and a NumPy array is expected. Is a `return` missing?"),
        ([1.0, 1.0], np.ones(2), "f() is a list of 2, and a NumPy array is expected."),
        ((1.0,), np.ones(1), "f() is a tuple of 1, and a NumPy array is expected."),
        (1.0, np.ones(2), "f() is a float, and a NumPy array is expected."),
        (1, np.array(1), "f() is an int, and a NumPy array is expected."),
        (True, np.array(1), "f() is a bool, and a NumPy array is expected."),
        ("text", np.ones(2), "f() is a str, and a NumPy array is expected."),
        ({}, np.ones(2), "f() is a dict, and a NumPy array is expected."),
        (1j, np.ones(2), "f() is a complex, and a NumPy array is expected."),
        (remote(), np.ones(2), "f() is a Counter, and a NumPy array is expected."),
        (remote("ndarray"), np.ones(2), "f() is a ndarray, and a NumPy array is expected."),
        (np.ones(2) * 1j, np.ones(2), "f() is an array of dtype complex128, and real numbers are expected."),
        (np.array(["a", "b"]), np.ones(2), "f() is an array of dtype <U1, and real numbers are expected."),
        (np.array([None]), np.ones(1), "f() is an array of dtype object, and real numbers are expected."),
        (np.ones(3), np.ones(2), "f() has shape (3,), and (2,) is expected."),
        (np.float64(1), np.ones(1), "f() has shape (), and (1,) is expected."),
        (np.ones((2, 1)), np.ones(2), "f() has shape (2, 1), and (2,) is expected."),
        (np.ones(0), np.ones(1), "f() has shape (0,), and (1,) is expected."),
        (np.ones(1), np.ones(0), "f() has shape (1,), and (0,) is expected."),
        (np.ones((2, 3)), np.ones((3, 2)),
         "f() has shape (2, 3), and (3, 2) is expected. It is the transpose's shape."),
        (np.ones((1, 3)), np.ones((3, 1)),
         "f() has shape (1, 3), and (3, 1) is expected. It is the transpose's shape."),
        (np.ones((2, 3, 4)), np.ones((4, 3, 2)),
         "f() has shape (2, 3, 4), and (4, 3, 2) is expected. It is the transpose's shape."),
        (np.ones((2, 3, 4)), np.ones((3, 2, 4)), "f() has shape (2, 3, 4), and (3, 2, 4) is expected."),
    ],
    ids=lambda value: str(value)[:40],
)  # fmt: skip
def test_what_is_no_such_array_is_told(got, expected, message):
    assert told(check_array, got, expected, "f()") == message


def test_a_masked_array_is_no_array_like_others():
    message = told(check_array, np.ma.masked_array([1.0, 2.0], [True, False]), np.ones(2), "f()")
    assert "masked" in message.lower()


@pytest.mark.parametrize(
    ("got", "expected", "parts"),
    [
        ([1, 2, 4], [1, 2, 3], ["1 of its 3 entries is wrong", "The worst is [2]: yours 4, expected 3."]),
        ([1, 5, 4], [1, 2, 3], ["2 of its 3 entries are wrong", "The worst is [1]: yours 5, expected 2."]),
        ([7, 5, 4], [1, 2, 3], ["all of its 3 entries are wrong", "The worst is [0]: yours 7, expected 1."]),
        ([[1, 2], [3, -1]], [[1, 2], [3, 4]], ["1 of its 4 entries", "The worst is [1, 1]: yours -1, expected 4."]),
        ([-1, 2, -3], [1, -2, 3], ["Yours has the opposite sign."]),
        ([0, 0, 0], [1, -2, 3], ["all of its 3 entries are wrong", "Yours is 0 throughout."]),
        ([0, 0, 0], [1, 0, 3], ["2 of its 3 entries", "Yours is 0 throughout."]),
        ([2, -4, 6], [1, -2, 3], ["Yours is 2 times the expected throughout."]),
        ([-0.5, 1, -1.5], [1, -2, 3], ["Yours is -0.5 times the expected throughout."]),
        ([2, -1, 4], [1, -2, 3], ["Yours is the expected plus 1 throughout."]),
        ([-1.5, -4.5, 0.5], [1, -2, 3], ["Yours is the expected plus -2.5 throughout."]),
        ([[1, 3], [2, 4]], [[1, 2], [3, 4]], ["2 of its 4 entries", "Yours is the transpose."]),
        ([np.nan, 1, 1], [1, 1, 1], ["1 of its 3 entries is nan", "The worst is [0]: yours nan, expected 1."]),
        ([np.nan, np.nan], [1, 1], ["all of its 2 entries are nan"]),
        ([1, np.inf], [1, 1], ["1 of its 2 entries is inf", "The worst is [1]: yours inf, expected 1."]),
        ([1, -np.inf], [1, 1], ["1 of its 2 entries is inf", "yours -inf, expected 1."]),
        ([np.nan, np.inf, 5], [1, 1, 1], ["2 of its 3 entries are nan and inf"]),
        ([[5.0]], [[3.0]], ["its value is wrong", "[0, 0]: yours 5, expected 3."]),
        ([[np.nan]], [[3.0]], ["its value is nan", "[0, 0]: yours nan, expected 3."]),
        (5.0, 3.0, ["its value is wrong", "Yours is 5, expected 3."]),
        ([True, True], [1, 0], ["1 of its 2 entries is wrong", "[1]: yours 1, expected 0."]),
        ([1e300, 1], [1, 1], ["1 of its 2 entries is wrong", "yours 1e+300, expected 1."]),
    ],
    ids=str,
)  # fmt: skip
def test_wrong_values_are_told_with_their_relation_and_the_worst_entry(got, expected, parts):
    message = told(check_array, np.array(got), np.array(expected, float), "f()")
    assert message.startswith("f() has the right shape, but ")
    for part in parts:
        assert part in message
    if not any(" throughout" in part or "Yours is the" in part or "Yours has" in part for part in parts):
        assert not re.search(r"throughout|transpose|opposite|times|plus", message)


def test_a_gradient_of_float32_is_told_its_relation_too():
    expected = np.random.default_rng(0).normal(size=(4, 5))
    assert "Yours is 3 times the expected throughout." in told(
        check_array, (3 * expected).astype("f4"), expected, "dW", relative=1e-5
    )
    assert "the opposite sign" in told(check_array, -expected.astype("f4"), expected, "dW", relative=1e-5)


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        ([1e6, 2e-3], [1e6, 1e-3]),
        ([1.0, 0.0], [1.0, 1e-8]),
        ([-1e6, 5e-3], [1e6, 1e-3]),
        ([2e6, -7e-3], [1e6, 1e-3]),
        ([[1e6, 2e-3], [1e-3, 1e6]], [[1e6, 1e-3], [1e-3, 1e6]]),
        ([[1e6, 0.0], [7e-3, 1e6]], [[1e6, 1e-3], [2e-3, 1e6]]),
        ([1.0, 2.0, 3.0 + 6e-6], [1.0, 2.0, 3.0]),
    ],
    ids=str,
)
def test_a_relation_that_does_not_hold_for_every_entry_is_not_claimed(got, expected):
    """One large entry hides from a glance at the largest difference what is wrong with a small one."""
    message = told(check_array, np.array(got), np.array(expected), "f()")
    assert not re.search(r"throughout|transpose|opposite", message)


@pytest.mark.parametrize("got", [1.000003, 1.0 + 2e-6, 0.999998])
def test_numbers_that_differ_are_shown_as_different(got):
    shown = re.search(
        r"yours (\S+), expected (\S+)\.$", told(check_array, np.array([got, 0]), np.array([1.0, 0]), "f()")
    )
    assert shown
    assert shown[1] != shown[2]
    assert float(shown[1]) == pytest.approx(got, rel=1e-6)
    shown = re.search(r"is (\S+), and (\S+) is expected", told(check_number, got, 1.0, "f()"))
    assert shown
    assert shown[1] != shown[2]


@pytest.mark.parametrize("got", [5.0, 0.0, -1e308, -np.inf, np.nan])
def test_only_the_same_infinity_is_an_infinity(got):
    message = told(check_array, np.array([got, 1.0]), np.array([np.inf, 1.0]), "f()")
    assert "1 of its 2 entries is wrong" in message
    assert "expected inf." in message
    assert not re.search(r"throughout|transpose|opposite", message)
    told(check_number, got, np.inf, "f()")


@pytest.mark.parametrize("expected", [np.nan, np.inf, 1.0])
def test_nan_is_never_right(expected):
    told(check_array, np.array([np.nan]), np.array([expected]), "f()")
    told(check_array, np.array([1.5, 2.5]), np.array([np.nan, 2.5]), "f()")


def test_an_array_of_the_right_shape_is_given_back():
    array = np.array([[np.nan, 1.0]])
    assert check_shape(array, (1, 2), "f()") is array
    assert check_shape(np.float32(1), (), "f()").shape == ()
    message = told(check_shape, array, (2, 1), "f()")
    assert message == "f() has shape (1, 2), and (2, 1) is expected. It is the transpose's shape."
    assert told(check_shape, None, (2,), "f()").startswith("f() is None")


# Numbers.


@pytest.mark.parametrize(
    "got",
    [2, 2.0, np.float64(2), np.float32(2), np.float16(2), np.longdouble(2), np.int8(2), np.uint64(2), np.array(2.0),
     np.array(2), 2.0 + 1e-9, 2.0 * (1 + 1e-6)],
    ids=repr,
)  # fmt: skip
def test_a_number_may_be_pythons_or_numpys(got):
    check_number(got, 2.0, "f()")
    assert type(as_number(got, "f()")) is float


@pytest.mark.parametrize(
    ("got", "message"),
    [
        (None, "f() is None, and a single number is expected. Is a `return` missing?"),
        (True, "f() is a bool, and a single number is expected."),
        (np.bool_(True), "f() is a bool, and a single number is expected."),
        (np.array(True), "f() is a bool, and a single number is expected."),
        ([1.0], "f() is a list of 1, and a single number is expected."),
        (np.array([2.0]), "f() is an array of shape (1,) and dtype float64, and a single number is expected."),
        (np.array([[2.0]]), "f() is an array of shape (1, 1) and dtype float64, and a single number is expected."),
        ("2", "f() is a str, and a single number is expected."),
        (2j, "f() is a complex, and a single number is expected."),
        (np.complex128(2), "f() is a complex128, and a single number is expected."),
        (np.array(2j), "f() is a complex128, and a single number is expected."),
        (remote("Tensor"), "f() is a Tensor, and a single number is expected."),
        (3.0, "f() is 3, and 2 is expected."),
        (np.float32(0.3), "f() is 0.3, and 2 is expected."),
        (0.1, "f() is 0.1, and 2 is expected. Yours is 1/20 of the expected."),
        (6.0, "f() is 6, and 2 is expected. Yours is 3 times the expected."),
        (0, "f() is 0, and 2 is expected."),
        (-2.0, "f() is -2, and 2 is expected. Yours has the opposite sign."),
        (np.nan, "f() is nan, and 2 is expected."),
        (-np.inf, "f() is -inf, and 2 is expected."),
    ],
    ids=lambda value: str(value)[:40],
)  # fmt: skip
def test_a_wrong_number_is_told(got, message):
    said = told(check_number, got, 2.0, "f()")
    assert said.replace(" Yours is 0 throughout.", "") == message.replace(
        "a bool,", said.split()[2] + " " + said.split()[3]
    )


def test_numbers_take_tolerances():
    check_number(1.05, 1.0, "f()", relative=0.1)
    check_number(1.05, 1.0, "f()", absolute=0.1)
    told(check_number, 1.0 + 1e-12, 1.0, "f()", relative=0.0, absolute=0.0)


# Several parts, dicts of arrays, lists of integers.


@pytest.mark.parametrize("got", [(1, [2]), [1, [2]]])
def test_parts_may_come_as_any_plain_sequence(got):
    assert check_parts(got, ["loss", "grads"], "f()") == [1, [2]]


@pytest.mark.parametrize(
    ("got", "message"),
    [
        (None, "f() gives None; 2 values are expected: loss, grads. Is a `return` missing?"),
        (1.0, "f() gives a float; 2 values are expected: loss, grads."),
        ("ab", "f() gives a str; 2 values are expected: loss, grads."),
        ({"loss": 1, "grads": 2}, "f() gives a dict; 2 values are expected: loss, grads."),
        (np.ones(2), "f() gives an array of shape (2,) and dtype float64; 2 values are expected: loss, grads."),
        (remote("generator"), "f() gives a generator; 2 values are expected: loss, grads."),
        ((1,), "f() gives 1 values; 2 are expected: loss, grads."),
        ((1, 2, 3), "f() gives 3 values; 2 are expected: loss, grads."),
        ((), "f() gives 0 values; 2 are expected: loss, grads."),
    ],
    ids=lambda value: str(value)[:40],
)  # fmt: skip
def test_wrong_parts_are_told(got, message):
    assert told(check_parts, got, ["loss", "grads"], "f()").replace("1 value;", "1 values;") == message


GRADS = {"Wxh": np.ones((2, 3)), "Whh": np.eye(2), "bh": np.ones((2, 1))}


def test_a_dict_of_arrays_may_hold_more_and_in_another_order():
    check_arrays(dict(reversed(GRADS.items())) | {"extra": None, 1: "key", None: 2}, GRADS, "grads")
    check_arrays({}, {}, "grads")


@pytest.mark.parametrize(
    ("got", "message"),
    [
        (None, "grads is None, and a dict with the keys Wxh, Whh, bh is expected. Is a `return` missing?"),
        ([1], "grads is a list of 1, and a dict with the keys Wxh, Whh, bh is expected."),
        (remote("Grads"), "grads is a Grads, and a dict with the keys Wxh, Whh, bh is expected."),
        ({}, "grads is empty; the keys Wxh, Whh, bh are expected."),
        ({"Wxh": 1, "bh": 2, "dWhh": 3}, "grads has the keys Wxh, bh, dWhh; the keys Wxh, Whh, bh are expected."),
        (GRADS | {"Wxh": None},
         "Right: Whh, bh. grads: Wxh is None, and a NumPy array is expected. Is a `return` missing?"),
        (GRADS | {"bh": np.ones(2)}, "Right: Wxh, Whh. grads: bh has shape (2,), and (2, 1) is expected."),
    ],
    ids=lambda value: str(value)[:40],
)  # fmt: skip
def test_a_wrong_dict_is_told(got, message):
    assert told(check_arrays, got, GRADS, "grads") == message


def test_right_arrays_are_named_first_and_the_other_wrong_ones_last():
    got = {"Wxh": GRADS["Wxh"], "Whh": 2 * GRADS["Whh"], "bh": -GRADS["bh"]}
    message = told(check_arrays, got, GRADS, "grads")
    assert message.startswith("Right: Wxh. grads: Whh has the right shape, but 2 of its 4 entries are wrong.")
    assert message.endswith(" Also wrong: bh.")
    message = told(check_each, dict.fromkeys(GRADS), GRADS, "")
    assert message.startswith("Wxh is None")
    assert message.endswith(" Also wrong: Whh, bh.")


def test_tolerances_reach_every_array():
    check_arrays({"a": np.array([1.01])}, {"a": np.array([1.0])}, "grads", relative=0.1)
    check_each({"a": np.array([1.01])}, {"a": np.array([1.0])}, "", absolute=0.1)


@pytest.mark.parametrize("got", [[1, 2], [np.int64(1), np.uint8(2)], [np.int8(1), 2]])
def test_integers_may_be_pythons_or_numpys(got):
    integers = check_integers(got, "f()", count=2, below=3)
    assert integers == [1, 2]
    assert set(map(type, integers)) == {int}
    assert check_integers([], "f()", count=0, below=0) == []
    assert check_integers([-5, 10**30], "f()") == [-5, 10**30]


@pytest.mark.parametrize(
    ("got", "message"),
    [
        (None, "f() is None, and a list of integers is expected. Is a `return` missing?"),
        ((1, 2), "f() is a tuple of 2, and a list of integers is expected."),
        ("12", "f() is a str, and a list of integers is expected."),
        (np.array([1, 2]), "f() is an array of shape (2,) and dtype int64, and a list of integers is expected."),
        ([1, 2.0], "f() is a list, but one of its items is a float; integers are expected."),
        ([1, True], "f() is a list, but one of its items is a bool; integers are expected."),
        ([None, 1.5], "f() is a list, but one of its items is None; integers are expected."),
        ([np.float64(1), 1], "f() is a list, but one of its items is a float64; integers are expected."),
        ([[1], [2]], "f() is a list, but one of its items is a list of 1; integers are expected."),
        ([1], "f() has 1 items; 2 are expected."),
        ([1, 2, 1], "f() has 3 items; 2 are expected."),
        ([1, 3], "f() holds 3; indices from 0 to 2 are expected."),
        ([-1, 2], "f() holds -1; indices from 0 to 2 are expected."),
        ([np.int64(2**62), 1], f"f() holds {2**62}; indices from 0 to 2 are expected."),
    ],
    ids=lambda value: str(value)[:40],
)  # fmt: skip
def test_wrong_integers_are_told(got, message):
    said = told(check_integers, got, "f()", count=2, below=3)
    assert said.replace("1 item;", "1 items;") == message


# What a block changes, warns of and raises.


def arguments():
    return {
        "x": np.arange(6.0).reshape(2, 3), "ints": [1, 2, 3], "arrays": [np.ones(2), (np.zeros(1), "text")],
        "params": {"W": np.ones((2, 2)), "b": np.array([np.nan, -0.0]), "deep": {"list": [1.5, None]}},
        "rng": np.random.default_rng(0), "nan": [float("nan")], "number": 3,
    }  # fmt: skip


def set_item(container, key, value):
    container[key] = value


def test_what_stays_is_unchanged():
    given = arguments()
    with unchanged("f", **given):
        given["rng"].random()  # advancing is no change
        given["x"] + 1


CHANGES = {
    "an entry": ("x", lambda x: set_item(x, (0, 0), 9)),
    "the sign of zero": ("params", lambda p: set_item(p["b"], 1, 0.0)),
    "a shape": ("x", lambda x: x.resize((3, 2), refcheck=False)),
    "an item": ("ints", lambda items: set_item(items, 0, 7)),
    "a longer list": ("ints", lambda items: items.append(4)),
    "a shorter list": ("ints", lambda items: items.clear()),
    "an array in a list": ("arrays", lambda items: set_item(items[0], 0, 5)),
    "an array in a tuple": ("arrays", lambda items: set_item(items[1][0], 0, 5)),
    "an array for None": ("arrays", lambda items: set_item(items, 0, None)),
    "an array for a number": ("params", lambda p: set_item(p, "W", 1.0)),
    "an array for a list": ("params", lambda p: set_item(p, "W", [1])),
    "an array for a dict": ("params", lambda p: set_item(p, "W", {})),
    "an array for text": ("arrays", lambda items: set_item(items, 0, "ab")),
    "an array for a remote object": ("arrays", lambda items: set_item(items, 0, remote())),
    "a number for an array": ("ints", lambda items: set_item(items, 1, np.array([1, 2]))),
    "a number for an empty array": ("ints", lambda items: set_item(items, 1, np.zeros(0))),
    "a number for None": ("ints", lambda items: set_item(items, 0, None)),
    "a number for a remote object": ("ints", lambda items: set_item(items, 0, remote())),
    "None for an array": ("params", lambda p: set_item(p["deep"]["list"], 1, np.ones(2))),
    "a tuple for a number": ("arrays", lambda items: set_item(items, 1, 5)),
    "a tuple for None": ("arrays", lambda items: set_item(items, 1, None)),
    "a tuple for an array": ("arrays", lambda items: set_item(items, 1, np.zeros(2))),
    "a dict for a list": ("params", lambda p: set_item(p, "deep", [])),
    "a dict for None": ("params", lambda p: set_item(p, "deep", None)),
    "a list for a number": ("params", lambda p: set_item(p["deep"], "list", 3)),
    "a new key": ("params", lambda p: set_item(p, "new", 1)),
    "a lost key": ("params", lambda p: p.pop("b")),
    "another array of the same values and another dtype": ("params", lambda p: set_item(p, "W", np.ones((2, 2), int))),
    "a nan": ("nan", lambda items: set_item(items, 0, 0.0)),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_changes_is_told_by_name(change):
    name, work = CHANGES[change]
    given = arguments()

    def block():
        with unchanged("f", **given):
            work(given[name])

    message = told(block)
    assert message == f"f changes its argument {name}. Work on a copy, so that the caller's values stay."


def test_an_exception_in_the_block_is_not_hidden_by_a_change():
    x = np.zeros(2)

    def block():
        with unchanged("f", x=x):
            x[0] = 1
            raise KeyError("k")

    with pytest.raises(KeyError):
        block()


def test_warnings_are_told():
    with no_warnings("f(1e4)"):
        pass

    def block():
        with no_warnings("f(1e4)"):
            warnings.warn("overflow encountered in exp", RuntimeWarning, stacklevel=2)
            warnings.warn("another", UserWarning, stacklevel=2)

    assert told(block) == "f(1e4) gives a warning: overflow encountered in exp. The rules ask for none."


def test_a_refusal_of_the_right_kind_is_right():
    with refused(ValueError, "f()"):
        raise ValueError("anything")
    with refused(ValueError, "f()", naming=["x", "y"]):
        raise ValueError("there is no 'y'")
    with refused(LookupError, "f()"):
        raise KeyError("a kind of LookupError")
    with refused(ValueError, "f()", naming=["q"]):
        raise learner_error({"type": "ValueError", "bases": ["ValueError"], "message": "no q"}, "f()")


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (None, "f() raises nothing; ValueError is expected."),
        (KeyError("x"), "f() raises KeyError; ValueError is expected."),
        (ValueError("something"), "f() raises ValueError, but its message names none of x, y."),
        (ValueError(), "f() raises ValueError, but its message names none of x, y."),
        (learner_error({"type": "Own", "bases": ["KeyError"], "message": "x"}, "f()"),
         "f() raises Own; ValueError is expected."),
        (learner_error({"type": "ValueError", "bases": ["ValueError"], "frames": [["work.py", 1, "f", "x"]]}, "f()"),
         "f() raises ValueError, but its message names none of x, y."),
        (StopIteration("x"), "f() raises StopIteration; ValueError is expected."),
    ],
    ids=str,
)  # fmt: skip
def test_a_wrong_refusal_is_told(error, message):
    def block():
        with refused(ValueError, "f()", naming=["x", "y"]):
            if error is not None:
                raise error

    assert told(block) == message


@pytest.mark.parametrize(
    "error", [LearnerGone("killed", "gone", by_limit=False), NotImplementedError("next"), KeyboardInterrupt()], ids=repr
)
def test_what_is_no_refusal_is_not_taken_for_one(error):
    with pytest.raises(type(error)) as caught, refused(ValueError, "f()"):
        raise error
    assert caught.value is error


@pytest.mark.parametrize(
    ("value", "words"),
    [(None, "None"), (1, "an int"), (1.0, "a float"), ([], "a list of 0"), ((1,), "a tuple of 1"), ({}, "a dict"),
     ("", "a str"), (np.zeros((2, 0)), "an array of shape (2, 0) and dtype float64"), (np.float32(1), "a float32"),
     (remote("AdaGrad"), "an AdaGrad"), (remote("function"), "a function"), (np.random.default_rng(0), "a Generator")],
    ids=lambda value: str(value)[:30],
)  # fmt: skip
def test_what_a_value_is_is_said_in_words(value, words):
    assert kind_of(value) == words


# Hostile plain data.

HOSTILE = [
    None, True, 0, -1, 2**63, 2**1024 - 1, -(2**1024) + 1, 10**4000, 0.0, -0.0, 5e-324, 1e308, -1e308, np.nan, np.inf,
    -np.inf, 1.7976931348623157e308, 1j, complex(np.nan, np.inf), "", "text" * 1000, [], (), {}, [[]], [None],
    [np.nan, 1], [2**1024], [10**4000, 1], [True, False], {"a": None}, {1: 2}, {None: 1}, {(): []}, (np.nan,),
    remote(), remote(""), remote("K" * 80),
    np.float16(65504), np.float32(3e38), np.float64(1e308), np.finfo(np.longdouble).max, np.longdouble("nan"),
    np.int64(-(2**63)), np.uint64(2**64 - 1), np.bool_(False), np.complex64(1),
    [np.int64(-(2**63)), np.uint64(2**64 - 1)],
]  # fmt: skip
LONG = np.finfo(np.longdouble)  # where it is longer than a float, its numbers do not fit into one
SIGNALLING = np.array([0x7FA00000, 0xFFA00001], np.uint32).view("f4")  # nan that complains when it is looked at
ENTRIES = [
    np.full(2, np.nan), np.array([np.nan, np.inf]), np.array([np.inf, -np.inf]), np.array([1e308, -1e308]),
    np.array([1.7976931348623157e308, 5e-324]), np.array([5e-324, 0.0]), np.array([0.0, -0.0]), np.array([-1.0, -2.0]),
    np.array([1e-308, 1e308]), np.array([2**63 - 1, -(2**63)]), np.array([2**64 - 1, 0], np.uint64),
    np.array([True, False]), np.array([-128, 127], np.int8), np.array([65504, -65504], "f2"),
    np.array([3e38, -3e38], "f4"), np.array([np.nan, 1], "f2"), SIGNALLING, SIGNALLING.astype(">f4"),
    np.array([LONG.max, -LONG.max]), np.array([LONG.tiny, 0], np.longdouble), np.array([1j, np.nan]),
    np.array([1, 2], ">i4"), np.frombuffer(b"\x02\xff", bool), np.frombuffer(b"\xff" * 48, np.longdouble)[:2],
    np.frombuffer(b"\x01" * 32, "f4")[:2],
]  # fmt: skip
ARRAYS = [
    *ENTRIES, *(each.reshape(1, 2) for each in ENTRIES), *(np.tile(each, (2, 1)) for each in ENTRIES),
    *(each[0] for each in ENTRIES), np.zeros(0), np.zeros((0, 2)), np.zeros((2, 0)), np.zeros((0, 2**50)), np.zeros(()),
    np.ones((1,) * 32), np.zeros(0, bool),
]  # fmt: skip
EXPECTATIONS = [
    np.ones(2), np.zeros(2), np.array([np.inf, -np.inf]), np.array([np.nan, 1.0]), np.array([1e308, -1e308]),
    np.array([5e-324, 1e-308]), np.array([[1.0, 2.0], [3.0, -4.0]]), np.ones((1, 2)), np.zeros(0), np.zeros((0, 2)),
    np.array(1.0), np.array(1e308), np.array(0.0), np.array(-np.inf), np.array([1, 0]), np.ones(2, "f4"),
]  # fmt: skip
NUMBERS = [1.0, 0.0, -1e308, 5e-324, float("inf"), float("nan"), -2.0]


def judged(check, *arguments, **keywords):
    """The message of a check, None if it passes; anything else that it raises or warns of comes out."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            check(*arguments, **keywords)
    except Wrong as error:
        message = str(error)
        assert len(message) <= 2 * LONGEST
        return message
    return None


def escaped(calls):
    """What calls of checks raised beside `Wrong`."""
    found = {}
    for check, *arguments in calls:
        try:
            judged(check, *arguments)
        except Exception as error:
            found.setdefault(f"{check.__name__}: {error!r}"[:150], repr(arguments)[:150])
    return found


def test_hostile_arrays_are_wrong_or_right_and_nothing_else():
    got = [*HOSTILE, *ARRAYS]
    assert not escaped((check_array, each, expected, "f()") for each, expected in itertools.product(got, EXPECTATIONS))


def test_hostile_numbers_are_wrong_or_right_and_nothing_else():
    got = [*HOSTILE, *ARRAYS]
    assert not escaped((check_number, each, expected, "f()") for each, expected in itertools.product(got, NUMBERS))


def test_hostile_parts_dicts_and_lists_are_wrong_or_right_and_nothing_else():
    got = [*HOSTILE, *ARRAYS, [*HOSTILE], [*ENTRIES], tuple(HOSTILE)]
    calls = [(check_parts, each, ["a", "b"], "f()") for each in got]
    calls += [(check_arrays, each, {"a": np.ones(2), "b": np.zeros(2)}, "f()") for each in got]
    calls += [(check_arrays, {"a": each, "b": each}, {"a": np.ones(2), "b": np.ones(2)}, "f()") for each in got]
    calls += [(check_integers, value, "f()") for each in got for value in (each, [each], [1, each])]
    calls += [(bounded, value, "f()") for each in got for value in (each, [each], [1, each])]
    calls += [(kind_of, each) for each in got]
    assert not escaped(calls)


def bounded(got, what):
    check_integers(got, what, count=2, below=5)


def test_hostile_arrays_of_random_values_are_wrong_or_right_and_nothing_else():
    """Any bits make a float: of every dtype, against expectations made of bits as well."""
    rng = np.random.default_rng(11)
    calls = []
    for _ in range(1500):
        kind = rng.choice(["<f2", ">f2", "<f4", "<f8", ">f8", "<i1", "<i8", "<u8", "|b1", np.dtype("g").str])
        shape = tuple(
            rng.choice([(2,), (2, 2), (1,), (), (3, 3)]) if False else [(2,), (2, 2), (1,), (), (3, 3)][rng.integers(5)]
        )
        size = int(np.prod(shape)) * np.dtype(kind).itemsize
        got = np.frombuffer(rng.bytes(size), kind).reshape(shape)
        raw = np.frombuffer(rng.bytes(int(np.prod(shape)) * 8), "<f8").reshape(shape)
        expected = raw if rng.random() < 0.5 else rng.normal(size=shape)
        calls += [
            (check_array, got, expected, "f()"),
            (check_array, raw, expected, "f()"),
            (check_number, got, 1.0, "f()"),
        ]
    assert not escaped(calls)


def test_a_check_leaves_the_error_state_and_warnings_as_they_were():
    before = np.geterr(), list(warnings.filters)
    judged(check_array, np.array([np.inf, np.nan]), np.ones(2), "f()")
    assert (np.geterr(), list(warnings.filters)) == before


def test_every_check_of_the_module_is_tested_here():
    checks = {name for name, value in vars(compare).items() if getattr(value, "__module__", "") == compare.__name__}
    public = {name for name in checks if not name.startswith("_")}
    assert public <= set(globals()), "a new check: test it here"


def test_numbers_that_are_only_other_ones_are_told_from_what_has_a_name():
    for got, kind in ((np.array([1.0, 5.0]), WrongNumbers), (np.array([-1.0, -2.0]), Wrong), (np.zeros(2), Wrong)):
        with pytest.raises(Wrong) as raised:
            check_array(got, np.array([1.0, 2.0]), "f()")
        assert type(raised.value) is kind
        with pytest.raises(Wrong) as raised:
            check_each({"a": got}, {"a": np.array([1.0, 2.0])}, "f()")
        assert type(raised.value) is kind
    for got, kind in ((3.3, WrongNumbers), (0.5, Wrong), (None, Wrong)):
        with pytest.raises(Wrong) as raised:
            check_number(got, 1.0, "f()")
        assert type(raised.value) is kind
