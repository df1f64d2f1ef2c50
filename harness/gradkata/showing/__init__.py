"""`kata show`: a picture that makes a kata visible. A kata's ``show.py`` says what is in it.

It has one function, ``show(solution)``, which gives a `Picture`. ``solution`` has the kata's functions: the learner's
own, behind the boundary, or those of the hidden solution. The same numbers have to come out each time, in less than a
second of computing, so what chance there is has a fixed seed.

What a function gave goes through `array`, `number`, `series`, `entry`, `check_integers` or `check_parts` before
anything is computed with it, since a learner's may give anything; `fill` writes into a notebook's globals. A caption is
made of claims, each with whether it holds for the very numbers that are drawn.
"""

from __future__ import annotations

from ..boundary.learner import fill
from ..judging.compare import Wrong, check_integers, check_parts
from .asking import array, entry, number, series
from .picture import Bars, Claim, Curve, Map, Panel, Picture, Points

__all__ = [
    "Bars", "Claim", "Curve", "Map", "Panel", "Picture", "Points", "Wrong", "array", "check_integers", "check_parts",
    "entry", "fill", "number", "series",
]  # fmt: skip
