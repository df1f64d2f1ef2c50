"""Gradient maps as pictures of signs: which entries are wrong and which way, and not by how much.

Of the numbers that are expected they tell no more than the map in a learner's terminal does.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from ..results import GradientMap, Sign
from .grid import MEANS
from .pictures import check_there

DPI = 100
SIZE = (7, 3.2)  # inches
MOST_SIGNS = 300  # entries of a map that are written in; of more, the colours are shown alone
COLOURS = {  # a light grey, and Okabe and Ito's, which the colour-blind tell apart
    Sign.RIGHT: "#F2F2F2", Sign.SMALL: "#56B4E9", Sign.LARGE: "#E69F00", Sign.TURNED: "#D55E00",
    Sign.ZERO: "#0072B2", Sign.OTHER: "#CC79A7", Sign.NO_NUMBER: "#000000",
}  # fmt: skip
DARK = (Sign.ZERO, Sign.NO_NUMBER, Sign.TURNED)


def signs_png(maps: Sequence[GradientMap]) -> bytes:
    """The maps side by side as a PNG image, with what the signs mean below; the same each time.

    Raises:
        NoPicturesError: matplotlib is missing.
    """
    check_there()
    from matplotlib.figure import Figure

    figure: Any = Figure(figsize=SIZE, layout="constrained")
    for each, axes in zip(maps, figure.subplots(1, len(maps), squeeze=False)[0], strict=True):
        _draw(axes, each)
    used = {sign for each in maps for row in each.rows for sign in row}
    figure.supxlabel(",  ".join(f"{sign} {means}" for sign, means in MEANS.items() if sign in used), fontsize=10)
    file = io.BytesIO()
    figure.savefig(file, format="png", dpi=DPI)
    return file.getvalue()


def _draw(axes: Any, found: GradientMap) -> None:
    from matplotlib.colors import ListedColormap

    signs = list(COLOURS)
    numbers = [[signs.index(Sign(sign)) for sign in row] for row in found.rows]
    axes.imshow(numbers, cmap=ListedColormap(list(COLOURS.values())), vmin=0, vmax=len(signs) - 1, aspect="auto")
    axes.set_title(f"{found.name} {found.shape}", parse_math=False)
    axes.set(xticks=[], yticks=[])
    if sum(map(len, found.rows)) > MOST_SIGNS:
        return
    for down, row in enumerate(found.rows):
        for across, sign in enumerate(row):
            colour = "white" if sign in DARK else "black"
            axes.text(across, down, sign, ha="center", va="center", color=colour, parse_math=False)
