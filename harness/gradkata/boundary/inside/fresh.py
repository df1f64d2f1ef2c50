"""A learner's process where there is no fork: started by path, connects back to the grader, serves one submission.

python -P -s -S fresh.py PORT LIMITS OTHERS NUMPY_FOLDER      (JSON, and a token on standard input; see `requests.Fork`)
"""

from __future__ import annotations

import json
import os
import socket
import sys


def main(port: int, limits: dict[str, int], others: int | None, numpy_folder: str) -> None:
    import zygote

    sys.path.pop(0)
    token = sys.stdin.buffer.read()
    connection = socket.create_connection(("127.0.0.1", port))
    connection.sendall(token)
    modules = zygote.import_learners_end(numpy_folder, "process")
    del sys.modules["zygote"]
    hardening = modules["hardening"].Hardening("process")
    hardening.enter_server()
    hardening.enter_child(limits, others)
    modules["child"].main(connection, limits["output_mb"])


if __name__ == "__main__":
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120
    main(int(sys.argv[1]), json.loads(sys.argv[2]), json.loads(sys.argv[3]), sys.argv[4])
