"""Save, verdict, next: checks what a learner saves, and answers their keys meanwhile.

Everything that happens comes in through one queue: a key, a save, a verdict. Nothing is ever redrawn or cleared, so
that what was on the screen stays there to be read.
"""

from __future__ import annotations

import contextlib
import dataclasses
import os
import queue
import time
from collections import Counter
from typing import TypeAlias

from .. import interruption
from ..finding.workspace import from_here
from ..results import Status
from .actions import QUIT, Actions
from .agenda import Turn
from .keys import keys
from .saves import Saves
from .sitting import Sitting
from .telling import Telling
from .warm_judge import Heard, Judge

LOOK_S = 0.5  # how often to look for saves that the system did not tell of
PATIENCE_S = 1.0  # how long a check goes on when something newer was saved: to begin anew takes about as long
LONG_S = 3.0  # a check that takes longer is spoken of
GAP_S = 3.0  # nothing happened for longer than that: this process was stopped, or the whole machine
TRIES = 2  # of a check that ends with the process that makes it

Event: TypeAlias = "str | Heard | None"  # a key, what the judge says, or a reason to look for saves


@dataclasses.dataclass
class Check:
    """The check that is going on; of no kata if none is.

    Attributes:
        has_gap: whether nothing could run for a while meanwhile.
        is_spoken_of: whether the learner was told that it takes long.
    """

    kata: str = ""
    turn: Turn = Turn.SAVED
    has_gap: bool = False
    is_spoken_of: bool = False


class Watch:
    """Watches until the learner quits.

    Args:
        sitting: what it is about; whether there are keys is found out here.

    Raises:
        UsageError: there can be no ``work/``.
    """

    def __init__(self, sitting: Sitting):
        self._sitting, self._agenda = sitting, sitting.agenda
        self._saves = Saves(sitting.make_folder())
        self._inbox: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self._keys = keys(self._inbox.put)
        sitting.has_keys = self._keys.are_there
        self._judge = Judge(sitting.workspace.root, self._inbox.put)
        self._actions = Actions(sitting, self._keys, self._begin_with)
        self._telling = Telling(sitting)
        self._check = Check()
        self._lost = Counter[str]()  # checks that ended with their process

    def run(self) -> None:
        """Watch.

        Raises:
            UsageError: a stub cannot be written.
        """
        with contextlib.ExitStack() as stack:
            with interruption.after():  # whoever changes the terminal gets to know that it is to be changed back
                stack.enter_context(self._keys)
            stack.enter_context(self._judge)
            try:
                self._begin()
                while (event := self._next_event()) not in QUIT:
                    self._answer(event)
            finally:
                interruption.hold()  # the terminal is to be left as it was found, whoever is in a hurry

    def _begin(self) -> None:
        self._saves.tell(lambda: self._inbox.put(None))
        sitting = self._sitting
        if sitting.kata:
            self._begin_with(sitting.kata)
        else:
            self._judge.prepare()
            sitting.say("Watching {folder}: save a kata's file, and it is checked.", folder=self._folder)
            sitting.take_up()
        if sitting.has_keys:
            sitting.show(self._actions.help())
        else:
            sitting.say("Standard input is no terminal, so there are no keys. Ctrl-C ends the watch.")
        self._start_a_check()

    @property
    def _folder(self) -> str:
        return from_here(self._sitting.workspace.work) + os.sep

    def _begin_with(self, kata: str) -> None:
        if not self._judge.kata:
            self._judge.prepare(kata)
        self._sitting.begin(kata, self._saves.disregard)

    def _next_event(self) -> Event:
        before = time.monotonic()
        try:
            event = self._inbox.get(timeout=LOOK_S)
        except queue.Empty:
            event = None
        self._check.has_gap |= time.monotonic() - before > GAP_S
        return event

    def _answer(self, event: Event) -> None:
        self._sitting.saved(self._saves.changed())
        if isinstance(event, str):
            self._actions.press(event)
        elif event is not None:
            self._hear(event)
        if self._judge.kata:
            self._hurry()
        else:
            self._start_a_check()

    def _start_a_check(self) -> None:
        item = self._agenda.next()
        if item is not None:
            self._check = Check(*item)
            self._judge.check(self._check.kata)
        else:
            self._telling.sum_up()

    def _hurry(self) -> None:
        """Leave a check that takes long while something newer waits; speak of one that takes long."""
        check, now = self._check, time.monotonic()
        pressing = self._agenda.pressing_since
        if pressing is not None and now - max(pressing, self._judge.since) > PATIENCE_S:
            self._judge.leave()
            self._agenda.add([check.kata], max(check.turn, Turn.LEFT))
            self._start_a_check()
        elif now - self._judge.since > LONG_S and not check.is_spoken_of:
            check.is_spoken_of = True
            self._sitting.say("Still checking {kata}. What never ends is ended by its time limit.", kata=check.kata)

    def _hear(self, heard: Heard) -> None:
        check = self._check
        if not self._judge.takes(heard) or not check.kata:
            return
        self._check = Check()
        if heard.verdict is None:
            self._begin_anew(check)
        elif check.has_gap and heard.verdict.status is Status.TIMEOUT:
            self._agenda.add([check.kata], check.turn)  # its time ran out while nothing could run
        elif not self._agenda.is_saved(check.kata):  # else the verdict is about an older text
            self._lost.pop(check.kata, None)
            self._sitting.imports[check.kata] = heard.verdict.imports
            if check.turn is not Turn.PASSING and not self._sitting.is_bound:
                self._sitting.kata = check.kata
            self._telling.tell(heard.verdict, check.turn)

    def _begin_anew(self, check: Check) -> None:
        """The process that judged has ended."""
        self._lost[check.kata] += 1
        if self._lost[check.kata] < TRIES:
            self._agenda.add([check.kata], check.turn)
            return
        del self._lost[check.kata]
        self._sitting.say(
            "The process that checks {kata} has ended, twice, so there is no verdict. Save it to try again.",
            kata=check.kata,
        )
