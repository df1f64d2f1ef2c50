"""Plays the answers of a reference that is not here: to a suite, they come through the same door as a learner's."""

from __future__ import annotations

import base64
import functools
from collections.abc import Sequence
from typing import Any

from ..boundary.inside.requests import Request, from_message
from ..boundary.learner import Learner
from ..boundary.limits import Limits
from ..boundary.processes import Exit
from ..boundary.session import Session
from ..errors import UsageError
from ..judging.answers import Recorded
from ..judging.compare import Wrong
from ..kata import Kata
from ..translation import say
from . import NAME
from .asking import Plain
from .fitting import check_fits
from .signature import Signature, signature
from .tape import TapeFile
from .variants import TapedCatalogue

PATIENTLY = Limits(cpu_s=10**6, wall_s=10.0**6)  # what was recorded is there at once


class NotOnTapeError(Wrong, LookupError):
    """What is right was not recorded: it hangs on numbers that no right solution has."""

    def __init__(self) -> None:
        words = (
            "What is right here hangs on what your code gave before, and for that no answer was recorded. Look at the "
            "other checks first."
        )
        super().__init__(say(words))


class PlayedAnswers(Recorded):
    """The answers on a tape.

    Raises:
        UsageError: the tape cannot be read, or does not fit the suite that is here.
    """

    def __init__(self, kata: Kata):
        self.tape = TapeFile(kata.hidden / NAME)
        check_fits(self.tape.header, kata)
        self.seeds = self.tape.header.seeds
        self._kata = kata
        self._functions = dict.fromkeys(self.tape.header.functions, True)
        self._answers = functools.cache(self._read)

    def at(self, seed: int, test: str) -> Learner:
        return self._played(self._answers(seed).get(test, []))

    def anywhere(self, seed: int) -> Plain:
        return Plain(self._played([each for test in self._answers(seed).values() for each in test]))

    def catalogue(self) -> TapedCatalogue:
        return self._catalogue

    @functools.cached_property
    def _catalogue(self) -> TapedCatalogue:
        return TapedCatalogue(self._kata, self.tape)

    def _played(self, answers: Sequence[RecordedAnswer]) -> Learner:
        return Learner(Session(Player(answers), PATIENTLY), self._functions)

    def _read(self, seed: int) -> dict[str, list[RecordedAnswer]]:
        if seed not in self.seeds:
            known = ", ".join(map(str, self.seeds))
            words = (
                "the answers here were recorded for the seeds {known}, and not for {seed}: this is a learner's kit, "
                "which checks work with these; grading with others needs the references"
            )
            raise UsageError(say(words, known=known, seed=seed))
        return {test: [RecordedAnswer(*each) for each in found] for test, found in self.tape.answers(seed).items()}


class RecordedAnswer:
    """One answer, and what it answers."""

    def __init__(self, form: str, total: float, size: float, message: dict[str, Any], buffers: Sequence[str]):
        self.signature = Signature(form, total, size)
        self._message, self._buffers = message, buffers

    def played(self) -> tuple[dict[str, Any], list[bytearray]]:
        """The message and its buffers, as they came."""
        return self._message, [bytearray(base64.b85decode(each)) for each in self._buffers]


class Player:
    """A tape in place of a process: both a `Starter` and the `Process` that it starts, and its channel.

    Args:
        answers: in the order in which they were given; one that is out of order is found all the same.
    """

    received = (0, 0)

    def __init__(self, answers: Sequence[RecordedAnswer]):
        self._answers, self._next = answers, 0
        self._objects: dict[int, int] = {}
        self.channel: Any = self

    def start(self, limits: Limits) -> Player:  # noqa: ARG002 (as any `Starter`)
        """See `Starter`."""
        return self

    def close(self) -> None:
        """See `Starter`."""

    def end(self) -> Exit:
        """See `Process`."""
        return Exit(0, 0, 0.0)

    def send(self, message: dict[str, Any], buffers: list[Any] | None = None, _deadline: float | None = None) -> bytes:
        """Find the answer to a request.

        Raises:
            NotOnTapeError: there is none.
        """
        self._next = self._found(from_message(message), buffers or [])
        return b""

    def receive(self, _deadline: float | None = None) -> tuple[dict[str, Any], list[bytearray]]:
        """The answer that was found."""
        self._next += 1
        return self._answers[self._next - 1].played()

    def _found(self, request: Request, buffers: list[Any]) -> int:
        asked = signature(request, [bytes(memoryview(each).cast("B")) for each in buffers], self._objects)
        order: list[int] = [*range(self._next, len(self._answers)), *range(self._next)]
        for at in order:
            if self._answers[at].signature.is_like(asked):
                return at
        raise NotOnTapeError


@functools.cache
def _answers_of(kata: Kata) -> PlayedAnswers:
    return PlayedAnswers(kata)


def seeds(kata: Kata) -> tuple[int, ...]:
    """The seeds that were recorded of a kata, the first one first; none where there is no tape."""
    found = played(kata)
    return () if found is None else found.seeds


def played(kata: Kata) -> PlayedAnswers | None:
    """The answers of a kata's tape; None where there is none."""
    return _answers_of(kata) if (kata.hidden / NAME).is_file() else None
