"""What crosses the boundary as frames: every value comes back as itself, and no bytes do more than be refused."""

import collections
import contextlib
import enum
import functools
import json
import math
import random
import socket
import threading
import time
import tracemalloc

import numpy as np
import pytest
from gradkata.boundary.inside import wire
from gradkata.boundary.inside.wire import (
    Channel,
    Closed,
    DeadlineError,
    Decoder,
    Encoder,
    ProtocolError,
    Tally,
    TooMuch,
    expanded,
    parse_header,
)

FUZZED = 5_000  # mutated frames in a run of the tests, half a second; a longer run calls fuzz() with more
SEED = 20_250_101
SOON = 600.0  # seconds that nothing here needs, so that a failure is no hang


class Tape:
    """A socket that remembers what is sent and gives it back; whatever reads past its end finds it closed."""

    def __init__(self, data=b""):
        self.data = bytearray(data)

    def settimeout(self, _seconds):
        pass

    def sendall(self, data):
        self.data += data

    def gettimeout(self):
        return None

    def recv(self, size):
        taken = bytes(self.data[:size])
        del self.data[:size]
        return taken


class Thing:
    """No plain data."""


class Color(str, enum.Enum):  # noqa: UP042
    RED = "the value"


class Loud(str):
    __slots__ = ()

    def __str__(self):
        return "something else"


class Whole(int):
    def __int__(self):
        return 99


class Real(float):
    def __float__(self):
        return 99.0


Pair = collections.namedtuple("Pair", "a b")


def special(value):
    return ["object", 1] if isinstance(value, Thing) else None


def refuse(tree):
    raise ProtocolError(f"unknown tag {tree[0]!r}")


def frame(value, encode_special=special):
    tape, encoder = Tape(), Encoder(encode_special)
    tree = encoder.encode(value)
    Channel(tape).send({"value": tree}, encoder.buffers)
    return bytes(tape.data)


def read(data, decode_special=refuse):
    message, buffers = Channel(Tape(data)).receive()
    return Decoder(buffers, decode_special).decode(message.get("value"))


def trip(value):
    return read(frame(value))


def same(a, b):
    """Equal in type, dtype, shape and every bit, all the way down."""
    if type(a) is not type(b):
        return False
    if isinstance(a, np.ndarray | np.generic):
        if a.dtype.char in "gG":  # some of its bytes are no part of the number
            return a.dtype == b.dtype and a.shape == b.shape and repr(a) == repr(b)
        return a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes()
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return len(a) == len(b) and all(map(same, a, b)) and all(map(same, a.values(), b.values()))
    if isinstance(a, float | complex):
        return repr(a) == repr(b)  # tells -0.0 from 0.0, and finds a nan like a nan
    return a == b


# Values there and back.


@pytest.mark.parametrize(
    "value",
    [
        None, True, False, 0, -1, 2**31, -(2**63), 2**64 + 1, 2**1024 - 1, 1 - 2**1024,
        0.0, -0.0, 0.1, 5e-324, 1.7976931348623157e308, float("nan"), float("inf"), float("-inf"),
        1j, complex(-0.0, float("inf")), complex(float("nan"), -0.0),
        "", "plain", 'quotes " and \\', "\0\x1b[31m\r\n\x7f\x85", "é→😀", "\ud800", "\udfff\ud800", "\u2028\u202e",
        [], (), {}, [[]], [()], ((),), {"a": {}}, [None, True, 1, 1.0, "1"], ("list", "ref", 0), ["ref", 0],
        ["tuple", []], ["array", "<f8", [1], 0], {"ref": 0}, [["object", 1]],
        {1: "int", "1": "str", 1.5: "float", None: 0, (1, ("a", None)): "tuple", (): "empty"},
        {True: "bool", 0: 0.0, float("inf"): 1}, [[[[{"deep": ([{"er": (1.5,)}],)}]]]],
    ],
    ids=lambda value: ascii(value)[:40],
)  # fmt: skip
def test_plain_values_come_back_as_themselves(value):
    assert same(trip(value), value)


# By size, since int and long double are as wide as the platform has them: where two names are one size, one comes back.
KINDS = sorted({np.dtype(kind).str for kind in "?bhiqBHIQefdgFDG"})


def arrays(kind):
    """Arrays of a dtype in every layout that numpy knows."""
    plain = np.arange(24).reshape(2, 3, 4).astype(kind)
    return {
        "plain": plain, "0-d": np.array(1, kind), "one": np.ones((1, 1), kind), "empty": np.zeros(0, kind),
        "empty with axes": np.zeros((3, 0, 2), kind), "Fortran": np.asfortranarray(plain[0]), "transposed": plain.T,
        "strided": plain[:, ::2, 1::2], "reversed": plain[::-1, :, ::-1],
        "broadcast": np.broadcast_to(plain[0, 0], (5, 4)),
        "32 axes": np.ones((1,) * 32, kind),
    }  # fmt: skip


