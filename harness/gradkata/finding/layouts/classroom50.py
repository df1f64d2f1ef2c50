"""Classroom 50: a repository for each learner, ``<classroom>-<assignment>-<user>``, as its teacher's command clones it.

Each has a file that names the classroom and the assignment. It is the learner's to change, so that who a learner is
stands in the name of the repository alone.
"""

from __future__ import annotations

import collections
import contextlib
import re
from collections.abc import Sequence
from pathlib import Path

from ...identity import Identity
from ...text.opening import UnreadableError, contents
from ..folders import at_work
from . import Export, Learner
from .parts import entries, folder_of, folders, is_work, nobodys

MARK = ".classroom50.yaml"
SCORES = "scores.csv"  # which the same command writes beside the repositories
MAX_MARK = 64 << 10  # bytes
_ENTRY = r"^{}:[ \t]*[\"']?([\w.-]+)[\"']?[ \t]*$"


def looks(folder: Path, katas: Sequence[str]) -> bool:
    """Whether most folders are such repositories, and no folder with another name holds work."""
    own = folders(folder)
    prefix = _prefix(own)
    if not prefix:
        return False
    others = [each for each in own if not each.name.lower().startswith(prefix)]
    marked = [each for each in own if (each / MARK).is_file() and each not in others]
    return 2 * len(marked) > len(own) and not any(is_work(each, katas) for each in others)


def read(folder: Path, katas: Sequence[str]) -> Export:
    """The learners by their GitHub names; of a repository with ``work/`` in it, that is looked at."""
    own = folders(folder)
    prefix = _prefix(own)
    if not prefix:
        return Export([])
    named = {each.name[len(prefix) :]: each for each in own if each.name.lower().startswith(prefix)}
    learners = [
        Learner(Identity(user=user), (at_work(folder_of(path, user, katas), katas),))
        for user, path in named.items() if user
    ]  # fmt: skip
    taken = {path.name for user, path in named.items() if user}
    left = [each.name for each in entries(folder) if each.name not in taken and each.name != SCORES]
    return Export(learners, nobodys(folder, left))


def _prefix(repositories: Sequence[Path]) -> str:
    """What the names of most repositories begin with; empty if none says it."""
    counted = collections.Counter(prefix for each in repositories if (prefix := _said(each)))
    return counted.most_common(1)[0][0] if counted else ""


def _said(repository: Path) -> str:
    """What a repository's name begins with by its own file, if that is so."""
    if not (repository / MARK).is_file():  # as in a plain class, which is told at once
        return ""
    with contextlib.suppress(UnreadableError, UnicodeError):
        text = contents(repository / MARK, MAX_MARK).decode("utf-8-sig")
        found = [re.search(_ENTRY.format(name), text, re.MULTILINE) for name in ("classroom", "assignment")]
        if all(found):
            prefix = "".join(f"{each[1]}-" for each in found if each).lower()
            return prefix if repository.name.lower().startswith(prefix) else ""
    return ""
