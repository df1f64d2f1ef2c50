"""Comparing what a learner's function gave with what is right, in words.

Every check raises `Wrong` with a message in this order: what is right so far, what is wrong, how it relates to what
was expected, one worst entry. "Right" means within `ABSOLUTE` plus `RELATIVE`
times the expected value, entry by entry; both are in `gradkata.tolerances`.
"""

from __future__ import annotations

import contextlib
import math
import warnings
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from ..boundary.failures import LearnerGone
from ..boundary.sanitizing import clean
from ..tolerances import ABSOLUTE, RELATIVE
from ..translation import say, say_many
from .differences import describe, kind_of, relation, show


class Wrong(AssertionError):
    """The learner's work is not right; the message is theirs to read, in their language if a catalogue has it."""

    def __init__(self, message: str = ""):
        super().__init__(say(message))


class WrongNumbers(Wrong):
    """All that is known is that numbers are other ones than they should be."""


def check_array(
    got: Any, expected: Any, what: str, *, relative: float = RELATIVE, absolute: float = ABSOLUTE, dtype: Any = None
) -> None:
    """Check that ``got`` is an array like ``expected``.

    Args:
        got: what the learner's function gave.
        expected: an array, of the right shape.
        what: how to call it, such as ``softmax(logits)``.
        dtype: the dtype that ``got`` has to have; None if any real one will do.

    Raises:
        Wrong: it is no array, or its shape, dtype or values differ.
    """
    __tracebackhide__ = True
    expected, what = np.asarray(expected), say(what)
    array = check_shape(got, expected.shape, what)
    if dtype is not None and array.dtype.newbyteorder("=") != np.dtype(dtype):
        words = "{what} has the right shape, but dtype {dtype}; {right} is expected."
        raise Wrong(say(words, what=what, dtype=array.dtype, right=np.dtype(dtype)))
    wrong = ~_close(array, expected, relative, absolute)
    if wrong.any():
        kind = Wrong if relation(array, expected) else WrongNumbers
        raise kind(describe(array, expected, wrong, what))


def check_shape(got: Any, shape: tuple[int, ...], what: str) -> np.ndarray:
    """``got``, if it is an array of real numbers of the shape ``shape``.

    Raises:
        Wrong: it is no such array.
    """
    __tracebackhide__ = True
    what = say(what)
    array = _real_array(got, what)
    if array.shape != shape:
        transposed = say("It is the transpose's shape.")
        hint = f" {transposed}" if array.ndim > 1 and array.T.shape == shape else ""
        words = "{what} has shape {shape}, and {right} is expected.{hint}"
        raise Wrong(say(words, what=what, shape=array.shape, right=shape, hint=hint))
    return array


def check_number(
    got: Any, expected: float, what: str, *, relative: float = RELATIVE, absolute: float = ABSOLUTE
) -> None:
    """Check that ``got`` is one number, a Python or a NumPy one, close to ``expected``.

    Raises:
        Wrong: it is no number, or another one.
    """
    __tracebackhide__ = True
    number = as_number(got, what)
    if not _close(np.float64(number), np.float64(expected), relative, absolute):
        related = relation(np.array([number]), np.array([float(expected)]))
        yours, right = show(number, expected)
        kind = Wrong if related else WrongNumbers
        words = "{what} is {yours}, and {right} is expected.{related}"
        raise kind(say(words, what=say(what), yours=yours, right=right, related=related))


def as_number(got: Any, what: str) -> float:
    """``got`` as a float.

    Raises:
        Wrong: it is no single real number.
    """
    __tracebackhide__ = True
    if isinstance(got, np.ndarray) and got.ndim == 0:
        got = got[()]
    if isinstance(got, bool | np.bool_) or not isinstance(got, int | float | np.integer | np.floating):
        words = "{what} is {kind}, and a single number is expected.{hint}"
        raise Wrong(say(words, what=say(what), kind=kind_of(got), hint=_hint(got)))
    try:
        return float(got)
    except OverflowError:
        return math.inf if got > 0 else -math.inf