@pytest.mark.parametrize("layout", arrays("f8"))
@pytest.mark.parametrize("kind", KINDS)
def test_arrays_come_back_in_dtype_shape_and_values(kind, layout):
    array = arrays(kind)[layout]
    back = trip(array)
    assert same(back, np.asarray(array))
    assert back.flags.writeable  # functions that work in place get what they expect


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("kind", ["i2", "u4", "i8", "f2", "f4", "f8", "c8", "c16"])
def test_byte_order_is_kept(kind, order):
    array = np.array([1, 2, 300], order + kind)
    back = trip(array)
    assert same(back, array)
    assert back.dtype.str == array.dtype.str


def test_arrays_keep_nan_payloads_and_the_sign_of_zero():
    array = np.array([np.nan, -np.nan, np.inf, -np.inf, 0.0, -0.0])
    array[:1].view(np.uint64)[0] = 0x7FF8_0000_DEAD_BEEF
    assert trip(array).tobytes() == array.tobytes()


@pytest.mark.parametrize("value", [np.dtype(kind).type(1) for kind in KINDS], ids=KINDS)
def test_numpy_scalars_python_numbers_and_0d_arrays_are_kept_apart(value):
    assert same(trip(value), value)
    assert same(trip([value, value.item(), np.array(value)]), [value, value.item(), np.array(value)])


def test_numpy_strings_are_strings():
    assert same(trip(np.str_("a")), "a")


@pytest.mark.parametrize("kind", [np.random.PCG64, np.random.PCG64DXSM])
def test_generators_keep_their_stream(kind):
    rng, twin = np.random.Generator(kind(7)), np.random.Generator(kind(7))
    for each in (rng, twin):
        each.integers(0, 10, dtype=np.int32)  # leaves half of a draw behind, which is state too
        each.standard_normal(3)
    back = trip(rng)
    assert back.bit_generator.state == rng.bit_generator.state
    draws = [each.integers(0, 2**32, 5, dtype=np.uint32).tolist() + each.random(5).tolist() for each in (back, twin)]
    assert draws[0] == draws[1]


def test_shared_references_stay_shared():
    array, inner, rng = np.ones(2), {}, np.random.default_rng(0)
    back = trip([array, inner, {"again": array, "inner": inner}, (array, rng), rng])
    assert back[0] is back[2]["again"] is back[3][0]
    assert back[1] is back[2]["inner"]
    assert back[3][1] is back[4]


def test_equal_objects_stay_apart():
    back = trip([np.ones(2), np.ones(2), [], [], {}, {}])
    assert len({id(each) for each in back}) == 6


def knots():
    """Values that hold themselves, in each of the ways in which one can."""
    itself = []
    itself.append(itself)
    by_a_dict = [1, {}]
    by_a_dict[1]["back"] = by_a_dict
    by_a_tuple = [1]
    by_a_tuple.append((by_a_tuple,))
    return [itself, by_a_dict, by_a_tuple]


@pytest.mark.parametrize("number", range(3))
def test_what_holds_itself_goes_over_the_wire_and_is_refused(number):
    with pytest.raises(TooMuch, match="it holds itself"):
        trip(knots()[number])


def doubled(value, times):
    """A list that holds one list twice, and that one too, so many times over."""
    for _ in range(times):
        value = [value, value]
    return value


@pytest.mark.parametrize("inner", [[], [{}], (), [0.5] * 9, ["x" * 99], [np.zeros(9)], [np.float64(1)], [2**80]])
def test_what_is_held_twice_counts_twice_however_small_it_is_on_the_wire(inner):
    assert same(trip(doubled(inner, 3)), doubled(inner, 3))
    assert len(frame(doubled(inner, 60))) < 4000
    with pytest.raises(TooMuch, match="too large to be looked at"):
        trip(doubled(inner, 60))


