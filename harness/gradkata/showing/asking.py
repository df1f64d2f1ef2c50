"""What a learner's function gave, seen to be what a picture can be made of."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from ..judging.compare import Wrong, as_number, check_shape
from ..translation import say


def array(got: Any, shape: tuple[int, ...], what: str) -> np.ndarray:
    """``got`` as an array of finite floats of that shape.

    Args:
        what: how to call it, such as ``softmax(z)``.

    Raises:
        Wrong: it is anything else; the message says what.
    """
    found = np.asarray(check_shape(got, shape, what), float)
    if not np.isfinite(found).all():
        raise Wrong(say("{what} holds nan or inf", what=what))
    return found


def number(got: Any, what: str) -> float:
    """``got`` as a finite float.

    Raises:
        Wrong: it is anything else; the message says what.
    """
    found = as_number(got, what)
    if not math.isfinite(found):
        raise Wrong(say("{what} is {found}, and a finite number is expected", what=what, found=found))
    return found


def series(got: Any, count: int, what: str) -> np.ndarray:
    """``got``, a list or an array of so many finite numbers, as an array.

    Raises:
        Wrong: it is anything else; the message says what.
    """
    if isinstance(got, np.ndarray):
        return array(got, (count,), what)
    if not isinstance(got, list | tuple) or len(got) != count:
        raise Wrong(say("{what} is no list of {count} numbers", what=what, count=count))
    return np.array([number(each, what) for each in got])


def entry(got: Any, key: str, what: str) -> Any:
    """What a dict has under a key.

    Raises:
        Wrong: it is no dict, or has no such key.
    """
    if not isinstance(got, dict) or key not in got:
        raise Wrong(say("{what} is no dict with the key {key}", what=what, key=key))
    return got[key]
