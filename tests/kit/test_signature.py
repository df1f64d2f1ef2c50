"""What has to be equal for two questions to be one, and what only nearly so."""

import numpy as np
import pytest
from gradkata.boundary.inside.requests import Call, Get, Set
from gradkata.boundary.inside.wire import Encoder
from gradkata.kit.signature import signature

Z = np.array([[0.5, -1.25, 3.0], [2.0, 0.0, 7.5]])


def signed(*arguments, objects=None, target="f"):
    encoder = Encoder(lambda _: None)
    tree = encoder.encode(list(arguments))
    buffers = [bytes(memoryview(each).cast("B")) for each in encoder.buffers]
    return signature(Call(target, tree, encoder.encode({})), buffers, {} if objects is None else objects)


def like(one, other):
    return signed(*one).is_like(signed(*other))


@pytest.mark.parametrize(
    "arguments",
    [(Z,), (Z.astype(np.float32),), (1.5,), (np.float32(1.5),), (Z + 2j,), ({"Wxh": Z, "rate": 0.1},), ([0.5, [Z]],)],
    ids=["float64", "float32", "number", "single number", "complex", "dict", "list"],
)
def test_a_question_is_like_itself_and_like_itself_rounded(arguments):
    assert like(arguments, arguments)
    assert like(arguments, [rounded(each) for each in arguments])
    assert not like(arguments, [rounded(each, 1e-3) for each in arguments])


def rounded(value, by=1e-13):
    if isinstance(value, dict):
        return {key: rounded(each, by) for key, each in value.items()}
    if isinstance(value, list):
        return [rounded(each, by) for each in value]
    return (value * (1 + by)).astype(value.dtype) if isinstance(value, np.ndarray) else type(value)(value * (1 + by))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((3,), (4,)),
        ((3,), (3.0,)),
        (("ab",), ("ba",)),
        ((True,), (False,)),
        ((None,), (0,)),
        ((np.arange(4),), (np.arange(1, 5),)),
        ((np.arange(4),), (np.arange(4.0),)),
        ((Z,), (Z.T.copy(),)),
        ((Z,), (Z.ravel(),)),
        ((Z,), (Z[::-1].copy(),)),
        ((Z,), (Z.astype(np.float32),)),
        ((Z, Z + 1), (Z + 1, Z)),
        (({"a": 1.0},), ({"b": 1.0},)),
        ((Z,), (Z, Z)),
        ((np.array([np.nan, 1.0]),), (np.array([0.0, 1.0]),)),
        ((np.array([np.nan, 1.0]),), (np.array([1.0, np.nan]),)),
        ((np.inf,), (-np.inf,)),
        ((np.inf,), (np.nan,)),
    ],
)
def test_what_is_no_fraction_has_to_be_equal(one, other):
    assert like(one, one)
    assert like(other, other)
    assert not like(one, other)


def test_numbers_beside_nan_and_infinity_count():
    assert like([np.array([np.nan, np.inf, 1.0])], [np.array([np.nan, np.inf, 1.0 + 1e-13])])
    assert not like([np.array([np.nan, np.inf, 1.0])], [np.array([np.nan, np.inf, 2.0])])


def test_numbers_whose_sum_is_no_number_are_like_themselves():
    assert like([np.full(3, 1e308)], [np.full(3, 1e308)])


def test_what_is_called_counts():
    assert not signed(Z, target="f").is_like(signed(Z, target="g"))
    encoder = Encoder(lambda _: None)
    value = encoder.encode(1.0)
    asked = [Get(None, "rate"), Get(4, "rate"), Set(None, "rate", value, False), Set(None, "rate", value, True)]
    assert len({signature(each, [], {}).form for each in asked}) == len(asked)


def test_objects_are_called_by_the_order_in_which_they_come():
    first, second = {}, {}
    here = [signed(1.0, target=number, objects=first) for number in (7, 9, 7)]
    there = [signed(1.0, target=number, objects=second) for number in (2, 3, 2)]
    assert here == there
    assert here[0].form == here[2].form != here[1].form
