"""Report formats: each a pure function from a grading to text or bytes."""

from __future__ import annotations

import dataclasses
import fnmatch
from collections.abc import Callable, Iterable

from ..lazy import resolved
from ..results import Grading
from .audience import only_learner

Render = Callable[[Grading], str | bytes]


@dataclasses.dataclass(frozen=True)
class ReportFormat:
    """A way to write a grading down.

    Attributes:
        name: what ``--format`` calls it.
        suffix: what its files end in, with the dot.
        render: a pure function from a grading to text or bytes; or where to import it, as in
            ``"my_pack.reports:as_html"``.
        files: patterns of the names of its files, such as ``results.json``, where the ending alone does not tell.
        is_for_one: whether it holds the work of one learner, and not that of a class.
    """

    name: str
    suffix: str
    render: Render | str
    files: tuple[str, ...] = ()
    is_for_one: bool = False

    def __call__(self, grading: Grading) -> str | bytes:
        """The whole report."""
        function: Render = resolved(self.render)
        return function(grading)

    def check(self, learners: Iterable[str]) -> None:
        """See to it, before there is a grading, that it can hold the work of these learners.

        Raises:
            UsageError: it holds that of one learner, and these are several.
        """
        if self.is_for_one:
            only_learner(self.name, learners)

    def match(self, filename: str) -> int:
        """How well a file's name tells of this format: 0 not at all, 1 by its ending, 2 by a pattern of its own."""
        if any(fnmatch.fnmatch(filename, pattern) for pattern in self.files):
            return 2
        return 1 if self.suffix and not self.files and filename.endswith(self.suffix) else 0
