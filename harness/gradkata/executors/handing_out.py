"""Which job a worker of a cluster is given next, and what becomes of those that a dead one held."""

from __future__ import annotations

import collections
import dataclasses
from collections.abc import Iterable, Iterator
from typing import Any

from ..job import Job

PER_THREAD = 2  # jobs: one that is judged, and one that is there when it is done

Numbered = tuple[int, Job]


@dataclasses.dataclass(eq=False)
class Worker:
    """A worker of the cluster.

    Attributes:
        threads: how many jobs it works on at a time.
        check: what will tell whether it is fit; None once it is seen to be.
        held: what it was given and has not answered, in that order.
        is_alone: whether what it has is a job that a worker died over, so that it is given nothing else.
    """

    threads: int
    check: Any
    held: dict[Any, Numbered] = dataclasses.field(default_factory=dict)
    is_alone: bool = False

    @property
    def is_fit(self) -> bool:
        return self.check is None

    @property
    def has_room(self) -> bool:
        """Whether it can be given one more job that is like any other."""
        return not (self.is_alone and self.held) and len(self.held) < PER_THREAD * self.threads


class Jobs:
    """The jobs that no worker has. They are read when there is room for them.

    A dead worker may have been at several, of which one ended it: each is a suspect, and is given to a worker that has
    nothing else. If that one dies, too, it is clear over which.
    """

    def __init__(self, jobs: Iterable[Job]):
        self._unread: Iterator[Numbered] = enumerate(jobs)
        self._has_more = True
        self._again: collections.deque[Numbered] = collections.deque()
        self._suspects: collections.deque[Numbered] = collections.deque()
        self._tried: set[int] = set()  # numbers of the jobs that a worker died over

    @property
    def are_all_given(self) -> bool:
        """Whether there are none left, as far as is known."""
        return not (self._has_more or self._again or self._suspects)

    def next_for(self, worker: Worker) -> Numbered | None:
        """The next one for a worker, if there is one and there is room."""
        if self._suspects:
            if worker.held:  # it is given one when it has answered all
                return None
            worker.is_alone = True
            return self._suspects.popleft()
        if not worker.has_room:
            return None
        worker.is_alone = False
        return self._again.popleft() if self._again else self._read()

    def again(self, numbered: Numbered) -> None:
        """Take back one that was not begun."""
        self._again.append(numbered)

    def suspect(self, numbered: Numbered) -> bool:
        """Take back one that a worker died over; give whether it is taken: the second time, it is not."""
        if numbered[0] in self._tried:
            return False
        self._tried.add(numbered[0])
        self._suspects.append(numbered)
        return True

    def _read(self) -> Numbered | None:
        numbered = next(self._unread, None)
        self._has_more = numbered is not None
        return numbered
