"""``kata audit``."""

from __future__ import annotations

import dataclasses
import functools
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from .. import plugins
from ..auditing import as_json, as_text
from ..auditing.audit import Plan
from ..auditing.audit import audit as audited
from ..authoring.packs import pack_around
from ..kata import Kata
from ..reports.wrapping import wrapped
from ..translation import say
from .common import kata_ids, katas_in, registry
from .streams import show_data

RENDERERS = {"table": as_text.render, "json": as_json.render}
QUICK: dict[str, Any] = {"seeds": 1, "mutants": 0, "pairs": 0, "is_first_look": True, "jobs": 1}
WIDTH = 80


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
@click.option("--quick", is_flag=True, help="What takes a moment: one seed, no mutants, no names.")
@click.option("--watch", is_flag=True, help="Do it again at each save, what takes a moment first.")
def audit(
    katas: tuple[str, ...], pack: Path | None, form: str, quick: bool, watch: bool, jobs: int | None,
    **amounts: int | None,
) -> None:  # fmt: skip
    """Prove the suites of katas ID, or of all: what is right passes, what is wrong fails and is named.

    In the folder of a pack, which has katas/ and reference/, or with --pack DIR, all katas are those of the pack,
    installed or not. What a kata still lacks is said in the order in which it is done.

    Exit status: 0 every proof holds, 1 one does not or something is unproven, 2 the command could not be carried out.
    """
    plan = Plan(**_given(amounts), jobs=jobs or os.cpu_count() or 1)
    root = pack or pack_around(Path.cwd())
    found = registry(root)
    asked = _asked(katas, root, found)
    if watch:
        _watch(asked, [*(("--pack", str(pack)) if pack else ()), *_options({**amounts, "jobs": jobs})])
        return
    left_out = {name: each.reason for name, each in found.broken.items()}
    findings = audited(asked, dataclasses.replace(plan, **QUICK) if quick else plan, _told, left_out)
    show = show_data if form == "json" else functools.partial(click.echo, nl=False)
    show(RENDERERS[form](findings))
    sys.exit(0 if findings.holds else 1)


def _given(amounts: Mapping[str, int | None]) -> dict[str, Any]:
    return {name: value for name, value in amounts.items() if value is not None}


def _options(amounts: Mapping[str, int | None]) -> list[str]:
    """The amounts as they are typed."""
    return [f"--{name}={value}" for name, value in _given(amounts).items()]


def _asked(names: Sequence[str], root: Path | None, found: plugins.Registry) -> list[Kata]:
    """The katas that are named, those that are left out among them; without names all, in a pack all of it."""
    if not names:
        return katas_in(root, found) if root else list(found.katas.values())
    known = {**{name: each.kata for name, each in found.broken.items()}, **found.katas}
    return [known[name] if name in known else found.kata(name) for name in dict.fromkeys(names)]


def _told(step: str) -> None:
    click.echo(say("auditing {what}", what=step), err=True)


def _watch(katas: Sequence[Kata], options: Sequence[str]) -> None:
    from ..auditing.watching import watch  # what it is made with takes a while to import

    command = ["audit", *(each.id for each in katas), *options]
    words = "Watching {katas}: what takes a moment is proved at each save, then all. Ctrl-C ends it."
    click.echo("\n".join(wrapped(say(words, katas=", ".join(each.id for each in katas)))), err=True)
    watch(katas, [[*command, "--quick"], command], _show)


def _show(text: str) -> None:
    """What one proof came to, and a line that keeps it apart from what comes next."""
    click.echo(f"{text}\n{'-' * WIDTH}")
