"""What a learner's process is told to load."""

from __future__ import annotations

import dataclasses

Parts = tuple[tuple[str, str], ...]  # labels and texts


@dataclasses.dataclass(frozen=True)
class Program:
    """A module's name, its labelled parts (the cells of a notebook), and the files beside it that it imports.

    Attributes:
        siblings: names and texts of those that are modules.
        notebooks: names and cells of those that are notebooks.
        unusable: names of those that are there and cannot be imported, each with the reason.
    """

    name: str
    parts: Parts
    siblings: Parts = ()
    is_notebook: bool = False
    notebooks: tuple[tuple[str, Parts], ...] = ()
    unusable: Parts = ()

    @property
    def file(self) -> str:
        """What its file is called."""
        return file_of(self.parts[0][0]) if self.parts else self.name

    @property
    def texts(self) -> dict[str, str]:
        """All code that belongs to it, by the labels that a traceback has for it."""
        cells = [part for _, parts in self.notebooks for part in parts]
        return dict([*((f"{name}.py", text) for name, text in self.siblings), *cells, *self.parts])


def file_of(label: str) -> str:
    """The name of the file that a labelled piece of code is from, without the cell."""
    return label.split(", cell ")[0]
