"""Values as frames: what may cross between the grader and a learner's process, and in what form.

A frame is a prefix, a JSON header and raw array buffers. Nothing is ever unpickled: the header holds plain JSON, and
a buffer becomes an array only after its dtype, shape and length agree. This module runs at both ends, so it imports
numpy and the standard library only.

In a header, ``None``, booleans, integers, floats and strings stand for themselves. Everything else is a JSON list that
begins with a tag (see `Encoder.encode`). Lists, dicts, arrays and generators are numbered in the order in which they
are met, the same at both ends, so that one object passed twice arrives as one object, and so that the callee can say
which of the caller's objects it changed.
"""

from __future__ import annotations

import json
import math
import re
import socket
import struct
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any, Self

import numpy as np

MAGIC = b"kata"
PREFIX = struct.Struct("<4sIQ")  # magic, bytes of header, bytes of payload
MAX_HEADER = 1 << 20
MAX_BUFFERS = 4096
MAX_PAYLOAD = 1 << 28  # a learner's arrays are small; a frame that claims more is refused before anything is allocated
MOST_AT_ONCE = 1 << 20  # bytes to make room for before they are there
MAX_AXES = 32
MAX_KEYS = 4096  # of a dict
MAX_DEPTH = 100  # of lists, tuples and dicts in each other; right solutions of all katas reach 3

# What values weigh: about what it costs to look at them, in numbers of an array.
MAX_WEIGHT = 1_200_000  # of one answer; right solutions of all katas reach 27,000
ITEM = 10  # of a list, tuple or dict
WIDE = 8_000  # an integer at or beyond the modulus of Python's hash: many of those may have one hash
HASH_MODULUS = 2**61 - 1
DTYPE = re.compile(r"[<>|=][biufc]\d{1,2}\Z")
USUAL = {
    kind.str: kind for kind in map(np.dtype, (float, np.int64, np.int32, np.float32, bool))
}  # dtypes by their names

# Generators whose whole state is a few integers that numpy checks. Others keep an unchecked buffer position, which a
# hostile reply could point outside of the buffer.
GENERATORS = {"PCG64": np.random.PCG64, "PCG64DXSM": np.random.PCG64DXSM}


_json = json.JSONEncoder(separators=(",", ":")).encode  # `json.dumps` would make an encoder anew for each frame


class ProtocolError(Exception):
    """What came over the wire is not a frame that the other end may send."""


class TooMuch(ProtocolError):
    """A value is far larger than any that is needed, or would be where it is looked at; the message says how."""


class Closed(Exception):
    """The other end has gone."""


class DeadlineError(Exception):
    """The other end did not answer in time."""


