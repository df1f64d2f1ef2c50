"""A module that requests are carried out on, with the objects that it has given."""

from __future__ import annotations

import types
from typing import Any

import numpy as np

from ..boundary.inside import requests
from .conventions import Conventions
from .questions import Question


class Unanswerable(Exception):
    """A variant cannot be asked: the question is about an object that it never gave."""


class Callee:
    """The module of a variant.

    Attributes:
        held: the objects that it has given, by the numbers that the learner's code gave them.
    """

    def __init__(self, module: types.ModuleType, conventions: Conventions):
        self._module, self._conventions = module, conventions
        self.held: dict[int, Any] = {}

    def value(self, request: requests.Request, values: list[Any]) -> Any:
        """What a request gives, with a copy of what it passes on.

        Raises:
            Unanswerable: it is about an object that was never given.
        """
        if isinstance(request, requests.Get):
            return getattr(self._owner(request.owner), request.name)
        assert isinstance(request, requests.Call | requests.Batch)
        function = self.function(request.target)
        if isinstance(request, requests.Batch):
            return [function(*arguments) for arguments in values]
        arguments, keywords = values
        return function(*arguments, **keywords)

    def function(self, target: str | int) -> Any:
        """A function of the module by its name, or an object by its number.

        Raises:
            Unanswerable: there is no such object.
        """
        return getattr(self._module, target) if isinstance(target, str) else self._owner(target)

    def set(self, question: Question) -> None:
        """Set what the learner's code had set, and the globals that are its length.

        Raises:
            Unanswerable: it is set in an object that was never given.
        """
        request = question.request
        assert isinstance(request, requests.Set)
        owner, name = self._owner(request.owner), request.name
        (value,) = question.asked(self.held).values
        kept = getattr(owner, name, None)
        if request.in_place and isinstance(kept, np.ndarray) and kept.shape == np.shape(value):
            kept[...] = value
        else:
            setattr(owner, name, value)
        for length, of in self._conventions.lengths.items():
            if of == name and np.ndim(value):
                setattr(owner, length, len(value))

    def _owner(self, number: int | None) -> Any:
        if number is None:
            return self._module
        if number not in self.held:
            raise Unanswerable
        return self.held[number]
