"""Pictures are drawn as png, svg and pdf, the same each time, with their captions in them."""

import itertools
import math
import sys
from pathlib import Path

import pytest
from gradkata.errors import UsageError
from gradkata.reports import drawing, pictures
from gradkata.showing import Bars, Claim, Curve, Map, Panel, Picture, Points

CLAIMS = (Claim("It rises, and then some.", True),)
CURVES = Panel(
    "curves", "x", "y",
    (Curve((1, 2), (1, 2), "one"), Curve((1, 2), (1, 2.01), "two"), Curve((1, 2), (2, 2), "a half", 0.5),
     Curve((1, 2), (1, 1), is_context=True), Points((1,), (1,), ("here",))),
    is_log_up=True, range_across=(1, 2), range_up=(0.5, 3),
)  # fmt: skip
BARS = Panel("bars", "class", "p", (Bars((1, -1), "a"), Bars((0.5, 1), "b")), ("first", "second"), range_up=(-1, 1))
MAP = Panel("map", "t", "s", (Map(((1, math.nan), (0.1, 1)), ("0", "1"), "size"),), ("0", "1"), is_log_up=True)
WRITTEN = Panel("map", "t", "s", (Map(((1, 0), (0, 1)), ("0", "1")),), ("0", "1"))
BEGINNINGS = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}


@pytest.mark.parametrize("panels", [(CURVES, BARS), (MAP, MAP), (WRITTEN,)], ids=["curves and bars", "maps", "written"])
def test_a_picture_is_drawn(panels):
    pytest.importorskip("matplotlib")
    found = drawing.render_picture(Picture("A picture", panels, CLAIMS), "Computed with yours.", "png")
    assert found.startswith(BEGINNINGS["png"])
    width, height = (int.from_bytes(found[at : at + 4], "big") for at in (16, 20))
    assert width <= 1600
    assert height <= 900


@pytest.mark.parametrize("form", drawing.FORMS)
def test_each_form_is_the_same_each_time_and_is_known_again(form):
    pytest.importorskip("matplotlib")
    picture = Picture("A picture", (WRITTEN,), CLAIMS)
    found = drawing.render_picture(picture, "Computed with yours.", form)
    assert found.startswith(BEGINNINGS[form])
    assert found == drawing.render_picture(picture, "Computed with yours.", form)
    assert drawing.is_own(found)


def test_whoever_cannot_see_it_finds_the_caption_in_it():
    pytest.importorskip("matplotlib")
    picture = Picture("A picture", (WRITTEN,), CLAIMS)
    png, svg = (drawing.render_picture(picture, "Computed with yours.", form) for form in ("png", "svg"))
    assert picture.caption.encode() in png
    assert picture.caption.encode() in svg
    assert b"Computed with yours." in svg


def test_a_learners_message_may_hold_whatever_it_likes():
    pytest.importorskip("matplotlib")
    picture = Picture("A picture", (WRITTEN,), CLAIMS)
    found = drawing.render_picture(picture, "double() raises ValueError: $x^$ \\frac{ 漢字 %", "svg")
    assert "$x^$ \\frac{ 漢字 %".encode() in found


def test_without_matplotlib_it_is_said_how_to_come_by_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(pictures.NoPicturesError, match=r"pip install 'gradkata\[pictures\]'"):
        drawing.render_picture(Picture("A picture", (CURVES,), CLAIMS), "", "png")


@pytest.mark.parametrize("name", ["x.jpg", "x", "x.png.txt", ".png"])
def test_a_name_tells_the_form(name):
    assert drawing.form_of(Path("x.PNG")) == "png"
    with pytest.raises(UsageError, match=r"a picture's name ends in \.png, \.svg or \.pdf"):
        drawing.form_of(Path(name))


@pytest.mark.parametrize(
    ("heights", "expected"),
    [
        ([], []), ([5], [5]), ([0, 20], [0, 20]), ([0, 0], [-5, 5]), ([0, 4, 8], [-6, 4, 14]),
        ([0, 12, 14], [-1, 8, 18]), ([0, 1, 50], [-4.5, 5.5, 50]),
    ],
)  # fmt: skip
def test_labels_at_the_ends_of_lines_are_moved_apart_as_little_as_may_be(heights, expected):
    found = drawing.spread(heights, 10)
    assert found == pytest.approx(expected, abs=1)
    assert all(b - a >= 10 - 1e-9 for a, b in itertools.pairwise(found))
