"""A picture as plain frozen data: panels of curves, points, bars and maps, and what can be seen in them, in words."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable
from typing import Any, Literal, TypeAlias

Numbers: TypeAlias = tuple[float, ...]


def numbers(values: Any) -> Numbers:
    """Any sequence of numbers as plain floats: an array of NumPy's, a list, a range."""
    return tuple(float(value) for value in values)


@dataclasses.dataclass(frozen=True)
class Curve:
    """A line through points.

    Attributes:
        across, up: the coordinates of its points.
        label: what is written beside it; nothing if it is empty.
        label_at: where along the line that is, from 0 to 1; at 1 it stands behind the line's end.
        label_side: on which side of that point, if it is not the end.
        is_context: whether it is there for comparison only, and is drawn thin and grey.
    """

    across: Numbers
    up: Numbers
    label: str = ""
    label_at: float = 1.0
    label_side: Literal["above", "below", "left", "right"] = "above"
    is_context: bool = False

    def __post_init__(self) -> None:
        _freeze(self, "across", "up")


@dataclasses.dataclass(frozen=True)
class Points:
    """Single points, each with a few words beside it, or without."""

    across: Numbers
    up: Numbers
    labels: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _freeze(self, "across", "up")


@dataclasses.dataclass(frozen=True)
class Bars:
    """One bar for each of the panel's ``names``; several of them stand side by side."""

    up: Numbers
    label: str = ""
    across: Numbers = ()

    def __post_init__(self) -> None:
        _freeze(self, "up")


@dataclasses.dataclass(frozen=True)
class Map:
    """A matrix, its first row on top; an entry that is nan is left blank.

    Attributes:
        rows: its entries.
        row_names: one for each row; the columns are called as the panel's ``names`` say.
        scale: what its entries are, for the scale of colours that all maps of a picture share; without it, they are
            written into the map.
    """

    rows: tuple[Numbers, ...]
    row_names: tuple[str, ...]
    scale: str = ""
    across: Numbers = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "rows", tuple(numbers(row) for row in self.rows))

    @property
    def up(self) -> Numbers:
        """All entries, row by row."""
        return tuple(entry for row in self.rows for entry in row)


Drawn: TypeAlias = Curve | Points | Bars | Map


@dataclasses.dataclass(frozen=True)
class Panel:
    """One system of axes.

    Attributes:
        title: what it shows, in a few words.
        across, up: what the axes measure, with units where there are any.
        drawn: what is in it.
        names: of bars, or of the columns of a map.
        is_log_across, is_log_up: whether an axis goes up by factors; of a map, the scale of colours does.
        range_across, range_up: from where to where the axes go; as far as there is something, if None.
    """

    title: str
    across: str
    up: str
    drawn: tuple[Drawn, ...]
    names: tuple[str, ...] = ()
    is_log_across: bool = False
    is_log_up: bool = False
    range_across: tuple[float, float] | None = None
    range_up: tuple[float, float] | None = None


@dataclasses.dataclass(frozen=True)
class Claim:
    """A sentence on what can be seen, and whether the numbers bear it out."""

    words: str
    holds: bool

    def __post_init__(self) -> None:
        object.__setattr__(self, "holds", bool(self.holds))  # NumPy has a bool of its own


@dataclasses.dataclass(frozen=True)
class Picture:
    """A picture.

    Attributes:
        title: its heading.
        panels: from left to right.
        claims: the caption, sentence by sentence; together they stand for the picture where it cannot be seen.
        leeway: how far other right work may be from it, as a part of what the axes span: more where chance or rounding
            has a hand in it.
    """

    title: str
    panels: tuple[Panel, ...]
    claims: tuple[Claim, ...]
    leeway: float = 0.005

    @property
    def caption(self) -> str:
        """What can be seen in it, in words."""
        return " ".join(claim.words for claim in self.claims)

    @property
    def is_borne_out(self) -> bool:
        """Whether all that the caption says is so."""
        return all(claim.holds for claim in self.claims)

    @property
    def is_drawable(self) -> bool:
        """Whether there are numbers in every panel, all of them finite but for the blanks in maps."""
        return all(_is_drawable(each) for panel in self.panels for each in panel.drawn)


def _freeze(holder: Any, *names: str) -> None:
    for name in names:
        object.__setattr__(holder, name, numbers(getattr(holder, name)))


def _is_drawable(drawn: Drawn) -> bool:
    known = [entry for entry in drawn.up if not (isinstance(drawn, Map) and math.isnan(entry))]
    return bool(known) and _are_finite(known) and _are_finite(drawn.across)


def _are_finite(values: Iterable[float]) -> bool:
    return all(math.isfinite(value) for value in values)
