"""Which system calls a learner's process may make: programs in classic BPF for the kernel's seccomp.

Two kinds. An allow-list knows the calls that Python and numpy need once everything is imported; all others are refused
with EPERM, so that code which tries them meets an ordinary `PermissionError`. With ``"strict"`` it may also look at
files and open them for reading, since mounts and Landlock rule which there are; with ``"filter"`` not even that. A
deny-list (``"process"``) knows the calls that reach beyond the process, and allows what it does not know.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct
from collections.abc import Sequence
from typing import Any

PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 22, 2
ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}  # column in the tables below, audit number

# From linux/unistd.h: name → (x86_64, aarch64).
Calls = dict[str, tuple[int | None, int | None]]

# What Python and numpy call, the frequent ones first. None reaches beyond the process, its memory and its open files.
ALLOWED_CALLS: Calls = {
    "futex": (202, 98), "recvfrom": (45, 207), "sendto": (44, 206), "brk": (12, 214), "munmap": (11, 215),
    "mremap": (25, 216), "madvise": (28, 233), "clock_gettime": (228, 113), "getrandom": (318, 278),
    "read": (0, 63), "write": (1, 64), "readv": (19, 65), "writev": (20, 66), "pread64": (17, 67),
    "close": (3, 57), "lseek": (8, 62), "dup": (32, 23), "dup2": (33, None), "dup3": (292, 24), "fstat": (5, 80),
    "poll": (7, None), "ppoll": (271, 73), "select": (23, None), "pselect6": (270, 72), "shutdown": (48, 210),
    "rt_sigaction": (13, 134), "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139), "rt_sigpending": (127, 136),
    "rt_sigsuspend": (130, 133), "sigaltstack": (131, 132), "pause": (34, None), "restart_syscall": (219, 128),
    "alarm": (37, None), "setitimer": (38, 103), "getitimer": (36, 102),
    "clock_getres": (229, 114), "gettimeofday": (96, 169), "time": (201, None), "times": (100, 153),
    "nanosleep": (35, 101), "clock_nanosleep": (230, 115), "sched_yield": (24, 124),
    "membarrier": (324, 283), "rseq": (334, 293), "set_robust_list": (273, 99),
    "getpid": (39, 172), "getppid": (110, 173), "gettid": (186, 178), "getpgrp": (111, None), "getpgid": (121, 155),
    "getsid": (124, 156), "getuid": (102, 174), "geteuid": (107, 175), "getgid": (104, 176), "getegid": (108, 177),
    "getresuid": (118, 148), "getresgid": (120, 150), "getgroups": (115, 158),
    "getrlimit": (97, 163), "getrusage": (98, 165), "getpriority": (140, 141), "sched_getaffinity": (204, 123),
    "getcpu": (309, 168), "getcwd": (79, 17), "uname": (63, 160), "sysinfo": (99, 179),
    "exit": (60, 93), "exit_group": (231, 94),
}  # fmt: skip

# What looks at files and changes none.
READING_CALLS: Calls = {
    "newfstatat": (262, 79), "stat": (4, None), "lstat": (6, None), "statx": (332, 291), "access": (21, None),
    "faccessat": (269, 48), "faccessat2": (439, 439), "readlink": (89, None), "readlinkat": (267, 78),
    "getdents64": (217, 61),
}  # fmt: skip

# What a limit on processes above 0 adds.
STARTING_CALLS: Calls = {"fork": (57, None), "vfork": (58, None), "wait4": (61, 260), "waitid": (247, 95)}

# Calls whose arguments decide.
MMAP, MPROTECT, PRLIMIT64, IOCTL, FCNTL = (9, 222), (10, 226), (302, 261), (16, 29), (72, 25)
OPEN, OPENAT, NEWFSTATAT, CLONE, CLONE3 = (2, None), (257, 56), (262, 79), (56, 220), (435, 435)
PROT_WRITE, PROT_EXEC, MAP_ANONYMOUS = 2, 4, 0x20
WRITING_FLAGS = 0o3 | 0o100 | 0o1000  # O_WRONLY, O_RDWR; O_CREAT; O_TRUNC
AT_EMPTY_PATH, FIONBIO, CLONE_THREAD = 0x1000, 0x5421, 0x10000
CLONE_NAMESPACES = 0x7E020000  # in each of which a process would have privileges
FCNTL_COMMANDS = (0, 1, 2, 3, 4, 1030)  # duplicating, flags; not F_SETOWN, by which others can be signalled

# Calls that no kata needs and that would reach beyond the process.
DENIED_CALLS: Calls = {
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
    "setxattrat": (463, 463), "removexattrat": (466, 466),
    "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41), "chroot": (161, 51), "unshare": (272, 97),
    "setns": (308, 268), "open_tree": (428, 428), "move_mount": (429, 429), "fsopen": (430, 430),
    "fspick": (433, 433), "mount_setattr": (442, 442), "open_by_handle_at": (304, 265),
    "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282), "io_uring_setup": (425, 425),
    "keyctl": (250, 219), "add_key": (248, 217), "request_key": (249, 218), "init_module": (175, 105),
    "finit_module": (313, 273), "delete_module": (176, 106), "kexec_load": (246, 104), "reboot": (169, 142),
    "swapon": (167, 224), "swapoff": (168, 225), "sethostname": (170, 161), "setdomainname": (171, 162),
    "settimeofday": (164, 170), "clock_settime": (227, 112), "clock_adjtime": (305, 266), "adjtimex": (159, 171),
    "setrlimit": (160, 164), "setpriority": (141, 140), "sched_setaffinity": (203, 122),
    "sched_setscheduler": (144, 119), "sched_setattr": (314, 274),
    "shmget": (29, 194), "msgget": (68, 186), "semget": (64, 190), "mq_open": (240, 180), "memfd_create": (319, 279),
    "setsid": (112, 157), "setpgid": (109, 154),
}  # fmt: skip

EVERY_BIT = 0xFFFFFFFF
Condition = tuple[int, int, int]  # number of the argument, mask, value that the masked argument has to have


class Unavailable(Exception):
    """This kernel or machine has no filter for system calls that this module knows."""


class Filter:
    """A program, ready to be set in any number of processes."""

    def __init__(self, level: str, *, may_start: bool = False):
        if platform.machine() not in ARCHITECTURES:
            raise Unavailable(f"no table of system calls for {platform.machine()}")
        column, audit = ARCHITECTURES[platform.machine()]
        assemble = _denying if level == "process" else _allowing
        program = b"".join([*_prologue(audit), *assemble(column, level, may_start)])
        self._code = ctypes.create_string_buffer(program)
        self._descriptor = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(self._code))

    def enter(self, libc: Any) -> None:
        """Set it in this process, for good.

        Raises:
            Unavailable: the kernel refuses.
        """
        if libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.c_char_p(self._descriptor), 0, 0):
            raise Unavailable(f"the kernel sets no seccomp filter (error {ctypes.get_errno()})")


# A program works on seccomp's data: the call's number at 0, the architecture at 4, the arguments from 16 on.
LOAD, AND, EQUAL, AT_LEAST, GIVE = 0x20, 0x54, 0x15, 0x35, 0x06
ALLOW, KILL, REFUSE = 0x7FFF0000, 0x80000000, 0x00050000
EPERM, ENOTTY, ENOSYS = REFUSE | errno.EPERM, REFUSE | errno.ENOTTY, REFUSE | errno.ENOSYS


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("HBBI", code, if_true, if_false, value)


def _prologue(audit: int) -> list[bytes]:
    """Another architecture's numbers mean other calls, and x32's are another way to the same ones."""
    return [
        _step(LOAD, 4), _step(EQUAL, audit, 1, 0), _step(GIVE, KILL),
        _step(LOAD, 0), _step(AT_LEAST, 0x40000000, 0, 1), _step(GIVE, KILL),
    ]  # fmt: skip


def _allowing(column: int, level: str, may_start: bool) -> list[bytes]:
    calls = dict(ALLOWED_CALLS)
    if level == "strict":
        calls |= READING_CALLS
    if may_start:
        calls |= STARTING_CALLS
    program = [step for numbers in calls.values() for step in _give(numbers[column], ALLOW)]
    if may_start:
        program += _when(CLONE[column], [[(0, CLONE_NAMESPACES, 0)]])
    not_executable = [(2, PROT_EXEC, 0)]
    program += _when(MPROTECT[column], [not_executable])
    program += _when(PRLIMIT64[column], [[(2, EVERY_BIT, 0)]])
    program += _when(IOCTL[column], [[(1, EVERY_BIT, FIONBIO)]], ENOTTY)  # no terminal here, and nothing to control
    program += _when(FCNTL[column], [[(1, EVERY_BIT, command)] for command in FCNTL_COMMANDS])
    if level == "strict":
        # A library may be loaded, but nothing that was written in memory becomes code.
        from_a_file = [(2, PROT_WRITE, 0), (3, MAP_ANONYMOUS, 0)]
        program += _when(MMAP[column], [not_executable, from_a_file])
        program += _when(OPENAT[column], [[(2, WRITING_FLAGS, 0)]])
        program += _when(OPEN[column], [[(1, WRITING_FLAGS, 0)]])
    else:
        program += _when(MMAP[column], [not_executable])
        program += _when(NEWFSTATAT[column], [[(3, AT_EMPTY_PATH, AT_EMPTY_PATH)]])  # how libc asks about open files
    # Its flags lie in memory, where no filter sees them; libc then falls back to clone.
    return [*program, *_give(CLONE3[column], ENOSYS), _step(GIVE, EPERM)]


def _denying(column: int, _level: str, may_start: bool) -> list[bytes]:
    program = _when(PRLIMIT64[column], [[(2, EVERY_BIT, 0)]])  # asking for a limit is fine, setting one is not
    program += _give(CLONE3[column], ENOSYS)
    denied = dict(DENIED_CALLS)
    if may_start:
        del denied["fork"], denied["vfork"]
    started = (0, CLONE_NAMESPACES, 0) if may_start else (0, CLONE_THREAD, CLONE_THREAD)
    program += _when(CLONE[column], [[started]])
    program += [step for numbers in denied.values() for step in _give(numbers[column], EPERM)]
    return [*program, _step(GIVE, ALLOW)]


def _give(number: int | None, verdict: int) -> list[bytes]:
    return [] if number is None else [_step(EQUAL, number, 0, 1), _step(GIVE, verdict)]


def _when(number: int | None, alternatives: Sequence[Sequence[Condition]], refusal: int = EPERM) -> list[bytes]:
    """Allow a call if all conditions of one of the alternatives hold."""
    if number is None:
        return []
    body: list[bytes] = []
    for conditions in alternatives:
        tests = [test for condition in conditions for test in _halves(condition)]
        for left, (offset, mask, value) in zip(reversed(range(len(tests))), tests, strict=True):
            body += [_step(LOAD, offset), _step(AND, mask), _step(EQUAL, value, 0, 3 * left + 1)]
        body.append(_step(GIVE, ALLOW))
    body.append(_step(GIVE, refusal))
    return [_step(EQUAL, number, 0, len(body)), *body]


def _halves(condition: Condition) -> list[Condition]:
    """A condition on an argument of 64 bits as tests of 32: the offset of each, its mask and its value.

    The upper half matters only where the whole is compared: flags have none, and the kernel ignores it there.
    """
    argument, mask, value = condition
    low = (16 + 8 * argument, mask, value)
    return [low, (low[0] + 4, EVERY_BIT, 0)] if mask == EVERY_BIT else [low]