def check_parts(got: Any, names: Sequence[str], what: str) -> list[Any]:
    """The values in ``got``, a tuple or another sequence of one value for each of ``names``.

    Raises:
        Wrong: it is no sequence, or has another length.
    """
    __tracebackhide__ = True
    what, listed, expected = say(what), ", ".join(names), len(names)
    if not isinstance(got, tuple | list):
        words = "{what} gives {kind}; {expected} values are expected: {names}.{hint}"
        raise Wrong(say(words, what=what, kind=kind_of(got), expected=expected, names=listed, hint=_hint(got)))
    if len(got) != expected:
        one = "{what} gives {number} value; {expected} are expected: {names}."
        many = "{what} gives {number} values; {expected} are expected: {names}."
        raise Wrong(say_many(one, many, len(got), what=what, expected=expected, names=listed))
    return list(got)


def check_arrays(got: Any, expected: Mapping[str, Any], what: str, **tolerances: float) -> None:
    """Check that ``got`` is a dict of arrays like ``expected``: the same keys, each array right.

    Raises:
        Wrong: it is no dict, a key is missing, or arrays differ; the message tells right ones from wrong ones.
    """
    __tracebackhide__ = True
    what, keys = say(what), ", ".join(expected)
    if not isinstance(got, dict):
        words = "{what} is {kind}, and a dict with the keys {keys} is expected.{hint}"
        raise Wrong(say(words, what=what, kind=kind_of(got), keys=keys, hint=_hint(got)))
    missing = [key for key in expected if key not in got]
    if missing and not got:
        raise Wrong(say("{what} is empty; the keys {keys} are expected.", what=what, keys=keys))
    if missing:
        names = ", ".join([clean(str(key), 30) for key in got][:8])
        raise Wrong(
            say("{what} has the keys {names}; the keys {keys} are expected.", what=what, names=names, keys=keys)
        )
    check_each({key: got[key] for key in expected}, expected, what, **tolerances)


def check_each(got: Mapping[str, Any], expected: Mapping[str, Any], what: str, **tolerances: float) -> None:
    """Check several arrays at once, so that the message can say which of them are right.

    Raises:
        Wrong: one or more arrays differ.
    """
    __tracebackhide__ = True
    wrong, what = dict[str, Wrong](), say(what)
    for key, value in expected.items():
        try:
            check_array(got[key], value, f"{what}: {key}" if what else key, **tolerances)
        except Wrong as error:
            wrong[key] = error
    if wrong:
        right = [key for key in expected if key not in wrong]
        start = f"{say('Right: {names}.', names=', '.join(right))} " if right else ""
        others = list(wrong)[1:]
        end = f" {say('Also wrong: {names}.', names=', '.join(others))}" if others else ""
        first = next(iter(wrong.values()))
        raise type(first)(f"{start}{first}{end}")


def check_integers(got: Any, what: str, *, count: int | None = None, below: int | None = None) -> list[int]:
    """``got`` as a list of ints.

    Args:
        count: how many there have to be; None if any number will do.
        below: each has to be at least 0 and less than this; None if any will do.

    Raises:
        Wrong: it is no list of integers, or not of that many, or one lies outside.
    """
    __tracebackhide__ = True
    what = say(what)
    if not isinstance(got, list):
        words = "{what} is {kind}, and a list of integers is expected.{hint}"
        raise Wrong(say(words, what=what, kind=kind_of(got), hint=_hint(got)))
    strange = [each for each in got if isinstance(each, bool) or not isinstance(each, int | np.integer)]
    if strange:
        words = "{what} is a list, but one of its items is {kind}; integers are expected."
        raise Wrong(say(words, what=what, kind=kind_of(strange[0])))
    if count is not None and len(got) != count:
        raise Wrong(_other_count(what, len(got), count))
    outside = [int(each) for each in got if below is not None and not 0 <= each < below]
    if outside:
        words = "{what} holds {index}; indices from 0 to {last} are expected."
        raise Wrong(say(words, what=what, index=clean(str(outside[0]), 30), last=below - 1 if below else 0))
    return [int(each) for each in got]


