"""Draws a `Picture`: readable in grey and by the colour-blind, with its caption below it."""

from __future__ import annotations

import io
import itertools
import math
import textwrap
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

from ..errors import UsageError
from ..showing.picture import Bars, Curve, Map, Panel, Picture, Points
from ..translation import say
from . import pictures

Kind = TypeVar("Kind", Map, Bars, Curve, Points)

FORMS = ("png", "svg", "pdf")
MARK = "gradkata: kata show"  # in every file that is written here, so that it is known again
DPI, POINTS_AN_INCH = 150, 72
SIZES = {1: (8.6, 5.2)}  # inches, by the number of panels
SIZE = (10.6, 5.2)
LETTERS_AN_INCH = 13  # of a caption
STYLE: dict[Any, Any] = {
    "font.size": 11, "axes.titlesize": 11.5, "axes.labelsize": 11, "xtick.labelsize": 10, "ytick.labelsize": 10,
    "legend.fontsize": 10.5, "axes.spines.top": False, "axes.spines.right": False, "svg.hashsalt": MARK,
    "svg.fonttype": "none",
}  # fmt: skip
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7")  # Okabe and Ito: told apart by the colour-blind
FILLS = ("#0072B2", "#E69F00", "#BFD9E6")  # dark, middle and light, also in grey
LINES = ("-", "--", "-.", ":")
GREY, INK = "#666666", "#222222"
SIDES = {  # of a point: how far in points, and which side of the words is there
    "above": ((0, 6), "center", "bottom"), "below": ((0, -6), "center", "top"),
    "left": ((-9, 0), "right", "center"), "right": ((9, 0), "left", "center"),
}  # fmt: skip
HALO = 2.5  # points, of white around a label on a line
GAP = 13  # points from one label to the next, at the ends of lines


def form_of(path: Path) -> str:
    """The form that a file's name asks for.

    Raises:
        UsageError: it asks for none that there is.
    """
    form = path.suffix.lower().removeprefix(".")
    if form not in FORMS:
        raise UsageError(say("{path}: a picture's name ends in .png, .svg or .pdf", path=path))
    return form


def is_own(data: bytes) -> bool:
    """Whether a file is a picture that was drawn here."""
    return MARK.encode() in data


def render_picture(picture: Picture, origin: str, form: str) -> bytes:
    """The picture as a file.

    Args:
        origin: a sentence on whose functions it was computed with.
        form: one of `FORMS`.

    Raises:
        NoPicturesError: matplotlib is missing.
    """
    pictures.check_there()
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    size = SIZES.get(len(picture.panels), SIZE)
    with rc_context(STYLE), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing")  # a learner's message may be in any script
        figure: Any = Figure(figsize=size, layout="constrained")
        figure.get_layout_engine().set(w_pad=0.12, h_pad=0.08)
        figure.suptitle(picture.title, fontsize=14, x=0.012, ha="left", weight="bold")
        _write_below(figure, [picture.caption, origin], int(size[0] * LETTERS_AN_INCH))
        all_axes = figure.subplots(1, len(picture.panels), squeeze=False)[0]
        for axes, panel in zip(all_axes, picture.panels, strict=True):
            _draw(axes, panel, _scope(picture))
        _add_scale(figure, all_axes, picture)
        figure.draw_without_rendering()  # the axes know their place only then
        for axes, panel in zip(all_axes, picture.panels, strict=True):
            _label_ends(figure, axes, panel)
        file = io.BytesIO()
        figure.savefig(file, format=form, dpi=DPI, metadata=_metadata(picture, form))
    return file.getvalue()


def _write_below(figure: Any, paragraphs: Sequence[str], width: int) -> None:
    lines = [line for paragraph in paragraphs for line in textwrap.wrap(paragraph, width)]
    how = {"fontsize": 10, "x": 0.012, "ha": "left", "color": INK, "linespacing": 1.35}
    figure.supxlabel("\n".join(lines), **how, parse_math=False)  # a learner's message may hold a $


