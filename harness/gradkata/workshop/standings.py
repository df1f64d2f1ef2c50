"""Who is where, as results come in: of each learner and kata the last result, and how long it has been going on."""

from __future__ import annotations

import collections
import dataclasses
import datetime
import itertools
from collections.abc import Callable, Iterable, Iterator

from ..gradebook.attempt import Attempt
from ..insight.mistakes import Mistake, mistake_of, mistakes_of
from ..insight.stuck import SEVERAL
from ..results import Result, Status

RECENT_S = 300.0
Place = tuple[str, str]  # a learner and a kata


@dataclasses.dataclass
class Standing:
    """Where a learner stands with a kata.

    Attributes:
        attempt: the id of the last; where it was the stub again, of the text before that, and so are ``work``,
            ``mistake`` and what depends on it.
        parts: the mistake, each by itself where two together are what is wrong.
        meanings: the own words of those of them that are known, by their keys.
        began, last: when the first and the last were judged, by a clock that only ever grows.
        keys: of the mistake of each text that was judged; one that was judged again has the last. Stubs have none.
    """

    attempt: str
    work: str
    status: Status
    score: float
    mistake: Mistake
    parts: tuple[Mistake, ...]
    meanings: dict[tuple[str, ...], str]
    began: float
    last: float
    keys: tuple[tuple[str, ...], ...] = ()

    @property
    def attempts(self) -> int:
        """How many texts of theirs were judged."""
        return len(self.keys)

    @property
    def same(self) -> int:
        """Of how many texts, up to the last, the mistake was the one of the last."""
        return sum(1 for _ in itertools.takewhile(lambda key: key == self.mistake.key, reversed(self.keys)))

    @property
    def is_stuck(self) -> bool:
        """Whether it was tried several times, and never passed."""
        return self.attempts >= SEVERAL and (Status.PASSED,) not in self.keys


@dataclasses.dataclass(frozen=True)
class InTheRoom:
    """A mistake that learners of a room have now.

    Attributes:
        tried: how many learners have handed in this kata.
        names: those who have it now, and ``recent`` how many of them since the last minutes.
    """

    kata: str
    mistake: Mistake
    tried: int
    names: tuple[str, ...]
    recent: int


class Standings:
    """What a gradebook's attempts come to, one after the other.

    Args:
        clock: seconds that only ever grow.
    """

    def __init__(self, clock: Callable[[], float]):
        self._clock = clock
        self.places: dict[Place, Standing] = {}

    def begin(self, attempts: Iterable[Attempt], now: datetime.datetime) -> None:
        """Take in what a gradebook has, the oldest first; what lies in the future, by its clock, is of now."""
        for each in attempts:
            ago = (now - datetime.datetime.fromisoformat(each.graded)).total_seconds()
            self.add(each, each.judged(), self._clock() - max(0.0, ago))

    def add(self, attempt: Attempt, result: Result, time: float | None = None) -> None:
        """Take in one attempt.

        Args:
            time: when it was judged, by the clock; None for now.
        """
        at = self._clock() if time is None else time
        place, is_text = (attempt.learner, attempt.kata), result.status is not Status.UNATTEMPTED
        before = self.places.get(place)
        if before is not None and before.attempts and not is_text:
            self.places[place] = dataclasses.replace(before, status=result.status, score=result.score, last=at)
            return
        mistake, parts, meanings = mistake_of(result), mistakes_of(result), _meanings(result)
        new = Standing(attempt.id, attempt.work, result.status, result.score, mistake, parts, meanings, at, at)
        if before is not None and before.attempts:
            new.began, new.keys = before.began, before.keys[: -1 if attempt.work == before.work else None]
        new.keys += (mistake.key,) * is_text
        self.places[place] = new

    def knows(self, learner: str) -> bool:
        """Whether there is anything of a learner."""
        return any(place[0] == learner for place in self.places)

    def forget(self, learner: str) -> None:
        """Drop all that is known of a learner."""
        self.places = {place: found for place, found in self.places.items() if place[0] != learner}

    def stuck(self) -> list[tuple[Place, Standing]]:
        """Who needs help most comes first: the longest with one mistake, then who has most attempts."""
        found = [(place, each) for place, each in self.places.items() if each.is_stuck]
        return sorted(found, key=lambda pair: (-pair[1].same, -pair[1].attempts, pair[1].began, pair[0]))

    def mistakes(self) -> list[InTheRoom]:
        """What is wrong in the room now, what most have wrong first."""
        having: dict[tuple[str, tuple[str, ...]], list[tuple[str, Standing]]] = collections.defaultdict(list)
        words: dict[tuple[str, tuple[str, ...]], Mistake] = {}
        for (learner, kata), each in self.places.items():
            if each.status not in (Status.PASSED, Status.UNATTEMPTED):
                for mistake in each.parts:
                    having[kata, mistake.key].append((learner, each))
                    words[kata, mistake.key] = mistake
        tried = collections.Counter(kata for (_, kata), each in self.places.items() if each.attempts)
        found = [
            _in_the_room(kata, words[kata, key], tried[kata], those, self._clock())
            for (kata, key), those in having.items()
        ]
        return sorted(found, key=lambda each: (-len(each.names), -each.recent, each.kata, each.mistake.words))

    def with_mistake(self, kata: str, key: Iterable[str]) -> Iterator[tuple[str, Standing]]:
        """The learners whose last work on a kata has a mistake, the last who handed in first."""
        wanted = tuple(key)
        found = [
            (place[0], each)
            for place, each in self.places.items()
            if place[1] == kata and each.mistake.key != (Status.PASSED,) and wanted in [part.key for part in each.parts]
        ]
        return iter(sorted(found, key=lambda pair: -pair[1].last))


def _in_the_room(kata: str, mistake: Mistake, tried: int, those: list[tuple[str, Standing]], now: float) -> InTheRoom:
    names = tuple(sorted(learner for learner, _ in those))
    recent = sum(now - each.last < RECENT_S for _, each in those)
    return InTheRoom(kata, mistake, max(tried, len(those)), names, recent)


def _meanings(result: Result) -> dict[tuple[str, ...], str]:
    """What a learner is told of each mistake, by its key."""
    words = {each.id: each.words for each in result.misconceptions}
    return {part.key: " ".join(filter(None, (words.get(id, "") for id in part.key))) for part in mistakes_of(result)}
