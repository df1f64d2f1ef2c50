"""Whether a tape fits what is here: the suite that it was recorded with, and a numpy that draws the same numbers."""

from __future__ import annotations

import hashlib

import numpy as np

from ..errors import UsageError
from ..kata import Kata
from ..translation import say
from .tape import SCHEMA, Header


def judges(kata: Kata) -> str:
    """A digest of what has to be as it was recorded: the suite of a kata, its settings, and the form of tapes."""
    digest = hashlib.sha256(SCHEMA.encode())
    for path in (kata.suite, kata.folder / "kata.toml"):
        digest.update(path.read_bytes().replace(b"\r\n", b"\n") if path.is_file() else b"")
    return digest.hexdigest()


def numpy_version() -> str:
    """The version of numpy, without the patch release: ``2.4``."""
    return ".".join(np.__version__.split(".")[:2])


def drawn() -> tuple[float, ...]:
    """Numbers by which it shows whether another version of numpy draws as the one did that recorded."""
    rng = np.random.default_rng(20)
    found = [*rng.normal(size=3), *rng.uniform(size=2), *rng.integers(1000, size=3), *rng.permutation(9)]
    return tuple(float(each) for each in [*found, *rng.choice(50, size=4), rng.choice(5, p=[0.1, 0.2, 0.3, 0.3, 0.1])])


def check_fits(header: Header, kata: Kata) -> None:
    """See to it that a tape is that of a kata as it is here.

    Raises:
        UsageError: it is not; the message says why.
    """
    if header.kata != kata.id or header.judges != judges(kata):
        words = "the recorded answers do not belong to the checks of {kata} that are here; unpack the kit again"
        raise UsageError(say(words, kata=kata.id))
    if header.numpy != numpy_version() and not np.allclose(header.drawn, drawn(), rtol=1e-12):
        words = (
            "the answers on {kata} were recorded with numpy {recorded}, and numpy {here} draws other numbers: "
            "`pip install 'numpy=={recorded}.*'` brings the one that fits"
        )
        raise UsageError(say(words, kata=kata.id, recorded=header.numpy, here=numpy_version()))
