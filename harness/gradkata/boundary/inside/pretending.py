"""What is there so that a learner's file can be loaded, and does nothing: plots, IPython, an empty standard input."""

from __future__ import annotations

import builtins
import os
import types
from collections.abc import Iterator, MutableSequence
from typing import Any

import numpy as np

PACKAGES = ("matplotlib", "mpl_toolkits", "marimo")  # marimo shows what is in its notebooks


class Nothing:
    """Takes every call, attribute and item, and gives itself; to be unpacked or walked through, it is one."""

    def __call__(self, *_: object, **_named: object) -> Any:
        return self

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __getitem__(self, _: object) -> Any:
        return self

    def __setitem__(self, _: object, _value: object) -> None:
        """As if it had been kept."""

    def __iter__(self) -> Iterator[Any]:
        return iter((self,))

    def __len__(self) -> int:
        return 1

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *_: object) -> None:
        """Whatever was raised goes on."""

    def __repr__(self) -> str:
        return "<nothing: no pictures are drawn here>"


NOTHING = Nothing()


class Plots(types.ModuleType):
    """A module of a plotting package."""

    __version__ = "0"
    __path__: MutableSequence[str] = ()  # type: ignore[assignment]  # so that modules can be imported from it

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return NOTHING

    def subplots(self, nrows: int = 1, ncols: int = 1, *_: object, squeeze: bool = True, **_named: object) -> Any:
        """A figure, and as many axes as were asked for."""
        axes = np.empty((nrows, ncols), dtype=object)
        for place in np.ndindex(axes.shape):
            axes[place] = NOTHING
        return NOTHING, (axes.squeeze()[()] if squeeze else axes)

    def hist(self, *_: object, **_named: object) -> Any:
        """Counts, edges and bars."""
        return NOTHING, NOTHING, NOTHING


def is_plots(name: str) -> bool:
    """Whether a module of this name is one that draws."""
    return name.partition(".")[0] in PACKAGES


def of_a_notebook() -> dict[str, Any]:
    """What Jupyter has there before the first cell."""
    return {"display": print, "get_ipython": Nothing()}


def settle() -> None:
    """Answer what asks at a terminal with an empty line, and let whoever changes into their own folder stay there."""
    builtins.input = lambda _prompt="", /: ""
    change, here = os.chdir, os.path.abspath(os.curdir)  # noqa: PTH100

    def chdir(path: Any) -> None:
        if isinstance(path, int) or os.path.abspath(os.fsdecode(path)) != here:  # noqa: PTH100
            change(path)

    os.chdir = chdir