def test_an_array_that_is_held_often_counts_as_often():
    array = np.zeros(wire.MAX_WEIGHT // 4)
    assert trip([array] * 2)[1].shape == array.shape
    with pytest.raises(TooMuch):
        trip([array] * 5)


@pytest.mark.parametrize("shape", [(0, 10**7), (10**12, 0), (10**5, 0, 10**5), (1,) * 31 + (0,)])
def test_an_empty_array_is_as_long_as_its_axes(shape):
    tree = ["array", "<f8", list(shape), 0]
    if math.prod(max(axis, 1) for axis in shape) <= wire.MAX_WEIGHT:
        assert Decoder([bytearray()], refuse).decode(tree).shape == shape
    else:
        with pytest.raises(TooMuch):
            Decoder([bytearray()], refuse).decode(tree)


def test_integers_that_may_share_a_hash_count_as_many():
    few, many = ([number * (2**61 - 1) for number in range(count)] for count in (50, 200))
    assert trip(few) == few
    with pytest.raises(TooMuch):
        trip(many)
    assert trip(list(range(200))) == list(range(200))


def test_keys_with_one_hash_count_over_all_dicts_of_an_answer():
    pairs = [[["complex", 1000003.0 * (9000 - number), float(number - 9000)], 0] for number in range(600)]
    assert len({hash(complex(*key[1:])) for key, _ in pairs}) == 1
    one = ["dict", pairs]
    assert len(Decoder([], refuse).decode(one)) == 600
    with pytest.raises(TooMuch):
        Decoder([], refuse).decode(["tuple", [one] * 9])


def test_all_answers_together_are_counted_too():
    everything = Tally(1000)
    for _ in range(9):
        Decoder([], refuse, tally=Tally(within=everything)).decode("x" * 100)
    with pytest.raises(TooMuch):
        Decoder([], refuse, tally=Tally(within=everything)).decode("x" * 100)


def test_what_was_decoded_already_is_weighed_as_if_it_had_come_over_the_wire():
    assert expanded([]) == 0
    assert expanded([1, "abc", np.zeros(7)]) == 3 * wire.ITEM + 10
    assert expanded({"a": (None,)}) == 3 * wire.ITEM + 1
    for knot in knots():
        with pytest.raises(TooMuch, match="it holds itself"):
            expanded(knot)
    with pytest.raises(TooMuch, match="too large"):
        expanded(doubled([], 60))


def test_deep_nesting_is_refused_not_a_crash():
    deep = ["list", []]
    for _ in range(100_000):
        deep = ["list", [deep]]
    with pytest.raises(ProtocolError):
        Decoder([], refuse).decode(deep)
    while deep[1]:  # taken apart by hand: freeing it in one go is deep as well
        deep = deep[1].pop()
    with pytest.raises(ProtocolError):
        parse_header(b"[" * 100_000, 0)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Pair(1, [2]), (1, [2])),
        (collections.OrderedDict(a=1), {"a": 1}),
        (collections.Counter("aab"), {"a": 2, "b": 1}),
        (collections.defaultdict(list, {0: [1]}), {0: [1]}),
        (type("Row", (list,), {})([1, 2]), [1, 2]),
        (enum.IntEnum("Level", "LOW HIGH").HIGH, 2),
        (type("Text", (str,), {})("a"), "a"),
        (Color.RED, "the value"),
        (Loud("quiet"), "quiet"),
        (Whole(3), 3),
        (Real(0.5), 0.5),
        (type("Real", (float,), {})("nan"), float("nan")),
        (np.array([[1.0, 2.0]]).view(np.matrix), np.array([[1.0, 2.0]])),
        (np.ma.masked_array([1, 2], [True, False]), np.array([1, 2])),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_subclass_means_no_more_than_its_value(value, expected):
    assert same(trip(value), expected)


@pytest.mark.parametrize(
    "value",
    [
        2**1024, -(2**1024), b"bytes", bytearray(1), {1}, frozenset(), range(3), iter([]), object(), Ellipsis, slice(1),
        len, test_equal_objects_stay_apart, int, np, np.exp, Thing, np.array([None]), np.array(["a"]), np.array([b"a"]),
        np.zeros(1, "f8,i4"), np.zeros(1, "f8,i4")[0], np.array(["2020"], "M8[D]"), np.timedelta64(1, "s"),
        np.datetime64("2020"), np.random.RandomState(0), np.random.Generator(np.random.MT19937(0)), np.dtype("f8"),
        np.bytes_(b"a"), np.void(b"a"),
    ],
    ids=lambda value: type(value).__name__,  # no addresses: every run has to have the same names
)  # fmt: skip
def test_what_is_no_plain_data_is_refused_by_name(value):
    wholes = [value, [1, (value,)], {"a": {"b": value}}]
    with contextlib.suppress(TypeError):
        wholes.append({value: 1})
    for whole in wholes:
        with pytest.raises(TypeError, match=f"^a {type(value).__name__} cannot be passed on: it is no plain data$"):
            Encoder(special).encode(whole)


