"""What each known mistake does, alone, at each place of some wrong calls: by that, sets of mistakes are chosen."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from .faults import Faults, Place
from .outcomes import ABSENT, WARNS, Path, is_akin, is_wrong
from .signs import Signs
from .transcript import Transcript
from .variant import Variant

HINT = 0.5  # what a place counts that speaks for a pair but weakly; one where one matches counts 2
RARER = 0.05  # against a variant, for each mistake that stands before its own
MOST_BEST = 3  # variants, for each of which a call more is looked at
MOST_PROBES = 3  # wrong calls that are looked at: small ones, of as many tests as there are


class Traces:
    """The traces of variants in one function's wrong calls.

    A variant matches at a place if it gives what the learner's code gave, and that is wrong; it differs there if it
    gives something else that is wrong. Elsewhere it is right, and if the learner's is not, another mistake has to show.

    Attributes:
        matches: for each variant, in a row, whether it matches, at each place.
        differs: likewise, whether it differs where the learner's code is wrong.
        akin: likewise, whether it is a multiple of what the learner's code gave, or off in the same direction.
        harms: for each variant, at how many places of a call it is wrong where the learner's code is right; no more
            calls are looked at then.
    """

    def __init__(
        self, variants: Sequence[Variant], transcript: Transcript, faults: Faults, signs: Signs, function: str
    ):
        self._transcript, self._faults, self._signs = transcript, faults, signs
        self._variants = list(variants)
        self._wrong_calls = self._in_order(function)
        self.probes: list[int] = []
        self._columns: dict[Place, int] = {}
        self.matches = np.zeros((len(variants), 0), bool)
        self.differs = np.zeros((len(variants), 0), bool)
        self.akin = np.zeros((len(variants), 0), bool)
        self.harms = np.zeros(len(variants), int)
        for number in self._wrong_calls[:MOST_PROBES]:
            self._look(number)
        for number in self._not_explained_by_the_best():
            self._look(number)

    def _look(self, number: int) -> None:
        """Ask all variants about a call but those that are wrong where the learner's code is right."""
        places = [(number, path) for path in sorted(self._faults.by_call[number], key=str)]
        self.probes.append(number)
        self._columns |= {place: len(self._columns) + at for at, place in enumerate(places)}
        wider = np.zeros((len(self._variants), len(places)), bool)
        self.matches, self.differs = np.hstack([self.matches, wider]), np.hstack([self.differs, wider])
        self.akin = np.hstack([self.akin, wider])
        for row, variant in enumerate(self._variants):
            if self.harms[row] or variant.is_as_right(number):
                continue
            for place, is_match in self._wrong(variant, number):
                if place in self._columns:
                    (self.matches if is_match else self.differs)[row, self._columns[place]] = True
                    self.akin[row, self._columns[place]] = not is_match and self._is_akin(variant, place)
                else:
                    self.harms[row] += 1

    def _not_explained_by_the_best(self) -> list[int]:
        """For each of the variants that match at most places, the first wrong call that it does not explain.

        There another mistake has to show, so that call tells which ones may go with it.
        """
        counts = np.where(self.harms == 0, self.matches.sum(1), 0)
        found: list[int] = []
        for row in np.argsort(-counts, kind="stable")[:MOST_BEST]:
            rest = (n for n in self._wrong_calls if counts[row] and not self._is_explained(self._variants[row], n))
            found += [number for number in itertools.islice(rest, 1) if number not in (*self.probes, *found)]
        return found

    def _is_explained(self, variant: Variant, number: int) -> bool:
        outcome = variant.answer(number) or {}
        return all(self._faults.is_equal(number, outcome, path) for path in self._faults.by_call[number])

    def pairs(self, most_unlikely: int) -> list[tuple[int, int]]:
        """The numbers of two variants each, those first that are the likeliest to give the learner's outcomes together.

        Two that both leave a fault as it should be, or of which one is wrong where the learner's code is right, are
        unlikely and come last: only a mistake that another one hides may do so.
        """
        match, differ = self.matches.astype(int), self.differs.astype(int)
        silent = 1 - match - differ
        missing, harm = silent @ silent.T, self.harms[:, None] + self.harms
        score = 2 * (match @ silent.T + silent @ match.T + match @ match.T)
        score = score + match @ differ.T + differ @ match.T + differ @ differ.T
        score = score + HINT * (differ @ silent.T + silent @ differ.T + self._kinship(1 - match))
        score -= 4 * missing + 4 * harm
        rarity = self._rarity()
        score = score - rarity[:, None] - rarity
        rows, columns = np.triu_indices(len(score), 1)
        order = np.argsort(-score[rows, columns], kind="stable")
        is_likely = ((missing == 0) & (harm == 0))[rows, columns][order]
        chosen = [*order[is_likely], *order[~is_likely][:most_unlikely]]
        return [(int(rows[at]), int(columns[at])) for at in chosen]

    def _kinship(self, unmatched: np.ndarray) -> np.ndarray:
        """At how many places one of two variants, or both, are akin to the learner's code, and neither matches.

        Where one matches, nothing is left to explain. Whatever changes the size of one number alone is akin to all
        else that does: that both of two are says no more than that one is.
        """
        akin = self.akin.astype(int)
        one: np.ndarray = akin @ unmatched.T
        return np.asarray(one + one.T - akin @ akin.T)

    def _rarity(self) -> np.ndarray:
        """What speaks against each variant: mistakes are listed with the common ones first, and so are their forms.

        A later form is another form's equal where nothing that it gives is the learner's.
        """
        ids = list(dict.fromkeys(variant.mistakes[0].id for variant in self._variants))
        found = np.array([RARER * ids.index(variant.mistakes[0].id) for variant in self._variants])
        is_later = np.array([variant.mistakes[0].form > 0 for variant in self._variants], bool)
        return found + (is_later & ~self.matches.any(1))

    def _is_akin(self, variant: Variant, place: Place) -> bool:
        number, path = place
        outcome, learner = variant.answer(number) or {}, self._transcript.calls[number].learner
        return is_akin(outcome.get(path), learner.get(path), self._faults.right_at(number).get(path))

    def harmless(self) -> list[int]:
        """The numbers of the variants that give nothing wrong but what the learner's code gives."""
        return [int(row) for row in np.flatnonzero((self.harms == 0) & ~self.differs.any(1))]

    def cover(self) -> list[int]:
        """The numbers of a few variants that between them match at every place; none if there are none."""
        left, chosen = np.ones(self.matches.shape[1], bool), list[int]()
        able = self.harms == 0
        while left.any():
            gains = np.where(able, (self.matches & left).sum(1) - (self.differs & left).sum(1), 0)
            best = int(gains.argmax()) if len(gains) else 0
            if not len(gains) or gains[best] <= 0:
                return []
            chosen.append(best)
            left &= ~self.matches[best]
        return chosen

    def _in_order(self, function: str) -> list[int]:
        """The wrong calls that gave something, small ones first, the first of each test before the second of any."""
        calls = [number for number in self._faults.calls if self._transcript.calls[number].function == function]
        told = [number for number in calls if not self._signs.has_raised(number)] or calls
        tests = [self._transcript.test_of[number] for number in told]
        first = [number for at, number in enumerate(told) if tests[at] not in tests[:at]]
        return [*first, *(number for number in told if number not in first)]

    def _wrong(self, variant: Variant, number: int) -> Iterator[tuple[Place, bool]]:
        """The places of a call at which a variant is wrong, and whether as the learner's code is."""
        outcome, right = variant.answer(number) or {}, self._faults.right_at(number)
        for path in self._paths(outcome, right):
            if is_wrong(outcome.get(path, ABSENT), right.get(path, ABSENT)):
                yield (number, path), self._faults.is_equal(number, outcome, path)

    def _paths(self, *outcomes: Iterable[Path]) -> set[Path]:
        return {path for outcome in outcomes for path in outcome} - {WARNS}
