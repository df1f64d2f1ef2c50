"""A submission that tries to get out, by every way that a level has to close: `levels` judges each level by it.

It runs in a child as any learner's code does, and imports the standard library only.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable


def escapes(hidden: list[str], folder: str) -> list[str]:
    """What could be done, in words; empty if all was refused.

    Args:
        hidden: files that exist, and that no learner may read.
        folder: a folder that exists, and that anyone may write into.
    """
    attempts: dict[str, Callable[[], object]] = {
        "read a user's file": lambda: _open_and_close("/etc/passwd", os.O_RDONLY),
        "write a file": lambda: _write(f"{folder}/gradkata-probe-{os.getpid()}"),
        "start a process": _fork,
        "open a socket": lambda: socket.socket().close(),
        "signal its parent": lambda: os.kill(os.getppid(), 0),
    }
    attempts |= {f"read {path}": lambda path=path: _open_and_close(path, os.O_RDONLY) for path in hidden}  # type: ignore[misc]
    return [what for what, attempt in attempts.items() if _succeeds(attempt)]


def _succeeds(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except OSError:
        return False
    return True


def _open_and_close(path: str, flags: int) -> None:
    os.close(os.open(path, flags))


def _write(path: str) -> None:
    _open_and_close(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    os.unlink(path)  # noqa: PTH108


def _fork() -> None:
    process = os.fork()
    if not process:
        os._exit(0)
    os.waitpid(process, 0)
