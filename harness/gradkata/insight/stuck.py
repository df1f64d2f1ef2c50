"""Who is stuck where, as a gradebook tells: several attempts at a kata, and none is passed."""

from __future__ import annotations

import collections
import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence

from ..gradebook.attempt import Attempt
from ..results import Status
from .mistakes import Mistake, mistake_of
from .times import seconds_between

SEVERAL = 2  # attempts

Whole = Callable[[Attempt], Attempt]


@dataclasses.dataclass(frozen=True)
class Learner:
    """A learner who is stuck at a kata.

    Attributes:
        attempts: how many texts of theirs were graded, one after the other.
        seconds: from the first of these gradings to the last.
        mistake: what is wrong with the last, in a few words.
        same: how many attempts it has been that, up to the last.
    """

    learner: str
    kata: str
    attempts: int
    seconds: float
    score: float
    max_score: float
    mistake: str
    same: int


@dataclasses.dataclass(frozen=True)
class OnKata:
    """Those who have tried a kata and have not passed it.

    Attributes:
        learners: how many they are.
        mistake: what most of them have wrong now; the first of the alphabet if there are two such.
        count: how many have.
    """

    kata: str
    learners: int
    mistake: str
    count: int


@dataclasses.dataclass(frozen=True)
class Stuck:
    """What a gradebook tells.

    Attributes:
        learners: who needs help most comes first: the longest with one mistake, then who has most attempts, then who
            has been at it longest.
        katas: where most are comes first.
    """

    learners: tuple[Learner, ...]
    katas: tuple[OnKata, ...]


def stuck(heads: Iterable[Attempt], whole: Whole, katas: Sequence[str] = ()) -> Stuck:
    """Who is stuck.

    Args:
        heads: all attempts, the oldest first, without their results.
        whole: gives one with its result.
        katas: in teaching order, which decides between equals.

    Raises:
        UsageError: the gradebook is damaged.
    """
    places = {place: found for place, found in _places(heads).items() if not any(map(_is_passed, found))}
    last = {place: mistake_of(whole(found[-1]).judged()) for place, found in places.items()}
    learners = [
        _learner(found, last[place], whole) for place, found in places.items() if len(found) >= SEVERAL
    ]  # fmt: skip
    learners.sort(key=lambda each: (-each.same, -each.attempts, -each.seconds, each.learner, each.kata))
    return Stuck(tuple(learners), tuple(_katas(last, katas)))


def _places(heads: Iterable[Attempt]) -> dict[tuple[str, str], list[Attempt]]:
    """The attempts of each learner at each kata: of one text that was graded again, the last; no stubs."""
    places: dict[tuple[str, str], list[Attempt]] = collections.defaultdict(list)
    for each in heads:
        if each.status != Status.UNATTEMPTED:
            found = places[each.learner, each.kata]
            if found and found[-1].work == each.work:
                found.pop()
            found.append(each)
    return places


def _is_passed(attempt: Attempt) -> bool:
    return attempt.status == Status.PASSED


def _learner(found: Sequence[Attempt], last: Mistake, whole: Whole) -> Learner:
    first, newest = found[0], found[-1]
    return Learner(
        newest.learner, newest.kata, len(found), seconds_between(first.graded, newest.graded), newest.score,
        newest.max_score, last.words, _same(found, last, whole),
    )  # fmt: skip


def _same(found: Sequence[Attempt], last: Mistake, whole: Whole) -> int:
    """How many attempts, up to the last, have its mistake; no more are read than it takes to tell."""
    count = 1
    for each in reversed(found[:-1]):
        if mistake_of(whole(each).judged()).key != last.key:
            break
        count += 1
    return count


def _katas(last: Mapping[tuple[str, str], Mistake], order: Sequence[str]) -> list[OnKata]:
    by_kata: dict[str, list[Mistake]] = collections.defaultdict(list)
    for (_, kata), mistake in last.items():
        by_kata[kata].append(mistake)
    place = {kata: number for number, kata in enumerate(order)}
    found = [OnKata(kata, len(those), *_most_common(those)) for kata, those in by_kata.items()]
    return sorted(found, key=lambda each: (-each.learners, place.get(each.kata, len(place)), each.kata))


def _most_common(mistakes: Sequence[Mistake]) -> tuple[str, int]:
    counts = collections.Counter(each.key for each in mistakes)
    words = {each.key: each.words for each in mistakes}
    key = min(counts, key=lambda key: (-counts[key], words[key]))
    return words[key], counts[key]
