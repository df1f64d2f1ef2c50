"""What is there so that a learner's file can be loaded, and does nothing: plots, IPython, an empty standard input."""

from __future__ import annotations

import builtins
import operator
import os
import types
from collections.abc import Iterator, MutableSequence
from typing import Any

import numpy as np

PACKAGES = ("matplotlib", "mpl_toolkits", "marimo")  # marimo shows what is in its notebooks


ARITHMETIC = ("add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "pow", "and", "or", "xor")
REFLECTED = frozenset(f"r{name}" for name in ARITHMETIC)
OTHERS = ("lt", "le", "gt", "ge", "neg", "pos", "abs", "invert")


def _reckons_as_zero(kind: type) -> type:
    """Give a class the operators of numbers."""
    for name in (*ARITHMETIC, *REFLECTED, *OTHERS):
        setattr(kind, f"__{name}__", _operator(name, kind))
    return kind


def _operator(name: str, kind: type) -> Any:
    """A method for an operator that does with a number what 0 would; where 0 cannot, it gives nothing."""
    operate = getattr(operator, f"__{name[1:] if name in REFLECTED else name}__")

    def method(self: Any, *others: Any) -> Any:
        values = (0, *(0 if isinstance(other, kind) else other for other in others))
        try:
            return operate(*(reversed(values) if name in REFLECTED else values))
        except (TypeError, ValueError, ArithmeticError):
            return self

    return method


@_reckons_as_zero
class Nothing:
    """Takes every call, attribute and item, and gives itself; to be unpacked or walked through, it is one.

    To be reckoned with, it is 0. As a decorator, it gives what it decorates.
    """

    __array_ufunc__ = None  # an array leaves it to this class what comes of the two

    def __call__(self, *values: object, **named: object) -> Any:
        is_decorator = len(values) == 1 and not named and callable(values[0]) and not isinstance(values[0], Nothing)
        return values[0] if is_decorator else self

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

    def __bool__(self) -> bool:
        return False

    def __int__(self) -> int:
        return 0

    def __float__(self) -> float:
        return 0.0

    __index__ = __int__

    def __format__(self, spec: str) -> str:
        return format(0, spec) if spec else str(self)

    def __array__(self, dtype: Any = None, copy: Any = None) -> Any:
        return np.zeros((), dtype) if dtype not in (None, object) else _alone(self)

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *_: object) -> None:
        """Whatever was raised goes on."""

    def __repr__(self) -> str:
        return "<nothing: no pictures are drawn here>"


def _alone(value: object) -> Any:
    """An array of no dimensions that holds a value, whatever it is."""
    array = np.empty((), object)
    array[()] = value
    return array


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
