"""The learner's end of the boundary: loads a submission and answers the grader's requests, one at a time.

Whatever runs here may be hostile and may have taken this module over, so the grader believes nothing of what it hears
but the values themselves, and no expected value is ever sent here. It imports numpy and the standard library only.
"""

from __future__ import annotations

import builtins
import contextlib
import importlib.abc
import importlib.machinery
import linecache
import random
import sys
import threading
import traceback
import types
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import wire

MAX_TEXT = 500  # characters of a learner's message that are passed on
MAX_WARNINGS = 20
MAX_FRAMES = 20

# What a sibling file must not stand in for is found first, so this finder comes last.
Sources = dict[str, str]


class SiblingFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports the learner's other files from their text: no file of theirs is within reach."""

    def __init__(self, sources: Sources):
        self._sources = sources
        self.imported: list[str] = []

    def find_spec(self, fullname: str, _path: object = None, _target: object = None) -> Any:
        if fullname not in self._sources:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, origin=f"{fullname}.py")

    def exec_module(self, module: types.ModuleType) -> None:
        filename = f"{module.__name__}.py"
        self.imported.append(module.__name__)
        module.__file__ = filename
        run(self._sources[module.__name__], filename, module.__dict__)


def run(source: str, filename: str, namespace: dict[str, Any]) -> None:
    """Execute ``source``; ``filename`` is what its tracebacks and `inspect` will know it by."""
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    exec(compile(source, filename, "exec", dont_inherit=True), namespace)


