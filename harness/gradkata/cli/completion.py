"""``kata completion``."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.argument("shell", metavar="SHELL", type=click.Choice(SHELLS))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print what has SHELL (bash, zsh or fish) complete commands, options and the ids of katas.

    For bash, put this into ~/.bashrc, and for zsh into ~/.zshrc, with its own name:

        eval "$(kata completion bash)"

    For fish, put this into ~/.config/fish/config.fish:

        kata completion fish | source
    """
    root = context.find_root()
    found = get_completion_class(shell)
    assert found is not None
    click.echo(found(root.command, {}, root.info_name or "kata", "_KATA_COMPLETE").source())
