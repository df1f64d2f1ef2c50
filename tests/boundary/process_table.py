"""What runs on this machine, for tests that see to it that nothing is left behind."""

import contextlib
import os
import sys
import time
from pathlib import Path

MOUNTS = Path("/proc/self/mounts")

# Whether other processes can be seen at all: some systems hide those that nobody may look into.
IS_SHOWN = sys.platform == "linux" and MOUNTS.exists() and "hidepid=" not in MOUNTS.read_text()


def parents():
    """All processes, each with the one that started it."""
    found = {}
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError):
            number = int(entry.name)
            found[number] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    return found


def children(process):
    """The processes that a process has started, or taken over."""
    return [number for number, parent in parents().items() if parent == process]


def family():
    """The processes that this one started and those that they started."""
    table = parents()
    found, new = set(), {os.getpid()}
    while new:
        new = {number for number, parent in table.items() if parent in new}
        found |= new
    return found


def eventually(look, is_so, seconds=60):
    """What ``look`` gives once ``is_so`` of it, or after so many seconds that nothing here needs."""
    end = time.monotonic() + seconds
    while not is_so(found := look()) and time.monotonic() < end:
        time.sleep(0.005)
    return found


def is_running(number):
    with contextlib.suppress(OSError):
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    return False
