"""What a learner's process is told to load."""

from __future__ import annotations

import dataclasses

Parts = tuple[tuple[str, str], ...]  # labels and texts


@dataclasses.dataclass(frozen=True)
class Program:
    """A module's name, its labelled parts (the cells of a notebook), and the names and texts of the files beside it."""

    name: str
    parts: Parts
    siblings: Parts = ()
    is_notebook: bool = False

    @property
    def file(self) -> str:
        """What its file is called."""
        return self.parts[0][0].split(",")[0] if self.parts else self.name
