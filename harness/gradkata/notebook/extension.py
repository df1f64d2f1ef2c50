"""What ``%load_ext gradkata`` does: the magics ``%kata`` and ``%%kata``."""

from __future__ import annotations

import atexit
from typing import Any

from .magic import Magic
from .recorder import Recorder

_LOADED: dict[int, tuple[Magic, Recorder]] = {}  # of each shell that has loaded the extension


def load_ipython_extension(shell: Any) -> None:
    """Add the magics to a shell, and keep what it executes from now on."""
    if id(shell) not in _LOADED:
        recorder = Recorder(shell)
        magic = Magic(shell, recorder)
        _LOADED[id(shell)] = magic, recorder
        shell.register_magic_function(magic.kata, "line_cell", "kata")
        atexit.register(magic.close)


def unload_ipython_extension(shell: Any) -> None:
    """Take the magics out of a shell, and end the processes that they started."""
    if id(shell) in _LOADED:
        magic, recorder = _LOADED.pop(id(shell))
        recorder.close()
        for kind in ("line", "cell"):
            shell.magics_manager.magics[kind].pop("kata", None)
        atexit.unregister(magic.close)
        magic.close()
