"""What simulated learners of a room hand in: each kata's stub, then mistakes, then a right one, then the next kata."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gradkata.kata import Kata

from .learners import solutions
from .submissions import ROOT

AGAIN = 0.08  # of those that are handed in are handed in once more, as they are
STUB, SECOND = 0.5, 0.5  # of the katas are begun with the stub, and have a second mistake
LIMIT = 1 << 20  # bytes of all that is handed in at once
FLOOD = "flood"
# What is hostile, by kinds: files of tests/attacks, nonsense that is just not too large and that is, and floods.
KINDS = (
    ("loops_at_import", "loops_in_del", "loops_in_a_signal_handler"),
    ("sleeps", "sleeps_at_import"),
    ("forks", "starts_threads"),
    ("hogs_memory", "hogs_memory_at_import"),
    ("exits_at_import", "exits_with_a_smile", "kills_its_parent", "prints_a_lot"),
    ("nonsense", "too much nonsense"),
    (FLOOD,),
)
QUICK_KINDS = KINDS[4:]  # those that take no limit's time to be stopped


@dataclass(frozen=True)
class Piece:
    """One piece of work.

    Attributes:
        file: its name, as ``softmax.py``.
        kind: ``stub``, ``wrong``, ``right``, ``again``, or what is hostile about it.
        is_right: None where it is hostile.
    """

    kata: str
    file: str
    text: str
    kind: str
    is_right: bool | None


def honest(katas: Sequence[Kata], number: int, dice: random.Random) -> Iterator[Piece]:
    """What a learner hands in, without end. They begin where in the course they are: not all at the same kata."""
    turn = number % len(katas)
    while True:
        for piece in _on_one(katas[turn % len(katas)], dice):
            yield piece
            if dice.random() < AGAIN:
                yield Piece(piece.kata, piece.file, piece.text, "again", piece.is_right)
        turn += 1


def hostile(dice: random.Random, kinds: Sequence[Sequence[str]] = KINDS) -> Iterator[Piece]:
    """What somebody hands in who attacks the room, without end: all kinds, in an order that is shuffled each time."""
    while True:
        for names in dice.sample(kinds, len(kinds)):
            name = dice.choice(names)
            yield Piece("softmax", "softmax.py", _marked(_hostile(name, dice), ".py", dice), name, None)


def _on_one(kata: Kata, dice: random.Random) -> Iterator[Piece]:
    if dice.random() < STUB:
        yield _piece(kata, kata.stub.read_text("utf-8"), kata.stub.suffix, "stub", dice)
    for path in dice.sample(solutions(kata.id, "wrong"), 2 if dice.random() < SECOND else 1):
        yield _piece(kata, path.read_text("utf-8"), path.suffix, "wrong", dice)
    path = dice.choice(solutions(kata.id, "right"))
    yield _piece(kata, path.read_text("utf-8"), path.suffix, "right", dice)


def _piece(kata: Kata, text: str, suffix: str, kind: str, dice: random.Random) -> Piece:
    return Piece(kata.id, kata.id + suffix, _marked(text, suffix, dice), kind, kind == "right")


def _marked(text: str, suffix: str, dice: random.Random) -> str:
    """A text that no other learner hands in. What follows a notebook's end as JSON may only be white space."""
    number = dice.getrandbits(48)
    if suffix == ".py":
        return f"# {number:012x}\n{text}"
    return text + "".join(" \t"[number >> bit & 1] for bit in range(48)) + "\n"


def _hostile(name: str, dice: random.Random) -> str:
    if name == FLOOD:
        return "def softmax(logits):\n    return logits\n"
    if name.endswith("nonsense"):
        size = LIMIT - 100 if name == "nonsense" else LIMIT + 1
        return (dice.randbytes(500).hex() * (size // 1000 + 1))[:size]
    return (ROOT / "tests" / "attacks" / f"{name}.py").read_text("utf-8")
