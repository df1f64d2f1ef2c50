"""``kata audit``."""

from __future__ import annotations

import functools
import os
import sys
from pathlib import Path

import click

from ..auditing import as_json, as_text
from ..auditing.audit import Plan
from ..auditing.audit import audit as audited
from ..kata import check_builds_on
from .common import kata_ids, katas_in, registry
from .streams import show_data

RENDERERS = {"table": as_text.render, "json": as_json.render}


@click.command()
@click.argument("katas", metavar="[ID]...", nargs=-1, shell_complete=kata_ids)
@click.option("--seeds", type=click.IntRange(min=1), default=10, show_default=True, help="How many, for what is right.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="The first of the seeds.")
@click.option("--mutants", type=click.IntRange(min=0), help="How many of each reference, drawn at random.  [all]")
@click.option(
    "--pairs", type=click.IntRange(min=0), default=100, show_default=True, help="Of mistakes, over all katas."
)
@click.option("--jobs", type=click.IntRange(min=1), help="How many submissions to judge at a time.  [one a core]")
@click.option("--pack", type=click.Path(exists=True, file_okay=False, path_type=Path), help="A pack by its folder.")
@click.option(
    "--format", "form", type=click.Choice(list(RENDERERS)), default="table", show_default=True,
    help="How to write what came of it.",
)  # fmt: skip
def audit(
    katas: tuple[str, ...],
    seeds: int,
    seed: int,
    mutants: int | None,
    pairs: int,
    jobs: int | None,
    pack: Path | None,
    form: str,
) -> None:
    """Prove the suites of katas ID, or of all: what is right passes, what is wrong fails and is named.

    With --pack, all katas are those of a folder with katas/ and reference/ in it, installed or not.

    Exit status: 0 every proof holds, 1 one does not or something is unproven, 2 the command could not be carried out.
    """
    found = registry(pack)
    check_builds_on(found.katas.values())
    everything = list(found.katas.values()) if pack is None else katas_in(pack, found)
    asked = [found.kata(each) for each in dict.fromkeys(katas)] or everything
    plan = Plan(seeds, seed, mutants, pairs, jobs or os.cpu_count() or 1)
    findings = audited(asked, plan, lambda step: click.echo(f"auditing {step}", err=True))
    show = show_data if form == "json" else functools.partial(click.echo, nl=False)
    show(RENDERERS[form](findings))
    sys.exit(0 if findings.holds else 1)