def test_special_values_go_through_both_specials():
    thing = Thing()
    assert read(frame([thing, (thing,)]), lambda tree: (thing, tree)) == [
        (thing, ["object", 1]), ((thing, ["object", 1]),)
    ]  # fmt: skip


def test_an_unknown_tag_is_for_special_to_judge():
    with pytest.raises(ProtocolError, match="unknown tag 'object'"):
        read(frame(Thing()))


# What a callee changed is told by the caller's numbers.


def changed(known, value, changes):
    """What the caller decodes of an answer: the value, and the new contents of its objects by number."""
    encoder = Encoder(special, known)
    message = {"value": encoder.encode(value), "changes": [encoder.contents(each) for each in changes]}
    tape = Tape()
    Channel(tape).send(message, encoder.buffers)
    message, buffers = Channel(tape).receive()
    decoder = Decoder(buffers, refuse, known)
    return decoder.decode(message["value"]), [decoder.decode(tree) for tree in message["changes"]]


def test_known_objects_are_referred_to():
    known = [np.ones(2), {}, []]
    value, _ = changed(known, (known[2], known[0], [known[1]]), [])
    assert value[0] is known[2]
    assert value[1] is known[0]
    assert value[2][0] is known[1]


def test_contents_of_every_kind_are_told():
    known = [np.array([1.0, 2.0]), {"a": 1}, [1], np.random.default_rng(3)]
    _, contents = changed(known, None, known)
    assert same(contents[:3], known[:3])
    assert contents[3].bit_generator.state == known[3].bit_generator.state


def test_new_objects_in_the_contents_of_several_keep_their_identity():
    """Both ends have to go on counting alike after the first of the contents."""
    first, second, new, fresh = np.zeros(1), [], np.ones(2), {}
    second[:] = [new, new, fresh, {"again": fresh, "itself": second, "other": first}]
    value, (_, contents) = changed([first, second], new, [first, second])
    assert contents[0] is contents[1] is value
    assert same(contents[0], new)
    assert contents[2] == {}
    assert contents[2] is contents[3]["again"]
    assert contents[3]["itself"] is second
    assert contents[3]["other"] is first


# Trees that no encoder makes.

BUFFERS = [8, 16, 0, 1]  # bytes in the buffers that the trees below may name


