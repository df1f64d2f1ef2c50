"""Whether two pictures show the same."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .picture import Numbers, Panel, Picture


def are_alike(one: Picture, other: Picture) -> bool:
    """Whether no number of ``one`` is further from ``other``'s than its leeway allows, by what the axis spans."""
    pairs = zip(one.panels, other.panels, strict=False)
    return len(one.panels) == len(other.panels) and all(_same(*pair, other.leeway) for pair in pairs)


def _same(panel: Panel, like: Panel, leeway: float) -> bool:
    if [type(each) for each in panel.drawn] != [type(each) for each in like.drawn]:
        return False
    across = _near(
        [each.across for each in panel.drawn], [each.across for each in like.drawn], like.is_log_across, leeway
    )
    return across and _near([each.up for each in panel.drawn], [each.up for each in like.drawn], like.is_log_up, leeway)


def _near(some: Sequence[Numbers], others: Sequence[Numbers], is_log: bool, leeway: float) -> bool:
    """Whether the coordinates of all that is drawn, on one axis, are close to each other."""
    if [len(each) for each in some] != [len(each) for each in others]:
        return False
    ours, theirs = _on_the_axis(some, is_log), _on_the_axis(others, is_log)
    known = theirs[~np.isnan(theirs)]
    span = np.ptp(known) if known.size else 0.0
    return bool(np.isclose(ours, theirs, rtol=1e-9, atol=leeway * span, equal_nan=True).all())


def _on_the_axis(values: Sequence[Numbers], is_log: bool) -> np.ndarray:
    """All numbers in a row, as far along as they stand on the axis; nan for what has no place on it."""
    flat = np.array([number for each in values for number in each])
    with np.errstate(all="ignore"):
        return np.where(flat > 0, np.log10(flat), np.nan) if is_log else flat
