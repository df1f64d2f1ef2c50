"""What a learner's process answers, forged in every way: no more comes of it than a learner's own exception."""

import contextlib
import random
import warnings

import numpy as np
import pytest
from gradkata.boundary.answers import Answer
from gradkata.boundary.failures import LearnerError, LearnerGone
from gradkata.boundary.inside.wire import MAX_HEADER, PREFIX
from gradkata.boundary.limits import Limits
from gradkata.boundary.session import Session

from tests.boundary.forging import FLOATS, NO_ANSWER, REQUESTS, Forger, ask
from tests.boundary.sessions import opened


@pytest.mark.parametrize(
    ("request_name", "answer"),
    [
        ("call", {"value": ["nothing", 1]}),
        ("call", {"value": {}}),
        ("call", {"value": ["ref", 99]}),
        ("call", {"value": ["object", 1]}),
        ("call", {"value": ["object", "1", "f", True]}),
        ("call", {"value": ["object", True, "f", True]}),
        ("call", {"value": ["object", 1, None, True]}),
        ("call", {"value": ["callback", 0]}),
        ("call", {"value": ["callback", 0, "f", True]}),
        ("call", {"value": ["array", "|O8", [2], 0]}),
        ("call", {"value": ["array", "<f8", [2], 1]}),
        ("call", {"value": ["array", "<f8", [2**40], 0]}),
        ("call", {"changes": 5}),
        ("call", {"changes": None}),
        ("call", {"changes": [1]}),
        ("call", {"changes": [[1]]}),
        ("call", {"changes": [["1", FLOATS]]}),
        ("call", {"changes": [[99, FLOATS]]}),
        ("call", {"changes": [[2**70, FLOATS]]}),
        ("call", {"changes": [[1, ["list", []]]]}),
        ("call", {"changes": [[1, ["dict", []]]]}),
        ("call", {"changes": [[1, None]]}),
        ("call", {"changes": [[2, ["list", []]]]}),
        ("call", {"changes": [[3, FLOATS]]}),
        ("call", {"changes": [[4, ["generator", "PCG64DXSM", [1, 1, 0, 0]]]]}),
        ("call", {"callback": 7, "arguments": ["list", []]}),
        ("call", {"callback": -1, "arguments": ["list", []]}),
        ("call", {"callback": 0, "arguments": ["tuple", []]}),
        ("call", {"callback": 0, "arguments": ["list", [["ref", 9]]]}),
        ("call", {"callback": 0}),
        ("load", {}),
        ("load", {"names": ["f"]}),
        ("load", {"callback": 0, "arguments": ["list", []]}),
        ("batch", {}),
        ("batch", {"values": []}),
        ("batch", {"values": [1]}),
        ("batch", {"values": [1, 2, 3]}),
        ("batch", {"values": 5}),
        ("batch", {"values": True}),
        ("batch", {"values": [1, ["nothing"]]}),
        ("get", {"value": ["nothing"]}),
        ("get", {"callback": 0, "arguments": ["list", []]}),
    ],
)
def test_a_forged_answer_is_no_answer(request_name, answer):
    with pytest.raises(LearnerGone) as caught:
        ask(request_name, (answer, [bytes(16)]))
    assert str(caught.value) == NO_ANSWER
    assert (caught.value.status, caught.value.by_limit) == ("killed", False)


@pytest.mark.parametrize(
    "tree",
    [["array", "<f8", [1], 0], ["array", "<f8", [2, 1], 1], ["array", "<f4", [2], 0], ["array", "<f8", [], 0],
     ["array", ">f8", [2], 1], ["array", "<c8", [2], 1]],
    ids=str,
)  # fmt: skip
def test_an_argument_that_changed_its_shape_is_told(tree):
    with pytest.raises(LearnerError, match="changes the shape of an array that it was given") as caught:
        ask("call", ({"value": None, "changes": [[1, tree]]}, [bytes(8), bytes(16)]))
    assert (caught.value.kind, caught.value.during) == ("", "f()")
    assert str(caught.value) == caught.value.message


@pytest.mark.filterwarnings("ignore:Setting the shape:DeprecationWarning")  # by NumPy from 2.5 on
def test_an_array_reshaped_in_place_is_told(forks):
    with opened(forks, "def f(x): x.shape = (3, 2)\ndef g(): return 1") as learner:
        with pytest.raises(LearnerError, match="changes the shape"):
            learner.f(np.zeros((2, 3)))
        assert learner.g() == 1


