"""A result as a notebook shows it: the words of ``kata check`` as text and as HTML, and a picture where one helps."""

from __future__ import annotations

import base64
import contextlib
import dataclasses
import html
import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ..reports import pictures
from ..reports.detail import render_result
from ..reports.grid import grid
from ..results import GradientMap, Result

_ITEM = re.compile(r"  (\w+) +(\S.*)\Z")
_CODE = re.compile(r"`([^`]+)`")
_FIXED = " " * 4  # what begins so is a map, or was printed


class Verdict:
    """A result, for IPython's ``display``.

    Args:
        maps: whether to show which entries are wrong, even if more is known.
        then: what to do when it is passed, or where to begin; often empty.
    """

    def __init__(self, result: Result, *, maps: bool = False, then: str = ""):
        self._result = result
        asked = {"maps": True} if maps else {}  # else a map is shown where nothing better is known
        self._text = render_result(result, prints=True, then=then, **asked)

    def __str__(self) -> str:
        return self._text.rstrip("\n")

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        shown = self._maps()
        picture = _picture(shown) if shown else ""
        drawn = f'<p><img alt="{_described(shown)}" src="data:image/png;base64,{picture}"></p>' if picture else ""
        bundle = {"text/plain": str(self), "text/html": as_html(self._text, self._result.kata, drawn)}
        return bundle | ({"image/png": picture} if picture else {})

    def _maps(self) -> list[GradientMap]:
        """The maps that the text shows."""
        maps = self._result.explanation.maps if self._result.explanation else ()
        return [each for each in maps if grid(each)[0] in self._text.split("\n")]


def without_maps(result: Result) -> Result:
    """The result without what shows which entries are wrong."""
    if result.explanation is None:
        return result
    return dataclasses.replace(result, explanation=dataclasses.replace(result.explanation, maps=()))


def as_html(text: str, kata: str, after: str = "") -> str:
    """The text of a result as HTML of paragraphs and lists, in whatever colours the page has.

    Args:
        kata: the id with which the line of the verdict begins.
        after: HTML that goes after it.
    """
    blocks = [_html(kind, lines) for kind, lines in _blocks(text.split("\n"), f"{kata}: ")]
    return "\n".join(["<section>", *blocks, *filter(None, [after]), "</section>"])


def _blocks(lines: Sequence[str], verdict: str) -> Iterator[tuple[str, list[str]]]:
    """The text in blocks: each a kind of `_html`, and its lines."""
    kind, block = "", list[str]()
    for line in lines:
        is_further = line.startswith(_FIXED) and kind in ("checks", "fixed")
        found = kind if is_further else _kind(line, verdict)
        if found != kind or not line:
            if block:
                yield kind, block
            kind, block = found, []
        if line:
            block.append(line)
    if block:
        yield kind, block


def _kind(line: str, verdict: str) -> str:
    if _ITEM.match(line):
        return "checks"
    if line.startswith(_FIXED):
        return "fixed"
    return "verdict" if line.startswith(verdict) else "words"


def _html(kind: str, lines: list[str]) -> str:
    if kind == "checks":
        return "\n".join(["<ul>", *_items(lines), "</ul>"])
    if kind == "fixed":
        return f"<pre>{_escaped(chr(10).join(line.removeprefix(_FIXED) for line in lines))}</pre>"
    words = _CODE.sub(r"<code>\1</code>", _escaped(" ".join(lines)))
    return f"<p><strong>{words}</strong></p>" if kind == "verdict" else f"<p>{words}</p>"


def _items(lines: list[str]) -> Iterator[str]:
    item: list[str] = []
    for line in [*lines, "  end  ."]:
        if (begun := _ITEM.match(line)) and item:
            yield f"<li>{' '.join(item)}</li>"
            item = []
        item += [f"<b>{begun[1]}</b>", _escaped(begun[2])] if begun else [_escaped(line.strip())]


def _escaped(text: str) -> str:
    return html.escape(text)


def _described(maps: Sequence[GradientMap]) -> str:
    return _escaped("; ".join(grid(each)[0] for each in maps))


def _picture(maps: Sequence[GradientMap]) -> str:
    """A PNG in base64; empty where nothing can be drawn."""
    with contextlib.suppress(pictures.NoPicturesError), tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "map.png"
        pictures.save_maps(maps, path)
        return base64.b64encode(path.read_bytes()).decode("ascii")
    return ""
