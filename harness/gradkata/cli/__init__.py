"""The command line: one file a command, each imported when it is called."""

from __future__ import annotations

import functools
import sys
from pathlib import Path
from typing import Any

import click

from .. import __version__, plugins
from ..errors import UsageError


class NotCarriedOut(click.ClickException):
    """A command that could not be carried out."""

    exit_code = 2


class Commands(click.Group):
    """The plugins' commands. They end with exit code 2 and one clear sentence when they cannot be carried out."""

    @functools.cached_property
    def _registry(self) -> plugins.Registry:
        return plugins.commands()

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(self._registry.commands)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        found = self._registry.commands
        if name in found:
            return found[name].loaded()
        hint = plugins.nearest(name, found)
        if hint:
            ctx.fail(f"No such command {name!r}; {hint}")
        return None

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(each.name, each.help) for each in self._registry.commands.values()])
        for problem in self._registry.problems:
            formatter.write_text(problem)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except UsageError as error:
            raise NotCarriedOut(str(error)) from error
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise  # whoever stops reading, as `head` does, is no fault of anybody's; click ends quietly
        except Exception as error:  # a fault of gradkata's own, which must not look like the grade of somebody's work
            import traceback

            traceback.print_exc()
            raise NotCarriedOut(f"gradkata itself failed ({type(error).__name__}); please report this") from error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="gradkata")
def main() -> None:
    """Write recurrent networks by hand in NumPy, and be told in words what is wrong.

    Begin with `kata list`, then `kata start softmax`, write work/softmax.py, and `kata check softmax`.
    """
    try:
        Path.cwd()
    except OSError:
        raise UsageError("the folder that you are in is gone: change to another one first") from None
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:  # a terminal that lacks a character shows another one; nothing stops
            reconfigure(errors="replace")
