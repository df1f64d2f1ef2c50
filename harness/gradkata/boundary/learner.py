"""The one door to a learner's code: what suites call, and what goes over the wire for it."""

from __future__ import annotations

import dataclasses
import math
import time
import warnings
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeGuard

import numpy as np

from .failures import LearnerError, LearnerGone, learner_error
from .inside.requests import Batch, Call, Get, Load, Request, Set, to_message
from .inside.wire import Closed, DeadlineError, Decoder, Encoder, ProtocolError
from .limits import Limits
from .log import Exchange, Log
from .processes import Exit, Starter
from .sanitizing import clean

MAX_WARNINGS = 20  # that one answer may pass on
SIGKILL, SIGXCPU = 9, 24  # what the kernel ends a process with that has used up its CPU time, on Linux and macOS

WARNINGS = {each.__name__: each for each in (RuntimeWarning, DeprecationWarning, FutureWarning, SyntaxWarning)}


@dataclasses.dataclass(frozen=True)
class Program:
    """What is to be loaded: a module's name, its labelled parts (the cells of a notebook), and the files beside it."""

    name: str
    parts: tuple[tuple[str, str], ...]
    siblings: tuple[tuple[str, str], ...] = ()
    is_notebook: bool = False


class Session:
    """A conversation with one learner's process.

    Every request raises `LearnerError` for what the learner's code raised, and `LearnerGone` once the process has
    ended, for whatever reason: an exit, a crash, a limit, or bytes that are no answer.
    """

    def __init__(self, starter: Starter, limits: Limits):
        self._limits = limits
        self.imports: tuple[str, ...] = ()  # the files beside the program that it imported while it was loaded
        self._process = starter.start(limits)
        self._wall_left = limits.clock_s
        self.log = Log()
        self._gone: LearnerGone | None = None
        self._is_asking = False

    def load(self, program: Program, seed: int) -> dict[str, bool]:
        """Run the program's parts; give its public names, and whether each can be called."""
        request = Load(program.name, program.parts, dict(program.siblings), seed, program.is_notebook)
        answer, _ = self._ask(request, [], "", {})
        names = answer.get("names")
        if not isinstance(names, dict):
            raise self._broken()
        imported, beside = answer.get("imports"), dict(program.siblings)
        self.imports = tuple(name for name in imported if name in beside) if _is_words(imported) else ()
        return {clean(name, 80): bool(is_callable) for name, is_callable in names.items()}

    def call(self, target: str | int, arguments: Sequence[Any], keywords: dict[str, Any], name: str) -> Any:
        """Call a function of the module's, or a remote object, and change the arguments that the call changed."""
        callbacks: dict[int, Callable[..., Any]] = {}
        encoder, during = Encoder(_special(callbacks)), f"{name}()"
        request = Call(target, encoder.encode(list(arguments)), encoder.encode(dict(keywords)))
        answer, buffers = self._ask(request, encoder.buffers, during, callbacks)
        decoder = self._decoder(buffers, encoder.objects)
        try:
            value = decoder.decode(answer.get("value"))
            for number, tree in answer.get("changes", []):
                _apply(encoder.objects[number], decoder.decode(tree))
        except (ProtocolError, TypeError, ValueError, IndexError) as error:
            if isinstance(error, _Reshaped):
                raise learner_error({"message": "changes the shape of an array that it was given"}, during) from None
            raise self._broken() from None
        self._raise_failure(answer, during)
        return value

    def batch(self, target: str | int, calls: Iterable[Sequence[Any]], name: str) -> list[Any]:
        """Make many calls with one request. What they change in their arguments is not carried back."""
        encoder = Encoder(_special({}))
        trees = [encoder.encode(list(arguments)) for arguments in calls]
        answer, buffers = self._ask(Batch(target, trees), encoder.buffers, f"{name}()", {})
        decoder = self._decoder(buffers)
        values = answer.get("values")
        if not isinstance(values, list) or len(values) != len(trees):
            raise self._broken()
        return [self._decode(decoder, tree) for tree in values]

    def get(self, owner: int | None, name: str) -> Any:
        """An attribute of a remote object, or with None a global of the module."""
        answer, buffers = self._ask(Get(owner, name), [], name, {})
        return self._decode(self._decoder(buffers), answer.get("value"), name)

    def set(self, owner: int | None, name: str, value: Any, *, in_place: bool = False) -> None:
        """Set an attribute of a remote object, or with None a global of the module.

        With ``in_place``, an array of the same shape and dtype is written into, so that other names for it see it too.
        """
        encoder = Encoder(_special({}))
        tree = encoder.encode(value)
        self._ask(Set(owner, name, tree, in_place), encoder.buffers, name, {})

    def close(self) -> Exit:
        """End the process."""
        self._gone = self._gone or LearnerGone("killed", "the process has ended", by_limit=False)
        return self._process.end()

    def _ask(
        self, request: Request, buffers: list[Any], during: str, callbacks: dict[int, Callable[..., Any]]
    ) -> tuple[dict[str, Any], list[bytearray]]:
        if self._gone is not None:
            raise self._gone
        if self._is_asking:
            raise RuntimeError("a function that the learner's code is given cannot call that code in turn")
        self._is_asking, begin = True, time.monotonic()
        deadline = begin + self._wall_left
        try:
            frame, answer, out = self._exchange(to_message(request), buffers, deadline)
            while type(answer.get("callback")) is int:
                _, answer, out = self._exchange(*self._call_back(answer, out, callbacks), deadline)
        except DeadlineError:
            raise self._leave("timeout", _too_slow(during, self._limits.clock_s, "seconds by the clock")) from None
        except Closed:
            raise self._find_out(during) from None
        except ProtocolError:
            raise self._broken() from None
        finally:
            self._wall_left -= time.monotonic() - begin
            self._is_asking = False
        self.log.add(Exchange(request, frame, answer, out, callbacks))
        self._pass_warnings_on(answer.get("warnings"))
        if "changes" not in answer:
            self._raise_failure(answer, during)
        return answer, out

    def _exchange(
        self, message: dict[str, Any], buffers: list[Any], deadline: float
    ) -> tuple[bytes, dict[str, Any], list[bytearray]]:
        frame = self._process.channel.send(message, buffers, deadline)
        return frame, *self._process.channel.receive(deadline)

    def _call_back(
        self, answer: dict[str, Any], buffers: list[bytearray], callbacks: dict[int, Callable[..., Any]]
    ) -> tuple[dict[str, Any], list[Any]]:
        """The learner's code calls a function that it was given: the answer to send."""
        function = callbacks.get(answer["callback"])
        arguments = self._decoder(buffers).decode(answer.get("arguments"))
        if function is None or not isinstance(arguments, list):
            raise ProtocolError("no such function")
        encoder = Encoder(_special({}))
        try:
            return {"value": encoder.encode(function(*arguments))}, encoder.buffers
        except Exception as error:  # whatever the learner passed to the suite's function is theirs to hear about
            return {"error": clean(str(error))}, []

    def _decoder(self, buffers: list[bytearray], known: list[Any] | None = None) -> Decoder:
        return Decoder(buffers, self._remote, known)

    def _decode(self, decoder: Decoder, tree: Any, name: str = "") -> Any:
        try:
            value = decoder.decode(tree)
        except ProtocolError:
            raise self._broken() from None
        return value._named(name) if isinstance(value, Remote) and name else value

    def _remote(self, tree: list[Any]) -> Remote:
        tag, number, kind, is_callable = tree
        if tag != "object" or type(number) is not int or not isinstance(kind, str):
            raise ProtocolError("no remote object")
        return Remote(self, number, clean(kind, 80), bool(is_callable))

    def _raise_failure(self, answer: dict[str, Any], during: str) -> None:
        """Raise what the learner's code raised, if it did."""
        if isinstance(answer.get("error"), dict):
            raise self._failure(learner_error(answer["error"], during), answer["error"])

    def _failure(self, error: LearnerError, failure: dict[str, Any]) -> Exception:
        """A learner's exception; one that stands for the end of the process ends it."""
        bases = failure.get("bases")
        bases = bases if isinstance(bases, list) else []
        where = f" ({error.where})" if error.lines else ""
        number = failure.get("errno")
        error.message = self._limits.explained(error.kind, number if type(number) is int else 0, error.message)
        if "MemoryError" in bases:
            most = f"{self._limits.memory_mb} MiB"
            what = f"{error.during or 'Loading'} needs more memory than the {most} allowed{where}."
            return self._leave("killed", what, by_limit=True)
        if error.during and "Exception" not in bases and "BaseException" in bases:
            return self._leave("killed", f"{error.during} ends the whole program with {error.kind}{where}.")
        return error

    def _find_out(self, during: str) -> LearnerGone:
        """Why the process has gone of itself."""
        end = self._process.end()
        doing = during or "Loading"
        if end.is_over or end.signal == SIGXCPU or (end.signal == SIGKILL and end.cpu_s >= 0.7 * self._limits.cpu_s):
            return self._leave("timeout", _too_slow(during, self._limits.cpu_s, "seconds of computing"))
        if end.signal:
            return self._leave("killed", f"{doing} crashed the Python process (signal {end.signal}).")
        return self._leave("killed", f"{doing} ended the Python process (exit code {end.code}).")

    def _broken(self) -> LearnerGone:
        return self._leave("killed", "The process that ran your code sent something that is no answer.")

    def _leave(self, status: str, message: str, *, by_limit: bool = False) -> LearnerGone:
        self._gone = LearnerGone(status, message, by_limit=by_limit or status == "timeout")
        self._process.end()
        return self._gone

    @staticmethod
    def _pass_warnings_on(caught: Any) -> None:
        """Warn here as the learner's code did over there, so that a suite can listen as if the code were local."""
        for each in caught[:MAX_WARNINGS] if isinstance(caught, list) else []:
            if isinstance(each, list) and len(each) == 2:
                warnings.warn(clean(each[1]), WARNINGS.get(clean(each[0]), UserWarning), stacklevel=4)