@contextlib.contextmanager
def unchanged(what: str, **arguments: Any) -> Iterator[None]:
    """Check that the block leaves arrays, and dicts and lists of arrays, as they were.

    Args:
        what: how to call what happens in the block, such as ``softmax``.
        arguments: what has to stay, by the names that the learner knows.

    Raises:
        Wrong: one of them changed.
    """
    __tracebackhide__ = True
    before = {name: _copy(value) for name, value in arguments.items()}
    yield
    for name, value in arguments.items():
        if not _same(value, before[name]):
            words = "{what} changes its argument {name}. Work on a copy, so that the caller's values stay."
            raise Wrong(say(words, what=say(what), name=name))


@contextlib.contextmanager
def no_warnings(what: str) -> Iterator[None]:
    """Check that the block warns of nothing.

    Raises:
        Wrong: it does.
    """
    __tracebackhide__ = True
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield
    if caught:
        words = "{what} gives a warning: {warning}. The rules ask for none."
        raise Wrong(say(words, what=say(what), warning=caught[0].message))


@contextlib.contextmanager
def refused(error: type[Exception], what: str, *, naming: Sequence[str] = ()) -> Iterator[None]:
    """Check that the block raises ``error``, with a message that names at least one of ``naming``.

    Raises:
        Wrong: nothing is raised, or something else, or the message names none of them.
    """
    __tracebackhide__ = True
    what, kind = say(what), error.__name__
    try:
        yield
    except error as raised:
        text = str(getattr(raised, "message", raised))
        if naming and not any(name in text for name in naming):
            one = "{what} raises {kind}, but its message does not name {names}."
            many = "{what} raises {kind}, but its message names none of {names}."
            raise Wrong(say_many(one, many, len(naming), what=what, kind=kind, names=", ".join(naming))) from None
        return
    except (LearnerGone, NotImplementedError):
        raise
    except Exception as raised:
        words = "{what} raises {other}; {kind} is expected."
        raise Wrong(say(words, what=what, other=_type_name(raised), kind=kind)) from None
    raise Wrong(say("{what} raises nothing; {kind} is expected.", what=what, kind=kind))


def _other_count(what: str, number: int, count: int) -> str:
    """What to say of a list of another length than the right one."""
    if count == 1:
        return say("{what} has {number} items; 1 is expected.", what=what, number=number)
    return say_many(
        "{what} has {number} item; {count} are expected.",
        "{what} has {number} items; {count} are expected.",
        number, what=what, count=count,
    )  # fmt: skip


def _type_name(error: Exception) -> str:
    return str(getattr(error, "kind", type(error).__name__))


def _hint(got: Any) -> str:
    return f" {say('Is a `return` missing?')}" if got is None else ""


def _real_array(got: Any, what: str) -> np.ndarray:
    __tracebackhide__ = True
    if isinstance(got, np.generic):
        got = np.asarray(got)
    if not isinstance(got, np.ndarray) or isinstance(got, np.ma.MaskedArray):
        words = "{what} is {kind}, and a NumPy array is expected.{hint}"
        raise Wrong(say(words, what=what, kind=kind_of(got), hint=_hint(got)))
    if got.dtype.kind not in "fiub":
        words = "{what} is an array of dtype {dtype}, and real numbers are expected."
        raise Wrong(say(words, what=what, dtype=got.dtype))
    return got


def _close(got: Any, expected: Any, relative: float, absolute: float) -> Any:
    """Entry by entry: within the tolerance, or the same infinity. A nan is never right."""
    with np.errstate(all="ignore"):
        got, expected = np.asarray(got, np.float64), np.asarray(expected, np.float64)
        near = np.abs(got - expected) <= absolute + relative * np.abs(expected)
        return (near & np.isfinite(expected)) | (got == expected)


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copy(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_copy(item) for item in value]
    return value.copy() if isinstance(value, np.ndarray) else value


def _same(value: Any, before: Any) -> bool:
    if isinstance(before, dict):
        return (
            isinstance(value, dict) and [*value] == [*before] and all(_same(value[key], before[key]) for key in before)
        )
    if isinstance(before, list):
        if not isinstance(value, list | tuple) or len(value) != len(before):
            return False
        return all(_same(a, b) for a, b in zip(value, before, strict=True))
    if isinstance(before, np.ndarray):
        if not isinstance(value, np.ndarray) or value.shape != before.shape or value.dtype != before.dtype:
            return False
        return value.tobytes() == before.tobytes()
    return value is before or (type(value) is type(before) and bool(value == before))
