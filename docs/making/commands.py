"""The page of all commands, as they describe themselves: ``nox -s docs`` writes docs/commands.md with it."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path

import click
from gradkata import plugins

PAGE = Path(__file__).parents[1] / "commands.md"

BEGINNING = """\
# Commands

<!-- Written by `nox -s docs`: edit the commands' own words. -->

Every command has `--help`. Results go to standard output, progress and remarks to standard error. Exit status: 0 all
is well, 1 something is not passed (or, of an audit, not proved), 2 the command could not be carried out, 130
interrupted.
"""


def page() -> str:
    """The whole page."""
    found = plugins.commands().commands.values()
    sections = [section for each in found for section in _sections(f"kata {each.name}", each.loaded())]
    return "\n".join([BEGINNING, *sections])


def _sections(name: str, command: click.Command) -> Iterator[str]:
    """What there is to say of a command, and of the commands in it."""
    yield _section(name, command)
    if isinstance(command, click.Group):
        for inner, each in command.commands.items():
            yield from _sections(f"{name} {inner}", each)


def _section(name: str, command: click.Command) -> str:
    usage = " ".join([name, *command.collect_usage_pieces(click.Context(command))])
    lines = [f"## `{name}`", "", f"    {usage}", "", inspect.cleandoc(command.help or "").replace("\b\n", ""), ""]
    options = [each for each in command.params if isinstance(each, click.Option) and not each.hidden]
    if options:
        lines += ["| option | |", "| --- | --- |", *map(_option, options), ""]
    return "\n".join(lines)


def _option(option: click.Option) -> str:
    names = ", ".join(f"`{name}`" for name in option.opts)
    more = []
    if isinstance(option.type, click.Choice):
        more.append("one of " + ", ".join(f"`{each}`" for each in option.type.choices))
    elif not option.is_flag:
        names += f" {option.metavar or _kind(option)}"
    if option.required:
        more.append("needed")
    if option.show_default and option.default is not None:
        more.append(f"`{option.default}` if not said")
    words = (option.help or "").replace("|", r"\|")
    told = f"{words} ({'; '.join(more)})" if more else words
    return f"| {names} | {told} |"


def _kind(option: click.Option) -> str:
    """What stands for an option's value that has no name of its own."""
    kinds = {"integer": "N", "integer range": "N", "float": "NUMBER", "float range": "NUMBER", "path": "PATH"}
    return kinds.get(option.type.name, "TEXT")


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
