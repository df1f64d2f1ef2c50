"""What a learner's process may do, enforced by the kernel as far as it can: limits, Landlock and a seccomp filter.

Runs at the learner's end, before any learner's code. What children inherit is entered once, by the fork server; limits
and the filter of system calls are set in each child. Where a kernel has neither Landlock nor seccomp, limits are all
there is, and the process boundary itself: that is the level ``process``.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import struct
import sys
from typing import Any

import landlock
import seccomp

if sys.platform != "win32":  # there, the clock is the only limit
    import resource

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS = 1, 4, 38
CAPABILITY_VERSION = 0x20080522  # linux/capability.h: two sets of 32
NOBODY = 2_000_000_000  # the first of a range of users that no system gives to anyone


class Hardening:
    """What the fork server enters and what its children do, for one level."""

    def __init__(self, level: str):
        self._level = level
        self._libc = landlock.LIBC
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
        if self._level != "process":  # there, the library may lie where only the caller can read it
            self._become_nobody()
        self._detach()
        self._libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        landlock.restrict([] if self._level == "filter" else landlock.library())

    def enter_child(self, limits: dict[str, Any]) -> None:
        """Apply ``limits`` (those of `limits.Limits`) and set the filter of system calls."""
        apply(limits)
        if self._libc is None:
            return
        self._detach()
        if self._filters:
            with contextlib.suppress(*self._may_lack):
                self._filters[limits["processes"] > 0].enter(self._libc)

    def _become_nobody(self) -> None:
        """The superuser is bound by no limit on processes, and may do more than a sandbox foresees.

        Each server takes a user for itself: no process of that user is another's, and the kernel counts them by user.
        """
        assert self._libc is not None
        if os.getuid() == 0:
            with contextlib.suppress(OSError):  # in a namespace that knows no other user
                user = NOBODY + int.from_bytes(os.urandom(4), "little") % 100_000_000
                os.setgroups([])
                os.setgid(user)
                os.setuid(user)
        header = struct.pack("Ii", CAPABILITY_VERSION, 0)
        self._libc.capset(ctypes.c_char_p(header), ctypes.c_char_p(bytes(24)))

    def _detach(self) -> None:
        """End with the parent, and be no process that others of the same user may look into."""
        assert self._libc is not None
        self._libc.prctl(PR_SET_PDEATHSIG, 9, 0, 0, 0)
        self._libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def apply(limits: dict[str, Any]) -> None:
    """Apply the limits of `limits.Limits` to this process, and take its streams and working folder away."""
    null = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(null, stream)
    os.close(null)
    if sys.platform != "win32":
        _limit(limits)
    os.chdir("/")


def _limit(limits: dict[str, Any]) -> None:
    megabyte = 1 << 20
    # The kernel counts by user, so the server and this process as well. What else an ordinary user runs counts too,
    # but in a sandbox. The superuser's are not counted; if none may be started, the filter sees to it.
    processes = limits["processes"] and limits["processes"] + 2
    for name, value in {
        "RLIMIT_AS": limits["memory_mb"] * megabyte,
        "RLIMIT_FSIZE": limits["file_mb"] * megabyte,
        "RLIMIT_NOFILE": limits["open_files"],
        "RLIMIT_CORE": 0,
        "RLIMIT_NPROC": processes,
    }.items():
        with contextlib.suppress(ValueError, OSError, AttributeError):  # macOS has no limit on address space
            resource.setrlimit(getattr(resource, name), (value, value))
    with contextlib.suppress(ValueError, OSError):  # the caller may be under a lower limit already
        # At the first limit the kernel says so with SIGXCPU; whoever catches that is killed a second later.
        resource.setrlimit(resource.RLIMIT_CPU, (limits["cpu_s"], limits["cpu_s"] + 1))
