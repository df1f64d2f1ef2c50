"""A process that checks one kata after the other, and makes ready for the next while nothing is asked of it.

It is apart from the one that a learner talks to: keys are answered while their code runs, and what takes too long can
be left at once. It judges in its main thread, as a budget's timers ask for.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

from .. import plugins, translation
from ..errors import UsageError
from ..executors.worker import belong_to
from ..finding.workspace import Workspace, from_here
from ..learning.accessible import is_accessible
from ..learning.desk import Desk
from ..reports.detail import render_result
from ..reports.problems import between_marks, render_problems
from ..reports.wrapping import narrow_to, points
from ..results import Status
from ..translation import say
from .verdict import Verdict

OBJECTS = 50_000  # new ones between two collections, as in any grader
MOST_PREPARED = 3  # katas, where it may be any: those that were worked on last


def serve(connection: Connection, root: Path, language: str, parent: int, columns: int) -> None:
    """Answer each request for a check with a verdict, until whoever sends them has gone.

    Args:
        root: of the workspace.
        parent: the number of the process that sends them.
        columns: how many a line may have.
    """
    belong_to(parent)
    gc.set_threshold(OBJECTS, *gc.get_threshold()[1:])
    narrow_to(columns)
    found = plugins.load()
    if language != translation.ENGLISH:
        translation.choose(language, found.catalogues)
    with contextlib.suppress(EOFError, OSError), Desk(found, Workspace(root), prepares=True) as desk:
        preparing: Iterator[None] = iter(())
        while True:
            for _ in preparing:
                if connection.poll():
                    break
            request = connection.recv()
            preparing = _prepared(desk, request.kata)
            if request.is_check:
                connection.send(_verdict(desk, request.kata))


def _prepared(desk: Desk, kata: str) -> Iterator[None]:
    """Make ready for a kata, step by step: all that its first check would have to wait for."""
    with contextlib.suppress(UsageError):  # which the check will say
        katas = [kata] if kata else _latest(desk)
        desk.warm_up(katas)
        yield
        from ..explaining.explain import catalogue_for  # which is imported where something is wrong: that is soon

        yield
        for each in (desk.found.katas[name] for name in katas):
            catalogue = catalogue_for(each, desk.found.answers(each))
            yield
            catalogue.of()
            for mistake in catalogue.mistakes:
                yield
                catalogue.is_there((mistake,))


def _latest(desk: Desk) -> list[str]:
    """The katas that were worked on last."""
    times: dict[str, int] = {}
    for each in desk.handed_in():
        with contextlib.suppress(OSError):
            times[each.kata] = each.path.stat().st_mtime_ns if each.path else 0
    return sorted(times, key=lambda kata: -times[kata])[:MOST_PREPARED]


def _verdict(desk: Desk, kata: str) -> Verdict:
    try:
        return _judged(desk, kata)
    except UsageError as error:
        return Verdict(kata, text=f"{error}\n", remarks=_remarks(desk))


def _judged(desk: Desk, kata: str) -> Verdict:
    submission = next(iter(desk.handed_in([kata])), None)
    if submission is None or submission.path is None:
        remark = submission.remark if submission else ""
        return Verdict(kata, text=f"{remark or say('There is no work on {kata} any more.', kata=kata)}\n")
    (result,) = desk.check([submission])
    then, is_passed = desk.then(result), result.status is Status.PASSED
    path, maps = from_here(submission.path), False if is_accessible() else None
    score, highest = points(result.score), points(result.max_score)
    return Verdict(
        kata, path, result.status,
        say("{kata}: {status}, {score} of {highest} points.", kata=kata, status=say(str(result.status)), score=score,
            highest=highest),
        render_result(result, maps=maps, prints=True, then="" if is_passed else then), then if is_passed else "",
        tuple(Path(name).stem for name in result.imports), _remarks(desk),
        between_marks(render_problems(result, path), path),
    )  # fmt: skip


def _remarks(desk: Desk) -> tuple[str, ...]:
    remarks, desk.remarks = tuple(desk.remarks), []
    return remarks
