"""A learner's process whose every answer is a value that costs whoever looks at it: made by chance, from a seed.

Some are refused, being far more than any answer needs; some just are not. It speaks the wire as a real process does,
and is only forked, so that thousands of answers cost little.
"""

import contextlib
import mmap
import os
import random
import signal
import socket
import struct
import warnings

import numpy as np
from gradkata.boundary.inside import wire
from gradkata.boundary.inside.requests import Batch, Call, Load, from_message
from gradkata.boundary.processes import Exit

MODULUS = 2**61 - 1  # of Python's hash


def doubled(value, times):
    """A list that holds one list twice, and that one too, so many times over."""
    for _ in range(times):
        value = [value, value]
    return value


def nested(value, depth):
    for _ in range(depth):
        value = random.Random(depth).choice([[value], (value,), {"a": value}])
    return value


def holding_itself(value):
    value = [value, {}]
    value[1]["again"] = (value,)
    return value


LEAVES = [
    None, True, 0, -1, 2**60, 0.5, float("nan"), float("inf"), 1j, "", "x", "\x1b[31m\ud800", np.float32(1),
    np.longdouble(1), np.zeros(3), np.full((2, 2), np.nan), np.zeros((0, 5)), np.arange(4, dtype=np.int8),
]  # fmt: skip

# Each from a generator of chance and a size from 1 to 1000 to a value; those of 1000 are mostly far too much.
KINDS = {
    "shared": lambda rng, size: doubled([rng.choice(LEAVES)], size // 15 + 1),
    "shared empty": lambda rng, size: doubled(rng.choice([[], {}, (), [{}], ""]), size // 15 + 1),
    "deep": lambda rng, size: nested(rng.choice(LEAVES), size // 3 + 1),
    "wide": lambda rng, size: [rng.choice(LEAVES[:11])] * (50 * size),
    "wide of lists": lambda rng, size: [[rng.choice(LEAVES[:11])] for _ in range(20 * size)],
    "one array often": lambda _, size: [np.zeros(10 * size)] * size,
    "many arrays": lambda rng, size: tuple(np.zeros(rng.randrange(9), np.int8) for _ in range(3 * size)),
    "colliding": lambda _, size: {number * MODULUS: number for number in range(size // 5 + 1)},
    "colliding in many": lambda _, size: [{(9000 - n) * 1000003.0 + (n - 9000) * 1j: n for n in range(size)}] * 9,
    "wide numbers": lambda _, size: [number * MODULUS for number in range(size)],
    "long text": lambda rng, size: rng.choice("x\x1b\ud800é") * (100 * size),
    "long words": lambda _, size: {f"{number}" * 20: "y" * 20 for number in range(4 * size)},
    "huge": lambda rng, size: np.zeros(1000 * size, rng.choice(["i1", "?", "f8", "c8", "f2"])),
    "huge and square": lambda rng, size: np.zeros((size, size), rng.choice(["i1", "f8"])),
    "long and empty": lambda _, size: np.zeros((size**4, 0)),
    "indices": lambda rng, size: [rng.randrange(-1, 30) for _ in range(50 * size)],
    "itself": lambda rng, _: holding_itself(rng.choice(LEAVES)),
    "parts": lambda rng, size: tuple(KINDS[rng.choice(PARTS)](rng, size // 9 + 1) for _ in range(rng.randrange(1, 8))),
    "named": lambda rng, size: {name: KINDS[rng.choice(PARTS)](rng, size // 9 + 1) for name in NAMES},
    "leaf": lambda rng, _: rng.choice(LEAVES),
}
PARTS = ["shared", "deep", "wide", "huge", "huge and square", "colliding", "leaf", "indices", "long text"]
NAMES = ["Wxh", "Whh", "Why", "bh", "by", "U", "W", "V", "b_s", "b_y"]


class Hostile:
    """Starts a process that need not be kept in; see `gradkata.boundary.processes.Starter`.

    Args:
        names: those of the module that it says it has.
        largest: the largest size of a value: up to 1000.
    """

    def __init__(self, names, seed, largest):
        self._names, self._rng, self._largest = names, random.Random(seed), largest
        self._shared = mmap.mmap(-1, 8)
        self._process = None

    @property
    def count(self):
        """How many values it has made."""
        return struct.unpack("q", self._shared[:])[0]

    def start(self, _limits):
        ours, theirs = socket.socketpair()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of threads, of which the new process has none to wait for
            self._process = os.fork()
        if self._process == 0:
            try:
                ours.close()
                self._talk(wire.Channel(theirs))
            finally:
                os._exit(0)
        theirs.close()
        self.channel = wire.Channel(ours, 64 << 20)
        return self

    def end(self):
        if self._process is not None:
            os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)
            self.channel.close()
            self._process = None
        return Exit(0, 0, 0.0)

    def close(self):
        pass

    def _talk(self, channel):
        with contextlib.suppress(wire.Closed):
            while True:
                message, buffers = channel.receive()
                request = from_message(message)
                if isinstance(request, Load):
                    channel.send({"names": dict.fromkeys(self._names, True), "imports": []})
                else:
                    self._answer(channel, request, buffers)

    def _answer(self, channel, request, buffers):
        decoder = wire.Decoder(buffers, lambda tree: tree, tally=wire.Tally(float("inf")))
        if isinstance(request, Call):
            decoder.decode(request.arguments), decoder.decode(request.keywords)
            self._call_back(channel, request)
        encoder = wire.Encoder(lambda _: ["object", 0, "thing", False], decoder.objects)
        if isinstance(request, Batch):
            self._send(channel, encoder, lambda: {"values": [encoder.encode(self._value()) for _ in request.calls]})
        elif isinstance(request, Call):
            self._send(channel, encoder, lambda: {"value": encoder.encode(self._value()), **self._changes(encoder)})
        else:
            self._send(channel, encoder, lambda: {"value": encoder.encode(self._value())})

    def _call_back(self, channel, request):
        """Call the functions that were passed on, with values of the same kind."""
        for number in range(repr(request.arguments).count("'callback'")):
            encoder = wire.Encoder(lambda _: ["object", 0, "thing", False])
            self._send(channel, encoder, lambda n=number, e=encoder: {
                "callback": n, "arguments": e.encode([self._value()]),
            })  # fmt: skip
            channel.receive()

    def _changes(self, encoder):
        """New contents for some of the arguments."""
        changes = []
        for number, old in enumerate(list(encoder.objects)):
            if self._rng.random() < 0.2 and isinstance(old, list | dict):
                new = self._value()
                old.clear()
                old.extend([new, *encoder.objects[:2]]) if isinstance(old, list) else old.update(a=new, b=old)
                changes.append([number, encoder.contents(old)])
        return {"changes": changes}

    def _value(self):
        self._shared[:] = struct.pack("q", self.count + 1)
        size = max(1, int(self._largest * self._rng.random() ** 3))
        return KINDS[self._rng.choice(list(KINDS))](self._rng, size)

    def _send(self, channel, encoder, make):
        try:
            message = make()
            if self._rng.random() < 0.03:
                _lie(message, self._rng)
            channel.send(message, encoder.buffers)
        except (wire.ProtocolError, RecursionError):  # more than a frame may hold
            channel.send({"value": None, "values": [], "changes": []})


def _lie(tree, rng):
    """Let an array in it have another shape than its numbers."""
    items = list(tree.values()) if isinstance(tree, dict) else tree
    for item in items:
        if isinstance(item, list) and item[:1] == ["array"]:
            item[2] = rng.choice([[2**40], [2**40, 0], [1] * 33, [-1], [3, 3]])
        elif isinstance(item, list):
            _lie(item, rng)
