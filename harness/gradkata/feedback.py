"""Pages to hand back: one for each learner, in a folder, where nothing is overwritten but earlier such pages."""

from __future__ import annotations

import collections
import contextlib
import hashlib
import itertools
import re
import shutil
import stat
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from .errors import UsageError
from .reports.html.render import FEEDBACK, render_feedback
from .results import Grading, Result
from .translation import say

SUFFIX = ".html"
MOST_BYTES = 120  # of a name, without its ending: any file system has room for twice as many
HEAD = 4096  # bytes of a page, in which its mark stands
UNFIT = re.compile(r"[^\w.-]+")  # for a name of a file
TAKEN_BY_WINDOWS = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


class Feedback:
    """The pages, seen to be possible before the work is done.

    Args:
        folder: where they go; it is made if it is not there.
        graded: what is graded; the next grading of it must not take the pages for a learner's.
        learners: whose pages there will be.

    Raises:
        UsageError: no page can be written there, or another file has the name of one.
    """

    def __init__(self, folder: Path, graded: Iterable[Path], learners: Iterable[str]):
        self.folder = folder
        self._paths = {learner: folder / name for learner, name in file_names(learners).items()}
        if any(each.is_dir() and folder.resolve().is_relative_to(each.resolve()) for each in graded):
            raise UsageError(
                say("{folder} lies in what is graded: put the feedback into a folder elsewhere", folder=folder)
            )
        self._check_writable()
        for path in self._paths.values():
            _check_ours(path)

    def deliver(self, grading: Grading) -> int:
        """Write a page for each learner who has results, all of them before the first is put in its place.

        Returns:
            How many there are.

        Raises:
            UsageError: one cannot be written; each is there whole, or as it was before.
        """
        of_learner: dict[str, list[Result]] = {}
        for result in grading.results:
            of_learner.setdefault(result.learner, []).append(result)
        try:
            with _apart(self.folder) as apart:
                self._write(grading, of_learner, apart)
        except OSError as error:
            raise UsageError(_cannot(self.folder, error)) from None
        return len(of_learner)

    def _write(self, grading: Grading, of_learner: Mapping[str, Sequence[Result]], apart: Path) -> None:
        for learner, results in of_learner.items():
            page = render_feedback(grading, results)
            (apart / self._paths[learner].name).write_bytes(page.encode("utf-8", "replace"))
        for learner in of_learner:
            path = self._paths[learner]
            _check_ours(path)
            (apart / path.name).replace(path)

    def _check_writable(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with _apart(self.folder):
                pass
        except OSError as error:
            raise UsageError(_cannot(self.folder, error)) from None


def file_names(learners: Iterable[str]) -> dict[str, str]:
    """A file's name for each learner, which any system takes and no other learner has.

    Where two would be called alike, if only for a system that tells no capitals from small letters, a part that
    depends on the whole name alone tells them apart.
    """
    stems = {learner: _stem(learner) for learner in learners}
    count = collections.Counter(map(str.casefold, stems.values()))
    names: dict[str, str] = {}
    taken: set[str] = set()
    for learner, stem in sorted(stems.items()):
        digest = hashlib.sha256(learner.encode("utf-8", "surrogatepass")).hexdigest()
        first = [stem] if count[stem.casefold()] == 1 else []
        free = next(
            name
            for name in itertools.chain(first, (f"{stem}-{digest[:size]}" for size in range(8, len(digest))))
            if name.casefold() not in taken
        )
        taken.add(free.casefold())
        names[learner] = f"{free}{SUFFIX}"
    return names


def _stem(learner: str) -> str:
    """A learner's name as far as a file can have it."""
    name = UNFIT.sub("_", unicodedata.normalize("NFC", learner)).strip("._-")
    while len(name.encode()) > MOST_BYTES:
        name = name[:-1]
    return f"learner_{name}".rstrip("_") if not name or TAKEN_BY_WINDOWS.fullmatch(name) else name


def _check_ours(path: Path) -> None:
    """See to it that a page may be put there.

    Raises:
        UsageError: something is there that is no earlier page.
    """
    if not _is_free(path):
        raise UsageError(say("{path} is there and is no page of feedback: move it, or name another folder", path=path))


def _is_free(path: Path) -> bool:
    """Whether there is nothing, or a page that was written here before. Links are not followed."""
    try:
        is_file = stat.S_ISREG(path.lstat().st_mode)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return is_file and _is_marked(path)


def _is_marked(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return f'<meta name="generator" content="{FEEDBACK}">'.encode() in file.read(HEAD)
    except OSError:
        return False


@contextlib.contextmanager
def _apart(folder: Path) -> Iterator[Path]:
    """A folder beside the pages for what is not whole yet; it is gone in the end."""
    apart = Path(tempfile.mkdtemp(".part", ".kata-", folder))
    try:
        yield apart
    finally:
        shutil.rmtree(apart, ignore_errors=True)


def _cannot(folder: Path, error: OSError) -> str:
    return say("no feedback can be written into {folder} ({reason})", folder=folder, reason=error.strerror)
