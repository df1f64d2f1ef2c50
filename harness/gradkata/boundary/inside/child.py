"""The learner's end of the boundary: loads a submission and answers the grader's requests, one at a time.

Whatever runs here may be hostile and may have taken this module over, so the grader believes nothing of what it hears
but the values themselves, and no expected value is ever sent here. It imports numpy and the standard library only.
"""

from __future__ import annotations

import contextlib
import math
import threading
import types
import warnings
from collections.abc import Callable
from typing import Any

import changes
import loading
import numpy as np
import printing
import reporting
import requests
import wire

Answer = tuple[dict[str, Any], list[Any]]  # a message and its buffers


class Objects:
    """The learner's objects that the grader holds, by number, and the functions of the grader's that they hold."""

    def __init__(self, channel: wire.Channel):
        self._channel = channel
        self._asking = threading.Lock()  # the learner's code may call back from several threads
        self._held: list[Any] = []

    def __getitem__(self, number: int) -> Any:
        return self._held[number]

    def hold(self, value: Any) -> list[Any]:
        """Keep an object that is no plain data; give what the grader is sent for it."""
        self._held.append(value)
        name = type(value).__name__
        if isinstance(value, np.ndarray):
            name = f"array of Python objects (dtype {value.dtype})"
        return ["object", len(self._held) - 1, name[: reporting.MAX_TEXT], callable(value)]

    def decoder(self, buffers: list[bytearray]) -> wire.Decoder:
        return wire.Decoder(buffers, self._special, tally=wire.Tally(math.inf))  # the grader may ask what it likes

    def _special(self, tree: list[Any]) -> Any:
        if tree[0] == "object":
            return self._held[tree[1]]
        if tree[0] == "callback":
            return self._callback(tree[1])
        raise wire.ProtocolError(f"unknown tag {tree[0]!r}")

    def _callback(self, number: int) -> Callable[..., Any]:
        def function(*arguments: Any) -> Any:
            encoder = wire.Encoder(self.hold)
            tree = encoder.encode(list(arguments))
            with self._asking:
                self._channel.send({"callback": number, "arguments": tree}, encoder.buffers)
                message, buffers = self._channel.receive()
            if "error" in message:
                raise ValueError(message["error"])
            return self.decoder(buffers).decode(message["value"])

        return function


class Server:
    """Serves one submission: loads it, and answers what the grader asks of it."""

    def __init__(self, channel: wire.Channel):
        self._channel = channel
        self._objects = Objects(channel)
        self._files: set[str] = set()
        self._module = types.ModuleType("learner")
        self._tell_prints: Callable[[], None] = lambda: None

    def serve(self) -> None:
        """Answer requests until the grader has gone."""
        with contextlib.suppress(wire.Closed):
            while True:
                self.serve_one()

    def serve_one(self) -> None:
        """Wait for one request, and answer it.

        Raises:
            Closed: the grader has gone.
        """
        message, buffers = self._channel.receive()
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            try:
                answer = self._answer(requests.from_message(message), buffers)
            except BaseException as error:  # SystemExit and KeyboardInterrupt are the learner's too
                answer = {"error": reporting.failure(error, self._files)}, []
        self._reply(answer, caught)

    def _answer(self, request: requests.Request, buffers: list[bytearray]) -> Answer:
        if isinstance(request, requests.Load):
            return self._load(request)
        if isinstance(request, requests.Call):
            return self._call(request, buffers)
        if isinstance(request, requests.Batch):
            return self._batch(request, buffers)
        if isinstance(request, requests.Get):
            return self._get(request)
        return self._set(request, buffers)

    def _reply(self, answer: Answer, caught: list[warnings.WarningMessage]) -> None:
        message, out = answer
        if caught:
            message["warnings"] = reporting.heard(caught)
        self._tell_prints()
        try:
            self._channel.send(message, out)
        except wire.ProtocolError as error:
            self._channel.send({"error": reporting.too_much(error)})

    def _tell(self, message: dict[str, Any]) -> bool:
        """Send a message that is no answer, unless it would come into the midst of another one."""
        if self._channel.is_sending:
            return False
        with contextlib.suppress(wire.Closed):
            self._channel.send(message)
        return True

    def _load(self, request: requests.Load) -> Answer:
        self._files = loading.files(request)
        if request.tells_prints:
            self._tell_prints = printing.listen(self._tell)
        self._module, told = loading.load(request)
        return told, []

    def _call(self, request: requests.Call, buffers: list[bytearray]) -> Answer:
        decoder = self._objects.decoder(buffers)
        target = self._target(request.target)
        arguments, keywords = decoder.decode(request.arguments), decoder.decode(request.keywords)
        given = decoder.objects
        before = [changes.snapshot(value) for value in given]
        encoder = wire.Encoder(self._objects.hold, given)
        try:
            result = target(*arguments, **keywords)
            # What a class of the learner's makes is an object of theirs, even if it is a dict or a number as well.
            is_theirs = isinstance(target, type) and target.__module__ != "builtins" and isinstance(result, target)
            answer: dict[str, Any] = {"value": self._objects.hold(result) if is_theirs else encoder.encode(result)}
        except BaseException as error:  # what it changed before it raised is changed for the caller, too
            encoder = wire.Encoder(self._objects.hold, given)
            answer = {"error": reporting.failure(error, self._files)}
        changed = [number for number, value in enumerate(given) if changes.differs(value, before[number])]
        answer["changes"] = [[number, encoder.contents(given[number])] for number in changed]
        return answer, encoder.buffers

    def _batch(self, request: requests.Batch, buffers: list[bytearray]) -> Answer:
        decoder, encoder = self._objects.decoder(buffers), wire.Encoder(self._objects.hold)
        target = self._target(request.target)
        values = [encoder.encode(target(*decoder.decode(arguments))) for arguments in request.calls]
        return {"values": values}, encoder.buffers

    def _get(self, request: requests.Get) -> Answer:
        encoder = wire.Encoder(self._objects.hold)
        return {"value": encoder.encode(getattr(self._owner(request.owner), request.name))}, encoder.buffers

    def _set(self, request: requests.Set, buffers: list[bytearray]) -> Answer:
        owner, value = self._owner(request.owner), self._objects.decoder(buffers).decode(request.value)
        kept: Any = getattr(owner, request.name, None)
        if request.in_place and _fits(kept, value):
            kept[...] = value
        else:
            setattr(owner, request.name, value)
        return {}, []

    def _owner(self, owner: int | None) -> Any:
        return self._module if owner is None else self._objects[owner]

    def _target(self, target: str | int) -> Any:
        return getattr(self._module, target) if isinstance(target, str) else self._objects[target]


def _fits(kept: Any, value: Any) -> bool:
    """Whether ``value`` can be written into the array ``kept`` without loss."""
    if not isinstance(kept, np.ndarray) or not isinstance(value, np.ndarray):
        return False
    return kept.shape == value.shape and kept.dtype == value.dtype and bool(kept.flags.writeable)


def main(sock: Any, output_mb: int) -> None:
    """Serve one submission over ``sock``, with answers of at most ``output_mb`` MiB, then return."""
    Server(wire.Channel(sock, output_mb << 20)).serve()
