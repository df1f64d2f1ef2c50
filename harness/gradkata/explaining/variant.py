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
from .shared import digest_of
from .transcript import Transcript, Unit

MOST_ASKED = 4 << 20  # bytes of questions that hang together; the suites' own, with sizes of ours, have at most 200,000


class Variant:
    """A variant, and what it has answered so far. Where it cannot be made, it answers nothing.

    Args:
        right: the reference itself, whose answers are this variant's where none of its mistakes may have run.

    Attributes:
        mistakes: those that are made in it; none in the reference itself.
        is_there: whether it can be made.
    """

    def __init__(
        self, catalogue: Catalogue, mistakes: tuple[Mistake, ...], transcript: Transcript, right: Variant | None = None
    ):
        self.mistakes = mistakes
        self.is_there = catalogue.is_there(mistakes)
        self._catalogue, self._transcript, self._right = catalogue, transcript, right
        self._remembers = catalogue.remembers(mistakes)
        self._outcomes: dict[int, Outcome] = {}
        self._likelihood: dict[int, Likelihood] = {}
        self._skips = False
        self._idle: dict[int, bool] = {}
        self._going: dict[int, Iterator[None]] = {}

    def answer(self, number: int) -> Outcome | None:
        """What counts of its answer to a call; None if that cannot be known."""
        if (right := self._as_right(number)) is not None:
            return right.answer(number)
        if number not in self._outcomes:
            if self._transcript.calls[number].is_free:
                self._recall(number)
            elif not self._remembers or number < self._transcript.last:
                self._share(number)
        return self._outcomes.get(number)

    def is_as_right(self, number: int) -> bool:
        """Whether none of its mistakes may have run in a call."""
        return self._as_right(number) is not None

    def _as_right(self, number: int) -> Variant | None:
        """The reference, if it may be asked in place of this variant."""
        if number not in self._idle:
            is_apart = self._right is not None and self.is_there and not self._remembers
            called = self._transcript.called[number]
            self._idle[number] = is_apart and not self._catalogue.may_have_run(self.mistakes, called)
        return self._right if self._idle[number] else None

    def likelihood(self, numbers: Iterable[int]) -> Likelihood:
        """How likely this variant makes the learner's draws in some calls."""
        likelihood = Likelihood()
        for number in numbers:
            likelihood.add(self._likelihood_of(number))
        return likelihood

    def _likelihood_of(self, number: int) -> Likelihood:
        if (right := self._as_right(number)) is not None:
            return right._likelihood_of(number)
        self.answer(number)
        return self._likelihood.get(number, Likelihood())

    def look_longer(self, number: int, most: int) -> None:
        """Ask again, and look at so many draws."""
        if (right := self._as_right(number)) is not None:
            right.look_longer(number, most)
            return
        for _ in self._asked([self._transcript.units[self._transcript.unit_of[number]]], most):
            if number in self._outcomes:
                break

    def draws(self, number: int) -> list[Any]:
        """What this variant gives to a call with generators of its own, one item for each call of a batch."""
        if (right := self._as_right(number)) is not None:
            return right.draws(number)
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

    def _share(self, number: int) -> None:
        """Take the answer to a question that another learner was asked, too; else ask, and keep it for the next."""
        digest = digest_of(self._transcript, number)
        if self._remembers or digest is None:
            self._ask(number)
            return
        key = digest, tuple(mistake.label for mistake in self.mistakes)
        kept = self._catalogue.shared.of(key)
        if kept is not None:
            self._outcomes[number] = kept
            return
        self._ask(number)
        if number in self._outcomes:
            self._catalogue.shared.keep(key, self._outcomes[number])

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


def variant_of(
    catalogue: Catalogue, mistakes: tuple[Mistake, ...], transcript: Transcript, right: Variant | None = None
) -> Variant:
    """A variant of the catalogue's reference, or what stands in for it where its answers were recorded."""
    kind = catalogue.variants or Variant
    return kind(catalogue, mistakes, transcript, right)