class Channel:
    """A stream socket that carries frames.

    Args:
        most: how many bytes the payload of a frame may have.
        ahead: how many bytes to ask for at once, even of the next frame: a system call costs more than a small frame.
            0 where something else than frames comes over the same socket.

    Attributes:
        received: the bytes of the header and of the payload of the last frame that came.
    """

    def __init__(self, sock: socket.socket, most: int = MAX_PAYLOAD, ahead: int = 1 << 14):
        self._socket, self._most, self._ahead = sock, min(most, MAX_PAYLOAD), ahead
        self._pending = bytearray()
        self._sending = threading.Lock()  # several threads may have something to say
        self.received = (0, 0)

    @property
    def is_sending(self) -> bool:
        """Whether a frame is on its way, from this thread or another."""
        return self._sending.locked()

    def send(self, message: dict[str, Any], buffers: list[Any] | None = None, deadline: float | None = None) -> bytes:
        """Send one frame, and give it: what has been sent stays as it is, whatever becomes of the buffers.

        Raises:
            ProtocolError: the message is larger than a frame may be.
            Closed: the other end has gone.
            DeadlineError: the other end did not take it in before ``deadline`` (a value of `time.monotonic`).
        """
        buffers = buffers or []
        sizes = [memoryview(buffer).nbytes for buffer in buffers]
        header = _json([message, sizes]).encode("ascii")
        if len(header) > MAX_HEADER or len(buffers) > MAX_BUFFERS:
            raise ProtocolError("the value is too large to be passed on")
        if sum(sizes) > self._most:
            raise ProtocolError(f"the value is too large to be passed on; the limit is {self._most >> 20} MiB")
        frame = b"".join([PREFIX.pack(MAGIC, len(header), sum(sizes)), header, *buffers])
        try:
            self._wait(deadline)
            with self._sending:
                self._socket.sendall(frame)
        except TimeoutError:
            raise DeadlineError from None
        except OSError:
            raise Closed from None
        return frame

    def receive(self, deadline: float | None = None) -> tuple[dict[str, Any], list[bytearray]]:
        """Wait for one whole frame; give its message and its buffers.

        Raises:
            ProtocolError: the bytes are no frame, or a frame larger than allowed.
            Closed: the other end has gone.
            DeadlineError: the frame was not complete by ``deadline``.
        """
        magic, header_size, payload_size = PREFIX.unpack(self._read(PREFIX.size, deadline))
        if magic != MAGIC or header_size > MAX_HEADER or payload_size > self._most:
            raise ProtocolError("not a frame")
        self.received = header_size, payload_size
        message, sizes = parse_header(bytes(self._read(header_size, deadline)), payload_size)
        return message, [self._read(size, deadline) for size in sizes]

    def close(self) -> None:
        self._socket.close()

    def _read(self, size: int, deadline: float | None) -> bytearray:
        while len(self._pending) < size:
            try:
                self._wait(deadline)
                data = self._socket.recv(min(max(size - len(self._pending), self._ahead), MOST_AT_ONCE))
            except TimeoutError:
                raise DeadlineError from None
            except OSError:
                raise Closed from None
            if not data:
                raise Closed
            self._pending += data
        if len(self._pending) == size:  # as it is at the end of a frame: nothing is copied
            taken, self._pending = self._pending, bytearray()
            return taken
        taken = self._pending[:size]
        del self._pending[:size]
        return taken

    def _wait(self, deadline: float | None) -> None:
        if deadline is None:
            if self._socket.gettimeout() is not None:
                self._socket.settimeout(None)
            return
        left = deadline - time.monotonic()
        if left <= 0:
            raise DeadlineError
        self._socket.settimeout(left)


def frame_layout(frame: bytes) -> tuple[int, list[int]]:
    """Where the buffers of a whole frame, such as `Channel.send` gives, begin, and their sizes."""
    _, header_size, payload_size = PREFIX.unpack_from(frame)
    start = PREFIX.size + header_size
    return start, parse_header(frame[PREFIX.size : start], payload_size)[1]


def parse_header(header: bytes, payload_size: int) -> tuple[dict[str, Any], list[int]]:
    """The message of a header and the sizes of the buffers that follow it.

    Raises:
        ProtocolError: the header is not of the form that `Channel.send` gives it.
    """
    try:
        message, sizes = json.loads(header)
    except (ValueError, TypeError, RecursionError) as error:
        raise ProtocolError(f"unreadable header: {type(error).__name__}") from None
    if not isinstance(message, dict) or not isinstance(sizes, list) or len(sizes) > MAX_BUFFERS:
        raise ProtocolError("a header is a message and the sizes of its buffers")
    if not all(type(size) is int and size >= 0 for size in sizes) or sum(sizes) != payload_size:
        raise ProtocolError("the buffers' sizes are not the payload's")
    return message, sizes


Special = Callable[[Any], "list[Any] | None"]

_PLAIN: dict[type, Callable[[Any], Any]] = {int: int.__int__, float: float.__float__, str: str.__str__}


