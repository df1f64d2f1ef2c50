"""What ``%load_ext gradkata`` does: the magics ``%kata`` and ``%%kata``."""

from __future__ import annotations

import atexit
from typing import Any

from .magic import Magic
from .recorder import Recorder

_MAGICS: dict[int, Magic] = {}  # of each shell that has loaded the extension


def load_ipython_extension(shell: Any) -> None:
    """Add the magics to a shell, and keep what it executes from now on."""
    if id(shell) not in _MAGICS:
        magic = _MAGICS[id(shell)] = Magic(shell, Recorder(shell))
        shell.register_magic_function(magic.kata, "line_cell", "kata")
        atexit.register(magic.close)


def unload_ipython_extension(shell: Any) -> None:
    """Take the magics out of a shell, and end the processes that they started."""
    if magic := _MAGICS.pop(id(shell), None):
        for kind in ("line", "cell"):
            shell.magics_manager.magics[kind].pop("kata", None)
        atexit.unregister(magic.close)
        magic.close()
