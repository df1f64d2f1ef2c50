"""Commands of ``kata`` in processes of their own, which tests interrupt and kill."""

import contextlib
import os
import subprocess
import sys
from pathlib import Path

HARNESS = Path(__file__).parents[1] / "harness"

# Whoever runs the tests may have had signals ignored, as a shell does for what runs in the background.
STARTING = """
import signal, sys
for name in ("SIGINT", "SIGTERM", "SIGHUP"):
    signal.signal(getattr(signal, name), signal.SIG_DFL)
signal.signal(signal.SIGINT, signal.default_int_handler)
from gradkata.__main__ import main
main()
"""


@contextlib.contextmanager
def commands(cwd, *importable):
    """A function that starts a command in a group of its own; what is left of them is ended afterwards.

    Args:
        importable: folders besides gradkata's own that modules may be imported from.
    """
    started = []
    path = os.pathsep.join(map(str, [HARNESS, *importable]))

    def start(*arguments):
        process = subprocess.Popen(
            [sys.executable, "-c", STARTING, *arguments],
            cwd=cwd, env={**os.environ, "PYTHONPATH": path},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", start_new_session=True,
        )  # fmt: skip
        started.append(process)
        return process

    try:
        yield start
    finally:
        for process in started:
            process.kill()
            process.communicate()