@pytest.mark.parametrize(
    "tree",
    [
        {}, {"a": 1}, [], [[]], [None], [1], [True, 1], [["list", []]], ["nothing"], ["_array", "<f8", [1], 0],
        ["ref"], ["ref", 0], ["ref", -1], ["ref", 2**80], ["ref", True], ["ref", None], ["ref", "0"], ["ref", 0.0],
        ["list"], ["list", None], ["list", "ab"], ["list", {"a": 1}], ["list", 3], ["list", [], []], ["list", [[]]],
        ["list", [{}]], ["list", [["ref", 1]]], ["tuple"], ["tuple", "ab"], ["tuple", [["ref", 0]]], ["tuple", [], []],
        ["dict"], ["dict", {}], ["dict", [1]], ["dict", [[1]]], ["dict", [[1, 2, 3]]], ["dict", [[["list", []], 1]]],
        ["dict", [[["dict", []], 1]]], ["dict", [[["tuple", [["list", []]]], 1]]], ["dict", [[["ref", 0], 1]]],
        ["dict", [[["array", "<f8", [1], 0], 1]]], ["dict", [[{}, 1]]],
        ["complex"], ["complex", 1], ["complex", "1", 0], ["complex", None, 0], ["complex", 10**400, 0],
        ["complex", 1, 2, 3], ["complex", [], []], ["complex", 0, 10**400],
        ["scalar", "<f8"], ["scalar", "<f8", 1], ["scalar", "<f8", 9], ["scalar", "<f8", -1], ["scalar", "|O8", 0],
        ["scalar", "<M8", 0], ["scalar", "<f8", [0]], ["scalar", "<f8", 0, 0], ["scalar", None, 0],
        ["array", "<f8", [1]], ["array", "<f8", [2], 0], ["array", "<f8", [1], 4], ["array", "<f8", [1], -1],
        ["array", "<f8", [1], True], ["array", "<f8", [1], 0.0], ["array", "<f8", [1], None], ["array", "<f8", 1, 0],
        ["array", "<f8", ["1"], 0], ["array", "<f8", [1.0], 0], ["array", "<f8", [True], 0], ["array", "<f8", [-1], 0],
        ["array", "<f8", [-1, -1], 0], ["array", "<f8", [None], 0], ["array", "<f8", [[1]], 0],
        ["array", "<f8", "1", 0],
        ["array", "<f8", [1] * 33, 0], ["array", "<f8", [1] * 100_000, 0], ["array", "<f8", [2**64, 2**64], 0],
        ["array", "<f8", [0, 2**64], 2], ["array", "<f8", [0, 2**62, 2**62], 2], ["array", "<f8", [2**61 + 1], 0],
        ["array", "|O", [1], 0], ["array", "|O8", [1], 0], ["array", "|V8", [1], 0], ["array", "|S8", [1], 0],
        ["array", "<U2", [1], 0], ["array", "<M8[s]", [1], 0], ["array", "<m8", [1], 0], ["array", "f8", [1], 0],
        ["array", "<f8,<f8", [1], 1], ["array", "(2,)<f8", [1], 1], ["array", "<f8\n", [1], 0],
        ["array", "<f0", [0], 2],
        ["array", "<b0", [0], 2], ["array", "<f3", [1], 0], ["array", "<c99", [1], 0], ["array", "<f٨", [1], 0],
        ["array", ["<f8"], [1], 0], ["array", {"names": []}, [1], 0], ["array", None, [1], 0], ["array", 8, [1], 0],
        ["generator"], ["generator", "PCG64"], ["generator", "PCG64", None], ["generator", "PCG64", [1, 1, 0]],
        ["generator", "PCG64", [1, 1, 0, 0, 0]], ["generator", "PCG64", [2**128, 1, 0, 0]],
        ["generator", "PCG64", [1, 2**128, 0, 0]], ["generator", "PCG64", [1, 1, 2, 0]],
        ["generator", "PCG64", [1, 1, 0, 2**32]], ["generator", "PCG64", [-1, 1, 0, 0]],
        ["generator", "PCG64", [1.0, 1, 0, 0]], ["generator", "PCG64", [True, 1, 0, 0]],
        ["generator", "PCG64", ["1", 1, 0, 0]], ["generator", "MT19937", [1, 1, 0, 0]],
        ["generator", ["PCG64"], [1, 1, 0, 0]], ["generator", None, [1, 1, 0, 0]], ["generator", "PCG64", "1100"],
    ],
    ids=lambda tree: ascii(tree)[:50],
)  # fmt: skip
def test_a_tree_that_no_encoder_makes_is_refused(tree):
    for whole in (tree, ["tuple", [tree]]):
        with pytest.raises(ProtocolError):
            Decoder([bytearray(size) for size in BUFFERS], refuse).decode(whole)


class Counted(int):
    """A key that counts how often it is compared with another one of the same hash."""

    compared = 0

    def __hash__(self):
        return 0

    def __eq__(self, other):
        Counted.compared += 1
        return self is other


def test_a_flood_of_keys_with_one_hash_is_refused():
    """Multiples of the modulus of Python's hash all hash to 0, and a dict of n of them takes n² steps to fill."""
    pairs = [[number * (2**61 - 1), 0] for number in range(36_000)]
    assert {hash(key) for key, _ in pairs} == {0}
    header = json.dumps([{"value": ["dict", pairs]}, []], separators=(",", ":")).encode()
    assert len(header) <= wire.MAX_HEADER
    with pytest.raises(ProtocolError, match="too many keys"):
        Decoder([], refuse).decode(parse_header(header, 0)[0]["value"])


@pytest.mark.parametrize("surplus", [0, 1])
def test_what_keys_of_one_hash_cost_is_bounded_by_their_number(surplus, monkeypatch):
    monkeypatch.setattr(wire, "MAX_KEYS", 500)  # as with more of them, and sooner
    made, Counted.compared = [], 0

    def key(_tree):
        made.append(Counted(len(made)))
        return made[-1]

    tree = ["dict", [[["key"], 0]] * (500 + surplus)]
    if surplus:
        with pytest.raises(ProtocolError):
            Decoder([], key).decode(tree)
        assert (len(made), Counted.compared) == (0, 0)
    else:
        assert len(Decoder([], key).decode(tree)) == 500
        assert 0 < Counted.compared <= 500**2


# Headers and frames.