def _metadata(picture: Picture, form: str) -> dict[str, Any]:
    """The mark, and the caption for whoever cannot see the picture; no date, so that one picture is one file."""
    if form == "png":
        return {"Software": MARK, "Title": picture.title, "Description": picture.caption}
    if form == "svg":
        return {"Creator": MARK, "Title": picture.title, "Description": picture.caption, "Date": None}
    return {"Creator": MARK, "Title": picture.title, "Subject": picture.caption, "CreationDate": None}


def _draw(axes: Any, panel: Panel, scope: tuple[float, float]) -> None:
    axes.set_title(panel.title, loc="left")
    axes.set(xlabel=panel.across, ylabel=panel.up)
    if shown := _of(panel, Map):
        _draw_map(axes, panel, shown[0], scope)
    if bars := _of(panel, Bars):
        _draw_bars(axes, panel, bars)
    if curves := _of(panel, Curve):
        _draw_curves(axes, panel, curves)
    for points in _of(panel, Points):
        _draw_points(axes, points)


def _of(panel: Panel, kind: type[Kind]) -> list[Kind]:
    """What is drawn in a panel, of one kind."""
    return [each for each in panel.drawn if isinstance(each, kind)]


def _maps(picture: Picture) -> list[Map]:
    return [each for panel in picture.panels for each in _of(panel, Map)]


def _scope(picture: Picture) -> tuple[float, float]:
    """The smallest and the largest entry of all maps, which have one scale of colours."""
    known = [entry for each in _maps(picture) for entry in each.up if not math.isnan(entry)]
    return min(known, default=0), max(known, default=1)


def _add_scale(figure: Any, all_axes: Sequence[Any], picture: Picture) -> None:
    """The scale of colours, at the right."""
    scales = [each.scale for each in _maps(picture) if each.scale]
    if scales:
        figure.colorbar(all_axes[-1].collections[0], ax=list(all_axes), label=scales[-1])


def _draw_map(axes: Any, panel: Panel, shown: Map, scope: tuple[float, float]) -> None:
    from matplotlib.colors import LinearSegmentedColormap, LogNorm, Normalize

    colours = "cividis" if shown.scale else LinearSegmentedColormap.from_list("blue", ["#F2F2F2", COLOURS[0]])
    norm = (LogNorm if panel.is_log_up else Normalize)(*scope)
    axes.pcolormesh(shown.rows, cmap=colours, norm=norm, edgecolors="white", linewidth=1)
    axes.set_xticks([at + 0.5 for at in range(len(panel.names))], panel.names)
    axes.set_yticks([at + 0.5 for at in range(len(shown.row_names))], shown.row_names)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    axes.invert_yaxis()
    if not shown.scale:
        _write_entries(axes, shown)


def _write_entries(axes: Any, shown: Map) -> None:
    middle = (min(shown.up) + max(shown.up)) / 2
    for down, row in enumerate(shown.rows):
        for across, entry in enumerate(row):
            how = {"color": "white", "weight": "bold"} if entry > middle else {"color": GREY}
            axes.text(across + 0.5, down + 0.5, f"{entry:g}", ha="center", va="center", fontsize=10, **how)


def _draw_bars(axes: Any, panel: Panel, bars: Sequence[Bars]) -> None:
    width = 0.8 / len(bars)
    for place, (each, colour) in enumerate(zip(bars, itertools.cycle(FILLS), strict=False)):
        places = [at - 0.4 + (place + 0.5) * width for at in range(len(each.up))]
        axes.bar(places, each.up, width * 0.94, label=each.label, color=colour, edgecolor=INK, linewidth=0.6)
    axes.set_xticks(range(len(panel.names)), panel.names)
    axes.tick_params(axis="x", length=0)
    if min(height for each in bars for height in each.up) < 0:
        axes.axhline(0, color=INK, linewidth=0.8)
    if panel.range_up is not None:
        axes.set_ylim(panel.range_up)
    axes.legend(frameon=False, loc="best")