class Encoder:
    """Turns values into headers and buffers.

    Args:
        special: asked about every value that is no plain data; gives a tagged list or None.
        known: objects that are numbered already, in their order.
        keeps_order: whether an array whose first axis is the innermost one in memory, such as a transposed one, is to
            be so where it arrives; all others arrive in C order.
    """

    def __init__(self, special: Special, known: list[Any] | None = None, *, keeps_order: bool = False):
        self.buffers: list[Any] = []
        self._keeps_order = keeps_order
        self.objects: list[Any] = list(known or [])
        self._numbers = {id(value): number for number, value in enumerate(self.objects)}
        self._special = special

    def encode(self, value: Any) -> Any:
        """A tree of JSON values for ``value``.

        Raises:
            TypeError: the value is no plain data and ``special`` does not know it either.
        """
        kind = type(value)
        if value is None or kind is bool or kind is str or kind is float:
            return value
        if kind is int:
            return value if value.bit_length() <= 1024 else self._other(value)
        if id(value) in self._numbers:
            return ["ref", self._numbers[id(value)]]
        if kind in _USUALLY_NUMBERED and self._is_numbered(value):
            return self._numbered(value)
        return self._compound(value)

    def contents(self, value: Any) -> Any:
        """Like `encode`, for an object that has a number: what is in it now.

        It takes up a number more, as it does where it is decoded, so that both ends go on counting alike.
        """
        self.objects.append(value)
        return self._fill(value)

    def _compound(self, value: Any) -> Any:
        if type(value) is np.float64 or type(value) is np.int64:  # the usual ones, without a buffer for each
            return [type(value).__name__, value.item()]
        if isinstance(value, np.generic) and value.dtype.kind in "biufc":
            return ["scalar", value.dtype.str, self._buffer(value.tobytes())]
        if isinstance(value, tuple):
            return ["tuple", [self.encode(item) for item in value]]
        for base, plain in _PLAIN.items():
            if isinstance(value, base):  # a subclass means no more here than its value, whatever it says of itself
                return self.encode(plain(value))
        if isinstance(value, complex):
            return ["complex", value.real, value.imag]
        if self._is_numbered(value):
            return self._numbered(value)
        if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray | memoryview | range):
            # A deque, a UserList: where there may be a tuple, there may be any sequence.
            return ["tuple", [self.encode(item) for item in value]]
        return self._other(value)

    def _numbered(self, value: Any) -> Any:
        self._numbers[id(value)] = len(self.objects)
        self.objects.append(value)
        return self._fill(value)

    @staticmethod
    def _is_numbered(value: Any) -> bool:
        if isinstance(value, np.ndarray):
            return value.dtype.kind in "biufc"
        if isinstance(value, np.random.Generator):
            return type(value.bit_generator).__name__ in GENERATORS
        return isinstance(value, list) or (isinstance(value, dict) and len(value) <= MAX_KEYS)

    def _fill(self, value: Any) -> Any:
        if isinstance(value, np.ndarray):
            plain = value if type(value) is np.ndarray else np.asarray(value)
            if self._keeps_order and plain.flags.fnc:
                return ["array", plain.dtype.str, list(value.shape), self._buffer(_bytes(plain.T)), "F"]
            return ["array", plain.dtype.str, list(value.shape), self._buffer(_bytes(plain))]
        if isinstance(value, np.random.Generator):
            state = value.bit_generator.state
            inner = state["state"]
            numbers = [inner["state"], inner["inc"], state["has_uint32"], state["uinteger"]]
            return ["generator", state["bit_generator"], numbers]
        if isinstance(value, dict):
            return ["dict", [[self.encode(key), self.encode(item)] for key, item in value.items()]]
        return ["list", [self.encode(item) for item in value]]

    def _buffer(self, data: Any) -> int:
        self.buffers.append(data)
        return len(self.buffers) - 1

    def _other(self, value: Any) -> Any:
        tree = self._special(value)
        if tree is None:
            raise TypeError(f"a {type(value).__name__} cannot be passed on: it is no plain data")
        return tree


class Tally:
    """Counts what is decoded, and refuses what is more than anybody needs.

    What is in a value twice counts twice: a list that holds one list twice, and so on sixty deep, is a few hundred
    bytes on the wire and 2**60 items for whoever compares or shows it.

    Args:
        most: how much there may be, by weight.
        within: counts the same, of more than one answer.
    """

    def __init__(self, most: float = MAX_WEIGHT, within: Self | None = None):
        self._most, self._within = most, within
        self.weight = 0

    def add(self, weight: int) -> None:
        """Count something.

        Raises:
            TooMuch: that is too much.
        """
        self.weight += weight
        if self.weight > self._most:
            raise TooMuch("with everything in it that it holds more than once, it is too large to be looked at")
        if self._within is not None:
            self._within.add(weight)


