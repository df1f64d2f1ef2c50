"""A grading in a process of its own, that is seen to leave a result whatever becomes of it."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from ..translation import say
from .platforms import Platform

REPORTS_WITHIN_S = 30  # what has been judged, once it is asked to end
SHOWN = 2000  # characters of what it said: the last ones tell why it ended


class NoResultError(Exception):
    """There is no report; the message says why, in words."""


def supervise(name: str, platform: Platform, root: Path, limit_s: float) -> None:
    """Grade the submission, and write the result that the platform looks for.

    Args:
        root: the folder that the platform names.
        limit_s: after how many seconds the grading is asked to report what it has.

    Raises:
        OSError: no result can be written.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="kata-") as folder:
            report = _report([name, str(root), f"{folder}/report"], limit_s)
    except (NoResultError, OSError) as error:
        words = str(error)
        print(words, file=sys.stderr)
        report = f"{json.dumps(platform.failure(words), indent=2)}\n".encode()
    _put(root / platform.result, report)


def _report(arguments: list[str], limit_s: float) -> bytes:
    """The report of a grading.

    Raises:
        NoResultError: it ended without one.
    """
    threads = {f"{library}_NUM_THREADS": "1" for library in ("OPENBLAS", "OMP", "MKL")}
    command = [sys.executable, "-P", "-s", "-m", "gradkata.packaged.one", *arguments]
    process = subprocess.Popen(
        command, env={**os.environ, **threads}, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        encoding="utf-8", errors="replace", start_new_session=True,
    )  # fmt: skip
    said, is_over = _ended(process, limit_s)
    file = Path(arguments[-1])
    if process.returncode == 0 and file.is_file():
        return file.read_bytes()
    if is_over:
        raise NoResultError(say("the grading had no result after {seconds} seconds and was ended", seconds=limit_s))
    words = "the grading ended with status {status} and without a word"
    raise NoResultError(said.strip()[-SHOWN:] or say(words, status=process.returncode))


def _ended(process: subprocess.Popen[str], limit_s: float) -> tuple[str, bool]:
    """Wait until a process has ended, ask it to when its time is over, and end it if it does not.

    Returns:
        What it said, and whether its time was over.
    """
    try:
        return process.communicate(timeout=limit_s)[1], False
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGTERM)
    try:
        return process.communicate(timeout=REPORTS_WITHIN_S)[1], True
    except subprocess.TimeoutExpired:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        return process.communicate()[1], True


def _put(place: Path, report: bytes) -> None:
    """Put a report in its place, whole: a link there is replaced, and not followed; a folder is moved away."""
    place.parent.mkdir(parents=True, exist_ok=True)
    part = place.with_name(f".kata-{secrets.token_hex(8)}.part")
    part.write_bytes(report)
    if place.is_dir() and not place.is_symlink():
        place.rename(place.with_name(f"{place.name}.{secrets.token_hex(8)}"))
    part.replace(place)