@pytest.mark.parametrize(
    "data",
    [b"x" * 100, bytes(100), b"kata" + b"\xff" * 12, PREFIX.pack(b"kata", MAX_HEADER + 1, 0),
     PREFIX.pack(b"kata", 9, 2**60), PREFIX.pack(b"kata", 7, 0) + b"[{},[]\n", PREFIX.pack(b"kata", 2, 0) + b"[]",
     PREFIX.pack(b"kata", 7, 1) + b"[{},[]]x", PREFIX.pack(b"kata", 200_000, 0) + b"[" * 200_000,
     PREFIX.pack(b"kata", 7, 0) + b"\xff" * 7],
    ids=lambda data: repr(data)[:30],
)  # fmt: skip
@pytest.mark.parametrize("request_name", REQUESTS)
def test_bytes_that_are_no_frame_are_no_answer(request_name, data):
    with pytest.raises(LearnerGone) as caught:
        ask(request_name, data)
    assert str(caught.value) == NO_ANSWER


def test_a_flood_of_warnings_is_cut():
    flood = [["UserWarning", str(number)] for number in range(20_000)]
    session = Session(Forger(talk=lambda channel: channel.send({"value": 1, "warnings": flood})), Limits())
    with contextlib.closing(session), warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        assert session.get(None, "x") == 1
    assert 0 < len(caught) <= 100


def test_forged_names_are_made_safe():
    names = ask("load", ({"names": {"\x1b[31mf": 1, "g" * 500: True, "h": 0}},))
    assert [name.isprintable() and len(name) <= 80 for name in names] == [True] * 3
    assert set(map(type, names.values())) == {bool}


STRANGE = [
    None, True, 0, 1, -1, 2**70, 10**4000, 0.5, float("nan"), "", "x", "ab", "\x1b\0\ud800", "x" * 5000,
    [], {}, [[]], [None], [1, 2], ["a", "b"], [["a", "b"]], [["a", 1]], [[1, 2, 3, 4]], {"a": 1}, [{}],
    [["f", 1, "g", "h"]], [["f", 10**4000, "", ""]], [["f", -1, None, []]], [["f", True, "", ""]],
    ["MemoryError"], ["ExceptionGroup"], ["BaseException"], ["SystemExit"], ["object"], ["Exception", "BaseException"],
    ["__import__", "\ud800", "\0"], [[["MemoryError"]]], "MemoryError", "BaseException",
    ["list", []], ["ref", 0], ["dict", [["a", ["ref", 1]]]], ["object", 10**400, "\x1b", {}],
    [[1, FLOATS]], [[1, ["ref", 1]]], [[2, ["ref", 2]]], [[3, ["ref", 3]]], [[4, ["ref", 4]]], [[0, ["list", []]]],
    [[3, ["list", [["ref", 3]]]]],
]  # fmt: skip


def forged_answers():
    """Every key of an answer and of an error with every strange thing in it, and a few hundred of them mixed."""
    for strange in STRANGE:
        for key in ("value", "values", "changes", "error", "warnings", "names", "callback", "arguments"):
            yield {key: strange}
        for key in ("type", "bases", "message", "frames"):
            failure = {"type": "ValueError", "bases": ["ValueError", "Exception"], "message": "m", "frames": []}
            yield {"error": failure | {key: strange}}
        yield {"callback": 0, "arguments": ["list", [strange]]}
    rng = random.Random(3)
    keys = ("value", "values", "changes", "error", "warnings", "names", "arguments")
    for _ in range(300):
        yield {key: rng.choice(STRANGE) for key in rng.sample(keys, 4)}


@pytest.mark.parametrize("request_name", REQUESTS)
def test_whatever_is_answered_only_learners_exceptions_come_out(request_name):
    escaped = {}
    for answer in forged_answers():
        # The second answer is for requests that call back: it ends them.
        shown = outcome(request_name, (answer, [bytes(16)]), ({"value": 1, "values": [1, 2], "names": {}},))
        if not (shown.isprintable() and len(shown) < 1500):
            escaped.setdefault(shown[:200], repr(answer)[:200])
    assert not escaped


def outcome(request_name, *answers):
    """What a request comes to, as a learner may read it; an exception that is none of theirs in unprintable form."""
    try:
        return type(ask(request_name, *answers)).__name__
    except (LearnerGone, LearnerError) as error:
        return str(error)
    except Exception as error:
        return f"\n{error!r}"


@pytest.mark.parametrize("failed", [None, 3, {}, "ab", [3], [[]], [["a"]], [["a", 3]], [["a", {}, 1]], {"a": {}}])
def test_cells_that_are_said_to_have_failed_are_looked_at_first(failed):
    assert Answer({"failed": failed}, [], None, None).failed_cells() == []


def test_of_cells_that_failed_no_more_are_heard_than_can_be_told():
    answer = Answer({"failed": [["a\x1b\n", {"type": "E"}]] * 10**6}, [], None, None)
    assert set(answer.failed_cells()[0][0]) == {"a"}
    assert len(answer.failed_cells()) == 20
