"""The tapes of several katas: recorded on all cores, and kept for the next time, since that takes minutes."""

from __future__ import annotations

import concurrent.futures
import contextlib
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import platformdirs

from ..digests import JUDGES, digest, digest_of, judging
from ..kata import Kata
from . import NAME
from .fitting import numpy_version
from .recording import recorded

SEEDS = (1, 2, 3)  # a learner may know them: no grading has them
FOLDER = "GRADKATA_TAPES"  # the variable that names another folder for what is kept

Told = Callable[[str], None]


def tapes_of(katas: Iterable[Kata], seeds: tuple[int, ...] = SEEDS, told: Told = lambda _: None) -> dict[str, bytes]:
    """The bytes of each kata's tape, by its id; in a kit, where no reference is, those of the tape that lies there.

    Args:
        told: called with the id of each that is there.

    Raises:
        UsageError: a reference does not pass its own suite, or is not there.
    """
    found: dict[str, bytes] = {}
    left: list[Kata] = []
    for kata in katas:
        try:
            path = _kept(kata, seeds) if kata.has_reference else kata.hidden / NAME
            found[kata.id] = path.read_bytes()
            told(kata.id)
        except OSError:
            left.append(kata)
    for kata, data in _recorded(left, seeds):
        _keep(_kept(kata, seeds), data)
        found[kata.id] = data
        told(kata.id)
    return found


def _recorded(katas: list[Kata], seeds: tuple[int, ...]) -> Iterator[tuple[Kata, bytes]]:
    if len(katas) < 2:
        yield from ((kata, recorded(kata, seeds)) for kata in katas)
        return
    context = multiprocessing.get_context("spawn")  # each with nothing of this process's
    with concurrent.futures.ProcessPoolExecutor(min(len(katas), os.cpu_count() or 1), context) as pool:
        works = {pool.submit(recorded, kata, seeds): kata for kata in katas}
        try:
            for work in concurrent.futures.as_completed(works):
                yield works[work], work.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _kept(kata: Kata, seeds: tuple[int, ...]) -> Path:
    """The file in which a tape is kept: another one, once anything is different on which its answers hang."""
    name = digest([digest_of(kata), judging(rooms=(*JUDGES, "kit")), numpy_version(), seeds])
    return _folder() / f"{kata.id}-{name[:16]}.tape"


def _folder() -> Path:
    return Path(os.environ.get(FOLDER) or platformdirs.user_cache_path("gradkata") / "tapes")


def _keep(path: Path, data: bytes) -> None:
    """Keep a tape for the next time; where that cannot be, it is recorded once more."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f".{os.getpid()}")
        part.write_bytes(data)
        part.replace(path)