@pytest.mark.parametrize(
    "header",
    [
        b"", b"null", b"1", b"[]", b"{}", b'"ab"', b'{"a":1,"b":2}', b"[{}]", b"[{},[],[]]", b"[[],[]]", b"[null,[]]",
        b"[{},{}]", b"[{},null]", b"[{},8]", b"[{},[7]]", b"[{},[9]]", b"[{},[8,1]]", b"[{},[9,-1]]", b"[{},[8.0]]",
        b"[{},[true]]", b'[{},["8"]]', b"[{},[null]]", b"[{},[[8]]]", b"[{},[1e1]]", b"[{},[8]]x", b"[{},[8]",
        b"\xff\xfe", b"[{},[\xff]]", b"[{'a':1},[8]]", b"[{},[NaN]]", b"[{},[Infinity]]", b"[{},[-8,16.0]]",
        b"[{},[" + b"9" * 5000 + b"]]", b"[{},[" + b"0," * 4096 + b"8]]", b"\0" * 16, b"[" * 500_000,
        b'{"a":' * 200_000, b"[{},[]]",
    ],
    ids=lambda header: ascii(header)[:30],
)  # fmt: skip
def test_a_header_that_channel_never_sends_is_refused(header):
    with pytest.raises(ProtocolError):
        parse_header(header, 8)


def test_the_most_that_a_header_may_hold_is_accepted():
    assert parse_header(json.dumps([{}, [2**16] * wire.MAX_BUFFERS]).encode(), wire.MAX_PAYLOAD)[1][0] == 2**16


