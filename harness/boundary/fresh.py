"""A learner's process where there is no fork: started by path, connects back to the grader, serves one submission.

python -I -S fresh.py PORT CPU_S MEMORY_MB FILE_MB OPEN_FILES NUMPY_FOLDER      (a token on standard input)
"""

from __future__ import annotations

import contextlib
import os
import socket
import sys


def main(port: int, limits: dict[str, int], numpy_folder: str) -> None:
    import zygote

    sys.path.pop(0)
    token = sys.stdin.buffer.read()
    connection = socket.create_connection(("127.0.0.1", port))
    connection.sendall(token)
    child, lock, _ = zygote.import_learners_end(numpy_folder)
    del sys.modules["zygote"]
    with contextlib.suppress(ImportError):  # Windows has no such limits: there, the clock is all there is
        lock.limit(limits)
    lock.lock_zygote()
    lock.lock()
    child.main(connection)


if __name__ == "__main__":
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120
    words = ("cpu_s", "memory_mb", "file_mb", "open_files")
    main(int(sys.argv[1]), dict(zip(words, map(int, sys.argv[2:6]), strict=True)), sys.argv[6])
