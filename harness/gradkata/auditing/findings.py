"""What an audit finds out: frozen values, made by `audit` and passed on to its reports, and what has to hold."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from fractions import Fraction

from ..translation import say
from .mutants import Mutant

MUTANTS_KILLED = Fraction(95, 100)  # of those that are not equivalent
MISTAKES_NAMED = Fraction(97, 100)  # as themselves
PAIRS_NAMED = Fraction(80, 100)  # by both names, or by one and that something else is wrong


@dataclasses.dataclass(frozen=True)
class Count:
    """How many of how many, and one sentence for each of the others."""

    of: int
    problems: tuple[str, ...] = ()

    @property
    def good(self) -> int:
        return self.of - len(self.problems)


@dataclasses.dataclass(frozen=True)
class Naming:
    """How wrong submissions that were made with one known mistake each were named.

    Attributes:
        itself: as that mistake and no other.
        among: as that mistake among others that look alike, or as a part of what is wrong.
        another: as other mistakes, alone or beside it, each as "what it is -> what it was called".
        unnamed: as none, each by its name.
    """

    itself: int
    among: tuple[str, ...]
    another: tuple[str, ...]
    unnamed: tuple[str, ...]

    @property
    def of(self) -> int:
        return self.itself + len(self.among) + len(self.another) + len(self.unnamed)

    @property
    def holds(self) -> bool:
        return not self.another and self.itself >= MISTAKES_NAMED * self.of


@dataclasses.dataclass(frozen=True)
class Killing:
    """What became of a reference's mutants.

    Attributes:
        known: all that there are; ``judged`` how many of them were.
        equivalent: of those that were judged, how many are listed as being as right as the reference.
        survivors: those that passed and are not listed.
        stale: what is wrong with the list.
    """

    known: int
    judged: int
    equivalent: int
    survivors: tuple[Mutant, ...]
    stale: tuple[str, ...]

    @property
    def wrong(self) -> int:
        """How many were judged that a suite has to fail."""
        return self.judged - self.equivalent

    @property
    def killed(self) -> int:
        return self.wrong - len(self.survivors)

    @property
    def holds(self) -> bool:
        return not self.stale and self.killed >= MUTANTS_KILLED * self.wrong


@dataclasses.dataclass(frozen=True)
class Known:
    """How many mistakes are known, and how many forms they have, one or more each."""

    mistakes: int
    forms: int


@dataclasses.dataclass(frozen=True)
class Findings:
    """What was found out about one kata.

    Attributes:
        right: right submissions on all seeds, the reference among them.
        refused: the stub, and all wrong submissions that have to fail.
        mistakes: how the known mistakes were named, ``styles`` those that were written otherwise.
        unlisted: unknown mistakes, of which nobody should be told that known ones are all of the cause.
        grader_s, child_s: CPU seconds for one right submission, on average.
        leaks: one sentence for each test that sends an answer to the learner's process.
        known: how many mistakes are known, and in how many forms: each form is judged, named and counted on its own.
        unproven: one sentence for each thing that no proof is about, or that learners are not told.
        examples: the files that are still the example which the kata was made with.
    """

    kata: str
    right: Count
    refused: Count
    mistakes: Naming
    styles: Naming
    unlisted: Count
    mutants: Killing
    grader_s: float
    child_s: float
    leaks: tuple[str, ...]
    known: Known = Known(0, 0)
    unproven: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()

    @property
    def problems(self) -> list[str]:
        """What does not hold, in sentences; survivors are told of on their own."""
        found = [*self.right.problems, *self.refused.problems, *self.unlisted.problems, *self.leaks]
        for naming in (self.mistakes, self.styles):
            words = (
                "{number} of {known} mistakes are named as themselves, fewer than {least}"
                if naming is self.mistakes
                else "{number} of {known} mistakes in other styles are named as themselves, fewer than {least}"
            )
            found += [say("named as another: {what}", what=each) for each in naming.another]
            if naming.itself < MISTAKES_NAMED * naming.of:
                rest = [say("one of several: {name}", name=each) for each in naming.among]
                rest += [say("not named: {name}", name=each) for each in naming.unnamed]
                share = say(words, number=naming.itself, known=naming.of, least=percent(MISTAKES_NAMED))
                found.append("; ".join([share, *rest]))
        killing = self.mutants
        found += killing.stale
        if killing.killed < MUTANTS_KILLED * killing.wrong:
            words = "{number} of {known} mutants are killed, fewer than {least}"
            found.append(say(words, number=killing.killed, known=killing.wrong, least=percent(MUTANTS_KILLED)))
        return found


@dataclasses.dataclass(frozen=True)
class PairFindings:
    """How submissions with two known mistakes were named.

    Attributes:
        both: as these two.
        part: as one of them, or both, and that something else is wrong.
        hidden: those named as one of them alone: in all that was asked, the other one cannot be seen beside it.
        other: otherwise, each as "what it is -> what it was called".
    """

    both: int
    part: int
    hidden: tuple[str, ...]
    other: tuple[str, ...]

    @property
    def of(self) -> int:
        """How many of them show both mistakes."""
        return self.both + self.part + len(self.other)

    @property
    def holds(self) -> bool:
        return self.both + self.part >= PAIRS_NAMED * self.of


@dataclasses.dataclass(frozen=True)
class Audit:
    """All that an audit found out.

    Attributes:
        seed: the first of ``seeds`` seeds, from which everything random was drawn.
        unfinished: by the ids of the katas that cannot be judged, one sentence for each thing that is to be done first.
        is_first_look: whether only what takes a moment was judged.
    """

    seed: int
    seeds: int
    katas: tuple[Findings, ...]
    pairs: PairFindings
    unfinished: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    is_first_look: bool = False

    @property
    def holds(self) -> bool:
        """Whether every proof holds, and nothing is unproven."""
        return self.proofs_hold and not any(each.unproven for each in self.katas)

    @property
    def proofs_hold(self) -> bool:
        """Whether all that was looked into holds."""
        return self.pairs.holds and not self.unfinished and not any(each.problems for each in self.katas)


def percent(share: Fraction) -> str:
    return f"{100 * float(share):g} %"