class Workshop:
    """One submission, loaded, with the remote objects that the grader holds."""

    def __init__(self, channel: wire.Channel):
        self._channel = channel
        self._asking = threading.Lock()  # the learner's code may call back from several threads
        self._held: list[Any] = []
        self._files: set[str] = set()
        self.module = types.ModuleType("learner")

    def serve(self) -> None:
        """Answer requests until the grader has gone."""
        operations: dict[str, Callable[[dict[str, Any], list[bytearray]], Answer]] = {
            "load": self._load, "call": self._call, "batch": self._batch, "get": self._get, "set": self._set,
        }  # fmt: skip
        while True:
            try:
                message, buffers = self._channel.receive()
            except wire.Closed:
                return
            with warnings.catch_warnings(record=True) as caught:
                warnings.simplefilter("always")
                try:
                    answer = operations[message["op"]](message, buffers)
                except BaseException as error:  # SystemExit and KeyboardInterrupt are the learner's too
                    answer = self._failure(error)
            self._reply(answer, caught)

    def _reply(self, answer: Answer, caught: list[warnings.WarningMessage]) -> None:
        message, out = answer
        if caught:
            message["warnings"] = [[each.category.__name__, _text(each.message)] for each in caught[:MAX_WARNINGS]]
        try:
            self._channel.send(message, out)
        except wire.ProtocolError as error:
            self._channel.send(
                {"error": {"type": "", "bases": [], "message": f"gives too much: {error}", "frames": []}}
            )

    def _load(self, message: dict[str, Any], _buffers: list[bytearray]) -> Answer:
        seed, siblings = message["seed"], message["siblings"]
        random.seed(seed)
        np.random.seed(seed % 2**32)
        self._files = {f"{name}.py" for name in siblings} | {label for label, _ in message["parts"]}
        self.module = types.ModuleType(message["name"])
        self.module.__file__ = message["parts"][0][0] if message["parts"] else ""
        sys.modules[message["name"]] = self.module
        sys.argv = [self.module.__file__]  # as if it were run by itself, without arguments
        finder = SiblingFinder(siblings)
        sys.meta_path.append(finder)
        if message["is_notebook"]:
            self.module.__dict__["display"] = print  # Jupyter's own
        for label, source in message["parts"]:
            run(source, label, self.module.__dict__)
        names = {name: callable(value) for name, value in vars(self.module).items() if not name.startswith("_")}
        if names.get("display") and self.module.__dict__["display"] is print:
            del names["display"]
        return {"names": names, "imports": finder.imported}, []

    def _call(self, message: dict[str, Any], buffers: list[bytearray]) -> Answer:
        decoder = self._decoder(buffers)
        target = self._target(message["target"])
        arguments = decoder.decode(message["arguments"])
        keywords = decoder.decode(message["keywords"])
        given = decoder.objects
        before = [_snapshot(value) for value in given]
        encoder = wire.Encoder(self._hold, given)
        try:
            result = target(*arguments, **keywords)
            # What a class of the learner's makes is an object of theirs, even if it is a dict or a number as well.
            is_theirs = isinstance(target, type) and target.__module__ != "builtins" and isinstance(result, target)
            answer: dict[str, Any] = {"value": self._hold(result) if is_theirs else encoder.encode(result)}
        except BaseException as error:  # what it changed before it raised is changed for the caller, too
            encoder = wire.Encoder(self._hold, given)
            answer, _ = self._failure(error)
        changed = [number for number, value in enumerate(given) if _differs(value, before[number])]
        answer["changes"] = [[number, encoder.contents(given[number])] for number in changed]
        return answer, encoder.buffers

    def _batch(self, message: dict[str, Any], buffers: list[bytearray]) -> Answer:
        decoder, encoder = self._decoder(buffers), wire.Encoder(self._hold)
        target = self._target(message["target"])
        values = [encoder.encode(target(*decoder.decode(arguments))) for arguments in message["calls"]]
        return {"values": values}, encoder.buffers

    def _get(self, message: dict[str, Any], _buffers: list[bytearray]) -> Answer:
        encoder = wire.Encoder(self._hold)
        return {"value": encoder.encode(getattr(self._owner(message), message["name"]))}, encoder.buffers

    def _set(self, message: dict[str, Any], buffers: list[bytearray]) -> Answer:
        owner, name, value = self._owner(message), message["name"], self._decoder(buffers).decode(message["value"])
        kept: Any = getattr(owner, name, None)
        if message["in_place"] and _fits(kept, value):
            kept[...] = value
        else:
            setattr(owner, name, value)
        return {}, []

    def _owner(self, message: dict[str, Any]) -> Any:
        return self.module if message["owner"] is None else self._held[message["owner"]]

    def _target(self, target: Any) -> Any:
        return getattr(self.module, target) if isinstance(target, str) else self._held[target]

    def _hold(self, value: Any) -> list[Any]:
        self._held.append(value)
        name = type(value).__name__
        if isinstance(value, np.ndarray):
            name = f"array of Python objects (dtype {value.dtype})"
        return ["object", len(self._held) - 1, name[:MAX_TEXT], callable(value)]

    def _decoder(self, buffers: list[bytearray]) -> wire.Decoder:
        return wire.Decoder(buffers, self._special)

    def _special(self, tree: list[Any]) -> Any:
        if tree[0] == "object":
            return self._held[tree[1]]
        if tree[0] == "callback":
            return self._callback(tree[1])
        raise wire.ProtocolError(f"unknown tag {tree[0]!r}")

    def _callback(self, number: int) -> Callable[..., Any]:
        def function(*arguments: Any) -> Any:
            encoder = wire.Encoder(self._hold)
            tree = encoder.encode(list(arguments))
            with self._asking:
                self._channel.send({"callback": number, "arguments": tree}, encoder.buffers)
                message, buffers = self._channel.receive()
            if "error" in message:
                raise ValueError(message["error"])
            return self._decoder(buffers).decode(message["value"])

        return function

    def _failure(self, error: BaseException) -> Answer:
        """What went wrong, as plain data: the exception and the learner's own lines, innermost last."""
        frames = [
            [frame.filename, frame.lineno or 0, frame.name, (frame.line or "").strip()[:MAX_TEXT]]
            for frame in traceback.extract_tb(error.__traceback__)
            if frame.filename in self._files
        ]
        if isinstance(error, SyntaxError) and isinstance(error.filename, str) and error.filename in self._files:
            line = error.lineno if isinstance(error.lineno, int) else 0
            frames.append([error.filename, line, "", _text(error.text or "").strip()])
        message = _text(error.msg if isinstance(error, SyntaxError) else error)
        bases = [base.__name__ for base in type(error).__mro__ if getattr(builtins, base.__name__, None) is base]
        number = error.errno if isinstance(error, OSError) else 0
        failure = {"type": type(error).__name__, "bases": bases, "message": message, "errno": number}
        return {"error": {**failure, "frames": frames[-MAX_FRAMES:]}}, []


Answer = tuple[dict[str, Any], list[Any]]


def _fits(kept: Any, value: Any) -> bool:
    """Whether ``value`` can be written into the array ``kept`` without loss."""
    if not isinstance(kept, np.ndarray) or not isinstance(value, np.ndarray):
        return False
    return kept.shape == value.shape and kept.dtype == value.dtype and bool(kept.flags.writeable)


def _text(value: object) -> str:
    try:
        return str(value)[:MAX_TEXT]
    except Exception:
        return ""


def _snapshot(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return value.shape, value.tobytes()
    if isinstance(value, np.random.Generator):
        return value.bit_generator.state
    return list(value.items()) if isinstance(value, dict) else list(value)


def _differs(value: Any, before: Any) -> bool:
    if isinstance(value, np.ndarray | np.random.Generator):
        return bool(_snapshot(value) != before)
    now = _snapshot(value)
    if isinstance(value, dict):
        now, before = [part for pair in now for part in pair], [part for pair in before for part in pair]
    return len(now) != len(before) or any(a is not b for a, b in zip(now, before, strict=True))


def main(sock: Any, output_mb: int) -> None:
    """Serve one submission over ``sock``, with answers of at most ``output_mb`` MiB, then return."""
    with contextlib.suppress(wire.Closed):
        Workshop(wire.Channel(sock, output_mb << 20)).serve()
