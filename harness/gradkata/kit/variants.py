"""What known mistakes answered, in place of the variants of a reference that is not here."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Any

from ..explaining.calls import CallKind
from ..explaining.catalogue import Catalogue
from ..explaining.conventions import conventions
from ..explaining.likelihood import Likelihood
from ..explaining.mistakes import Mistake
from ..explaining.outcomes import Outcome
from ..explaining.transcript import Transcript
from ..explaining.variant import Variant
from ..kata import Kata
from .outcomes import read
from .signature import Signature
from .tape import TapeFile
from .trie import ROOT, Node, Trie, steps

UNKNOWN = -1  # in place of an outcome


class TapedVariant(Variant):
    """A variant that answers what was recorded, and nothing else. All that it draws is what it drew then."""

    def __init__(
        self, catalogue: TapedCatalogue, mistakes: tuple[Mistake, ...], transcript: Transcript,
        right: TapedVariant | None = None,
    ):  # fmt: skip
        self.mistakes = mistakes
        self.is_there = catalogue.is_there(mistakes)
        self._taped, self._calls = catalogue, transcript.calls
        self._places: dict[int, int] = right._places if right is not None else catalogue.places(transcript)

    def answer(self, number: int) -> Outcome | None:
        if (found := self._at(number)) is None:
            return None
        outcome, call = self._taped.outcome(found), self._calls[number]
        return call.counting(outcome) if call.kind is CallKind.PLAIN else outcome

    def is_as_right(self, number: int) -> bool:
        place = self._places.get(number)
        return place is not None and self._at(number) == self._taped.right_at(place)

    def likelihood(self, numbers: Iterable[int]) -> Likelihood:  # noqa: ARG002 (as any `Variant`)
        return Likelihood()

    def look_longer(self, number: int, most: int) -> None:
        """There is nothing to look at."""

    def draws(self, number: int) -> list[Any]:  # noqa: ARG002 (as any `Variant`)
        return []

    def _at(self, number: int) -> int | None:
        place = self._places.get(number)
        if place is None or not self.is_there:
            return None
        found = self._taped.at(place, self.mistakes)
        return None if found == UNKNOWN else found


class TapedCatalogue(Catalogue):
    """The variants on a tape: one for each form of a mistake, and none of two at once."""

    variants = TapedVariant

    def __init__(self, kata: Kata, tape: TapeFile):
        found = tape.mistakes
        self._tape = tape
        self.mistakes = [Mistake(find="", replace="", **each) for each in found["mistakes"]]
        self._labels = {each.label: at for at, each in enumerate(self.mistakes)}
        parameters = {name: tuple(names) for name, names in found["parameters"].items()}
        self.conventions = conventions(kata, parameters, are_draws_free=False)
        self._reached_by = {
            function: {self.mistakes[at].label for at in each} for function, each in found["reaches"].items()
        }
        self._trie = Trie()
        for parent, form, total, size, loose, *_ in found["nodes"]:
            self._trie.add(Node(parent, Signature(form, total, size), loose))
        self._outcomes = [
            (right, {int(at): outcome for at, outcome in others.items()}) for *_, right, others in found["nodes"]
        ]
        self.outcome = functools.cache(self._read)

    def of(self, *mistakes: Mistake) -> None:
        """There is no module that could be asked."""

    def is_there(self, mistakes: tuple[Mistake, ...]) -> bool:
        return len(mistakes) < 2

    def remembers(self, mistakes: tuple[Mistake, ...]) -> bool:  # noqa: ARG002 (as any `Catalogue`)
        return False

    def reaches(self, function: str) -> set[str]:
        return self._reached_by.get(function, set(self._labels))

    def places(self, transcript: Transcript) -> dict[int, int]:
        """The node of each call of a transcript; none of one that was never asked."""
        found: dict[int, int] = {}
        for unit in transcript.units:
            node: int | None = ROOT
            for asked in steps(transcript, unit):
                node = None if node is None else self._trie.find(node, asked)
                if asked.number is not None and node is not None:
                    found[asked.number] = node
        return found

    def right_at(self, node: int) -> int:
        """The number of the outcome that is right."""
        return int(self._outcomes[node][0])

    def at(self, node: int, mistakes: tuple[Mistake, ...]) -> int:
        """The number of the outcome of a variant with one mistake, or of the reference."""
        right, others = self._outcomes[node]
        return int(others.get(self._labels[mistakes[0].label], right) if mistakes else right)

    def _read(self, number: int) -> Outcome:
        return read(self._tape.mistakes["outcomes"][number], self._tape.numbers)