@pytest.fixture
def ends():
    """The sockets of both ends."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


def within(seconds):
    return time.monotonic() + seconds


def test_frames_follow_one_another(ends):
    ours, theirs = map(Channel, ends)
    ours.send({"a": 1}, [b"xyz", np.arange(3.0).data], within(SOON))
    ours.send({})
    assert theirs.receive(within(SOON)) == ({"a": 1}, [b"xyz", np.arange(3.0).tobytes()])
    assert theirs.receive() == ({}, [])


def test_a_deadline_ends_the_wait_for_an_answer_in_time(ends):
    begin = time.monotonic()
    with pytest.raises(DeadlineError):
        Channel(ends[0]).receive(begin + 0.05)
    assert time.monotonic() - begin >= 0.05  # and not before


@pytest.mark.parametrize("seconds", [0.0, -1.0, -1e9])
def test_a_deadline_that_has_passed_ends_every_wait_at_once(ends, seconds):
    for work in (Channel(ends[0]).receive, functools.partial(Channel(ends[0]).send, {}, [])):
        with pytest.raises(DeadlineError):
            work(within(seconds))


def test_a_deadline_is_for_the_whole_frame_however_slowly_it_drips(ends):
    ours, theirs = ends
    done = threading.Event()

    def drip():
        for byte in frame(np.zeros(100)):
            if done.wait(0.01):
                return
            theirs.send(bytes([byte]))

    dripping = threading.Thread(target=drip)
    dripping.start()
    with pytest.raises(DeadlineError):  # were it for each byte, the whole frame would come
        Channel(ours).receive(within(0.1))
    done.set()
    dripping.join()


def test_a_deadline_ends_sending_to_one_that_does_not_listen(ends):
    with pytest.raises(DeadlineError):
        Channel(ends[0]).send({}, [bytearray(1 << 26)], within(0.05))


@pytest.mark.parametrize("kept", [0, 1, 15, 16, 17, 40, -9, -1])
def test_a_frame_cut_short_is_an_end_that_has_gone(ends, kept):
    ours, theirs = ends
    theirs.sendall(frame(np.arange(4.0))[:kept])
    theirs.close()
    with pytest.raises(Closed):
        Channel(ours).receive(within(SOON))


def test_sending_to_an_end_that_has_gone_says_so(ends):
    ours, theirs = ends
    theirs.close()
    with pytest.raises(Closed):
        Channel(ours).send({}, [bytes(1 << 22)], within(SOON))


@pytest.mark.parametrize("work", [Channel.receive, lambda channel: channel.send({})], ids=["receive", "send"])
def test_a_channel_that_was_closed_says_so(ends, work):
    channel = Channel(ends[0])
    channel.close()
    with pytest.raises(Closed):
        work(channel)


@pytest.mark.parametrize(
    "prefix",
    [
        wire.PREFIX.pack(b"kata", wire.MAX_HEADER + 1, 0),
        wire.PREFIX.pack(b"kata", 2**32 - 1, 0),
        wire.PREFIX.pack(b"kata", 7, wire.MAX_PAYLOAD + 1),
        wire.PREFIX.pack(b"kata", 7, 2**64 - 1),
        wire.PREFIX.pack(b"atak", 7, 0),
        b"Traceback (most ",
        bytes(16),
    ],
    ids=["header", "huge header", "payload", "huge payload", "magic", "text", "zeros"],
)
def test_a_prefix_that_claims_too_much_is_refused_before_anything_is_allocated(ends, prefix):
    ours, theirs = ends
    theirs.sendall(prefix)  # and nothing more: whoever reads on waits until the deadline
    assert refused_allocating(Channel(ours)) < 1 << 16


@pytest.mark.parametrize(
    "sizes", [[], [1], [2**28], [2**27, 2**27 - 1], [2**28 - 1, 2], [2**62, -(2**62)], [-8, 2**28]]
)
def test_sizes_that_are_not_the_payload_are_refused_before_anything_is_allocated(ends, sizes):
    ours, theirs = ends
    header = json.dumps([{}, sizes]).encode()
    payload = 2**28 if sizes != [2**28] else 2**28 - 1
    theirs.sendall(wire.PREFIX.pack(b"kata", len(header), payload) + header)
    assert refused_allocating(Channel(ours)) < 1 << 16


def refused_allocating(channel):
    """The most bytes that were allocated while a frame was refused."""
    tracemalloc.start()
    try:
        with pytest.raises(ProtocolError):
            channel.receive(within(SOON))
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("message", "buffers"),
    [
        ({"text": "x" * wire.MAX_HEADER}, []),
        ({}, [b""] * (wire.MAX_BUFFERS + 1)),
        ({}, [bytearray(wire.MAX_PAYLOAD), b"x"]),
    ],
    ids=["header", "buffers", "payload"],
)
def test_what_is_too_large_is_not_sent_and_the_channel_goes_on(message, buffers):
    tape = Tape()
    with pytest.raises(ProtocolError, match="too large to be passed on"):
        Channel(tape).send(message, buffers)
    assert not tape.data
    Channel(tape).send({"next": 1})
    assert Channel(tape).receive() == ({"next": 1}, [])


def test_the_largest_header_and_the_most_buffers_go_through():
    tape = Tape()
    spent = len(json.dumps([{"a": ""}, [0] * wire.MAX_BUFFERS], separators=(",", ":")))
    message = {"a": "x" * (wire.MAX_HEADER - spent)}
    Channel(tape).send(message, [b""] * wire.MAX_BUFFERS)
    assert Channel(tape).receive() == (message, [b""] * wire.MAX_BUFFERS)


# Frames bent out of shape.


def corpus():
    """Frames to bend: between them they hold every tag."""
    shared, rng = np.arange(6.0).reshape(2, 3), np.random.default_rng(5)
    knot = [shared]
    knot.append({"knot": knot, 1: (shared, rng)})
    values = [
        None, [1, 2.5, "text", True, -0.0, 2**200],
        {"a": shared, "b": shared, ("t", 1): np.float32(2), 3: [1j, 2 + 3j]},
        (np.array(1), np.zeros((0, 3)), np.ones((2, 2), ">i2"), np.bool_(True), np.complex64(1)), knot, rng,
        [np.random.Generator(np.random.PCG64DXSM(1)), {"nested": [{"nested": [({},)]}]}], {"n": [np.int8(3)] * 5},
        ["\ud800\x1b", {"": ()}], [shared[:, :1], shared[:1].astype("f2"), np.arange(9) > 4], [Thing(), (Thing(),)],
    ]  # fmt: skip
    return [frame(value) for value in values]


STRANGE = [
    None, True, False, 0, 1, -1, 2, 3, 8, 64, 2**31, 2**32, 2**63, 2**64, -(2**63), 2**128, 10**4000, 0.5, -0.0, 1e308,
    float("nan"), float("inf"), "", "0", "<f8", ">c16", "|b1", "|O8", "<f16", "<U1", "list", "ref", "tuple", "PCG64",
    "\0",
    [], {}, [[]], [[[[]]]], {"a": {}}, ["list", []], ["ref", 0], ["ref", 1], ["tuple", []], ["dict", []], ["object", 1],
    ["dict", [[1, 2]]], ["array", "<f8", [1], 0], ["scalar", "<f8", 0], ["complex", 0, 1], [0] * 40, [1] * 40,
]  # fmt: skip
TAGS = ["ref", "scalar", "complex", "tuple", "list", "dict", "array", "generator", "object", "callback", "none"]


def copied(tree):
    return json.loads(json.dumps(tree))


def places(tree):
    """Every (container, key) in a tree of JSON values."""
    pairs = enumerate(tree) if isinstance(tree, list) else tree.items() if isinstance(tree, dict) else ()
    for key, item in list(pairs):
        yield tree, key
        yield from places(item)


def bend_bytes(data, rng):
    """Flip, drop, insert, repeat or cut bytes."""
    data = bytearray(data)
    for _ in range(rng.choice([1, 1, 2, 8])):
        at = rng.randrange(len(data) + 1)
        many = rng.choice([1, 1, 2, 8, 64])
        match rng.randrange(6):
            case 0 if at < len(data):
                data[at] ^= 1 << rng.randrange(8)
            case 1 if at < len(data):
                data[at] = rng.choice(b'[]{}",:0123456789-.eE\x00\xff')
            case 2:
                del data[at : at + many]
            case 3:
                data[at:at] = rng.randbytes(many)
            case 4:
                data[at:at] = data[at : at + many]
            case _:
                del data[at + 16 :]
    return bytes(data)


def bend_json(data, rng):
    """Change the tree in a frame's header; mostly keep the prefix and the sizes true, so that the decoder sees it."""
    _, size, _ = wire.PREFIX.unpack_from(data)
    header, payload = json.loads(data[16 : 16 + size]), data[16 + size :]
    for _ in range(rng.choice([1, 1, 1, 2, 4])):
        everywhere = list(places(header if rng.random() < 0.1 else header[:1]))
        if not everywhere:
            break
        container, key = rng.choice(everywhere)
        other, other_key = rng.choice(everywhere)
        match rng.randrange(6):
            case 0 if isinstance(container[key], str):
                container[key] = rng.choice(TAGS)
            case 1 if type(container[key]) is int:
                container[key] += rng.choice([-(2**70), -2, -1, 1, 2, 7, 2**70])
            case 2 if isinstance(container[key], list):
                container[key].insert(rng.randrange(len(container[key]) + 1), copied(rng.choice(STRANGE)))
            case 3:
                container[key] = copied(other[other_key])
            case 4 if isinstance(container, list):
                del container[key]
            case _:
                container[key] = copied(rng.choice(STRANGE))
    if rng.random() < 0.2:
        payload = bend_bytes(payload, rng) if payload else rng.randbytes(8)
    text = json.dumps(header).encode()
    return wire.PREFIX.pack(b"kata", len(text), len(payload)) + text + payload


