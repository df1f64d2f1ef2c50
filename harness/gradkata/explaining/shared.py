"""What variants answered to the questions of one learner, kept for the next one: a class is asked the same questions.

Only what hangs on nothing but the question is kept: no draws, which are the learner's own, and no calls back to the
suite.
"""

from __future__ import annotations

import collections
import hashlib

import numpy as np

from ..boundary.inside.requests import Set
from .calls import Call
from .outcomes import Outcome
from .transcript import Step, Transcript, Unit

# Of outcomes of one kata; those that were asked for longest ago go first. All wrong solutions of `bptt` come to 12 MiB,
# and a class that hands in everything has sixteen of these in each grader process.
MOST_BYTES = 16 << 20
ABOUT = 400  # bytes of a leaf, its path and its place besides its numbers

Key = tuple[bytes, tuple[str, ...]]


class Shared:
    """Outcomes by question and variant."""

    def __init__(self, most_bytes: int = MOST_BYTES):
        self._outcomes: collections.OrderedDict[Key, Outcome] = collections.OrderedDict()
        self._bytes, self._most_bytes = 0, most_bytes

    def of(self, key: Key) -> Outcome | None:
        """The outcome that is kept, if it is."""
        outcome = self._outcomes.get(key)
        if outcome is not None:
            self._outcomes.move_to_end(key)
        return outcome

    def keep(self, key: Key, outcome: Outcome) -> None:
        """Keep an outcome, which nobody changes from then on."""
        if key in self._outcomes:
            return
        self._outcomes[key] = outcome
        self._bytes += _size(outcome)
        while self._bytes > self._most_bytes:
            _, oldest = self._outcomes.popitem(last=False)
            self._bytes -= _size(oldest)


def digest_of(transcript: Transcript, number: int) -> bytes | None:
    """All that an answer to a call hangs on but for the variant; None where it hangs on more than the questions."""
    unit = transcript.unit_of[number]
    if unit not in transcript.digests:
        transcript.digests[unit] = _digests(transcript, transcript.units[unit])
    return transcript.digests[unit].get(number)


def _digests(transcript: Transcript, unit: Unit) -> dict[int, bytes]:
    """Those of all calls of a unit, by their numbers: of all that was asked so far, since it hangs together."""
    numbers = [step.number for step in unit.steps if step.number is not None]
    calls = [transcript.calls[number] for number in numbers]
    if any(call.question.draws for call in calls) or any(step.exchange.callbacks for step in unit.steps):
        return {}
    found: dict[int, bytes] = {}
    so_far = hashlib.blake2b(digest_size=16)
    for step in unit.steps:
        so_far.update(len(step.exchange.frame).to_bytes(8, "little") + step.exchange.frame)
        if step.number is not None:
            so_far.update(_form(step, transcript.calls[step.number]))
            found[step.number] = so_far.copy().digest()
    return found


def _form(step: Step, call: Call) -> bytes:
    """What of the learner's own answer makes a difference to what is made of a variant's."""
    assert not isinstance(step.exchange.request, Set)
    tree = step.exchange.answer.get("value")
    tag = tree[0] if isinstance(tree, list) and tree and isinstance(tree[0], str) else ""
    return repr((call.function, call.kind, call.is_clipped, tag, call.answer.gave_object)).encode()


def _size(outcome: Outcome) -> int:
    return sum(ABOUT + (leaf.nbytes if isinstance(leaf, np.ndarray) else 0) for leaf in outcome.values())
