"""One graded attempt, as a row of a gradebook has it."""

from __future__ import annotations

import dataclasses
import json
from typing import Any, NamedTuple

from ..errors import UsageError
from ..results import Result
from ..translation import say


class Conditions(NamedTuple):
    """What a result depends on besides the learner's text.

    Attributes:
        seed: what the inputs were drawn from, in decimal: it may have more than the 64 bits of SQLite's numbers.
        judge: the digest of all that judges.
        isolation: the name of the level.
        limits: those that were asked for in place of the kata's own, as JSON.
    """

    seed: str
    judge: str
    isolation: str
    limits: str


@dataclasses.dataclass(frozen=True)
class Attempt:
    """A row. Times are ISO 8601 in UTC with microseconds, so that they sort as text.

    Attributes:
        id: what no other attempt has, in whatever book.
        work: the digest of the learner's text and of all that it imports.
        saved: when the file that was handed in had been saved; empty if there was none.
        graded: when the result was there.
        result: the whole `Result` as JSON.
    """

    id: str
    learner: str
    kata: str
    seed: str
    work: str
    judge: str
    isolation: str
    limits: str
    saved: str
    graded: str
    status: str
    score: float
    max_score: float
    result: str

    @property
    def conditions(self) -> Conditions:
        """What the result depends on besides the text."""
        return Conditions(self.seed, self.judge, self.isolation, self.limits)

    @property
    def share(self) -> float:
        """The points as a part of what there is to have, from 0 to 1."""
        return self.score / self.max_score if self.max_score else 0.0

    def judged(self) -> Result:
        """The result, as it was.

        Raises:
            UsageError: what stands there is none.
        """
        import msgspec  # where there is something to read: `kata --help` has to be quick

        try:
            return msgspec.convert(json.loads(self.result), Result)
        except (ValueError, msgspec.ValidationError):
            words = "the gradebook is damaged: the result of {learner}, {kata} cannot be read"
            raise UsageError(say(words, learner=self.learner, kata=self.kata)) from None


COLUMNS = tuple(field.name for field in dataclasses.fields(Attempt))


def row(attempt: Attempt) -> tuple[Any, ...]:
    """The attempt in the order of `COLUMNS`."""
    return tuple(getattr(attempt, name) for name in COLUMNS)


def written(result: Result) -> str:
    """A result as JSON in ASCII, from which `Attempt.judged` makes an equal one, whatever characters are in it."""
    import msgspec

    return json.dumps(msgspec.to_builtins(result), separators=(",", ":"))
