"""Where each platform puts a submission and looks for its result, and how it calls whose it is."""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ..packaging import failures

UNKNOWN = "learner"


@dataclasses.dataclass(frozen=True)
class Platform:
    """A platform that runs a package.

    Attributes:
        submission, result: where they are, from the folder that the platform names.
        learner: a function from that folder to the name of whoever handed in.
        failure: a function from words to the result that says that nothing was graded.
        looks_below: whether files may lie in a folder ``work/``, as in a repository of a learner's own.
    """

    submission: str
    result: str
    learner: Callable[[Path], str]
    failure: Callable[[str], dict[str, Any]]
    looks_below: bool = False


def submitters(root: Path) -> str:
    """The names that Gradescope gives of a submission's users: a file beside the submission, where no upload lies."""
    try:
        users = json.loads((root / "submission_metadata.json").read_text("utf-8"))["users"]
        return ", ".join(str(user["name"]) for user in users) or UNKNOWN
    except (OSError, ValueError, KeyError, TypeError):
        return UNKNOWN


def owner(_: Path) -> str:
    """Whose repository Classroom 50's runner says it is."""
    return os.environ.get("OWNER") or os.environ.get("USERNAME") or UNKNOWN


PLATFORMS = {
    "gradescope": Platform("submission", "results/results.json", submitters, failures.gradescope),
    "classroom50": Platform(".", "result.json", owner, failures.classroom50, looks_below=True),
}
