"""What runs on this machine, for tests that see to it that nothing is left behind."""

import contextlib
import os
import time
from pathlib import Path


def family():
    """The processes that this one started and those that they started, with their states."""
    parents, states = {}, {}
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError):
            number = int(entry.name)
            state, parent, *_ = (entry / "stat").read_text().rpartition(")")[2].split()
            parents[number], states[number] = int(parent), state
    found, new = set(), {os.getpid()}
    while new:
        new = {number for number, parent in parents.items() if parent in new}
        found |= new
    return {number: states[number] for number in found}


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
