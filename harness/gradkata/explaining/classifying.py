"""Says of each exchange of a test what it is about, and what of its answer counts."""

from __future__ import annotations

from ..boundary.inside import requests
from ..boundary.log import Exchange
from .answers import gave_object
from .calls import Call, CallKind
from .conventions import Conventions
from .questions import Question


class Classifier:
    """Takes in one test's exchanges in their order.

    Args:
        set_before: the globals that earlier tests have set.

    Attributes:
        has_objects: whether an answer gave an object, such as an instance of a class.
    """

    def __init__(self, conventions: Conventions, set_before: frozenset[str] = frozenset()):
        self._conventions, self._set_before = conventions, set_before
        self._names: dict[int, str] = {}  # of objects, and of the methods among them
        self._owners: dict[int, int] = {}  # the object that a method is of
        self._new: set[int] = set()  # the objects that are as they began
        self._set: dict[str, Question] = {}  # the globals that this test has set
        self._free = ""  # the last function called whose results are the learner's affair
        self.has_objects = False

    def set(self, exchange: Exchange) -> Question:
        """Take in that something was set."""
        request = exchange.request
        assert isinstance(request, requests.Set)
        question = Question(exchange, "", self._conventions)
        if request.owner is None:
            self._set[request.name] = question
        else:
            self._new.discard(request.owner)
        return question

    def call(self, exchange: Exchange, passed: bool) -> Call:
        """Take in that something was called, or looked at; ``passed`` is whether the test was."""
        request = exchange.request
        was_set = None
        if isinstance(request, requests.Get):
            function, kind = self._looked_at(request)
            was_set = self._set.get(request.name)
        else:
            assert isinstance(request, requests.Call | requests.Batch)
            function, kind = self._called(request.target)
        given = gave_object(exchange)
        if given is not None:
            self._hold(given, request, function)
        return Call(exchange, function, passed, kind, self._conventions, was_set)

    def _looked_at(self, request: requests.Get) -> tuple[str, CallKind]:
        name = request.name
        if request.owner is not None:
            return name, CallKind.INITIAL if request.owner in self._new else CallKind.PLAIN
        if self._free and name in self._set:
            return self._free, CallKind.MOVED
        if name in self._set:
            return name, CallKind.PLAIN
        return name, CallKind.LEFT if name in self._set_before else CallKind.GLOBAL

    def _called(self, target: str | int) -> tuple[str, CallKind]:
        if not isinstance(target, str):
            self._new.discard(self._owners.get(target, -1))
            return self._names.get(target, ""), CallKind.PLAIN
        if target not in self._conventions.free:
            return target, CallKind.PLAIN
        self._free = target
        return target, CallKind.FREE

    def _hold(self, number: int, request: requests.Request, function: str) -> None:
        self.has_objects = True
        self._names[number] = function
        if isinstance(request, requests.Get) and request.owner is not None:
            self._owners[number] = request.owner
        elif isinstance(request, requests.Call) and isinstance(request.target, str):
            self._new.add(number)
