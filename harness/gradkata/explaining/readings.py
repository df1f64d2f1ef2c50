"""What a learner's code may have drawn, as its answer tells: there may be more than one way to read it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Any

import numpy as np

MOST_DIGITS = 8  # of an index that is written as text
MOST_READ = 20_000  # draws of one answer; right solutions of all katas give at most 1000


@dataclasses.dataclass(frozen=True)
class Reading:
    """The draws that an answer was made of, read in one way.

    Attributes:
        after: the index that is drawn when there are no more; None if nobody knows.
    """

    draws: tuple[int, ...]
    after: int | None = None


def readings(answer: Any, arguments: Iterable[Any]) -> list[Reading]:
    """The draws of an answer: a list of indices, all of it or from its second item on; or a text.

    The first item of a list may be no draw but what the text begins with. Of any other answer nobody knows the draws.
    """
    if isinstance(answer, str):
        return _readings_of_text(answer, list(arguments))
    items = (
        answer.tolist() if isinstance(answer, np.ndarray) and answer.ndim == 1 and len(answer) <= MOST_READ else answer
    )
    if not isinstance(items, list | tuple) or len(items) > MOST_READ:
        return [Reading(())]
    found = [_index(each) for each in items]
    indices = tuple(each for each in found if each is not None)
    if len(indices) < len(found):
        return [Reading(())]
    return [Reading(indices), Reading(indices[1:])]


def _readings_of_text(answer: str, arguments: list[Any]) -> list[Reading]:
    """The characters after the first of the text in the arguments, by the vocabulary there; it ends with index 0."""
    texts = [each for each in arguments if isinstance(each, str)]
    vocabulary = next((each for each in arguments if isinstance(each, list) and each and isinstance(each[0], str)), [])
    indices = {word: index for index, word in enumerate(vocabulary)}
    begin = len(texts[0]) if texts and answer.startswith(texts[0]) else 0
    starts = dict.fromkeys((begin, 0))
    return [Reading(tuple([indices.get(each, -1) for each in answer[start:]]), 0) for start in starts]


def _index(item: Any) -> int | None:
    if isinstance(item, bool):
        return None
    if isinstance(item, int | np.integer):
        return int(item)
    if isinstance(item, float | np.floating) and float(item).is_integer():
        return int(item)
    return int(item) if isinstance(item, str) and item.isdecimal() and len(item) <= MOST_DIGITS else None
