"""What a learner's process may do, enforced by the kernel as far as it can: limits, Landlock and a seccomp filter.

Runs at the learner's end, before any learner's code. Landlock is entered once, by the fork server, and its children
inherit it: they read Python, numpy and shared libraries, and nothing else; they write nothing. The seccomp filter is
set in each child: no new processes, no signals, no sockets, no looking into other processes, no changing of files'
modes or owners. Where a kernel has neither, limits are all there is, and the process boundary itself.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import struct
import sys
import sysconfig
from pathlib import Path
from typing import Any

LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 1, 4, 22, 38

# linux/landlock.h: the numbers of its three calls are the same on every architecture.
LANDLOCK_CREATE_RULESET, LANDLOCK_ADD_RULE, LANDLOCK_RESTRICT_SELF = 444, 445, 446
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
FILE_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1, 5: (1 << 16) - 1}
NETWORK_RIGHTS = 0b11  # bind and connect by TCP, from version 4 of the interface on
SCOPES = 0b11  # abstract sockets and signals, from version 6 on

# Calls that no kata needs and that would reach beyond the process. From linux/unistd.h: name → (x86_64, aarch64).
DENIED_CALLS = {
    "fork": (57, None), "vfork": (58, None), "execve": (59, 221), "execveat": (322, 281),
    "kill": (62, 129), "tkill": (200, 130), "tgkill": (234, 131), "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240), "pidfd_send_signal": (424, 424), "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438),
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "kcmp": (312, 272),
    "socket": (41, 198), "connect": (42, 203), "bind": (49, 200), "listen": (50, 201),
    "chmod": (90, None), "fchmod": (91, 52), "fchmodat": (268, 53), "fchmodat2": (452, 452),
    "chown": (92, None), "fchown": (93, 55), "lchown": (94, None), "fchownat": (260, 54),
    "utime": (132, None), "utimes": (235, None), "futimesat": (261, None), "utimensat": (280, 88),
    "setxattr": (188, 5), "lsetxattr": (189, 6), "fsetxattr": (190, 7),
    "removexattr": (197, 14), "lremovexattr": (198, 15), "fremovexattr": (199, 16),
    "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41), "chroot": (161, 51), "unshare": (272, 97),
    "setns": (308, 268), "open_tree": (428, 428), "move_mount": (429, 429), "fsopen": (430, 430),
    "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282), "io_uring_setup": (425, 425),
    "keyctl": (250, 219), "add_key": (248, 217), "request_key": (249, 218), "init_module": (175, 105),
    "finit_module": (313, 273), "delete_module": (176, 106), "kexec_load": (246, 104), "reboot": (169, 142),
    "swapon": (167, 224), "swapoff": (168, 225), "sethostname": (170, 161), "setdomainname": (171, 162),
    "settimeofday": (164, 170), "clock_settime": (227, 112), "clock_adjtime": (305, 266), "adjtimex": (159, 171),
    "setrlimit": (160, 164), "setpriority": (141, 140), "sched_setaffinity": (203, 122),
    "sched_setscheduler": (144, 119),
    "shmget": (29, 194), "msgget": (68, 186), "semget": (64, 190), "mq_open": (240, 180), "memfd_create": (319, 279),
    "setsid": (112, 157), "setpgid": (109, 154),
}  # fmt: skip
ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}  # column above, audit number
CLONE, CLONE3, PRLIMIT64 = (56, 220), (435, 435), (302, 261)
CLONE_THREAD = 0x10000
EPERM, ENOSYS = 1, 38

# Modules of numpy that it imports only when they are first used.
LAZY = ("numpy.ma", "numpy.testing", "numpy.polynomial")


def preload() -> None:
    """Import ahead what a learner's code would otherwise read in anew in every child."""
    for name in LAZY:
        __import__(name)