def _draw_curves(axes: Any, panel: Panel, curves: Sequence[Curve]) -> None:
    axes.set_xscale("log" if panel.is_log_across else "linear")
    axes.set_yscale("log" if panel.is_log_up else "linear")
    for curve, (colour, line) in _styled(curves):
        axes.plot(curve.across, curve.up, line, color=colour, linewidth=1 if curve.is_context else 2)
        if curve.label and curve.label_at < 1:
            _label_on(axes, curve, colour)
    if panel.range_across is not None:
        axes.set_xlim(panel.range_across)
    if panel.range_up is not None:
        axes.set_ylim(panel.range_up)
    if not panel.is_log_across and all(value.is_integer() for curve in curves for value in curve.across):
        axes.xaxis.get_major_locator().set_params(integer=True)  # there is no half a step


def _styled(curves: Sequence[Curve]) -> list[tuple[Curve, tuple[str, str]]]:
    """Each curve with its colour and its line, which tells it from the others in grey too."""
    styles = itertools.cycle(zip(COLOURS, LINES, strict=True))
    return [(curve, (GREY, ":") if curve.is_context else next(styles)) for curve in curves]


def _label_on(axes: Any, curve: Curve, colour: str) -> None:
    """A label beside a point of the line."""
    at = round(curve.label_at * (len(curve.up) - 1))
    offset, across, up = SIDES[curve.label_side]
    _write(axes, curve.label, (curve.across[at], curve.up[at]), offset, colour, ha=across, va=up)


def _label_ends(figure: Any, axes: Any, panel: Panel) -> None:
    """A label behind the end of each line, none of them over another."""
    ends = []
    for curve, (colour, _) in _styled(_of(panel, Curve)):
        if curve.label and curve.label_at == 1:
            end = curve.across[-1], curve.up[-1]
            height = axes.transData.transform(end)[1] * POINTS_AN_INCH / figure.dpi
            ends.append((height, end, curve.label, colour))
    ends.sort()
    for (at, end, label, colour), height in zip(ends, spread([end[0] for end in ends], GAP), strict=True):
        _write(axes, label, end, (7, height - at), colour, ha="left", va="center")


def spread(heights: Sequence[float], gap: float) -> list[float]:
    """Heights, rising, moved as little as it takes for each to be at least ``gap`` above the one before it."""
    groups: list[list[float]] = []  # each stands close together around the middle of its heights
    for height in heights:
        groups.append([height])
        while len(groups) > 1 and _bottom(groups[-1], gap) < _top(groups[-2], gap) + gap:
            last = groups.pop()
            groups[-1].extend(last)
    return [_bottom(group, gap) + place * gap for group in groups for place in range(len(group))]


def _bottom(group: Sequence[float], gap: float) -> float:
    return sum(group) / len(group) - gap * (len(group) - 1) / 2


def _top(group: Sequence[float], gap: float) -> float:
    return sum(group) / len(group) + gap * (len(group) - 1) / 2


def _draw_points(axes: Any, points: Points) -> None:
    axes.plot(points.across, points.up, "o", color=INK, markersize=6, zorder=3)
    for across, up, label in zip(points.across, points.up, points.labels, strict=False):
        _write(axes, label, (across, up), (9, 3), INK, ha="left", va="bottom")


def _write(
    axes: Any, words: str, place: tuple[float, float], offset: tuple[float, float], colour: str, **how: Any
) -> None:
    """Words at a point, moved by an offset in points, on a halo that keeps lines off them."""
    from matplotlib.patheffects import withStroke

    halo = [withStroke(linewidth=HALO, foreground="white")]
    axes.annotate(
        words, place, offset, textcoords="offset points", annotation_clip=False, color=colour, fontsize=10.5,
        path_effects=halo, zorder=4, **how,
    )  # fmt: skip
