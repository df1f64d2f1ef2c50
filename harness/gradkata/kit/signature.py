"""What was asked, in short: so that a question can be found again on another machine, where numbers round otherwise.

The inputs of a suite are drawn alike everywhere, but what is computed from them differs in the last digits between
builds of numpy. So whatever is no fraction has to be equal, and fractions nearly so.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from ..boundary.inside.requests import Request, to_message
from ..tolerances import SENT

WEIGHTS = np.random.default_rng(0).uniform(0.5, 1.5, 4099)  # so many that no two places of small arrays have the same
LENGTH = 12  # bytes of a digest


class Signature(NamedTuple):
    """A question.

    Attributes:
        form: a digest of all that is no fraction: what is called, the shapes, integers and texts.
        sum: of the fractions, each with a weight of its place.
        size: of their absolute values.
    """

    form: str
    sum: float
    size: float

    def is_like(self, other: Signature) -> bool:
        """Whether both stand for one question, but for rounding."""
        return self.form == other.form and abs(self.sum - other.sum) <= SENT * (1 + self.size + other.size)


def signature(request: Request, buffers: Sequence[Any], objects: dict[int, int]) -> Signature:
    """The signature of a request as it goes over the wire.

    Args:
        buffers: those of its arrays.
        objects: the objects that questions before this one were about, and after it those of this one, too: they are
            called by the order in which they came, since their own numbers hang on all that was asked before.
    """
    reader = _Reader(buffers, objects)
    message = to_message(request)
    for field in ("target", "owner"):
        if type(message.get(field)) is int:
            message[field] = ["object", message[field]]
    form = json.dumps(reader.form(message), separators=(",", ":"))
    return reader.signed(form)


class _Reader:
    """Takes the fractions out of a message."""

    def __init__(self, buffers: Sequence[Any], objects: dict[int, int]):
        self._buffers, self._objects = buffers, objects
        self._fractions: list[np.ndarray] = []
        self._single: list[float] = []

    def form(self, tree: Any) -> Any:
        """The message without its fractions."""
        if isinstance(tree, float):
            self._single.append(tree)
            return "fraction"
        if isinstance(tree, dict):
            return {key: self.form(each) for key, each in tree.items()}
        if not isinstance(tree, list | tuple):
            return tree
        if len(tree) > 1 and tree[0] == "object":
            return ["object", self._objects.setdefault(tree[1], len(self._objects))]
        if len(tree) > 2 and tree[0] == "array":
            return self._array(*tree[1:4])
        if len(tree) > 2 and tree[0] == "scalar":
            return self._array(tree[1], [], tree[2])
        return [self.form(each) for each in tree]

    def _array(self, dtype: str, shape: Any, buffer: int) -> Any:
        values = np.frombuffer(bytes(self._buffers[buffer]), dtype)
        if values.dtype.kind not in "fc":
            return ["array", dtype, shape, hashlib.blake2b(values.tobytes(), digest_size=LENGTH).hexdigest()]
        plain = values.view(values.real.dtype).astype(np.float64)
        self._fractions.append(plain)
        return ["array", dtype, shape]

    def signed(self, form: str) -> Signature:
        numbers = np.concatenate([np.asarray(self._single, np.float64), *self._fractions])
        finite = np.isfinite(numbers)
        if not finite.all():
            form += repr([(int(at), str(numbers[at])) for at in np.flatnonzero(~finite)[:LENGTH]])
            numbers = np.where(finite, numbers, 0.0)
        weights = np.resize(WEIGHTS, numbers.size)
        digest = hashlib.blake2b(form.encode(), digest_size=LENGTH).hexdigest()
        with np.errstate(all="ignore"):
            total, size = float(weights @ numbers), float(np.abs(numbers).sum())
        return Signature(digest, total, size) if math.isfinite(size) else Signature(digest, 0.0, 0.0)
