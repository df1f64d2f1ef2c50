"""From what was handed in to what is judged: the learner's files, read as those of a folder are."""

from __future__ import annotations

import dataclasses
import datetime
import os
import re
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath
from typing import Any

from ..finding.submission import of_learner
from ..job import Job, job_of
from ..kata import SUFFIXES
from ..translation import say
from .handed_in import HandedIn
from .refusing import RefusedError

LARGEST = 1 << 20  # bytes of all of a learner's files together
MOST_FILES = 64
PLAIN = re.compile(r"[A-Za-z0-9_][\w .()-]{0,80}\.(?:py|ipynb)", re.ASCII)  # a name that leads nowhere else


def files_of(asked: Any, kata: str) -> dict[str, str]:
    """The files that were handed in for a kata.

    Raises:
        RefusedError: they are none, too large, or the kata's is not among them.
    """
    if not isinstance(asked, dict) or not all(isinstance(text, str) for text in asked.values()):
        raise RefusedError(400, say("that is not understood"))
    files = {name: text for name, text in asked.items() if PLAIN.fullmatch(name)}
    if not any(f"{kata}{suffix}" in files for suffix in SUFFIXES):
        raise RefusedError(400, say("there is no {kata}.py among the files", kata=kata))
    size = sum(len(text.encode("utf-8", "surrogatepass")) for text in files.values())
    if len(files) > MOST_FILES:
        raise RefusedError(413, say("those are too many files: at most {number}", number=MOST_FILES))
    if size > LARGEST:
        words = "that is too large: your files may have {number} MiB together"
        raise RefusedError(413, say(words, number=LARGEST >> 20))
    return files


def job_for(each: HandedIn, katas: Iterable[str], seed: int, level: str) -> Job:
    """The job of something that was handed in."""
    with tempfile.TemporaryDirectory(prefix="kata-") as folder:
        put(each.files, Path(folder), each.time)
        (submission,) = of_learner(Path(folder), katas, [each.kata])
        return dataclasses.replace(job_of(submission, seed, level=level), learner=each.learner)


def judged_files(each: HandedIn, katas: Iterable[str]) -> dict[str, str]:
    """Of the files that were handed in those that are judged: the kata's own, and what it imports."""
    program = job_for(each, katas, 0, "auto").program
    beside = () if program is None else (*program.siblings, *program.notebooks, *program.unusable)
    stems = {each.kata, *(name for name, _ in beside)}
    return {name: text for name, text in each.files.items() if PurePath(name).stem in stems}


def put(files: Mapping[str, str], folder: Path, time: str) -> None:
    """Write files into a folder, all of one age: of two for one kata it does not hang on the clock which counts.

    Args:
        time: when they came, as ISO 8601.

    Raises:
        OSError: one cannot be written.
    """
    seconds = datetime.datetime.fromisoformat(time).timestamp()
    for name, text in files.items():
        (folder / name).write_bytes(text.encode("utf-8", "surrogatepass"))
        os.utime(folder / name, (seconds, seconds))
