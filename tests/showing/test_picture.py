"""Pictures as data: plain, frozen, and whether two of them are alike."""

import dataclasses
import math

import numpy as np
import pytest
from gradkata.judging.compare import Wrong
from gradkata.showing import Bars, Claim, Curve, Map, Panel, Picture, Points, array, entry, number, series
from gradkata.showing.likeness import are_alike


def picture(*drawn, leeway=0.01, **panel):
    return Picture("A picture", (Panel("panel", "x", "y", drawn, **panel),), (Claim("It is one.", True),), leeway)


def test_numbers_become_plain_ones_whatever_they_come_in():
    assert Curve(range(2), np.array([1, 2], np.float32)) == Curve((0.0, 1.0), [1.0, 2.0])
    assert all(type(value) is float for value in Bars(np.arange(3)).up)
    assert Map(np.eye(2), ("a", "b")).up == (1, 0, 0, 1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        Curve((0,), (1,)).up = (2,)


def test_a_caption_is_its_claims_and_holds_if_they_all_do():
    claims = (Claim("One.", True), Claim("Two.", np.bool_(False)))
    found = Picture("A picture", (), claims)
    assert found.caption == "One. Two."
    assert not found.is_borne_out
    assert Picture("A picture", (), claims[:1]).is_borne_out


@pytest.mark.parametrize(
    ("drawn", "is_drawable"),
    [
        (Curve((0, 1), (1, 2)), True), (Curve((0, 1), (1, math.nan)), False), (Curve((0, math.inf), (1, 2)), False),
        (Points((), ()), False), (Bars((1, math.inf)), False), (Map(((math.nan, 1),), ("a",)), True),
        (Map(((math.nan,),), ("a",)), False),
    ],
)  # fmt: skip
def test_there_have_to_be_numbers_to_draw(drawn, is_drawable):
    assert picture(drawn).is_drawable is is_drawable


CURVE = Curve((1, 2, 3), (0, 50, 100))


@pytest.mark.parametrize(
    ("other", "alike"),
    [
        (CURVE, True), (Curve((1, 2, 3), (0, 50.9, 100)), True), (Curve((1, 2, 3), (0, 51.1, 100)), False),
        (Curve((1, 2.1, 3), (0, 50, 100)), False), (Curve((1, 2), (0, 50)), False),
        (Curve((1, 2, 3), (0, math.nan, 100)), False), (Points((1, 2, 3), (0, 50, 100)), False),
    ],
)  # fmt: skip
def test_two_are_alike_if_no_number_is_further_off_than_the_leeway(other, alike):
    assert are_alike(picture(other), picture(CURVE)) is alike


def test_on_an_axis_that_goes_by_factors_distances_are_factors():
    some, other, far = (picture(Curve((1, 2), (1e-8, y)), is_log_up=True) for y in (1.0, 1.1, 3.0))
    assert are_alike(other, some)
    assert not are_alike(far, some)
    assert not are_alike(picture(Curve((1, 2), (-1, 1)), is_log_up=True), some)


def test_blanks_in_maps_have_to_be_in_the_same_places():
    some, other = (picture(Map(rows, ("a", "b"))) for rows in (((math.nan, 1), (2, 3)), ((1, 1), (2, 3))))
    assert are_alike(some, some)
    assert not are_alike(some, other)
    assert not are_alike(some, Picture("Another", (), ()))


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda: array(np.array([1, np.nan]), (2,), "f(x)"), r"f\(x\) holds nan or inf"),
        (lambda: array([1, 2], (2,), "f(x)"), "a NumPy array is expected"),
        (lambda: array(np.ones(3), (2,), "f(x)"), r"has shape \(3,\)"),
        (lambda: number(math.inf, "f(x)"), "is inf, and a finite number is expected"),
        (lambda: number("1", "f(x)"), "a single number is expected"),
        (lambda: series([1.0], 2, "f(x)"), "is no list of 2 numbers"),
        (lambda: series([1.0, "2"], 2, "f(x)"), "a single number is expected"),
        (lambda: series(np.ones((2, 1)), 2, "f(x)"), r"has shape \(2, 1\)"),
        (lambda: entry([], "Wxh", "grads"), "grads is no dict with the key Wxh"),
        (lambda: entry({"bh": 1}, "Wxh", "grads"), "grads is no dict with the key Wxh"),
    ],
)
def test_what_no_picture_can_be_made_of_is_refused_in_words(ask, words):
    with pytest.raises(Wrong, match=words):
        ask()


def test_what_a_picture_can_be_made_of_is_given_on():
    assert array(np.arange(2), (2,), "f(x)").dtype == float
    assert number(np.float32(2), "f(x)") == 2
    assert series([1, 2], 2, "f(x)").tolist() == series(np.array([1, 2]), 2, "f(x)").tolist() == [1, 2]
    assert entry({"Wxh": 3}, "Wxh", "grads") == 3
