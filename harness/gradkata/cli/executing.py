"""How commands get submissions judged: at which level, and here, in several processes, or on a cluster."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ..errors import UsageError
from ..executors import Executor, at_a_time
from ..plugins import nearest
from ..translation import say

if TYPE_CHECKING:
    from ..grader import Grader

Function = TypeVar("Function", bound=Callable[..., Any])

NAMES = ("jobs", "executor", "scheduler")
OPTIONS = (
    click.option("--jobs", type=click.IntRange(min=1), help="How many submissions to judge at a time."),
    click.option("--executor", metavar="NAME", help="How to get them judged: here, processes, or a plugin's way."),
    click.option("--scheduler", metavar="ADDRESS", help="Judge on a cluster of Dask, as at tcp://HOST:8786."),
)


def options(command: Function) -> Function:
    """The options for it."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def chosen(
    executors: Mapping[str, Executor], count: int, jobs: int | None, name: str | None, scheduler: str | None
) -> tuple[int, Executor]:
    """How many submissions to judge at a time, and what judges them.

    Args:
        count: of submissions.

    Raises:
        UsageError: there is no such executor, or what is asked for does not go together.
    """
    if scheduler is not None:
        executor = _called(name or "cluster", executors)
        if not executor.connects:
            words = "--executor {name} works on this machine, without a scheduler: leave out one of the two"
            raise UsageError(say(words, name=executor.name))
        return jobs or 0, executor.at(scheduler)
    number = at_a_time(jobs, count)
    executor = _called(name or ("here" if number <= 1 else "processes"), executors)
    if executor.connects:
        raise UsageError(say("--executor {name} needs --scheduler ADDRESS", name=executor.name))
    return number, executor


def opened(grader: Grader, isolation: str) -> str:
    """The name of the level that submissions run at; which one ``auto`` comes to is told."""
    level = grader.level(isolation)
    if isolation == "auto":
        lacking = f" ({level.lacking})" if level.lacking else ""
        click.echo(say("Isolation: {level}{lacking}", level=level.name, lacking=lacking), err=True)
    return level.name


def _called(name: str, executors: Mapping[str, Executor]) -> Executor:
    if name not in executors:
        names = ", ".join(executors)
        hint = nearest(name, executors) or say("there are {names}", names=names)
        raise UsageError(say("there is no executor {name!r}; {hint}", name=name, hint=hint))
    return executors[name]