def fuzz(count, seed):
    """Read ``count`` bent frames as a grader does; give how often each outcome came out. Others are raised."""
    rng, frames, outcomes = random.Random(seed), corpus(), collections.Counter()
    for _ in range(count):
        data = (bend_json if rng.random() < 0.7 else bend_bytes)(rng.choice(frames), rng)
        try:
            read(data, lambda tree: tree if tree == ["object", 1] else refuse(tree))
            outcomes["value"] += 1
        except (ProtocolError, Closed) as error:
            outcomes[("ProtocolError" if isinstance(error, ProtocolError) else "Closed")] += 1
        except BaseException as error:
            error.add_note(f"the frame: {data!r}")
            raise
    return outcomes


@pytest.mark.parametrize("part", range(5))
def test_bent_frames_are_refused_or_are_values(part):
    outcomes = fuzz(FUZZED // 5, SEED + part)
    assert outcomes.total() == FUZZED // 5
    assert min(outcomes.values()) > FUZZED // 200, "too few of one outcome: the frames are bent too much or too little"
    assert set(outcomes) == {"value", "ProtocolError", "Closed"}


@pytest.mark.parametrize("order", ["A", "K", 1, None, [], "FF"])
def test_an_order_that_there_is_not_is_refused(order):
    buffers = [bytearray(16)]
    assert Decoder(buffers, refuse).decode(["array", "<f8", [1, 2], 0, "F"]).shape == (1, 2)
    with pytest.raises(ProtocolError):
        Decoder(buffers, refuse).decode(["array", "<f8", [1, 2], 0, order])


def test_an_order_is_kept_only_if_that_is_asked_for():
    turned = np.arange(6.0).reshape(2, 3).T
    for keeps in (False, True):
        encoder = Encoder(special, keeps_order=keeps)
        tree = encoder.encode(turned)
        back = Decoder([bytearray(each) for each in encoder.buffers], refuse).decode(tree)
        assert back.flags.f_contiguous == keeps
        assert back.tolist() == turned.tolist()


@pytest.mark.parametrize("dtype", [[], {}, 8, "f8", "<f8 ", "<V8", "|O8"])
def test_a_dtype_that_is_none_is_refused(dtype):
    with pytest.raises(ProtocolError):
        Decoder([bytearray(8)], refuse).decode(["array", dtype, [1], 0])


@pytest.mark.parametrize("size", [10, 100_000])
def test_arrays_of_any_size_and_layout_come_as_they_are(size):
    whole = np.arange(2.0 * size)
    for array in (whole, whole[::2], whole.reshape(2, size).T, np.asfortranarray(whole.reshape(size, 2))):
        assert trip(array).tolist() == array.tolist()
