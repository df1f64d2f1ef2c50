"""Pictures, where matplotlib is there: it is an extra, since nothing but pictures needs it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..errors import UsageError
from ..results import GradientMap
from ..translation import say

HOW = "pip install 'gradkata[pictures]'"


class NoPicturesError(UsageError):
    """matplotlib is missing; the message says how to come by it."""


def save_curve(values: Sequence[float], title: str, path: Path) -> None:
    """Save a loss curve as a picture: the loss after each step.

    Raises:
        NoPicturesError: matplotlib is missing.
        UsageError: the file cannot be written.
    """
    figure = _figure()
    axes = figure.subplots()
    axes.plot(range(1, len(values) + 1), values, linewidth=1)
    axes.set(xlabel="step", ylabel="smooth loss", title=title)
    axes.grid(alpha=0.3)
    _save(figure, path)


def save_maps(maps: Sequence[GradientMap], path: Path) -> None:
    """Save gradient maps as a picture: how far each entry is off, measured by the largest that is right.

    Raises:
        NoPicturesError: matplotlib is missing.
        UsageError: the file cannot be written.
    """
    figure = _figure()
    axes = figure.subplots(1, len(maps), squeeze=False)[0]
    largest = max(abs(error) for each in maps for row in each.errors for error in row)
    for each, axis in zip(maps, axes, strict=True):
        shown = axis.imshow(each.errors, cmap="RdBu_r", vmin=-largest, vmax=largest, aspect="auto")
        axis.set(title=f"{each.name} {each.shape}", xticks=[], yticks=[])
    figure.colorbar(shown, ax=axes.tolist(), label="(yours - expected) / largest expected")
    _save(figure, path)


def check_there() -> None:
    """See to it that there is matplotlib.

    Raises:
        NoPicturesError: there is none.
    """
    try:
        import matplotlib.figure  # noqa: F401
    except ImportError:
        raise NoPicturesError(say("pictures need matplotlib: {how}", how=HOW)) from None


def _figure() -> Any:
    check_there()
    from matplotlib.figure import Figure

    return Figure(figsize=(7, 4), layout="constrained")


def _save(figure: Any, path: Path) -> None:
    try:
        figure.savefig(path, dpi=120)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}") from None
