"""What a learner's process answers, read in one place: nothing in it is believed before it has been looked at here."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Collection
from typing import Any

import numpy as np

from .inside.wire import Decoder, ProtocolError, Tally, TooMuch, expanded
from .sanitizing import clean

MAX_WARNINGS = 20  # that one answer may pass on
MAX_NAMES = 2000  # of a module; right solutions of all katas have at most 40

WARNINGS = {each.__name__: each for each in (RuntimeWarning, DeprecationWarning, FutureWarning, SyntaxWarning)}


class Reshaped(ValueError):
    """An array that a call was given has another shape or dtype than before: no change that can be made here too."""


class Answer:
    """One answer. What is asked for and not in it as it should be is a `ProtocolError`.

    Args:
        special: makes a value of the tagged list of what is no plain data, or raises `ProtocolError`.
        tally: of all that is decoded of one submission's answers.

    Attributes:
        message: as it came.
        buffers: those of the message.
    """

    def __init__(
        self, message: dict[str, Any], buffers: list[bytearray], special: Callable[[list[Any]], Any], tally: Tally
    ):  # fmt: skip
        self.message, self.buffers, self._special, self._tally = message, buffers, special, tally

    @property
    def callback(self) -> int | None:
        """The number of the grader's function that is to be called before there is an answer; None if none is."""
        number = self.message.get("callback")
        return number if type(number) is int else None

    @property
    def failure(self) -> dict[str, Any] | None:
        """What the learner's code raised, for `failures.learner_error`; None if it raised nothing."""
        failure = self.message.get("error")
        return failure if isinstance(failure, dict) else None

    @property
    def tells_changes(self) -> bool:
        """Whether it says what became of the arguments, as it does even where the call raised."""
        return "changes" in self.message

    def arguments(self) -> list[Any]:
        """What the function is to be called back with."""
        arguments = self._decoder().decode(self.message.get("arguments"))
        if not isinstance(arguments, list):
            raise ProtocolError("no arguments")
        return arguments

    def names(self) -> dict[str, bool]:
        """The public names of a module, and whether each can be called."""
        names = self.message.get("names")
        if not isinstance(names, dict):
            raise ProtocolError("no names")
        if len(names) > MAX_NAMES:
            raise TooMuch("it is a module of too many names")
        return {clean(name, 80): bool(is_callable) for name, is_callable in names.items()}

    def imports(self, beside: Collection[str]) -> tuple[str, ...]:
        """Those of the files ``beside`` the program that it imported."""
        imported = self.message.get("imports")
        if not isinstance(imported, list) or not all(isinstance(each, str) for each in imported):
            return ()
        return tuple(name for name in imported if name in beside)

    def failed_cells(self) -> list[tuple[str, dict[str, Any]]]:
        """The cells of notebooks that raised while they were loaded: the label of each, and what it raised."""
        failed = self.message.get("failed")
        return [
            (clean(each[0], 200), each[1])
            for each in (failed[:MAX_WARNINGS] if isinstance(failed, list) else [])
            if isinstance(each, list) and len(each) == 2 and isinstance(each[1], dict)
        ]

    def value(self) -> Any:
        """What a call gave, or an attribute is."""
        return self._decoder().decode(self.message.get("value"))

    def values(self, count: int) -> list[Any]:
        """What each of ``count`` calls gave."""
        trees, decoder = self.message.get("values"), self._decoder()
        if not isinstance(trees, list) or len(trees) != count:
            raise ProtocolError("not a value for each call")
        return [decoder.decode(tree) for tree in trees]

    def value_and_changes(self, objects: list[Any]) -> Any:
        """What a call gave; ``objects``, which it was given, are changed as it changed them.

        Raises:
            Reshaped: one of them cannot be.
        """
        decoder, is_filled = self._decoder(objects), False
        try:
            value = decoder.decode(self.message.get("value"))
            for number, tree in self.message.get("changes", []):
                _change(objects[number], decoder.decode(tree))
                is_filled = is_filled or isinstance(objects[number], list | dict)
            if is_filled or decoder.refers_back:  # with other things in them, they are of another size
                self._tally.add(expanded([value, *objects]))
        except RecursionError:
            raise TooMuch("it is nested too deeply") from None
        except (TypeError, ValueError, IndexError) as error:
            if isinstance(error, Reshaped):
                raise
            raise ProtocolError("no changes") from None
        return value

    def heard(self) -> list[tuple[str, type[Warning]]]:
        """The warnings that came, each by its text and its kind."""
        caught = self.message.get("warnings")
        return [
            (clean(each[1]), WARNINGS.get(clean(each[0]), UserWarning))
            for each in (caught[:MAX_WARNINGS] if isinstance(caught, list) else [])
            if isinstance(each, list) and len(each) == 2
        ]

    def _decoder(self, known: list[Any] | None = None) -> Decoder:
        return Decoder(self.buffers, self._special, known, Tally(within=self._tally))


def pass_on(heard: list[tuple[str, type[Warning]]], depth: int) -> None:
    """Warn here as the learner's code did over there, so that a suite can listen as if the code were local.

    Args:
        depth: how many callers up the warning seems to come from.
    """
    for text, kind in heard:
        warnings.warn(text, kind, stacklevel=1 + depth)


def _change(target: Any, new: Any) -> None:
    """Change an argument of the caller's as the call did."""
    if type(target) is not type(new):
        raise ProtocolError("an argument of another type")
    if isinstance(target, np.ndarray):
        if target.shape != new.shape or target.dtype != new.dtype:
            raise Reshaped
        target[...] = new
    elif isinstance(target, np.random.Generator):
        before, after = target.bit_generator.state, new.bit_generator.state
        target.bit_generator.state = after
        if after["state"]["inc"] != before["state"]["inc"]:  # no advance; and with none at all, it never draws again
            target.bit_generator.state = before
    elif isinstance(target, dict):
        target.clear()
        target.update(new)
    else:
        target[:] = new
