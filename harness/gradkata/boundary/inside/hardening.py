"""What a learner's process may do, enforced by the kernel as far as it can: limits, Landlock and a seccomp filter.

Runs at the learner's end, before any learner's code. What children inherit is entered once, by the fork server; limits
and the filter of system calls are set in each child. Where a kernel has neither Landlock nor seccomp, limits are all
there is, and the process boundary itself: that is the level ``process``.
"""

from __future__ import annotations

import contextlib
import os
import sys
from typing import Any

import landlock
import seccomp
import users

if sys.platform != "win32":  # there, the clock is the only limit
    import resource

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS = 1, 4, 38
MARGIN = 4096  # threads that the user may start elsewhere while a learner's code runs: several times a whole desktop's


class Hardening:
    """What the fork server enters and what its children do, for one level."""

    def __init__(self, level: str):
        self._level = level
        self._libc = landlock.LIBC
        self._is_apart = False
        self._filters: dict[bool, seccomp.Filter] = {}
        with contextlib.suppress(*self._may_lack):
            self._filters = {may_start: seccomp.Filter(level, may_start=may_start) for may_start in (False, True)}

    @property
    def _may_lack(self) -> tuple[type[Exception], ...]:
        """A level that promises something fails without it."""
        return (seccomp.Unavailable,) if self._level == "process" else ()

    def enter_server(self) -> None:
        """Give up what no child needs: privileges, and files beyond Python and numpy."""
        if self._libc is None:
            return
        self._is_apart = users.stand_apart(self._libc, self._level)
        self._detach()
        self._libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        landlock.restrict([] if self._level == "filter" else landlock.library())

    def enter_child(self, limits: dict[str, Any], others: int | None, beside: int = 0) -> None:
        """Apply ``limits`` (those of `limits.Limits`) and set the filter of system calls.

        Args:
            others: threads that the user runs; None if nobody knows.
            beside: the server's other children.
        """
        apply(limits, self._most_processes(limits["processes"], others, beside))
        if self._libc is None:
            return
        self._detach()
        if self._filters:
            with contextlib.suppress(*self._may_lack):
                self._filters[limits["processes"] > 0].enter(self._libc)

    def _most_processes(self, asked: int, others: int | None, beside: int) -> int | None:
        """Up to what number of processes the kernel lets the learner's code start one more; None for any."""
        if not asked:
            return 0
        if self._is_apart:
            return asked + beside + 2  # the server and the child itself count as well
        return None if others is None else others + asked + MARGIN

    def _detach(self) -> None:
        """End with the parent, and be no process that others of the same user may look into."""
        assert self._libc is not None
        self._libc.prctl(PR_SET_PDEATHSIG, 9, 0, 0, 0)
        self._libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def apply(limits: dict[str, Any], most_processes: int | None) -> None:
    """Apply the limits of `limits.Limits` to this process, and take its streams and working folder away."""
    null = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(null, stream)
    os.close(null)
    if sys.platform != "win32":
        _limit(limits, most_processes)
    os.chdir("/")


def _limit(limits: dict[str, Any], most_processes: int | None) -> None:
    megabyte = 1 << 20
    wanted = {
        "RLIMIT_AS": limits["memory_mb"] * megabyte,
        "RLIMIT_FSIZE": limits["file_mb"] * megabyte,
        "RLIMIT_NOFILE": limits["open_files"],
        "RLIMIT_CORE": 0,
        "RLIMIT_NPROC": most_processes,
    }
    for name, value in wanted.items():
        if value is None:
            continue
        with contextlib.suppress(ValueError, OSError, AttributeError):  # macOS has no limit on address space
            resource.setrlimit(getattr(resource, name), (value, value))
    with contextlib.suppress(ValueError, OSError):  # the caller may be under a lower limit already
        # At the first limit the kernel says so with SIGXCPU; whoever catches that is killed a second later.
        resource.setrlimit(resource.RLIMIT_CPU, (limits["cpu_s"], limits["cpu_s"] + 1))
