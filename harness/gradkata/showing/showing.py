"""A kata's picture, and whose functions it was computed with: the learner's own if they do what they should."""

from __future__ import annotations

import dataclasses
import importlib.util
import textwrap
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np

from ..boundary.failures import LearnerError, LearnerGone
from ..boundary.limits import Limits
from ..errors import UsageError
from ..finding.submission import of_learner
from ..grader import Grader
from ..judging import messages
from ..judging.answers import Answers, Recorded
from ..judging.compare import Wrong
from ..kata import Kata
from ..running.solutions import Solutions
from ..translation import beside, say
from .likeness import are_alike
from .picture import Picture

NAME = "show.py"
MOST = 250  # characters of a reason below a picture; `kata check` says all
Show = Callable[[Any], Picture]


@dataclasses.dataclass(frozen=True)
class Shown:
    """A picture, and a sentence on whose functions its numbers come from."""

    picture: Picture
    origin: str


def with_pictures(katas: Iterable[Kata]) -> list[str]:
    """The ids of the katas that have a picture."""
    return [kata.id for kata in katas if (kata.folder / NAME).is_file()]


def shown(
    kata: Kata,
    grader: Grader,
    answers: Answers,
    work: Path,
    limits: Limits | None = None,
    *,
    is_known_wrong: bool = False,
) -> Shown:
    """The picture of a kata.

    Args:
        grader: has all katas, and gives processes for the learner's code.
        answers: the source of right answers.
        work: the folder with the learner's files.
        limits: of their process; None for those of the kata.
        is_known_wrong: whether the last check of their work found something wrong.

    Raises:
        UsageError: it has none, or there is nobody whose functions it could be computed with.
    """
    with beside(kata.folder), np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # those of the learner's code are no business of whoever looks
        show = _script(kata, grader.katas.values())
        right = _of_the_solution(show, kata, answers)
        own, why = _of_the_learner(show, kata, grader, work, limits or kata.limits)
        if own is not None and right is not None and not are_alike(own, right):
            own, why = None, say("yours give other numbers, and `kata check {kata}` says more", kata=kata.id)
        if own is not None:
            return Shown(own, _own_origin(kata, _file(kata, work), is_known_wrong))
        if right is None:
            raise UsageError(say("There is nothing to show: {why}", why=why))
        return Shown(right, _solutions_origin(why))


def _solutions_origin(why: str) -> str:
    why = textwrap.shorten(why, MOST).rstrip(".")
    origin = say("Computed with the functions of the solution, not with yours: {why}.", why=why)
    return origin.removesuffix(".") if why.endswith("?") else origin


def _own_origin(kata: Kata, file: str, is_known_wrong: bool) -> str:
    origin = say("Computed with the functions in your own {file}.", file=file)
    if not is_known_wrong:
        return origin
    message = "{origin} The last `kata check {kata}` found something wrong, which does not show here."
    return say(message, origin=origin, kata=kata.id)


def _script(kata: Kata, katas: Iterable[Kata]) -> Show:
    """The function ``show`` of a kata's script."""
    path = kata.folder / NAME
    if not path.is_file():
        listed = ", ".join(with_pictures(katas))
        raise UsageError(say("The kata {kata} has no picture; these have one: {listed}", kata=kata.id, listed=listed))
    spec = importlib.util.spec_from_file_location(f"gradkata show {kata.id}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Show = module.show
    return found


def _of_the_solution(show: Show, kata: Kata, answers: Answers) -> Picture | None:
    """The picture of the right answers; None if nobody knows them, or those to a suite's questions alone.

    Raises:
        UsageError: it does not show what its caption says.
    """
    try:
        solution = answers(kata)
    except UsageError:
        return None
    if isinstance(solution, Recorded):
        return None
    picture = show(solution)
    if wrong := [claim.words for claim in picture.claims if not claim.holds]:
        raise UsageError(say("The picture of {kata} does not show what it says: {words}", kata=kata.id, words=wrong[0]))
    return picture


def _of_the_learner(show: Show, kata: Kata, grader: Grader, work: Path, limits: Limits) -> tuple[Picture | None, str]:
    """The picture of the learner's own work, or why there is none."""
    if not _file(kata, work):
        file = f"{kata.id}{kata.stub.suffix}"
        return None, say("there is no work/{file} yet (`kata start {kata}` begins)", file=file, kata=kata.id)
    with Solutions(work, grader, limits) as solutions:
        try:
            picture = show(solutions(kata.id))
        except LearnerError as error:
            return None, messages.raised(error, kata)
        except (LearnerGone, Wrong, UsageError) as error:
            return None, str(error)
        except Exception:  # whatever a function gave that is of the right shape and makes no sense
            return None, say("no picture can be made of what yours give; `kata check {kata}` says more", kata=kata.id)
    if not (picture.is_drawable and picture.is_borne_out):
        return None, say("yours give other numbers, and `kata check {kata}` says more", kata=kata.id)
    return picture, ""


def _file(kata: Kata, work: Path) -> str:
    """The name of the learner's file; empty if there is none."""
    found = of_learner(work, [kata.id], [kata.id]) if work.is_dir() else []
    return found[0].path.name if found and found[0].path else ""
