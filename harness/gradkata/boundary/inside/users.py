"""Whose a learner's processes are. The kernel counts processes by user, and what else that user runs must not count.

The superuser's server becomes a user that owns nothing. An ordinary user's enters a user namespace, in which the kernel
counts for itself, and in which no more may be done than before: all privileges in it are given up at once.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import re
import struct
from pathlib import Path
from typing import Any

CAPABILITY_VERSION = 0x20080522  # linux/capability.h: two sets of 32
CLONE_NEWUSER = 0x10000000
COUNTS_BY_NAMESPACE = (5, 14)  # Linux, from this version on
NOBODY = 2_000_000_000  # the first of a range of users that no system gives to anyone


def stand_apart(libc: Any, level: str) -> bool:
    """Become a user whose processes are counted apart from all others', as far as can be; give whether it can.

    At the level ``process`` the superuser stays what it is: the library may lie where only the caller can read it.
    No limit on processes binds it.
    """
    is_superuser = os.getuid() == 0
    if is_superuser and level == "process":
        return False
    if is_superuser and _become_another():
        is_apart = True
    else:
        is_in_namespace = level == "strict" and not is_superuser  # bubblewrap has entered one
        is_apart = (is_in_namespace or _enter_namespace(libc)) and _kernel() >= COUNTS_BY_NAMESPACE
    _give_up_privileges(libc)
    return is_apart


def _become_another() -> bool:
    """The superuser is bound by no limit on processes, and may do more than a sandbox foresees.

    Each server takes a user for itself, so that no process of that user is another's.
    """
    user = NOBODY + int.from_bytes(os.urandom(4), "little") % 100_000_000
    try:
        os.setgroups([])
        os.setgid(user)
        os.setuid(user)
    except OSError:  # in a namespace that knows no other user
        return False
    return True


def _enter_namespace(libc: Any) -> bool:
    """Whether a user namespace could be entered: some systems and most containers allow none."""
    user, group = os.getuid(), os.getgid()
    if libc.unshare(CLONE_NEWUSER):
        return False
    with contextlib.suppress(OSError):  # the kernel calls it nobody then, which is as good
        for name, text in {
            "setgroups": "deny", "uid_map": f"{user or NOBODY} {user} 1", "gid_map": f"{group or NOBODY} {group} 1",
        }.items():  # fmt: skip
            Path(f"/proc/self/{name}").write_text(text)
    return True


def _kernel() -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", os.uname().release)[:2]))


def _give_up_privileges(libc: Any) -> None:
    header = struct.pack("Ii", CAPABILITY_VERSION, 0)
    libc.capset(ctypes.c_char_p(header), ctypes.c_char_p(bytes(24)))
