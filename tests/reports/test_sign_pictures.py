"""Gradient maps as pictures of signs."""

import pytest
from gradkata.reports.pictures import NoPicturesError
from gradkata.reports.sign_pictures import COLOURS, signs_png
from gradkata.results import GradientMap, Sign

EVERY = GradientMap("dWhh", (1, len(Sign)), ("".join(Sign),), ())
LARGE = GradientMap("dWxh", (40, 40), ("<" * 40,) * 40, ())


def test_every_sign_has_a_colour_of_its_own():
    assert set(COLOURS) == set(Sign)
    assert len(set(COLOURS.values())) == len(Sign)


def test_maps_are_drawn_the_same_each_time():
    pytest.importorskip("matplotlib")
    found = signs_png([EVERY, LARGE])
    assert found.startswith(b"\x89PNG")
    assert len(found) < 100_000
    assert signs_png([EVERY, LARGE]) == found != signs_png([EVERY])


@pytest.mark.usefixtures("no_pictures")
def test_without_matplotlib_it_is_said_how_to_come_by_it():
    with pytest.raises(NoPicturesError, match=r"pip install 'gradkata\[pictures\]'"):
        signs_png([EVERY])
