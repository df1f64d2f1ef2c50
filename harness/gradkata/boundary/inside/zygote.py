"""The fork server: started once, imports numpy, then forks one child for each submission that it is told of.

Run by path as a script, isolated from the user's settings (``python -P -s -S zygote.py``); the grader's end is
`processes.ForkServer`. Requests and reports are frames on one socket: `requests.Fork`, followed by one byte that
carries the child's socket; `requests.Kill`; and sent when a child has gone, however it went:

    {"exited": 7, "code": 0, "signal": 9, "cpu_s": 0.01, "is_over": false}
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import select
import signal
import socket
import sys
import time
from pathlib import Path
from typing import Any

LEARNERS_END = (
    "changes", "child", "debugging", "hardening", "landlock", "loading", "preload", "pretending", "printing",
    "reporting", "requests", "seccomp", "users", "wire",
)  # fmt: skip


def import_learners_end(numpy_folder: str, level: str) -> dict[str, Any]:
    """Import numpy, whatever else is to be there already, and the modules of the learner's end; give the latter.

    Nothing else in their folders may be imported later on, and a learner's own files may have the names of the modules,
    so all traces of them are taken off again.
    """
    sys.path[:0] = [str(Path(__file__).parent), numpy_folder]
    modules = {name: importlib.import_module(name) for name in LEARNERS_END}
    modules["preload"].preload(level)
    del sys.path[:2]
    for name in modules:
        del sys.modules[name]
    return modules


WATCHES = sys.platform == "linux"  # where a process's clock of CPU time has a number made from the process's


class Zygote:
    """Forks, kills and reaps, and ends children that have used up their CPU time.

    The kernel's own limit on CPU time counts by ticks and is up to a third off on a busy machine, so it is the second
    line only. Watching costs nothing: no child can have used up its time before as much has gone by on the clock.
    """

    def __init__(self, control: socket.socket, modules: dict[str, Any], hardening: Any):
        self._child, self._requests, self._hardening = modules["child"], modules["requests"], hardening
        self._control = control
        self._channel = modules["wire"].Channel(control, ahead=0)  # what follows a request carries a socket
        self._closed = modules["wire"].Closed
        self._ids: dict[int, int] = {}  # process id → the grader's number for it
        self._watched: dict[int, int] = {}  # process id → seconds of CPU time
        self._over: set[int] = set()
        self._wake, self._wake_end = socket.socketpair()
        for end in (self._wake, self._wake_end):
            end.setblocking(False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self._wake_end.fileno(), warn_on_full_buffer=False)

    def serve(self) -> None:
        """Work until the grader closes its end."""
        gc.freeze()  # so that a collection in a child does not touch, and copy, every page
        gc.enable()
        with contextlib.suppress(self._closed):
            while True:
                ready, _, _ = select.select([self._control, self._wake], [], [], self._watch())
                if self._wake in ready:
                    self._wake.recv(4096)
                    self._reap()
                if self._control in ready:
                    self._obey()
        for process in self._ids:
            _kill(process)

    def _watch(self) -> float | None:
        """End children that have used up their CPU time; give the seconds until the next one may have."""
        left: list[float] = []
        for process, limit in list(self._watched.items()):
            with contextlib.suppress(OSError):  # it has gone
                left.append(limit - time.clock_gettime(~process << 3 | 2))
                if left[-1] <= 0:
                    del self._watched[process], left[-1]
                    self._over.add(process)
                    _kill(process)
        return max(min(left), 0.001) if left else None

    def _obey(self) -> None:
        message, _ = self._channel.receive()
        request = self._requests.from_message(message)
        if isinstance(request, self._requests.Fork):
            _, descriptors, _, _ = socket.recv_fds(self._control, 1, 1)
            self._fork(request, descriptors[0])
            os.close(descriptors[0])
            return
        for process, number in list(self._ids.items()):
            if number == request.id:
                _kill(process)

    def _fork(self, request: Any, descriptor: int) -> None:
        server, process = os.getpid(), os.fork()
        if process == 0:
            self._become_child(request, descriptor, server)
        self._ids[process] = request.id
        if WATCHES:
            self._watched[process] = request.limits["cpu_s"]

    def _become_child(self, request: Any, descriptor: int, server: int) -> None:
        code = 70  # could not be prepared; EX_SOFTWARE of sysexits.h
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            kept = os.dup2(descriptor, 3)
            os.closerange(4, 65536)
            os.setsid()
            connection = socket.socket(fileno=kept)
            limits = {**request.limits, "cpu_s": (1 + WATCHES) * request.limits["cpu_s"]}
            self._hardening.enter_child(limits, request.others, beside=len(self._ids))
            if os.getppid() != server:  # it had gone before this process was to go with it
                return
            self._child.main(connection, limits["output_mb"])
            code = 0
        finally:
            os._exit(code)

    def _reap(self) -> None:
        while self._ids:
            try:
                process, status, usage = os.wait4(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if not process:
                return
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process, signal.SIGKILL)  # what it left behind
            number = self._ids.pop(process, None)
            self._watched.pop(process, None)
            is_over = process in self._over
            self._over.discard(process)
            code, signum = (os.WEXITSTATUS(status), 0) if os.WIFEXITED(status) else (0, os.WTERMSIG(status))
            cpu = usage.ru_utime + usage.ru_stime
            if number is not None:
                report = {"exited": number, "code": code, "signal": signum, "cpu_s": cpu, "is_over": is_over}
                self._channel.send(report)


def _kill(process: int) -> None:
    for stop in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            stop(process, signal.SIGKILL)


def main(descriptor: int, level: str, numpy_folder: str) -> None:
    gc.disable()  # what imports leave behind is not worth looking for
    control = socket.socket(fileno=descriptor)
    modules = import_learners_end(numpy_folder, level)
    hardening = modules["hardening"].Hardening(level)
    hardening.enter_server()
    Zygote(control, modules, hardening).serve()
    os._exit(0)  # to take numpy down object by object costs as much as half its import


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], sys.argv[3])
