"""What the learners of a course hand in: right, wrong and hostile work on every kata, the same in every run."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path

from gradkata.kata import Kata, kata_at

from .submissions import ROOT

ONE_IN = 10  # is hostile
STRIDE = 19  # from one attack to the next, since those of a kind are neighbours; so, none that waits is the last of all

# An attack is made for softmax: in the place of another kata's functions and classes, it is called by their names.
BY_ALL_NAMES = """

def _attack(*arguments, **_named):
    return softmax(arguments[0] if arguments else None)


{names} = ({attacks})
"""


@dataclass(frozen=True)
class Handed:
    """One file that was handed in.

    Attributes:
        file: its name, as ``softmax.py``.
        kind: ``right``, ``wrong`` or ``hostile``.
    """

    learner: str
    kata: str
    file: str
    source: str
    kind: str


def katas() -> list[Kata]:
    """All katas of this repository, in teaching order."""
    return [kata_at(folder, "") for folder in sorted((ROOT / "katas").iterdir()) if (folder / "kata.toml").is_file()]


def course(learners: int, chosen: list[Kata]) -> list[Handed]:
    """What all learners hand in: one in ten is hostile, of the others half are right."""
    return [
        _handed(f"learner{learner:04}", kata, learner, learner * len(chosen) + number)
        for learner in range(learners)
        for number, kata in enumerate(chosen)
    ]


def write_course(handed: list[Handed], folder: Path) -> Path:
    """A class as `kata grade` takes it: a folder of learners' folders."""
    for each in handed:
        (folder / each.learner).mkdir(parents=True, exist_ok=True)
        (folder / each.learner / each.file).write_text(each.source, "utf-8")
    return folder


def _handed(learner: str, kata: Kata, turn: int, number: int) -> Handed:
    if number % ONE_IN == ONE_IN - 1:
        attacks = _attacks()
        attack = attacks[number // ONE_IN * STRIDE % len(attacks)]
        return Handed(learner, kata.id, f"{kata.id}.py", f"# Submission {number}.\n{attack}{_renamed(kata)}", "hostile")
    kind = "wrong" if (number + number // ONE_IN) % 2 else "right"
    paths = solutions(kata.id, kind)
    path = paths[turn // 2 % len(paths)]
    head = f"# Submission {number}.\n" if path.suffix == ".py" else ""
    return Handed(learner, kata.id, kata.id + path.suffix, head + path.read_text("utf-8"), kind)


def _renamed(kata: Kata) -> str:
    if kata.id == "softmax":
        return ""
    return BY_ALL_NAMES.format(names=", ".join((*kata.names, "_")), attacks="_attack, " * (len(kata.names) + 1))


@functools.cache
def solutions(kata: str, kind: str) -> list[Path]:
    """The files with right or with wrong solutions of a kata."""
    return sorted(path for path in (ROOT / "reference" / kata / kind).iterdir() if path.is_file())


@functools.cache
def _attacks() -> list[str]:
    return [path.read_text("utf-8") for path in sorted((ROOT / "tests" / "attacks").glob("*.py"))]
