"""Pictures of terminals in which commands were really run: ``nox -s docs`` writes docs/pictures with it."""

from __future__ import annotations

import dataclasses
import io
import itertools
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

import pexpect
import pyte
from rich.console import Console
from rich.style import Style
from rich.terminal_theme import MONOKAI
from rich.text import Text

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "pictures"
COLUMNS, LINES = 80, 24
PATIENCE_S = 240  # whatever else the machine does
FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)  # which would come from elsewhere


@dataclasses.dataclass(frozen=True)
class Scene:
    """A command, and what somebody has done before it.

    Attributes:
        name: what its picture is called.
        command: what is typed.
        files: what lies in the folder in which it is typed: the names of files, and where they come from.
    """

    name: str
    command: str
    files: tuple[tuple[str, str], ...] = ()


SCENES = (
    Scene("learner", "kata check softmax --seed 7", (("work/softmax.py", "docs/making/softmax.py"),)),
    Scene(
        "instructor",
        "kata grade class --kata encoding --kata softmax --kata bptt --seed 7",
        (("class", "examples/class"),),
    ),
    Scene("author", "kata audit softmax --seeds 1 --mutants 40"),
)


def screen_of(scene: Scene) -> pyte.Screen:
    """The terminal after the command has ended."""
    screen = pyte.Screen(COLUMNS, LINES)
    with tempfile.TemporaryDirectory(prefix="kata-") as folder:
        for name, source in scene.files:
            _put(ROOT / source, Path(folder) / name)
        environment = {**os.environ, "TERM": "xterm-256color", "KATA_LANG": "en"}
        environment = {name: value for name, value in environment.items() if name not in ("NO_COLOR", "ACCESSIBLE")}
        _, *arguments = scene.command.split()
        child = pexpect.spawn(
            str(Path(sys.executable).with_name("kata")), arguments, dimensions=(LINES, COLUMNS), cwd=folder,
            env=environment, timeout=PATIENCE_S, encoding="utf-8",
        )  # fmt: skip
        child.expect(pexpect.EOF)
        pyte.Stream(screen).feed(f"$ {scene.command}\r\n{child.before}")
    return screen


def words_of(screen: pyte.Screen) -> list[str]:
    """The lines of a screen, down to the last in which there is something."""
    return "\n".join(line.rstrip() for line in screen.display).rstrip().split("\n")


def picture_of(scene: Scene, screen: pyte.Screen) -> str:
    """The screen as SVG, which asks for nothing from a network."""
    console = Console(width=COLUMNS, record=True, file=io.StringIO(), force_terminal=True)
    for number in range(len(words_of(screen))):
        console.print(_line(screen, number), no_wrap=True, soft_wrap=True)
    picture = console.export_svg(title=scene.command, theme=MONOKAI, unique_id=scene.name)
    return FONTS.sub("", picture).replace("Fira Code", "ui-monospace, Menlo, Consolas")


def _line(screen: pyte.Screen, number: int) -> Text:
    line = Text()
    cells = [screen.buffer[number][column] for column in range(COLUMNS)]
    for style, some in itertools.groupby(cells, _style):
        line.append("".join(cell.data for cell in some), style)
    line.rstrip()
    return line


def _style(cell: pyte.screens.Char) -> Style:
    colour = {"default": None, "brown": "yellow"}.get(cell.fg, cell.fg)
    if colour and re.fullmatch("[0-9a-f]{6}", colour):
        colour = f"#{colour}"
    return Style(color=colour, bold=cell.bold, reverse=cell.reverse)


def _put(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        shutil.copy(source, target)


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    for each in SCENES:
        (PICTURES / f"{each.name}.svg").write_text(picture_of(each, screen_of(each)), "utf-8")
