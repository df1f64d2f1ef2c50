"""What one variant of the reference answers, asked no more than is needed: the reference with known mistakes in it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from typing import Any

from .callee import Unanswerable
from .calls import CallKind
from .catalogue import Catalogue
from .likelihood import Likelihood
from .mistakes import Mistake
from .outcomes import ABSENT, GIVES, Outcome
from .replay import Replay
from .scripted import MOST_DRAWS, MOST_IN_ALL
from .transcript import Transcript, Unit

MOST_ASKED = 4 << 20  # bytes of questions that hang together; the suites' own, with sizes of ours, have at most 200,000


class Variant:
    """A variant, and what it has answered so far. Where it cannot be made, it answers nothing.

    Attributes:
        mistakes: those that are made in it; none in the reference itself.
        is_there: whether it can be made.
    """

    def __init__(self, catalogue: Catalogue, mistakes: tuple[Mistake, ...], transcript: Transcript):
        self.mistakes = mistakes
        self.is_there = catalogue.is_there(mistakes)
        self._catalogue, self._transcript = catalogue, transcript
        self._remembers = catalogue.remembers(mistakes)
        self._outcomes: dict[int, Outcome] = {}
        self._likelihood: dict[int, Likelihood] = {}
        self._skips = False
        self._going: dict[int, Iterator[None]] = {}

    def answer(self, number: int) -> Outcome | None:
        """What counts of its answer to a call; None if that cannot be known."""
        if number not in self._outcomes:
            if self._transcript.calls[number].is_free:
                self._recall(number)
            elif not self._remembers or number < self._transcript.last:
                self._ask(number)
        return self._outcomes.get(number)

    def likelihood(self, numbers: Iterable[int]) -> Likelihood:
        """How likely this variant makes the learner's draws in some calls."""
        likelihood = Likelihood()
        for number in numbers:
            self.answer(number)
            likelihood.add(self._likelihood.get(number, Likelihood()))
        return likelihood

    def look_longer(self, number: int, most: int) -> None:
        """Ask again, and look at so many draws."""
        for _ in self._asked([self._transcript.units[self._transcript.unit_of[number]]], most):
            if number in self._outcomes:
                break

    def draws(self, number: int) -> list[Any]:
        """What this variant gives to a call with generators of its own, one item for each call of a batch."""
        module, found = self._catalogue.of(*self.mistakes), list[Any]()
        if module is None:
            return found
        replay = Replay(module, self._catalogue.conventions, self._transcript.caught)
        for _, each, sets in self._transcript.units[self._transcript.unit_of[number]].steps:
            with contextlib.suppress(Unanswerable):
                if sets is not None:
                    replay.set(sets)
                elif each is not None and each < number:
                    replay.answer(self._transcript.calls[each].question, self._transcript.calls[each].answer)
                elif each == number:
                    found = replay.drawn(self._transcript.calls[number].question)
        return found

    def _ask(self, number: int) -> None:
        """Ask whatever has to be asked up to a call."""
        where = -1 if self._remembers else self._transcript.unit_of[number]
        if where not in self._going:
            units = self._transcript.units if self._remembers else [self._transcript.units[where]]
            self._going[where] = self._asked(units)
        for _ in self._going[where]:
            if number in self._outcomes:
                break

    def _asked(self, units: list[Unit], most: int = 0) -> Iterator[None]:
        """Ask one question after the other."""
        module = self._catalogue.of(*self.mistakes)
        if module is None:
            return
        replay = Replay(module, self._catalogue.conventions, self._transcript.caught)
        replay.skips = self._skips
        for _, number, sets in (step for unit in units if unit.size <= MOST_ASKED for step in unit.steps):
            try:
                if sets is not None:
                    replay.set(sets)
                if number is None:
                    continue
                call = self._transcript.calls[number]
                if call.kind == CallKind.LEFT:
                    self._outcomes[number] = {}
                    continue
                limits = (most, most) if most else (MOST_DRAWS, MOST_IN_ALL)
                self._outcomes[number] = call.counting(replay.answer(call.question, call.answer, *limits))
                self._likelihood[number], self._skips = replay.likelihood, replay.skips
            except Unanswerable:
                if number is not None:
                    self._outcomes[number] = {GIVES: ABSENT}
            yield

    def _recall(self, number: int) -> None:
        """Take what does not depend on the numbers from an earlier learner's questions, if there was one."""
        unit = self._transcript.units[self._transcript.unit_of[number]]
        numbers = [step.number for step in unit.steps if step.number is not None]
        key = (unit.key, *(mistake.label for mistake in self.mistakes))
        if len(self._catalogue.kept.get(key, ())) < len(numbers):
            for _ in self._asked([unit]):
                pass
            self._catalogue.kept[key] = [self._outcomes.get(each, {}) for each in numbers]
        for each, outcome in zip(numbers, self._catalogue.kept[key], strict=False):
            if self._transcript.calls[each].is_free:
                self._outcomes[each] = outcome
