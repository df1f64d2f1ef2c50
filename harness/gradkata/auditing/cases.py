"""What an audit has judged: a kata's reference and stub, right solutions, wrong ones, mutants, and what each should be.

Right solutions lie in ``reference/<id>/right/``, wrong ones in ``wrong/<mistake>.<style>.py`` beside them, or
``unlisted.<style>.py`` for a mistake that the kata does not know.
"""

from __future__ import annotations

import ast
import dataclasses
import itertools
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ..errors import UsageError
from ..explaining.mistakes import Mistake, apply, load_mistakes
from ..kata import SUFFIXES, Kata
from ..translation import say
from .mutants import Mutant

UNLISTED = "unlisted"
SLOW = "slow_"  # how the name of a right solution begins that takes its time: it is judged on a tenth of the seeds


@dataclasses.dataclass(frozen=True)
class Case:
    """One submission to be judged.

    Attributes:
        kind: ``reference``, ``stub``, ``right``, ``mistake``, ``style``, ``unlisted``, ``mutant`` or ``pair``.
        mistakes: the ids of the mistakes that were made in it.
        limits: what is asked for in place of the kata's own, by name.
    """

    kind: str
    name: str
    kata: Kata
    text: str
    suffix: str
    seeds: tuple[int, ...]
    mistakes: tuple[str, ...] = ()
    limits: Mapping[str, int] = dataclasses.field(default_factory=dict)

    @property
    def is_quick(self) -> bool:
        """Whether it belongs to a first look: what is right, and of what is wrong the first form of each mistake."""
        is_right = self.kind in ("reference", "stub", "right") and not self.name.startswith(SLOW)
        return is_right or (self.kind == "mistake" and self.name in self.mistakes)


def proper(kata: Kata, seeds: Sequence[int]) -> list[Case]:
    """All cases of a kata but its mutants, on ``seeds``: what is right on all, what is wrong on the first.

    Raises:
        UsageError: a mistake does not apply to the reference, or a wrong solution is named for none.
    """
    first = (seeds[0],)
    text, suffix = kata.reference.read_text("utf-8"), kata.reference.suffix
    cases = [
        Case("reference", "reference", kata, text, suffix, tuple(seeds)),
        Case("stub", "stub", kata, kata.stub.read_text("utf-8"), kata.stub.suffix, first),
    ]
    for path in programs_in(kata.hidden / "right"):
        count = max(1, len(seeds) // 10) if path.stem.startswith(SLOW) else len(seeds)
        cases.append(Case("right", path.stem, kata, path.read_text("utf-8"), path.suffix, tuple(seeds[:count])))
    mistakes = load_mistakes(kata)
    for each in mistakes:
        cases.append(Case("mistake", each.label, kata, apply(each, text, suffix), suffix, first, (each.id,)))
    known = {each.id for each in mistakes}
    return cases + [_wrong(path, kata, known, first) for path in programs_in(kata.hidden / "wrong")]


def of_mutants(kata: Kata, mutants: Sequence[Mutant], seed: int, limits: Mapping[str, int]) -> list[Case]:
    """The mutants as cases, in their order."""
    suffix = kata.reference.suffix
    return [
        Case("mutant", str(number), kata, each.text, suffix, (seed,), limits=limits)
        for number, each in enumerate(mutants)
    ]


def pairs(katas: Sequence[Kata], count: int, seed: int) -> list[Case]:
    """At most ``count`` random pairs of mistakes of one kata, in their first forms, that can be made together."""
    candidates = [
        (kata, *two)
        for kata in katas
        for two in itertools.combinations([each for each in load_mistakes(kata) if not each.form], 2)
    ]  # a path with many katas has some thousands: few enough to shuffle
    random.Random(seed).shuffle(candidates)
    return list(itertools.islice(_applied(candidates, seed), count))


def _applied(candidates: Sequence[tuple[Kata, Mistake, Mistake]], seed: int) -> Iterator[Case]:
    for kata, *two in candidates:
        text, suffix = kata.reference.read_text("utf-8"), kata.reference.suffix
        try:
            for mistake in two:
                text = apply(mistake, text, suffix)
            if suffix == ".py":
                ast.parse(text)
        except (UsageError, SyntaxError):
            continue
        ids = tuple(mistake.id for mistake in two)
        yield Case("pair", " + ".join(mistake.label for mistake in two), kata, text, suffix, (seed,), ids)


def _wrong(path: Path, kata: Kata, known: set[str], seeds: tuple[int, ...]) -> Case:
    mistake = path.name.split(".")[0]
    text = path.read_text("utf-8")
    if mistake == UNLISTED:
        return Case("unlisted", path.stem, kata, text, path.suffix, seeds)
    if mistake not in known:
        words = "{path}: the kata {kata} knows no mistake {mistake!r}; is it {other}?"
        raise UsageError(say(words, path=path, kata=kata.id, mistake=mistake, other=f"{UNLISTED}.<style>.py"))
    return Case("style", path.stem, kata, text, path.suffix, seeds, (mistake,))


def programs_in(folder: Path) -> list[Path]:
    """The modules and notebooks in a folder, by their names; none without it."""
    return sorted(path for path in folder.glob("*") if path.suffix in SUFFIXES) if folder.is_dir() else []
