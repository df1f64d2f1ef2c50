"""Which files a learner's process may read, by the kernel's Landlock: all others are neither read nor written.

Entered once, by the fork server; its children inherit it.
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None

# linux/landlock.h: the numbers of its three calls are the same on every architecture.
CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
FILE_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1, 5: (1 << 16) - 1}
NETWORK_RIGHTS = 0b11  # bind and connect by TCP, from version 4 of the interface on
SCOPES = 0b11  # abstract sockets and signals, from version 6 on


def version() -> int:
    """The version of the kernel's interface; below 1, there is none."""
    return -1 if LIBC is None else int(LIBC.syscall(CREATE_RULESET, None, ctypes.c_size_t(0), 1))


def library() -> list[Path]:
    """Python's own library without the packages installed beside it, numpy, and the shared libraries that both load."""
    import numpy

    found: list[Path] = []
    for name in ("stdlib", "platstdlib"):
        folder = Path(sysconfig.get_path(name, vars={"base": sys.base_prefix, "platbase": sys.base_exec_prefix}))
        found += [part for part in folder.glob("*") if part.name not in ("site-packages", "dist-packages")]
        found.append(folder.parent / f"python{sys.version_info.major}{sys.version_info.minor}.zip")
    package = Path(numpy.__file__).parent
    found += [package, package.parent / "numpy.libs"]
    for root in ("/lib", "/usr/lib", "/lib64", "/usr/lib64", "/usr/local/lib"):
        for pattern in ("*.so*", "*-linux-gnu*"):
            found += Path(root).glob(pattern)
    found += map(Path, ("/dev/urandom", "/etc/localtime", "/etc/ld.so.cache", "/usr/share/zoneinfo"))
    return [path for path in found if path.exists()]


def restrict(readable: Iterable[Path]) -> None:
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
        _allow(rules, path, READ_FILE | EXECUTE | (READ_DIR if path.is_dir() else 0))
    _allow(rules, Path(os.devnull), READ_FILE | WRITE_FILE)
    LIBC.syscall(RESTRICT_SELF, rules, 0)
    os.close(rules)


def _allow(rules: int, path: Path, rights: int) -> None:
    assert LIBC is not None
    folder = os.open(path, os.O_PATH | os.O_CLOEXEC)
    LIBC.syscall(ADD_RULE, rules, 1, ctypes.c_char_p(struct.pack("=Qi", rights, folder)), 0)
    os.close(folder)