def limit(limits: dict[str, Any]) -> None:
    """Apply the limits of `limits.Limits` to this process, and take its streams and working folder away."""
    import resource

    null = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(null, stream)
    os.close(null)
    megabyte = 1 << 20
    with contextlib.suppress(ValueError, OSError):
        # At the first limit the kernel says so with SIGXCPU; whoever catches that is killed a second later.
        resource.setrlimit(resource.RLIMIT_CPU, (limits["cpu_s"], limits["cpu_s"] + 1))
    for name, value in {
        "RLIMIT_AS": limits["memory_mb"] * megabyte,
        "RLIMIT_FSIZE": limits["file_mb"] * megabyte,
        "RLIMIT_NOFILE": limits["open_files"],
        "RLIMIT_CORE": 0,
        "RLIMIT_NPROC": 0,  # binds ordinary users; for root the filter refuses to fork
    }.items():
        with contextlib.suppress(ValueError, OSError, AttributeError):  # macOS has no limit on address space
            resource.setrlimit(getattr(resource, name), (value, value))
    os.chdir("/")


def lock_zygote() -> None:
    """Enter what the children inherit: no privileges to gain, no reading beyond Python and numpy."""
    if LIBC is None:
        return
    LIBC.prctl(PR_SET_PDEATHSIG, 9, 0, 0, 0)
    LIBC.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    LIBC.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    _restrict_files([*_readable()])


def lock() -> None:
    """Set the filter of system calls in a child."""
    if LIBC is None or platform.machine() not in ARCHITECTURES:
        return
    LIBC.prctl(PR_SET_PDEATHSIG, 9, 0, 0, 0)
    LIBC.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    program = _filter(*ARCHITECTURES[platform.machine()])
    buffer = ctypes.create_string_buffer(program)
    descriptor = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(buffer))
    LIBC.prctl(PR_SET_SECCOMP, 2, ctypes.c_char_p(descriptor), 0, 0)


def _readable() -> list[Path]:
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
    found += map(Path, ("/dev/null", "/dev/urandom", "/etc/localtime", "/etc/ld.so.cache", "/usr/share/zoneinfo"))
    return [path for path in found if path.exists()]


def _restrict_files(readable: list[Path]) -> None:
    assert LIBC is not None
    version = LIBC.syscall(LANDLOCK_CREATE_RULESET, None, ctypes.c_size_t(0), 1)
    if version < 1:
        return
    rights = FILE_RIGHTS[min(version, max(FILE_RIGHTS))]
    attributes = struct.pack("QQQ", rights, NETWORK_RIGHTS if version >= 4 else 0, SCOPES if version >= 6 else 0)
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    rules = LIBC.syscall(LANDLOCK_CREATE_RULESET, ctypes.c_char_p(attributes), ctypes.c_size_t(size), 0)
    for path in readable:
        folder = os.open(path, os.O_PATH | os.O_CLOEXEC)
        allowed = READ_FILE | EXECUTE | (READ_DIR if path.is_dir() else 0)
        if str(path) == os.devnull:
            allowed |= WRITE_FILE
        LIBC.syscall(LANDLOCK_ADD_RULE, rules, 1, ctypes.c_char_p(struct.pack("=Qi", allowed, folder)), 0)
        os.close(folder)
    LIBC.syscall(LANDLOCK_RESTRICT_SELF, rules, 0)
    os.close(rules)


def _filter(column: int, audit: int) -> bytes:
    """A classic BPF program over seccomp's data: number at 0, architecture at 4, arguments from 16, low half first."""
    load, equal, at_least, test, give = 0x20, 0x15, 0x35, 0x45, 0x06
    allow, kill, refuse = 0x7FFF0000, 0x80000000, 0x00050000

    def step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
        return struct.pack("HBBI", code, if_true, if_false, value)

    program = [step(load, 4), step(equal, audit, 1, 0), step(give, kill), step(load, 0)]
    program += [step(at_least, 0x40000000, 0, 1), step(give, kill)]  # the x32 calls, another way to the same things
    program += [step(equal, CLONE3[column], 0, 1), step(give, refuse | ENOSYS)]  # libc then falls back to clone
    program += [step(equal, CLONE[column], 0, 4), step(load, 16), step(test, CLONE_THREAD, 0, 1), step(give, allow)]
    program += [step(give, refuse | EPERM)]
    program += [step(equal, PRLIMIT64[column], 0, 4), step(load, 32), step(equal, 0, 0, 1), step(give, allow)]
    program += [step(give, refuse | EPERM)]  # asking for a limit is fine, setting one is not
    for numbers in DENIED_CALLS.values():
        if (number := numbers[column]) is not None:
            program += [step(equal, number, 0, 1), step(give, refuse | EPERM)]
    program.append(step(give, allow))
    return b"".join(program)
