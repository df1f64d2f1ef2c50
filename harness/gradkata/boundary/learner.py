"""The one door to a learner's code, as suites see it: a module, its functions and its objects."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol

import numpy as np


class Conversation(Protocol):
    """What a learner's module and its objects are asked through: a `session.Session`."""

    def call(self, target: str | int, arguments: Sequence[Any], keywords: dict[str, Any], name: str) -> Any: ...

    def batch(self, target: str | int, calls: Iterable[Sequence[Any]], name: str) -> list[Any]: ...

    def get(self, owner: int | None, name: str) -> Any: ...

    def set(self, owner: int | None, name: str, value: Any, *, in_place: bool = False) -> None: ...


class Learner:
    """A learner's module, as suites see it: ``learner.softmax(x)``, ``learner.AdaGrad(0.1)``, ``learner.Wxh = w``."""

    def __init__(self, session: Conversation, names: dict[str, bool]):
        object.__setattr__(self, "_session", session)
        object.__setattr__(self, "_names", names)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if self._names.get(name):
            return Function(self._session, name)
        return self._session.get(None, name)

    def __setattr__(self, name: str, value: Any) -> None:
        self._session.set(None, name, value)

    def __repr__(self) -> str:
        return "<the learner's module>"


class Function:
    """A function or class of the learner's module, by name."""

    def __init__(self, session: Conversation, name: str):
        self._session, self.__name__ = session, name

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        return self._session.call(self.__name__, arguments, keywords, self.__name__)

    def _batch(self, calls: Iterable[Sequence[Any]]) -> list[Any]:
        return self._session.batch(self.__name__, calls, self.__name__)

    def __repr__(self) -> str:
        return f"<the learner's {self.__name__}>"


class Remote:
    """An object in the learner's process that is no plain data: an instance of their class, a method, a module."""

    def __init__(self, session: Conversation, number: int, kind: str, is_callable: bool, name: str = ""):
        for key, value in {"session": session, "number": number, "kind": kind, "name": name or kind}.items():
            object.__setattr__(self, f"_{key}", value)
        object.__setattr__(self, "_is_callable", is_callable)

    def _named(self, name: str) -> Remote:
        return Remote(self._session, self._number, self._kind, self._is_callable, name)

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        return self._session.call(self._number, arguments, keywords, self._name)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self._session.get(self._number, name)

    def __setattr__(self, name: str, value: Any) -> None:
        self._session.set(self._number, name, value)

    def __repr__(self) -> str:
        return f"<an object of the learner's: {self._kind}>"


def fill(learner: Any, name: str, values: np.ndarray) -> None:
    """Write ``values`` into the array ``name`` of a learner's module, local or not: all names for it see them."""
    if isinstance(learner, Learner):
        learner._session.set(None, name, values, in_place=True)
        return
    kept = getattr(learner, name, None)
    if isinstance(kept, np.ndarray) and kept.shape == values.shape and kept.dtype == values.dtype:
        kept[...] = values
    else:
        setattr(learner, name, values.copy())


def call_many(function: Callable[..., Any], calls: Iterable[Sequence[Any]]) -> list[Any]:
    """The results of many calls of one function, local or a learner's; for the latter in as few requests as may be."""
    if not isinstance(function, Function):
        return [function(*arguments) for arguments in calls]
    calls = list(calls)
    size = 100  # what one request costs is spread over enough calls, and its header stays small
    return [value for start in range(0, len(calls), size) for value in function._batch(calls[start : start + size])]
