"""What was handed in: from a path to the texts that a learner's process is given.

Nothing of a learner's is executed, imported or parsed as Python here, and links are not followed.
"""

from __future__ import annotations

import codecs
import dataclasses
import json
import re
import stat
from collections.abc import Iterable
from pathlib import Path

from .boundary.learner import Program
from .boundary.sanitizing import clean
from .errors import UsageError
from .kata import SUFFIXES, Kata

MAX_FILE = 16 << 20  # bytes; a notebook with pictures in it is large, but not larger
MAX_SOURCE = 1 << 19  # characters of code that one submission may have
MAX_SIBLINGS = 50
COOKIE = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")


# Inside a block, a line for IPython alone. A line of Python can go on with % or !=, though with none of these.
INDENTED = re.compile(
    r"^([ \t]+)(?:%(?:autoreload|cd|conda|config|env|load_ext|matplotlib|pip|precision|pylab|reload_ext|time|timeit)\b"
    r"|![A-Za-z]).*"
)


class UnreadableError(Exception):
    """A submission is no text, or no notebook; the message says so to its learner."""


@dataclasses.dataclass(frozen=True)
class Submission:
    """One learner's work on one kata.

    Attributes:
        path: the file handed in; None if there is none.
        remark: what the learner should know about how it was found; often empty.
    """

    learner: str
    kata: str
    path: Path | None
    remark: str = ""


def find(path: Path, katas: Iterable[str], asked: Iterable[str] = ()) -> list[Submission]:
    """The submissions in a file, a learner's folder or a class, for each learner and each kata asked for.

    Without ``asked``, the katas asked for are those that anyone in ``path`` handed in.

    Raises:
        UsageError: there is nothing to grade; the message says what was expected.
    """
    known, wanted = list(katas), list(dict.fromkeys(asked))
    if not path.exists():
        raise UsageError(f"there is no file or folder {path}")
    if path.is_file():
        return [_single(path, known, wanted)]
    folders = _learners(path, known)
    if not wanted:
        wanted = [kata for kata in known if any(_candidates(folder, kata) for folder in folders)]
    if not wanted:
        example = f"{known[0]}.py" if known else "a kata's file"
        raise UsageError(
            f"nothing to grade in {path}: neither the folder nor one of its folders holds a file named for a kata, "
            f"such as {example}"
        )
    names = _distinct([_name(folder) for folder in folders])
    return [_choose(folder, name, kata) for folder, name in zip(folders, names, strict=True) for kata in wanted]


def _single(path: Path, known: list[str], wanted: list[str]) -> Submission:
    learner = _name(path.resolve().parent)
    if path.suffix not in SUFFIXES:
        raise UsageError(f"{path} is neither a .py file nor an .ipynb notebook")
    if len(wanted) == 1:
        return Submission(learner, wanted[0], path)
    if len(wanted) > 1:
        raise UsageError(f"{path} is one file: say with one --kata which kata it is for")
    if path.stem not in known:
        raise UsageError(f"{path} is not named for a kata: rename it, or say with --kata which one it is for")
    return Submission(learner, path.stem, path)


def _learners(path: Path, known: list[str]) -> list[Path]:
    """The learners' folders: ``path`` itself if it holds work, or no folders; else the folders in it."""
    inner = [each for each in sorted(path.iterdir()) if _is_folder(each)]
    if not inner or any(_candidates(path, kata) for kata in known):
        return [path]
    return inner


def _is_folder(path: Path) -> bool:
    return stat.S_ISDIR(path.lstat().st_mode) and not path.name.startswith((".", "__"))


