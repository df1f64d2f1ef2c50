"""What was handed in, and what has become of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping


@dataclasses.dataclass(frozen=True)
class HandedIn:
    """One piece of work on one kata.

    Attributes:
        id: of its own; the attempt that a gradebook has of it has the same.
        files: the learner's files by name, those that the kata's may import among them.
        time: when it came, as ISO 8601 in UTC with microseconds.
    """

    id: str
    learner: str
    kata: str
    files: Mapping[str, str]
    time: str


@dataclasses.dataclass(frozen=True)
class Judged:
    """What came of it.

    Attributes:
        attempt: the id of the gradebook's attempt that tells; an earlier one, where nothing had changed since; empty
            where gradkata itself failed, so that there is no judgement to keep.
        result: in that case, the result as JSON.
    """

    id: str
    learner: str
    kata: str
    attempt: str
    result: str = ""
