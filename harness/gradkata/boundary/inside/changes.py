"""Whether a call has changed its arguments."""

from __future__ import annotations

from typing import Any

import numpy as np


def snapshot(value: Any) -> Any:
    """What an argument consists of: an array of its bytes, a list or dict of the very things in it."""
    if isinstance(value, np.ndarray):
        return value.shape, value.tobytes()
    if isinstance(value, np.random.Generator):
        return value.bit_generator.state
    return list(value.items()) if isinstance(value, dict) else list(value)


def differs(value: Any, before: Any) -> bool:
    """Whether an argument is other than its snapshot."""
    if isinstance(value, np.ndarray | np.random.Generator):
        return bool(snapshot(value) != before)
    now = snapshot(value)
    if isinstance(value, dict):
        now, before = [part for pair in now for part in pair], [part for pair in before for part in pair]
    return len(now) != len(before) or any(a is not b for a, b in zip(now, before, strict=True))