class Decoder:
    """Turns headers and buffers back into values; trusts nothing that it reads, and counts all of it.

    Args:
        special: given the tagged list of a value that is no plain data; gives the value, or raises `ProtocolError`.
        known: objects that are numbered already, in their order.
        tally: counts it; None for one that refuses what is too much for one answer.

    Attributes:
        refers_back: whether a value holds one of the lists and dicts that were known. That counts as one item, since
            nobody knows yet what will be in it: see `expanded`.
    """

    def __init__(
        self, buffers: list[bytearray], special: Callable[[list[Any]], Any], known: list[Any] | None = None,
        tally: Tally | None = None,
    ):  # fmt: skip
        self._buffers = buffers
        self._special = special
        self.objects: list[Any] = list(known or [])
        self._tally = tally or Tally()
        self._depth = 0
        self._weights: dict[int, int] = {}  # of the lists and dicts that are complete, by number
        self._known = len(self.objects)
        self.refers_back = False

    def decode(self, tree: Any) -> Any:
        """The value of a tree.

        Raises:
            TooMuch: it is far larger than any that is needed, or holds itself.
            ProtocolError: the tree is not one that an `Encoder` makes.
        """
        try:
            self._tally.add(ITEM)
            return self._decode(tree)
        except (TypeError, ValueError, IndexError, KeyError, OverflowError, RecursionError, MemoryError) as error:
            raise ProtocolError(f"{type(error).__name__}: {error}") from None

    def _decode(self, tree: Any) -> Any:
        if not isinstance(tree, list):
            return _plain(tree, self._tally)
        tag = tree[0]
        if type(tag) is not str:
            raise ProtocolError("an untagged list")
        method = _METHODS.get(tag)
        return self._special(tree) if method is None else method(self, *tree[1:])

    def _items(self, items: Any) -> list[Any]:
        """Each of some items, decoded."""
        self._tally.add(ITEM * len(_list(items)))
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise TooMuch("it is nested too deeply")
        found = [self._decode(item) for item in items]
        self._depth -= 1
        return found

    def _decode_ref(self, number: Any) -> Any:
        value = self.objects[_natural(number)]
        if isinstance(value, np.ndarray):
            self._tally.add(value.size)
        elif isinstance(value, list | dict):
            if number < self._known:
                self.refers_back = True
            elif number not in self._weights:
                raise TooMuch("it holds itself")
            else:
                self._tally.add(self._weights[number])
        return value

    def _decode_scalar(self, dtype: Any, buffer: Any) -> Any:
        return self._array(dtype, [], buffer)[()]

    def _decode_float64(self, value: Any) -> np.float64:
        if type(value) is not float:
            raise ProtocolError("not a float")
        return np.float64(value)

    def _decode_int64(self, value: Any) -> np.int64:
        if type(value) is not int:
            raise ProtocolError("not an int")
        return np.int64(value)

    def _decode_complex(self, real: Any, imaginary: Any) -> complex:
        return complex(real, imaginary)

    def _decode_tuple(self, items: Any) -> tuple[Any, ...]:
        return tuple(self._items(items))

    def _decode_list(self, items: Any) -> list[Any]:
        value: list[Any] = []
        number, before = self._numbered(value)
        value.extend(self._items(items))
        self._weights[number] = self._tally.weight - before
        return value

    def _decode_dict(self, pairs: Any) -> dict[Any, Any]:
        value: dict[Any, Any] = {}
        number, before = self._numbered(value)
        if len(_list(pairs)) > MAX_KEYS:
            raise TooMuch("it is a dict of too many keys")
        alike: dict[int, int] = {}  # how many keys have each hash: to find one of n takes n comparisons
        flat = self._items([part for key, item in pairs for part in (key, item)])
        for key, item in zip(flat[::2], flat[1::2], strict=True):
            hashed = hash(key)
            alike[hashed] = alike.get(hashed, -1) + 1
            self._tally.add(alike[hashed])
            value[key] = item
        self._weights[number] = self._tally.weight - before
        return value

    def _numbered(self, value: Any) -> tuple[int, int]:
        """The number that a list or dict gets, and what has been counted before it."""
        self.objects.append(value)
        return len(self.objects) - 1, self._tally.weight

    def _decode_array(self, dtype: Any, shape: Any, buffer: Any, order: Any = "C") -> np.ndarray:
        value = _ordered(self._array(dtype, shape, buffer), order)
        self.objects.append(value)
        return value

    def _decode_generator(self, name: Any, numbers: Any) -> np.random.Generator:
        state, increment, has_uint32, uinteger = (_natural(number) for number in _list(numbers))
        if state >= 1 << 128 or increment >= 1 << 128 or has_uint32 > 1 or uinteger >= 1 << 32:
            raise ProtocolError("no state of a generator")
        generator = np.random.Generator(GENERATORS[name](0))
        inner = {"state": state, "inc": increment}
        generator.bit_generator.state = {
            "bit_generator": name, "state": inner, "has_uint32": has_uint32, "uinteger": uinteger,
        }  # fmt: skip
        self.objects.append(generator)
        return generator

    def _array(self, dtype: Any, shape: Any, buffer: Any) -> np.ndarray:
        data = self._buffers[_natural(buffer)]
        sizes = [_natural(size) for size in _list(shape)]
        kind = USUAL.get(dtype)
        if kind is None:
            if not isinstance(dtype, str) or not DTYPE.match(dtype):
                raise ProtocolError("not an array of numbers")
            kind = np.dtype(dtype)
        if len(sizes) > MAX_AXES:
            raise ProtocolError("not an array of numbers")
        if math.prod(sizes) * kind.itemsize != len(data):
            raise ProtocolError("the buffer's length is not that of the array")
        self._tally.add(math.prod([size or 1 for size in sizes]))  # an empty one may yet have a long axis
        return np.frombuffer(data, kind).reshape(sizes)


