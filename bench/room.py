"""A room full of people, some of them hostile, whose server is killed in the middle: who waits for how long?"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import random
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path
from typing import Any

from . import machine, room_work
from .learners import katas
from .room_board import Board
from .room_books import Books, compared
from .room_learners import Handed, Learner
from .room_process import RoomProcess, Sample

ONE_IN = 10  # learners is hostile
EVERY_S = 5.0  # the room is looked at
TELL_S = 30.0
LAST_S = 240.0  # for what was handed in last to be judged
CALM_S = 3.0  # after the last verdict, before processes are counted

Say = Callable[[str], None]


@dataclasses.dataclass(frozen=True)
class Plan:
    """What is simulated.

    Attributes:
        think_s: what passes between a verdict and the learner's next work, on average; at least ``least_s``.
        only: the katas of the room; none for all.
        kinds: of what is hostile.
    """

    minutes: float = 5.0
    learners: int = 50
    seed: int = 1
    think_s: float = 22.0
    least_s: float = 2.0
    only: tuple[str, ...] = ()
    kinds: Sequence[Sequence[str]] = room_work.KINDS

    @property
    def hostile(self) -> int:
        """How many learners are."""
        return max(1, self.learners // ONE_IN)


@dataclasses.dataclass
class Room:
    """What was measured.

    Attributes:
        lives: what the room's processes took, from the start to the kill, and from then to the end.
        killed: when it was killed, and ``back``, when it answered again.
        gone_s: after how long all its processes were gone.
        cpu_s: CPU time of the clients, the board among them; ``wall_s`` of all by the clock.
        left: how many processes there are when all is judged, and ``before`` anybody had come.
        states, largest: how many the board was sent, and bytes of the largest.
        heard: answers about the room's news.
        loads: the machine's, each time that the room was looked at.
    """

    plan: Plan
    handed: list[Handed] = dataclasses.field(default_factory=list)
    lives: list[list[Sample]] = dataclasses.field(default_factory=list)
    begin: float = 0.0
    killed: float = 0.0
    back: float = 0.0
    gone_s: float = 0.0
    cpu_s: float = 0.0
    wall_s: float = 0.0
    before: int = 0
    left: int = 0
    states: int = 0
    largest: int = 0
    heard: int = 0
    code: int = 0
    level: str = ""
    books: Books | None = None
    loads: list[float] = dataclasses.field(default_factory=list)


def measured(plan: Plan, say: Say = lambda _: None) -> Room:
    """Open a room, and live in it."""
    found = Room(plan, loads=[machine.load()])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "room"
        begin, cpu_s = time.monotonic(), time.process_time()
        asyncio.run(_lived(found, folder, say))
        found.wall_s, found.cpu_s = time.monotonic() - begin, time.process_time() - cpu_s
        found.books = compared(folder, found.handed)
    return found


async def _lived(found: Room, folder: Path, say: Say) -> None:
    room = RoomProcess(folder, *(word for each in found.plan.only for word in ("--kata", each)))
    try:
        await room.open()
        _look(found, room, is_first=True)
        found.before, found.begin = found.lives[0][0].processes, time.monotonic()
        found.level = room.said.partition("Isolation: ")[2].split()[0]
        board, over = Board(room.board), asyncio.Event()
        people = _people(found, board)
        async with _meanwhile(board.watch(), board.hints(), _watch(found, room, say)):
            living = [asyncio.create_task(each.live(room.port, over)) for each in people]
            await _killed_in_the_middle(found, room, living, say)
            over.set()
            async with asyncio.timeout(LAST_S):
                await asyncio.gather(*living)
            await asyncio.sleep(min(CALM_S, 20 * found.plan.minutes))
            _look(found, room)
        found.left = found.lives[-1][-1].processes
        found.states, found.largest = board.states, board.largest
        found.heard = sum(each.heard for each in people)
    finally:
        found.code = await room.end()


async def _killed_in_the_middle(found: Room, room: RoomProcess, living: list[asyncio.Task[None]], say: Say) -> None:
    """Half of the time, the kill when something is being judged, the same command again, and the other half."""
    await _while_all_live(living, found.plan.minutes * 30)
    while not any(each.id and not each.end for each in found.handed):
        await _while_all_live(living, 0.005)
    _look(found, room)
    found.killed = time.monotonic()
    found.gone_s = await room.kill()
    await room.open()
    found.back = time.monotonic()
    say(f"killed, all gone after {found.gone_s:.2f} s, and open again after {found.back - found.killed:.1f} s")
    _look(found, room, is_first=True)
    await _while_all_live(living, found.plan.minutes * 30)


async def _while_all_live(living: list[asyncio.Task[None]], seconds: float) -> None:
    """Wait; what a client fails with is an error of this simulation, and ends it."""
    done, _ = await asyncio.wait(living, timeout=seconds, return_when=asyncio.FIRST_EXCEPTION)
    for each in done:
        each.result()


def _people(found: Room, board: Board) -> list[Learner]:
    plan = found.plan
    chosen = [each for each in katas() if not plan.only or each.id in plan.only]

    def hear(handed: Handed) -> None:
        found.handed.append(handed)
        board.expect(handed)

    people = []
    for number in range(plan.learners):
        dice = random.Random(f"{plan.seed} {number}")
        is_hostile = number < plan.hostile
        pieces = room_work.hostile(dice, plan.kinds) if is_hostile else room_work.honest(chosen, number, dice)
        people.append(Learner(f"Learner {number:02}", pieces, dice, plan.think_s, plan.least_s, hear))
    return people


@contextlib.asynccontextmanager
async def _meanwhile(*works: Any) -> AsyncIterator[None]:
    tasks = [asyncio.create_task(each) for each in works]
    try:
        yield
    finally:
        for each in tasks:
            each.cancel()
        ends = await asyncio.gather(*tasks, return_exceptions=True)
    for end in ends:
        if isinstance(end, Exception):
            raise end


async def _watch(found: Room, room: RoomProcess, say: Say) -> None:
    last = time.monotonic()
    while True:
        await asyncio.sleep(EVERY_S)
        if not found.killed or found.back:
            _look(found, room)
        if time.monotonic() - last >= TELL_S:
            last = time.monotonic()
            ends = sum(each.end is not None for each in found.handed)
            say(f"{last - found.begin:.0f} s: {len(found.handed)} handed in, {ends} judged; {found.lives[-1][-1]}")


def _look(found: Room, room: RoomProcess, *, is_first: bool = False) -> None:
    if is_first:
        found.lives.append([])
    found.lives[-1].append(room.sample())
    found.loads.append(machine.load())
