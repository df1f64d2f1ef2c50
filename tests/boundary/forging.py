"""Processes that speak the protocol badly."""

import contextlib
import socket
import threading
import warnings

import numpy as np
from gradkata.boundary.inside.wire import Channel
from gradkata.boundary.limits import Limits
from gradkata.boundary.processes import Exit
from gradkata.boundary.program import Program
from gradkata.boundary.session import Session

HASTY = Limits(wall_s=0.5)  # where no process has to be waited for
NO_ANSWER = "The process that ran your code sent something that is no answer."


class Forger:
    """Starts no process: its answers are written beforehand, or by ``talk`` in a thread."""

    def __init__(self, answers=(), talk=None):
        self._answers, self._talk, self._threads = answers, talk, []

    def start(self, _limits):
        ours, self._theirs = socket.socketpair()
        for answer in self._answers:
            if isinstance(answer, bytes):
                self._theirs.sendall(answer)
            else:
                Channel(self._theirs).send(*answer)
        if self._talk:
            self._threads = [threading.Thread(target=self._talk, args=[Channel(self._theirs)])]
            self._threads[0].start()
        self.channel = Channel(ours)
        return self

    def end(self):
        self.channel.close()
        for thread in self._threads:
            thread.join()
        self._theirs.close()
        return Exit(0, 0, 0.0)

    def hang_up(self):
        self._theirs.close()


def arguments():
    return [np.zeros(2), {"a": 1}, [1], np.random.default_rng(0), lambda *_: 1.0]


REQUESTS = {
    "load": lambda session: session.load(Program("work", ()), 0),
    "call": lambda session: session.call("f", arguments(), {"k": np.ones(1)}, "f"),
    "batch": lambda session: session.batch("f", [[1], [2]], "f"),
    "get": lambda session: session.get(None, "x"),
    "set": lambda session: session.set(0, "x", 1),
}


def ask(request, *answers, limits=None, talk=None):
    session = Session(Forger(answers, talk), limits or Limits())
    with contextlib.closing(session), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return REQUESTS[request](session)


FLOATS = ["array", "<f8", [2], 0]
