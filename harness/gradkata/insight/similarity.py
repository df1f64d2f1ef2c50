"""Which of many texts on one kata are closer than what was given explains. It is no verdict on anybody.

Fingerprints are looked up in an index, so that no text is compared with all others. What was given to all, and what a
large part of the class has, is taken off: what all who are right have to write is no evidence.
"""

from __future__ import annotations

import collections
import dataclasses
import itertools
from collections.abc import Iterable, Mapping, Sequence

from ..text.ipython import lines_of
from .fingerprints import Hashed, all_runs, hashed
from .passage import longest
from .symbols import Parts, read

LEAST = 8  # rare fingerprints: of fewer, a few that are alike by chance would be much
SHARE = 0.5  # of them: right solutions that were written apart, of all katas, have less than 0.25 in common
FEW, PART = 4, 0.1  # what more learners have, and more than this part of all, is common


@dataclasses.dataclass(frozen=True)
class Text:
    """What a learner handed in.

    Attributes:
        file: what it is called.
        parts: its pieces of code, each with a label.
    """

    learner: str
    file: str
    parts: tuple[tuple[str, str], ...]


@dataclasses.dataclass(frozen=True)
class Place:
    """Lines of a text; ``file`` says the cell, too, where it is a notebook."""

    learner: str
    file: str
    first: int
    last: int
    lines: tuple[str, ...]


@dataclasses.dataclass(frozen=True)
class Pair:
    """Two texts that are alike.

    Attributes:
        both: how many rare fingerprints both have.
        rare: how many the one has that has fewer.
        passage: where the longest passage of what is rare stands in each.
    """

    learners: tuple[str, str]
    both: int
    rare: int
    passage: tuple[Place, ...]


@dataclasses.dataclass(frozen=True)
class Similarity:
    """What was found among the texts on one kata.

    Attributes:
        compared, too_short, unread: the names of learners: those of whose texts enough is rare; those of whose too
            little is; those whose texts are no Python.
        common: what more learners than this have was taken off.
        pairs: those who are most alike first.
    """

    kata: str
    compared: tuple[str, ...]
    too_short: tuple[str, ...]
    unread: tuple[str, ...]
    common: int
    pairs: tuple[Pair, ...]


def similar(kata: str, texts: Sequence[Text], given: Iterable[Parts], share: float = SHARE) -> Similarity:
    """The pairs that have at least ``share`` of their rare fingerprints in common.

    Args:
        texts: one for each learner.
        given: the programs that all were given.
    """
    readings = {each.learner: read(each.parts) for each in texts}
    units = {name: hashed(each.units) for name, each in readings.items() if each.units}
    common = max(FEW, int(PART * len(units)))
    usual = _given(given) | _common(units.values(), common)
    prints = {name: _prints(each) - usual for name, each in units.items()}
    compared = {name: len(found) for name, found in prints.items() if len(found) >= LEAST}
    alike = _alike(_index(prints), compared, share)
    by_name = {each.learner: each for each in texts}
    pairs = [Pair(names, both, least, _passage(names, by_name, units, usual)) for names, both, least in alike]
    return Similarity(
        kata, tuple(compared), tuple(name for name in units if name not in compared),
        tuple(name for name in readings if name not in units), common, tuple(pairs),
    )  # fmt: skip


def _given(programs: Iterable[Parts]) -> set[int]:
    return {run for parts in programs for run in all_runs(hashed(read(parts).units))}


def _common(texts: Iterable[Sequence[Hashed]], most: int) -> set[int]:
    """The runs that are in more texts than so many."""
    counts = collections.Counter(run for units in texts for run in all_runs(units))
    return {run for run, count in counts.items() if count > most}


def _prints(units: Iterable[Hashed]) -> set[int]:
    return set().union(*(each.fingerprints for each in units))


def _index(prints: Mapping[str, set[int]]) -> dict[int, list[str]]:
    """Who has a fingerprint, by fingerprint."""
    index: dict[int, list[str]] = collections.defaultdict(list)
    for name, found in prints.items():
        for each in found:
            index[each].append(name)
    return index


def _alike(
    index: Mapping[int, list[str]], compared: Mapping[str, int], share: float
) -> list[tuple[tuple[str, str], int, int]]:
    """The pairs, each with how many fingerprints both have, and of how many.

    Args:
        compared: how many fingerprints each of those has who are compared.
    """
    counts = collections.Counter(
        pair for names in index.values() for pair in itertools.combinations(names, 2) if compared.keys() >= set(pair)
    )
    found = [(pair, both, min(compared[name] for name in pair)) for pair, both in counts.items()]
    found = [each for each in found if each[1] >= share * each[2]]
    return sorted(found, key=lambda each: (-each[1] / each[2], -each[1], each[0]))


def _passage(
    names: tuple[str, str], texts: Mapping[str, Text], units: Mapping[str, Sequence[Hashed]], usual: set[int]
) -> tuple[Place, ...]:
    one, other = (units[name] for name in names)
    rare = (all_runs(one) & all_runs(other)) - usual
    found = longest(one, other, rare)
    return () if found is None else tuple(map(_lines, (texts[name] for name in names), found.places))


def _lines(text: Text, place: tuple[int, int, int]) -> Place:
    part, first, last = place
    label, source = text.parts[part]
    return Place(text.learner, label, first, last, tuple(lines_of(source)[first - 1 : last]))
