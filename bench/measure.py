"""What a command costs: CPU with all its descendants, wall, and the memory of its largest process."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36  # prctl.h
TIMEOUT_S = 600.0
KIB = 1 if sys.platform == "darwin" else 1024  # ru_maxrss is in bytes there, in KiB elsewhere


@dataclass(frozen=True)
class Run:
    """One run of a command.

    Attributes:
        cpu_s: user and system time of all its processes.
        peak_mb: the largest resident set of any one of them.
        code: its exit code, or minus the signal that ended it.
        out: its standard output.
        err: its standard error.
    """

    cpu_s: float
    wall_s: float
    peak_mb: float
    code: int
    out: str
    err: str


def adopt_orphans() -> None:
    """Have processes that a command leaves behind fall to this one, so that their CPU time is counted (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


Meanwhile = Callable[[int], contextlib.AbstractContextManager[None]]


def run(
    command: Sequence[str | Path], folder: Path, env: Mapping[str, str] | None = None, timeout_s: float = TIMEOUT_S,
    meanwhile: Meanwhile = lambda _: contextlib.nullcontext(),
) -> Run:  # fmt: skip
    """Run a command in ``folder``; past the time-out, kill it and all that it started.

    Args:
        meanwhile: given the number of its process, what is done while it runs.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        begin = time.monotonic()
        process = subprocess.Popen(
            [str(word) for word in command], cwd=folder, env=env, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=out, stderr=err,
        )  # fmt: skip
        with _killed_after(timeout_s, process.pid), meanwhile(process.pid):
            _, status, usage = os.wait4(process.pid, 0)
        wall_s = time.monotonic() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        cpu_s = usage.ru_utime + usage.ru_stime + _reap_orphans(process.pid)
        for each in (out, err):
            each.seek(0)
        texts = [each.read().decode("utf-8", "replace") for each in (out, err)]
    return Run(cpu_s, wall_s, usage.ru_maxrss * KIB / 2**20, process.returncode, *texts)


@contextlib.contextmanager
def _killed_after(seconds: float, group: int) -> Iterator[None]:
    timer = threading.Timer(seconds, _kill_group, [group])
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _kill_group(group: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)


def _reap_orphans(group: int) -> float:
    """CPU seconds of what the command left behind in its process group: not of this process's other children."""
    _kill_group(group)
    cpu_s, deadline = 0.0, time.monotonic() + 2
    with contextlib.suppress(ChildProcessError):
        while time.monotonic() < deadline:
            process, _, usage = os.wait4(-group, os.WNOHANG)
            if process:
                cpu_s += usage.ru_utime + usage.ru_stime
            else:
                time.sleep(0.005)
    return cpu_s
