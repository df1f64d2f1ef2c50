"""The command line: one file a command, each imported when it is called."""

from __future__ import annotations

import functools
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from .. import __version__, interruption, plugins, translation
from ..boundary.sanitizing import clean_lines
from ..errors import UsageError
from ..reports.wrapping import narrow_to
from .help import Context
from .streams import ReaderGone

INTERRUPTED = 130  # by Ctrl-C


OTHER_WORDS = {"test": "check", "run-tests": "check", "submit": "check", "solution": "reveal", "begin": "start"}


class NotCarriedOut(click.ClickException):
    """A command that could not be carried out."""

    exit_code = 2

    def __init__(self, message: str):
        super().__init__(clean_lines(message))

    def show(self, file: Any = None) -> None:
        """Print the sentence on standard error."""
        click.echo(translation.say("Error: {words}", words=self.format_message()), file=file, err=file is None)


class Commands(click.Group):
    """The plugins' commands. They end with exit code 2 and one clear sentence when they cannot be carried out."""

    context_class = Context

    @functools.cached_property
    def _registry(self) -> plugins.Registry:
        return plugins.commands()

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(self._registry.commands)

    def make_context(self, *details: Any, **more: Any) -> click.Context:
        """As always, in the user's language: it is chosen before anything is read or said."""
        language = translation.wanted()
        folders = [] if language == translation.ENGLISH else self._registry.catalogues
        translation.choose(language, folders)
        return super().make_context(*details, **more)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        found = self._registry.commands
        if name in found:
            command = found[name].loaded()
            command.context_class = Context
            return command
        if name == "help":
            click.echo(ctx.get_help())
            ctx.exit()
        if hint := _meant(name, found):
            ctx.fail(translation.say("No such command {name!r}; {hint}", name=name, hint=hint))
        return None

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands and options that begin with what is typed; none is imported for that."""
        found = [each for each in self._registry.commands.values() if each.name.startswith(incomplete)]
        items = [CompletionItem(each.name, help=translation.say(each.help)) for each in found]
        return items + click.Command.shell_complete(self, ctx, incomplete)

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(each.name, each.help) for each in self._registry.commands.values()])
        for problem in self._registry.problems:
            formatter.write_text(problem)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            with interruption.allowed():
                return super().invoke(ctx)
        except BaseException as error:
            ending = _ending(error)
            if ending is error:
                raise
            raise ending from error


def _meant(name: str, commands: Iterable[str]) -> str:
    """What somebody may have meant by a command that there is not; empty if nobody knows."""
    if name.lower() in plugins.load(reads_settings=False).katas:
        words = "it is a kata: `kata start {kata}` begins it, `kata check {kata}` checks your work on it"
        return translation.say(words, kata=name.lower())
    if name in OTHER_WORDS:
        return translation.say("did you mean {name!r}?", name=OTHER_WORDS[name])
    return plugins.nearest(name, commands, cutoff=0.6)


def _ending(error: BaseException) -> BaseException:
    """What a command ends with that raised ``error``."""
    interruption.hold()
    if isinstance(error, KeyboardInterrupt | click.Abort) or interruption.status():
        return _stopped(error)
    if isinstance(error, UsageError):
        return NotCarriedOut(str(error))
    if isinstance(error, BrokenPipeError | ReaderGone):  # no fault of anybody's, and nobody reads of it
        return click.exceptions.Exit(NotCarriedOut.exit_code)
    if isinstance(error, click.ClickException | click.exceptions.Exit | SystemExit):
        return error
    # A fault of gradkata's own, which must not look like the grade of somebody's work.
    click.echo(clean_lines("".join(traceback_of(error))), err=True)
    return NotCarriedOut(
        translation.say("gradkata itself failed ({kind}); please report this", kind=type(error).__name__)
    )


def _stopped(error: BaseException) -> click.exceptions.Exit:
    """Say that the command was asked to end before it was done, and what that costs."""
    cost = str(error) if isinstance(error, interruption.Interrupted) else ""
    told = translation.say("Interrupted ({signal})", signal=interruption.name())
    click.echo(f"{told}: {cost}." if cost else f"{told}.", err=True)
    return click.exceptions.Exit(interruption.status() or INTERRUPTED)


def traceback_of(error: BaseException) -> list[str]:
    """The lines of a traceback; what makes them is imported where there is something to tell."""
    import traceback

    return traceback.format_exception(error)


@click.group(cls=Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="gradkata")
@click.pass_context
def main(context: click.Context) -> None:
    """Write recurrent networks by hand in NumPy, and be told in words what is wrong.

    `kata` alone says where you are and the one next thing to do.
    """
    try:
        Path.cwd()
    except OSError:
        raise UsageError(translation.say("the folder that you are in is gone: change to another one first")) from None
    if sys.stdout.isatty():
        narrow_to(shutil.get_terminal_size().columns)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:  # a terminal that lacks a character shows another one; nothing stops
            reconfigure(errors="replace")
    if context.invoked_subcommand is None:
        from .home import home  # finds the katas, which most commands do for themselves

        home()
