"""The command line: one file a command."""

from __future__ import annotations

import sys
import traceback
from typing import Any

import click

from .. import __version__
from ..errors import UsageError
from . import audit, check, grade, listing, run, start


class NotCarriedOut(click.ClickException):
    """A command that could not be carried out."""

    exit_code = 2


class Commands(click.Group):
    """A group whose commands end with exit code 2 and one clear sentence when they cannot be carried out."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except UsageError as error:
            raise NotCarriedOut(str(error)) from error
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise  # whoever stops reading, as `head` does, is no fault of anybody's; click ends quietly
        except Exception as error:  # a fault of gradkata's own, which must not look like the grade of somebody's work
            traceback.print_exc()
            raise NotCarriedOut(f"gradkata itself failed ({type(error).__name__}); please report this") from error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="gradkata")
def main() -> None:
    """Write recurrent networks by hand in NumPy, and be told in words what is wrong.

    Begin with `kata list`, then `kata start softmax`, write work/softmax.py, and `kata check softmax`.
    """
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:  # a terminal that lacks a character shows another one; nothing stops
            reconfigure(errors="replace")


for command in (listing.list_katas, start.start, check.check, run.run, grade.grade, audit.audit):
    main.add_command(command)
