"""A process that imports what a proof needs, and waits to be told which: ``python -m gradkata.auditing.standby``.

Whoever starts it writes the arguments of ``kata`` to its standard input, as a list in JSON, and closes that.
"""

from __future__ import annotations

import importlib
import json
import runpy
import sys

NEEDED = ("gradkata.auditing.audit", "gradkata.auditing.as_text")  # more than half of the time of a first look


def main() -> None:
    """Get ready, wait, and be ``kata``; nothing is done where nothing is asked for before the end of the input."""
    for name in NEEDED:
        importlib.import_module(name)
    if asked := sys.stdin.read():
        sys.argv[1:] = json.loads(asked)
        runpy.run_module("gradkata", run_name="__main__")


if __name__ == "__main__":
    main()
