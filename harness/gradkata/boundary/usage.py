"""What the user runs besides, as the kernel counts it where it cannot count a learner's processes apart."""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path

STATUS = re.compile(r"^Uid:\s+(\d+)|^Threads:\s+(\d+)", re.MULTILINE)


def threads_of_user() -> int | None:
    """Threads of all processes of this user's; None where the system does not tell."""
    count = 0
    for path in Path("/proc").glob("[0-9]*/status"):
        with contextlib.suppress(OSError, ValueError):  # it has gone
            (user, _), (_, threads) = STATUS.findall(path.read_text("utf-8", "replace"))
            count += int(threads) if int(user) == os.getuid() else 0
    return count or None
