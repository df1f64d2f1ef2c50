"""What a session's functions stand on: the statements that bind the names which they need, and no others.

So a cell that trains for ten minutes is not run again unless it binds something that is needed. This is a slice of the
session, worked out from names; the last statement that bound a name before it is needed counts.
"""

from __future__ import annotations

import bisect
import dataclasses
import sys
from collections.abc import Iterable, Mapping, Sequence

from ..boundary.program import Parts
from ..text.ipython import lines_of, python
from .statements import Executed, Offers, Statement, parsed, statements

END = sys.maxsize  # what is needed when all has run


@dataclasses.dataclass(frozen=True)
class Slice:
    """Part of a session.

    Attributes:
        statements: in the order in which they were executed.
        unbound: the names that are needed and that no statement binds: builtins, and what is missing.
        whole: cells that are taken as they are.
        last: of each name that is needed as it is in the end, the statement that it is from.
    """

    statements: tuple[Statement, ...]
    unbound: frozenset[str]
    whole: tuple[Executed, ...] = ()
    last: Mapping[str, Statement] = dataclasses.field(default_factory=dict)

    @property
    def binds(self) -> frozenset[str]:
        """The names that it binds."""
        return frozenset(name for each in self.statements for name in each.binds)

    @property
    def cells(self) -> list[Executed]:
        """The cells that it has something of, in order."""
        found = {each.cell.key: each.cell for each in self.statements} | {each.key: each for each in self.whole}
        return [found[key] for key in sorted(found)]

    @property
    def parts(self) -> Parts:
        """The cells, without the lines that are not needed; the others are where they were."""
        return tuple((cell.label, self._text(cell)) for cell in self.cells)

    def _text(self, cell: Executed) -> str:
        if cell in self.whole:
            return python(cell.source)
        mine = [each for each in self.statements if each.cell.key == cell.key]
        kept = {line for each in mine for line in range(each.first, each.last + 1)}
        return "\n".join(line if number in kept else "" for number, line in enumerate(lines_of(python(cell.source)), 1))


def whole(cells: Iterable[Executed]) -> Parts:
    """Cells as a program, all of each; of those that were executed again as they were, the last."""
    last = {cell.source: cell for cell in cells}
    return tuple((cell.label, python(cell.source)) for cell in sorted(last.values(), key=lambda each: each.key))


def sliced(cells: Sequence[Executed], names: Iterable[str], offers: Offers, *, of: Executed | None = None) -> Slice:
    """What the values of names stand on.

    Args:
        cells: in the order in which they were executed.
        of: a cell that is taken whole, with what it stands on, however far it ran; it is the last.
    """
    if of is not None:
        if parsed(python(of.source)) is None:  # nothing of it ran, and it has that to be told
            return Slice((), frozenset(), (of,))
        cells = [*(cell for cell in cells if cell.key != of.key), of]
    search = _Search([each for cell in cells for each in statements(cell, offers)])
    search.follow((name, END) for name in names)
    if of is not None:
        search.follow_all_of(of)
    found = tuple(search.statements[number] for number in sorted(search.found))
    return Slice(found, frozenset(search.unbound), () if of is None else (of,), search.last)


class _Search:
    """Follows names to the statements that bind them.

    Attributes:
        found: the numbers of the statements that are needed.
        unbound: the names that none binds.
        last: of each name that is needed in the end, the statement that binds it.
    """

    def __init__(self, found: list[Statement]):
        self.statements = found
        self.found = {number for number, statement in enumerate(found) if statement.is_for_all}
        self.unbound = set[str]()
        self.last: dict[str, Statement] = {}
        self._binders: dict[str, list[int]] = {}
        for number, statement in enumerate(found):
            for name in statement.binds:
                self._binders.setdefault(name, []).append(number)

    def follow(self, needs: Iterable[tuple[str, int]]) -> None:
        """Find what binds names, each before the statement of a number, and what that needs in turn."""
        waiting, seen = list(needs), set[tuple[str, int]]()
        while waiting:
            need = waiting.pop()
            if need in seen:
                continue
            seen.add(need)
            name, before = need
            binders = self._binders.get(name, [])
            at = bisect.bisect_left(binders, before)
            if at:
                self.found.add(binders[at - 1])
                if before == END:
                    self.last[name] = self.statements[binders[at - 1]]
                waiting += self._needs(binders[at - 1], before)
            elif not binders:
                self.unbound.add(name)

    def follow_all_of(self, cell: Executed) -> None:
        """Find all that a cell needs."""
        for number, statement in enumerate(self.statements):
            if statement.cell.key == cell.key:
                self.found.add(number)
                self.follow(self._needs(number, END))

    def _needs(self, number: int, before: int) -> list[tuple[str, int]]:
        """What a statement needs: at once what was bound before it; later, what is bound when its functions run."""
        statement = self.statements[number]
        return [*((name, number) for name in statement.now), *((name, before) for name in statement.later)]
