"""A conversation with one learner's process: asking, deadlines, and functions that the learner's code calls back."""

from __future__ import annotations

import functools
import time
import zlib
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from . import endings
from .answers import Answer, Reshaped, pass_on
from .beneath import attended
from .budget import Budget, Spent
from .failures import LearnerError, LearnerGone, learner_error
from .inside.requests import Batch, Call, Get, Load, Request, Set, to_message
from .inside.wire import Closed, DeadlineError, Encoder, ProtocolError, TooMuch
from .learner import Remote
from .limits import Limits
from .log import Exchange, Log
from .prints import Prints, next_message
from .processes import Exit, Starter
from .program import Program
from .sanitizing import clean

T = TypeVar("T")


class Session:
    """A conversation with one learner's process.

    Every request raises `LearnerError` for what the learner's code raised, and `LearnerGone` once the process has
    ended, for whatever reason: an exit, a crash, a limit, bytes that are no answer, or a budget that is used up.

    Args:
        budget: what may be spent on what the process answers; None for one that bounds answers, and no time.
        prints: keeps what the code prints; None if nobody is interested.

    Attributes:
        budget, prints: those.
        imports: the files beside the program that it imported while it was loaded.
        failed_cells: what cells of notebooks raised while they were loaded, each ``during`` its own label.
        log: what was asked and answered.
    """

    def __init__(self, starter: Starter, limits: Limits, budget: Budget | None = None, prints: Prints | None = None):
        self._limits = limits
        self.budget, self.prints = budget or Budget(limits), prints
        self.imports: tuple[str, ...] = ()
        self.failed_cells: tuple[LearnerError, ...] = ()
        self._process = starter.start(limits)
        self._wall_left, self._is_asking = limits.clock_s, False
        self.log = Log()
        self._gone: LearnerGone | None = None

    @property
    def may_start_processes(self) -> bool:
        """Whether the learner's code may start others, so that not all it does is done by one process."""
        return self._limits.processes > 0

    def load(self, program: Program, seed: int) -> dict[str, bool]:
        """Run the program's parts; give its public names, and whether each can be called.

        Args:
            seed: of all that the program will be asked. Their process is told another one, which does not give it away.
        """
        beside, cells = dict(program.siblings), dict(program.notebooks)
        is_told = self.prints is not None
        request = Load(program.name, program.parts, beside, _told(seed), program.is_notebook, cells, is_told)
        answer = self._ask(request, _Passed(), "")
        names = self._read(answer.names, "")
        self.imports = answer.imports({**beside, **cells})
        self.failed_cells = tuple(_error(failure, label, self._limits) for label, failure in answer.failed_cells())
        return names

    def call(self, target: str | int, arguments: Sequence[Any], keywords: dict[str, Any], name: str) -> Any:
        """Call a function of the module's, or a remote object, and change the arguments that the call changed."""
        passed, during = _Passed(), f"{name}()"
        request = Call(target, passed.tree(list(arguments)), passed.tree(dict(keywords)))
        answer = self._ask(request, passed, during)
        try:
            value = self._read(lambda: answer.value_and_changes(passed.encoder.objects), during)
        except Reshaped:
            raise learner_error({"message": "changes the shape of an array that it was given"}, during) from None
        self._raise_failure(answer, during)
        return value

    def batch(self, target: str | int, calls: Iterable[Sequence[Any]], name: str) -> list[Any]:
        """Make many calls with one request. What they change in their arguments is not carried back."""
        passed = _Passed()
        trees = [passed.tree(list(arguments)) for arguments in calls]
        answer = self._ask(Batch(target, trees), passed, f"{name}()")
        return self._read(lambda: answer.values(len(trees)), f"{name}()")

    def get(self, owner: int | None, name: str) -> Any:
        """An attribute of a remote object, or with None a global of the module."""
        value = self._read(self._ask(Get(owner, name), _Passed(), name).value, name)
        return value._named(name) if isinstance(value, Remote) else value

    def set(self, owner: int | None, name: str, value: Any, *, in_place: bool = False) -> None:
        """Set an attribute of a remote object, or with None a global of the module.

        With ``in_place``, an array of the same shape and dtype is written into, so that other names for it see it too.
        """
        passed = _Passed()
        self._ask(Set(owner, name, passed.tree(value), in_place), passed, name)

    def spent(self, spent: Spent) -> LearnerGone:
        """Ask nothing more, since the budget is used up; give the verdict."""
        return self._leave(endings.by_the_budget(self._limits, of_memory=spent.of_memory))

    def close(self) -> Exit:
        """End the process."""
        self._gone = self._gone or endings.by_the_grader()
        return self._process.end()

    def _ask(self, request: Request, passed: _Passed, during: str) -> Answer:
        if self._gone is not None:
            raise self._gone
        if self.budget.is_spent:
            raise self._leave(endings.by_the_budget(self._limits))
        if self._is_asking:
            raise RuntimeError("a function that the learner's code is given cannot call that code in turn")
        self._is_asking, begin = True, time.monotonic()
        try:
            frame, answer = self._converse(request, passed, min(begin + self._wall_left, self.budget.deadline))
        except Spent as spent:
            raise self.spent(spent) from None
        except DeadlineError:
            raise self._leave(endings.by_the_clock(during, self._limits)) from None
        except Closed:
            raise self._leave(endings.of_itself(during, self._limits, self._process.end())) from None
        except ProtocolError as error:
            raise self._leave(_refusal(error, during)) from None
        finally:
            self._wall_left -= time.monotonic() - begin
            self._is_asking = False
        header, _ = self._process.channel.received
        self.log.add(Exchange(request, frame, answer.message, answer.buffers, passed.callbacks, header))
        pass_on(answer.heard(), depth=3)  # to whoever calls what a suite calls
        if not answer.tells_changes:
            self._raise_failure(answer, during)
        return answer

    def _converse(self, request: Request, passed: _Passed, deadline: float) -> tuple[bytes, Answer]:
        """Send a request, and answer the learner's code until it answers; give the frame that was sent, too."""
        channel = self._process.channel

        def call_back(answer: Answer) -> None:
            channel.send(*_called_back(answer, passed.callbacks), deadline)

        with attended(self._process, self.budget, lambda: call_back(_heard(self, deadline))):
            frame = channel.send(to_message(request), passed.encoder.buffers, deadline)
            while (answer := _heard(self, deadline)).callback is not None:
                call_back(answer)
        return frame, answer

    def _read(self, read: Callable[[], T], during: str) -> T:
        """What is read of an answer, which ends the process if it is none."""
        try:
            return read()
        except ProtocolError as error:
            raise self._leave(_refusal(error, during)) from None

    def _raise_failure(self, answer: Answer, during: str) -> None:
        """Raise what the learner's code raised, if it did; what stands for the end of the process ends it."""
        failure = answer.failure
        if failure is None:
            return
        error = _error(failure, during, self._limits)
        gone = endings.by_exception(error, failure.get("bases"), self._limits)
        raise error if gone is None else self._leave(gone)

    def _leave(self, gone: LearnerGone) -> LearnerGone:
        with self.budget.at_rest():  # all submissions share the server that ends it
            self._gone = gone
            self._process.end()
        return gone


