"""``kata run``."""

from __future__ import annotations

import secrets
import textwrap
from pathlib import Path

import click
import numpy as np

from ..boundary.failures import LearnerError, LearnerGone
from ..boundary.limits import Limits
from ..boundary.sanitizing import clean
from ..errors import UsageError
from ..finding.workspace import find_workspace_here
from ..grader import Grader
from ..judging import messages
from ..reports import pictures
from ..reports.wrapping import width
from ..running import Stage, script
from ..running.corpus import corpus
from ..running.solutions import Solutions
from ..translation import beside, say
from .common import kata_ids, registry

SECONDS = 60


@click.command()
@click.argument("kata", metavar="ID", shell_complete=kata_ids)
@click.option("--corpus", "path", type=click.Path(path_type=Path), help="A text file to learn from, in UTF-8.")
@click.option("--seconds", type=click.IntRange(1, 3600), default=SECONDS, show_default=True, help="How long, about.")
@click.option("--seed", type=click.IntRange(min=0), help="Repeat the chance of an earlier run.")
@click.option("--picture", type=click.Path(path_type=Path), help="Where to save the loss curve.  [work/ID-loss.png]")
def run(kata: str, path: Path | None, seconds: int, seed: int | None, picture: Path | None) -> None:
    """Put your own solution of kata ID to work: `kata run training` has your network learn a text and write its own."""
    found = registry()
    chosen = found.kata(kata)
    steps, text = script(chosen), corpus(path)
    work = find_workspace_here(found.katas).work
    seed = secrets.randbits(32) if seed is None else seed
    limits = Limits(cpu_s=2 * seconds + 60)
    losses: list[float] = []
    with (
        beside(chosen.folder),
        Grader(found.katas.values(), found.answers, is_trusted=True) as grader,
        Solutions(work, grader, limits) as solutions,
    ):
        try:
            for stage in steps.run(solutions, text, np.random.default_rng(seed), seconds):
                click.echo(_shown(stage))
                losses = list(stage.losses) or losses
        except LearnerError as error:
            words = messages.raised(error, chosen)
            raise UsageError(say("{words}; `kata check {kata}` says more", words=words, kata=kata)) from None
        except LearnerGone as error:
            raise UsageError(say("{words} `kata check {kata}` says more.", words=error, kata=kata)) from None
    if losses:
        _save(losses, picture, work / f"{kata}-loss.png", say("{kata}: your loss", kata=kata))
    click.echo(say("(--seed {seed} repeats this run)", seed=seed), err=True)


def _shown(stage: Stage) -> str:
    lines = [clean(line, 2000) for line in stage.sample.splitlines()]
    wrapped = [part for line in lines for part in textwrap.wrap(line, width() - 4) or [""]]
    return "\n".join([stage.title, *(f"    {line}".rstrip() for line in wrapped), *([""] if wrapped else [])])


def _save(losses: list[float], asked: Path | None, usual: Path, title: str) -> None:
    try:
        pictures.save_curve(losses, title, asked or usual)
    except pictures.NoPicturesError as error:
        if asked is not None:
            raise
        click.echo(say("The loss curve is not saved: {reason}", reason=error), err=True)
    else:
        click.echo(say("The loss curve is in {path}", path=asked or usual), err=True)
