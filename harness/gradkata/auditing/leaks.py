"""Whether a suite ever tells a learner's process what the right answer is.

Everything that was sent is known, and the reference tells what each call should give. So an answer leaks if it was sent
with its own question, or before. Three ways in which that is no leak are left out: the process gave those numbers
itself; the answer was made of them, as a copy is, and is another one when they are moved; or anybody would guess it.
"""

from __future__ import annotations

import contextlib
import dataclasses
import io
import warnings
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np

from ..boundary.inside.requests import Set, from_message, to_message
from ..boundary.inside.wire import frame_layout
from ..boundary.log import Exchange
from ..explaining.answers import Answer
from ..explaining.callee import Unanswerable
from ..explaining.catalogue import Catalogue
from ..explaining.outcomes import WARNS, Outcome
from ..explaining.questions import Question
from ..explaining.replay import ASKS, Replay
from ..tolerances import SENT
from ..translation import say

STEP = 0.01  # by which an argument is moved to see whether the answer follows


def leaks(catalogue: Catalogue, tests: Iterable[tuple[str, list[Exchange]]]) -> list[str]:
    """One sentence for each test that sends an answer.

    Args:
        tests: the exchanges of each test, in the suite's order.
    """
    asked = [(name, exchange) for name, exchanges in tests for exchange in exchanges]
    found: dict[str, str] = {}
    sent: list[np.ndarray] = []
    given: list[np.ndarray] = []  # what the learner's process knows of itself
    for number, each in enumerate(_answers(catalogue, [exchange for _, exchange in asked])):
        name, exchange = asked[number]
        sent += _sent(exchange)
        for answer in each.right:
            if _is_among(answer, given) or not _is_among(answer, sent):
                continue
            if not _follows(catalogue, [exchange for _, exchange in asked[: number + 1]], answer):
                words = "{test}: the learner's process is sent the answer of {what}"
                found[name] = say(words, test=name, what=_called(exchange) or say("an object"))
        given += each.learner
    return list(found.values())


class _Answer(NamedTuple):
    """The numbers in the reference's answer to a request, and in the learner's; none where chance was asked for."""

    right: list[np.ndarray]
    learner: list[np.ndarray]


def _answers(catalogue: Catalogue, exchanges: Iterable[Exchange]) -> list[_Answer]:
    """An answer for each exchange, up to one about an object that the reference never gave."""
    module, found = catalogue.of(), list[_Answer]()
    assert module is not None
    with warnings.catch_warnings(record=True) as caught, contextlib.redirect_stdout(io.StringIO()):
        replay = Replay(module, catalogue.conventions, caught)
        for exchange in exchanges:
            try:
                found.append(_answer(replay, exchange, Question(exchange, _called(exchange), catalogue.conventions)))
            except Unanswerable:
                break
    return found


def _answer(replay: Replay, exchange: Exchange, question: Question) -> _Answer:
    if isinstance(exchange.request, Set):
        replay.set(question)
    if not isinstance(exchange.request, ASKS) or question.draws:
        return _Answer([], [])
    theirs = Answer(exchange, question)
    return _Answer(list(_numbers(replay.answer(question, theirs))), list(_numbers(theirs.outcome)))


def _called(exchange: Exchange) -> str:
    target = getattr(exchange.request, "target", getattr(exchange.request, "name", None))
    return target if isinstance(target, str) else ""


def _numbers(outcome: Outcome) -> Iterator[np.ndarray]:
    """The arrays of an outcome that nobody would guess, as rows: with fractions, and not the same throughout."""
    for path, leaf in outcome.items():
        if path != WARNS and isinstance(leaf, np.ndarray) and leaf.dtype.kind == "f":
            row = np.asarray(leaf, np.float64).ravel()
            plain = np.round(row, 2) == row
            if row.size and np.isfinite(row).all() and not plain.all() and (row.size == 1 or np.ptp(row) > 0):
                yield row


def _sent(exchange: Exchange) -> list[np.ndarray]:
    """All arrays and numbers in a request, as rows of float64."""
    rows = [np.array([each]) for each in _floats(to_message(exchange.request))]
    for buffer in exchange.asked():
        for kind in (np.float64, np.float32):
            if len(buffer) % np.dtype(kind).itemsize == 0:
                with np.errstate(all="ignore"):
                    rows.append(np.frombuffer(buffer, kind).astype(np.float64))
    return rows


def _floats(tree: Any) -> Iterator[float]:
    if isinstance(tree, float):
        yield tree
    elif isinstance(tree, list | tuple):
        for each in tree:
            yield from _floats(each)
    elif isinstance(tree, dict):
        yield from _floats(list(tree.values()))


def _is_among(answer: np.ndarray, rows: Iterable[np.ndarray]) -> bool:
    return any(_is_same(answer, row) for row in rows)


def _is_same(answer: np.ndarray, row: np.ndarray) -> bool:
    if row.shape != answer.shape:
        return False
    with np.errstate(all="ignore"):
        return bool(np.all(np.abs(row - answer) <= SENT * np.abs(answer)))


def _follows(catalogue: Catalogue, exchanges: list[Exchange], answer: np.ndarray) -> bool:
    """Whether the reference's last answer is another one once all that was sent and looks like it is moved.

    What came before is asked again only if the last question has another answer without it, as an object's method has.
    """
    if len(exchanges) > 1:
        alone = _answers(catalogue, exchanges[-1:])
        if alone and _is_among(answer, alone[0].right):
            exchanges = exchanges[-1:]
    answers = _answers(catalogue, [_moved(each, answer) for each in exchanges])
    return len(answers) < len(exchanges) or not _is_among(answer, answers[-1].right)


def _moved(exchange: Exchange, answer: np.ndarray) -> Exchange:
    frame = bytearray(exchange.frame)
    at, sizes = frame_layout(exchange.frame)
    for size in sizes:
        for kind in (np.float64, np.float32):
            if size == answer.size * np.dtype(kind).itemsize:
                row: np.ndarray = np.frombuffer(frame, kind, answer.size, at)
                if _is_same(answer, row.astype(np.float64)):
                    row *= 1 + STEP
        at += size
    request = from_message(_moved_numbers(to_message(exchange.request), answer))
    return dataclasses.replace(exchange, request=request, frame=bytes(frame))


def _moved_numbers(tree: Any, answer: np.ndarray) -> Any:
    if isinstance(tree, float):
        return tree * (1 + STEP) if _is_same(answer, np.array([tree])) else tree
    if isinstance(tree, list):
        return [_moved_numbers(each, answer) for each in tree]
    if isinstance(tree, dict):
        return {name: _moved_numbers(each, answer) for name, each in tree.items()}
    return tree