def _is_file(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def _candidates(folder: Path, kata: str) -> list[Path]:
    try:
        return [path for suffix in SUFFIXES if _is_file(path := folder / f"{kata}{suffix}")]
    except OSError:
        return []


def _choose(folder: Path, learner: str, kata: str) -> Submission:
    found = _candidates(folder, kata)
    if len(found) > 1:
        found.sort(key=lambda path: path.stat().st_mtime_ns)
        older, newer = found[0].name, found[-1].name
        return Submission(learner, kata, found[-1], f"There are both {older} and {newer}; {newer} is newer and counts.")
    if found:
        return Submission(learner, kata, found[0])
    links = [name for suffix in SUFFIXES if (folder / (name := f"{kata}{suffix}")).is_symlink()]
    remark = f"{links[0]} is a link, and links are not followed: hand in the file itself." if links else ""
    return Submission(learner, kata, None, remark)


def _name(folder: Path) -> str:
    return clean(folder.resolve().name, 80) or "learner"


def _distinct(names: list[str]) -> list[str]:
    """Names that differ, though two folders' may be alike once they are fit to print."""
    return [name if names.index(name) == at else f"{name} ({at + 1})" for at, name in enumerate(names)]


def program(submission: Submission) -> Program:
    """The texts of a submission and of the files beside it.

    Raises:
        UnreadableError: the submission's file is no text, or no notebook.
    """
    assert submission.path is not None
    is_notebook = submission.path.suffix == ".ipynb"
    return Program(submission.kata, parts(submission.path), _siblings(submission.path), is_notebook)


def parts(path: Path) -> tuple[tuple[str, str], ...]:
    """The labelled pieces of code in a file: one for a ``.py`` file, one a code cell for a notebook.

    Raises:
        UnreadableError: the file is no text, or no notebook.
    """
    text = _text(path)
    found = _cells(text, path.name) if path.suffix == ".ipynb" else ((clean(path.name), text),)
    if sum(len(source) for _, source in found) > MAX_SOURCE:
        raise UnreadableError(f"{path.name} holds more code than any kata needs: over {MAX_SOURCE:,} characters.")
    return found


def is_stub(submission: Program, kata: Kata) -> bool:
    """Whether a submission is the stub as handed out; comments, blank lines and line ends do not count."""
    return _essence(source for _, source in submission.parts) == _essence(source for _, source in parts(kata.stub))


def _essence(sources: Iterable[str]) -> list[str]:
    lines = (line.rstrip() for source in sources for line in source.splitlines())
    return [line for line in lines if line and not line.lstrip().startswith("#")]


def beside(submission: Submission, kata: str) -> Submission:
    """The same learner's ``.py`` file for another kata, which the submission can import."""
    assert submission.path is not None
    return Submission(submission.learner, kata, submission.path.with_name(f"{kata}.py"))


def _siblings(path: Path) -> tuple[tuple[str, str], ...]:
    """The other Python files in the learner's folder that can be read; one that cannot is missing for its importer."""
    found: list[tuple[str, str]] = []
    for other in sorted(path.parent.glob("*.py")):
        if len(found) == MAX_SIBLINGS:
            break
        if other.stem == path.stem or not other.stem.isidentifier() or not _is_file(other):
            continue
        try:
            text = _text(other)
        except UnreadableError:
            continue
        if sum(len(source) for _, source in found) + len(text) <= MAX_SOURCE:
            found.append((other.stem, text))
    return tuple(found)


def _text(path: Path) -> str:
    """The text of a file: UTF-8, with a byte-order mark or not, or what its first lines declare."""
    name = path.name
    try:
        if path.stat().st_size > MAX_FILE:
            raise UnreadableError(f"{name} is larger than {MAX_FILE >> 20} MB: hand in the code without its data.")
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"{name} cannot be read: {error.strerror}.") from None
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise UnreadableError(f"{name} is saved as UTF-16. Save it as UTF-8 and hand it in again.")
    if (at := data.find(b"\0")) >= 0:
        line = data.count(b"\n", 0, at) + 1
        raise UnreadableError(f"{name} has null bytes in it (line {line}), so it is no plain text. Save it as UTF-8.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        declared = _declared(data)
        if declared is not None:
            return declared
        line = data.count(b"\n", 0, error.start) + 1
        byte = f"byte 0x{data[error.start]:02x}"
        raise UnreadableError(f"{name} is not UTF-8 text ({byte} in line {line}). Save it as UTF-8.") from None


def _declared(data: bytes) -> str | None:
    for line in data.splitlines()[:2]:
        if match := COOKIE.match(line):
            try:
                encoding = codecs.lookup(match[1].decode("ascii")).name
                return data.decode(encoding) if encoding in ("iso8859-1", "iso8859-15", "cp1252") else None
            except (LookupError, UnicodeDecodeError):
                return None
    return None


def _cells(text: str, name: str) -> tuple[tuple[str, str], ...]:
    """A notebook's code cells, numbered as a reader counts all cells; lines for IPython alone are blanked."""
    try:
        notebook = json.loads(text)
        cells = notebook["cells"] if "cells" in notebook else notebook["worksheets"][0]["cells"]
        found = [
            (f"{clean(name)}, cell {number}", _without_magics("".join(cell.get("source", cell.get("input", "")))))
            for number, cell in enumerate(cells, 1)
            if cell.get("cell_type") == "code"
        ]
    except json.JSONDecodeError as error:
        problem = f"is no notebook: it is not JSON (line {error.lineno})"
        raise UnreadableError(f"{name} {problem}. Save it again from Jupyter, or hand in a .py file.") from None
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError):
        problem = "is JSON, but no notebook: it has no list of cells"
        raise UnreadableError(f"{name} {problem}. Save it again from Jupyter, or hand in a .py file.") from None
    return tuple(found)


def _without_magics(source: str) -> str:
    """Blank what only IPython understands, so that lines keep their numbers."""
    if source.lstrip().startswith("%%") and not source.lstrip().startswith(("%%time", "%%capture")):
        return ""  # a cell in another language, or written to a file
    lines = source.splitlines()
    return "\n".join("" if line.startswith(("%", "!")) else INDENTED.sub(r"\1pass", line) for line in lines)
