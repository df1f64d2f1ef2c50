"""How long a learner waits: from a save to the verdict under `kata watch`, and for a command from cold."""

from __future__ import annotations

import contextlib
import os
import queue
import re
import subprocess
import tempfile
import threading
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from . import machine
from .measure import run
from .starting import KATA, RIGHT
from .submissions import ROOT

RUNS = 25  # saves of each kind, by turns
WARM_S = 4.0  # what a learner takes at least between the start and the first save
PAUSE_S = 0.3  # and between two saves
PATIENCE_S = 120.0
MOST = {"softmax": 0.3, "bptt": 0.6}  # seconds that a verdict may take, right or wrong


@dataclass(frozen=True)
class Wait:
    """What a learner waits for.

    Attributes:
        all_s: by the clock, each time. Other work on the machine adds to it, and takes nothing away.
        most_s: what it may be on an idle core; None where nothing was promised.
    """

    name: str
    all_s: tuple[float, ...]
    most_s: float | None = None


@dataclass(frozen=True)
class Waits:
    """All of them.

    Attributes:
        load: the machine's, the largest seen.
    """

    each: list[Wait]
    runs: int
    load: float


def measured(runs: int = RUNS, warm_s: float = WARM_S) -> Waits:
    """Measure."""
    load = machine.load()
    each = [*_saves(runs, warm_s), *_commands(min(runs, 9))]
    return Waits(each, runs, max(load, machine.load()))


def _saves(runs: int, warm_s: float) -> Iterator[Wait]:
    written = {(kata, name): text for kata in MOST for name, text in texts(kata).items()}
    waits: dict[tuple[str, str], list[float]] = {each: [] for each in written}
    with tempfile.TemporaryDirectory() as name, _watching(Path(name)) as lines:
        for kata in MOST:  # as of a learner who has begun both
            _save(Path(name), kata, written[kata, "right"])
            _verdict(lines, kata)
        time.sleep(warm_s)
        for _ in range(runs):
            for (kata, kind), text in written.items():
                time.sleep(PAUSE_S)
                begin = time.perf_counter()
                _save(Path(name), kata, text)
                status = _verdict(lines, kata)
                waits[kata, kind].append(time.perf_counter() - begin)
                assert (status == "passed") == (kind == "right")
    for (kata, kind), all_s in waits.items():
        yield Wait(f"a save of {kata}, {kind}", tuple(all_s), MOST[kata])


def texts(kata: str) -> dict[str, str]:
    """The reference, and the reference with a known mistake."""
    reference = ROOT / "reference" / kata / "solution.py"
    right = reference.read_text("utf-8")
    mistakes = tomllib.loads(reference.with_name("mistakes.toml").read_text("utf-8"))["mistake"]
    mistake = next(each for each in mistakes if "sizes" not in each)
    return {"right": right, "wrong": right.replace(mistake["find"], mistake["replace"])}


@contextlib.contextmanager
def _watching(folder: Path) -> Iterator[queue.SimpleQueue[str]]:
    """Run `kata watch` in a folder; give the lines that it prints."""
    (folder / "work").mkdir()
    pipe = subprocess.PIPE
    command = [str(KATA), "watch"]
    with subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=pipe, encoding="utf-8") as process:
        lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        assert process.stdout is not None
        threading.Thread(target=_read, args=(process.stdout, lines), daemon=True).start()
        try:
            lines.get(timeout=PATIENCE_S)  # it says that it watches
            yield lines
        finally:
            process.terminate()


def _read(stream: IO[str], lines: queue.SimpleQueue[str]) -> None:
    for line in stream:
        lines.put(line)


def _save(folder: Path, kata: str, text: str) -> None:
    """Save as editors do: beside it, then renamed."""
    beside = folder / "work" / f".{kata}.saving"
    beside.write_text(text, "utf-8")
    os.replace(beside, folder / "work" / f"{kata}.py")  # noqa: PTH105


def _verdict(lines: queue.SimpleQueue[str], kata: str) -> str:
    """Wait for the verdict on a kata; give its status."""
    while True:
        if found := re.match(rf"{kata}: (\w+), ", lines.get(timeout=PATIENCE_S)):
            return found[1]


def _commands(runs: int) -> Iterator[Wait]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _save_right(folder)
        for words in (["kata"], ["kata", "list"], ["kata", "check", "softmax"]):
            command = [str(KATA), *words[1:]]
            run(command, folder)  # for the bytecode, and the kernel's file cache
            all_s = tuple(run(command, folder).wall_s for _ in range(runs))
            yield Wait(f"`{' '.join(words)}`, from cold", all_s)


def _save_right(folder: Path) -> None:
    (folder / "work").mkdir()
    (folder / "work" / "softmax.py").write_text(RIGHT.read_text("utf-8"), "utf-8")