def _heard(session: Session, deadline: float) -> Answer:
    """What comes next of a process: its answer, or a question."""
    message, buffers = next_message(session._process.channel, session.budget, session.prints, deadline)
    return Answer(message, buffers, functools.partial(_remote, session), session.budget.tally)


def _error(failure: dict[str, Any], during: str, limits: Limits) -> LearnerError:
    """An exception of the learner's, its message with the limit that it has met."""
    error, number = learner_error(failure, during), failure.get("errno")
    error.message = limits.explained(error.kind, number if type(number) is int else 0, error.message)
    return error


def _remote(session: Session, tree: list[Any]) -> Remote:
    tag, number, kind, is_callable = tree
    if tag != "object" or type(number) is not int or not isinstance(kind, str):
        raise ProtocolError("no remote object")
    return Remote(session, number, clean(kind, 80), bool(is_callable))


def _told(seed: int) -> int:
    """The seed of the chance that belongs to nobody: of so few bits that as good as every seed may stand behind it."""
    return zlib.crc32(f"the learner's own, of {seed}".encode()) & 0xFFFF


class _Passed:
    """What the grader passes on: plain data, remote objects by number, and functions to be called back."""

    def __init__(self) -> None:
        self.callbacks: dict[int, Callable[..., Any]] = {}
        self.encoder = Encoder(self._special, keeps_order=True)

    def tree(self, value: Any) -> Any:
        """See `Encoder.encode`."""
        return self.encoder.encode(value)

    def _special(self, value: Any) -> list[Any] | None:
        if isinstance(value, Remote):
            return ["object", value._number]
        if callable(value):
            self.callbacks[len(self.callbacks)] = value
            return ["callback", len(self.callbacks) - 1]
        return None


def _refusal(error: ProtocolError, during: str) -> LearnerGone:
    """What is to be said of an answer that cannot be read."""
    return endings.by_size(during, str(error)) if isinstance(error, TooMuch) else endings.without_an_answer()


def _called_back(answer: Answer, callbacks: dict[int, Callable[..., Any]]) -> tuple[dict[str, Any], list[Any]]:
    """The learner's code calls a function that it was given: the message to send, and its buffers."""
    arguments = answer.arguments()
    function = None if answer.callback is None else callbacks.get(answer.callback)
    if function is None:
        raise ProtocolError("no such function")
    passed = _Passed()
    try:
        return {"value": passed.tree(function(*arguments))}, passed.encoder.buffers
    except Exception as error:  # whatever the learner passed to the suite's function is theirs to hear about
        return {"error": clean(str(error))}, []
