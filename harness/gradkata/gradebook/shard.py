"""A part of a class, for a machine or a job of its own: the same learners whoever asks, and whoever is missing."""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections.abc import Iterable

from ..errors import UsageError
from ..finding.submission import Submission
from ..translation import say

FORM = re.compile(r"([0-9]{1,9})/([0-9]{1,9})")


@dataclasses.dataclass(frozen=True)
class Shard:
    """Part ``number`` of ``count``, counted from 1."""

    number: int
    count: int

    def of(self, submissions: Iterable[Submission]) -> list[Submission]:
        """The submissions of the learners that fall into it, which their names alone decide."""
        return [each for each in submissions if _place(each.learner) % self.count == self.number - 1]


def shard(text: str) -> Shard:
    """The part that is called as in ``3/10``.

    Raises:
        UsageError: it is called otherwise.
    """
    found = FORM.fullmatch(text)
    if found is None or not 1 <= int(found[1]) <= int(found[2]):
        raise UsageError(say("--shard {text}: say it as in --shard 3/10, the third of ten parts", text=text))
    return Shard(int(found[1]), int(found[2]))


def _place(learner: str) -> int:
    return int.from_bytes(hashlib.sha256(learner.encode("utf-8", "surrogatepass")).digest())
