"""Report formats: each a pure function from a grading to text."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from ..results import Grading


@dataclasses.dataclass(frozen=True)
class ReportFormat:
    """A way to write a grading down.

    Attributes:
        name: what ``--format`` calls it.
        suffix: what its files end in, with the dot.
        render: a pure function from a grading to text.
    """

    name: str
    suffix: str
    render: Callable[[Grading], str]
