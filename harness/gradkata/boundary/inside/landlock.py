"""Which files a learner's process may read, by the kernel's Landlock: all others are neither read nor written.

Entered once, by the fork server; its children inherit it.
"""

from __future__ import annotations

import ctypes
import os
import stat
import struct
import sys
from collections.abc import Iterable
from pathlib import Path

LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None

# linux/landlock.h: the numbers of its three calls are the same on every architecture.
CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
FILE_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1, 5: (1 << 16) - 1}
NETWORK_RIGHTS = 0b11  # bind and connect by TCP, from version 4 of the interface on
ROOTS = ("/lib", "/usr/lib", "/lib64", "/usr/lib64", "/usr/local/lib")
SCOPES = 0b11  # abstract sockets and signals, from version 6 on


def version() -> int:
    """The version of the kernel's interface; below 1, there is none."""
    return -1 if LIBC is None else int(LIBC.syscall(CREATE_RULESET, None, ctypes.c_size_t(0), 1))


def library() -> set[str]:
    """Python's own library without the packages installed beside it, numpy, and the shared libraries that both load.

    Some of them may not be there.
    """
    import numpy

    python = f"python{sys.version_info.major}.{sys.version_info.minor}"
    package = Path(numpy.__file__).resolve().parent
    found = {str(package), str(package.with_name("numpy.libs"))}
    for folder in {Path(os.__file__).parent, Path(sys.base_exec_prefix, sys.platlibdir, python)}:
        found |= {each.path for each in _entries(folder) if each.name not in ("site-packages", "dist-packages")}
        found.add(str(folder.with_name(f"{python.replace('.', '')}.zip")))
    for root in {Path(each).resolve() for each in ROOTS}:
        found |= {each.path for each in _entries(root) if ".so" in each.name or "-linux-gnu" in each.name}
    return found | {"/dev/urandom", "/etc/localtime", "/etc/ld.so.cache", "/usr/share/zoneinfo"}


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        return list(os.scandir(folder))
    except OSError:  # not there
        return []


def restrict(readable: Iterable[str]) -> None:
    """Let this process read below ``readable`` and nowhere else; of devices, it may use the null device."""
    assert LIBC is not None
    known = version()
    if known < 1:
        return
    rights = FILE_RIGHTS[min(known, max(FILE_RIGHTS))]
    attributes = struct.pack("QQQ", rights, NETWORK_RIGHTS if known >= 4 else 0, SCOPES if known >= 6 else 0)
    size = 24 if known >= 6 else 16 if known >= 4 else 8
    rules = LIBC.syscall(CREATE_RULESET, ctypes.c_char_p(attributes), ctypes.c_size_t(size), 0)
    for path in readable:
        _allow(rules, path, READ_FILE | EXECUTE, READ_DIR)
    _allow(rules, os.devnull, READ_FILE | WRITE_FILE)
    LIBC.syscall(RESTRICT_SELF, rules, 0)
    os.close(rules)


def _allow(rules: int, path: str, rights: int, of_folders: int = 0) -> None:
    """Allow ``rights`` for a path and all below it, and the rights ``of_folders`` if it is a folder."""
    assert LIBC is not None
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:  # not there
        return
    if stat.S_ISDIR(os.fstat(descriptor).st_mode):
        rights |= of_folders
    LIBC.syscall(ADD_RULE, rules, 1, ctypes.c_char_p(struct.pack("=Qi", rights, descriptor)), 0)
    os.close(descriptor)