_USUALLY_NUMBERED = {np.ndarray, list, dict}
_TAGS = ("ref", "scalar", "float64", "int64", "complex", "tuple", "list", "dict", "array", "generator")
_METHODS: dict[str, Callable[..., Any]] = {tag: getattr(Decoder, f"_decode_{tag}") for tag in _TAGS}


def _ordered(array: np.ndarray, order: Any) -> np.ndarray:
    """An array whose entries came in an order, C or F, in that order in memory."""
    if order not in ("C", "F"):
        raise ProtocolError("no order of an array")
    return array if order == "C" else array.reshape(-1).reshape(array.shape, order="F")


def _bytes(array: np.ndarray) -> Any:
    """What an array holds, in C order: where it can be, the array itself, so that what changes it later is seen."""
    return array if array.flags.c_contiguous else np.ascontiguousarray(array)


def expanded(values: Sequence[Any]) -> int:
    """The weight of values that are decoded already, where what is in them twice counts twice.

    Raises:
        TooMuch: it is too much, or a list, tuple or dict holds itself.
    """
    return _expanded(values, {})


def _expanded(value: Any, known: dict[int, int | None]) -> int:
    if isinstance(value, np.ndarray | str):
        return len(value) if isinstance(value, str) else value.size
    if not isinstance(value, list | tuple | dict):
        return 0
    if id(value) in known:
        weight = known[id(value)]
        if weight is None:
            raise TooMuch("it holds itself")
        return weight
    known[id(value)] = None
    items = [part for pair in value.items() for part in pair] if isinstance(value, dict) else value
    weight = sum(ITEM + _expanded(item, known) for item in items)
    if weight > MAX_WEIGHT:
        raise TooMuch("with everything in it that it holds more than once, it is too large to be looked at")
    known[id(value)] = weight
    return weight


def _plain(value: Any, tally: Tally) -> Any:
    """A value that stands for itself."""
    if type(value) is str:
        tally.add(len(value))
    elif type(value) is int and not -HASH_MODULUS < value < HASH_MODULUS:
        tally.add(WIDE)
    elif isinstance(value, dict):
        raise ProtocolError("an untagged dict")
    return value


def _natural(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise ProtocolError("not a number of something")
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise ProtocolError("not a list")
    return value
