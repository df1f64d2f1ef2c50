"""Measures, and writes the page."""

from __future__ import annotations

import os
import shlex
import statistics
import sys
from pathlib import Path

import click
from gradkata import plugins
from gradkata.errors import UsageError

from bench import machine, measure

from .judging import judged
from .outcomes import Judged
from .report import Findings, render
from .solutions import SET, load

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "diagnosis.md"
REFS = 5  # runs to take the median of, before and after


@click.command()
@click.option("--seeds", type=click.IntRange(min=1), default=3, show_default=True)
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="The first of the seeds.")
@click.option("--kata", "names", multiple=True, help="Only this one; may be given again. No page unless --out.")
@click.option("--jobs", type=click.IntRange(min=1), help="How many katas to judge at a time.  [one a core]")
@click.option("--isolation", default="auto", show_default=True)
@click.option("--out", type=click.Path(path_type=Path), help=f"The page to write; by default {PAGE.relative_to(ROOT)}.")
def main(seeds: int, seed: int, names: tuple[str, ...], jobs: int | None, isolation: str, out: Path | None) -> None:
    """Measure how right the diagnosis is on the held-out set, print it and write it down."""
    if not hasattr(os, "wait4"):
        raise click.UsageError("this system does not tell what a process and its children cost: no os.wait4")
    try:
        found = _measured(range(seed, seed + seeds), names, jobs or os.cpu_count() or 1, isolation)
    except UsageError as error:
        raise click.UsageError(str(error)) from None
    page = render(found)
    click.echo(page, nl=False)
    if out is not None or not names:
        _write(out or PAGE, page)


def _measured(seeds: range, names: tuple[str, ...], jobs: int, isolation: str) -> Findings:
    registry = plugins.load()
    asked = {registry.kata(name).id for name in names} or set(registry.katas)
    solutions = [each for each in load(SET, registry.katas) if each.kata in asked]
    refs = _refs()
    found = [Judged(*each) for each in judged(solutions, registry.katas, seeds, jobs, isolation)]
    return Findings(machine.here(), _command(), seeds, statistics.median(refs + _refs()), found)


def _refs() -> list[float]:
    return [measure.run([sys.executable, "-c", "import numpy"], ROOT).cpu_s for _ in range(REFS)]


def _command() -> str:
    return shlex.join(["nox", "-s", "accuracy", *(["--", *sys.argv[1:]] if sys.argv[1:] else [])])


def _write(path: Path, page: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(page, "utf-8", newline="\n")
    click.echo(f"The page is in {path}", err=True)


if __name__ == "__main__":
    main()
