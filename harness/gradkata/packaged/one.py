"""One submission graded: ``python -m gradkata.packaged.one PLATFORM FOLDER FILE`` writes the report into FILE.

Its end is 0 if there is a report; 2 if none could be made, which standard error says in words. Whoever asks it to end
gets a report of what has been judged by then.
"""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path

import click

from .. import grading, interruption, plugins, translation
from ..errors import UsageError
from ..finding.folders import Folder, at_work
from ..finding.naming import shown
from ..finding.submission import Submission, of_learner
from ..grader import Grader
from ..job import Job
from ..results import Grading
from ..translation import say
from .platforms import PLATFORMS, Platform
from .settings import Settings, settings

NOT_CARRIED_OUT = 2
OVER = "The time of the grading was over before this was judged, so it is no judgement of the work. Hand it in again."


def main(name: str, root: str, file: str) -> int:
    """Grade, and write the report; give the exit status."""
    interruption.listen()
    chosen = settings()
    translation.choose(chosen.language)
    try:
        with interruption.allowed():
            graded = _graded(PLATFORMS[name], Path(root), chosen)
        if graded.interrupted and not graded.results:
            return NOT_CARRIED_OUT
        report = plugins.load().formats[name](graded)
        Path(file).write_bytes(report if isinstance(report, bytes) else report.encode())
    except interruption.Interrupted:
        return NOT_CARRIED_OUT
    except UsageError as error:
        click.echo(error, err=True)
        return NOT_CARRIED_OUT
    return 0


def _graded(platform: Platform, root: Path, chosen: Settings) -> Grading:
    found = plugins.load()
    asked = tuple(found.kata(each).id for each in chosen.katas)
    submissions = _submissions(platform, root, list(found.katas), asked)
    with Grader(found.katas.values(), found.answers) as grader:
        level = grader.level("auto")  # never `process`: that is for code that one trusts
        lacking = f" ({level.lacking})" if level.lacking else ""
        click.echo(say("Learner: {name}", name=submissions[0].learner))
        click.echo(say("Isolation: {level}{lacking}", level=level.name, lacking=lacking))
        graded = grading.grade(grader, submissions, found.executors["here"], seed=chosen.seed, level=level.name)
        return _whole(grader, graded, submissions) if graded.results else graded


def _whole(grader: Grader, graded: Grading, submissions: list[Submission]) -> Grading:
    """A grading of all submissions, those as well that no time was left for: wasted, it hides no points."""
    judged = {each.kata: each for each in graded.results}
    for each in submissions:
        if each.kata not in judged:
            late = Job(each.learner, each.kata, graded.seed, problem=say(OVER), level=graded.isolation)
            judged[each.kata] = grader.grade(late)
    results = tuple(judged[each.kata] for each in submissions)
    return dataclasses.replace(graded, results=results, interrupted=False)


def _submissions(platform: Platform, root: Path, known: list[str], asked: tuple[str, ...]) -> list[Submission]:
    """What was handed in of each kata: the folder is one learner's, whatever lies in it, under the platform's name."""
    folder = root / platform.submission
    if platform.looks_below:
        folder = at_work(Folder(folder, folder.name, known), known).path
    name = shown(platform.learner(root))
    return [dataclasses.replace(each, learner=name) for each in of_learner(folder, known, asked)]


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