class Learner:
    """A learner's module, as suites see it: ``learner.softmax(x)``, ``learner.AdaGrad(0.1)``, ``learner.Wxh = w``."""

    def __init__(self, session: Session, names: dict[str, bool]):
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

    def __init__(self, session: Session, name: str):
        self._session, self.__name__ = session, name

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        return self._session.call(self.__name__, arguments, keywords, self.__name__)

    def _batch(self, calls: Iterable[Sequence[Any]]) -> list[Any]:
        return self._session.batch(self.__name__, calls, self.__name__)

    def __repr__(self) -> str:
        return f"<the learner's {self.__name__}>"


class Remote:
    """An object in the learner's process that is no plain data: an instance of their class, a method, a module."""

    def __init__(self, session: Session, number: int, kind: str, is_callable: bool, name: str = ""):
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


def _is_words(value: Any) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


class _Reshaped(ValueError):
    pass


def _apply(target: Any, new: Any) -> None:
    """Change an argument of the caller's as the call did."""
    if type(target) is not type(new):
        raise ProtocolError("an argument of another type")
    if isinstance(target, np.ndarray):
        if target.shape != new.shape or target.dtype != new.dtype:
            raise _Reshaped
        target[...] = new
    elif isinstance(target, np.random.Generator):
        target.bit_generator.state = new.bit_generator.state
    elif isinstance(target, dict):
        target.clear()
        target.update(new)
    else:
        target[:] = new


def _special(callbacks: dict[int, Callable[..., Any]]) -> Callable[[Any], list[Any] | None]:
    """How the grader passes what is no plain data: remote objects by number, functions to be called back."""

    def special(value: Any) -> list[Any] | None:
        if isinstance(value, Remote):
            return ["object", value._number]
        if callable(value):
            callbacks[len(callbacks)] = value
            return ["callback", len(callbacks) - 1]
        return None

    return special


def _too_slow(during: str, seconds: float, unit: str) -> str:
    doing = f"{during} did not finish" if during else "Your file did not finish loading"
    return f"{doing} within {math.ceil(seconds)} {unit}. Is there a loop that never ends, or far more work than needed?"
