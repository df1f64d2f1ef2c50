"""What a kit says of itself, in the language of whoever makes it."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from ..kata import Kata
from ..translation import say

WIDTH = 80


def readme(wheel: str, katas: Sequence[Kata]) -> str:
    """The text of a kit's README.md, in Markdown that reads well as a plain file, too.

    Args:
        wheel: the name of the file that pip installs.
    """
    return "\n\n".join([*_first(wheel), *_begin(katas[0]), *_elsewhere(wheel, katas[0]), *_known(katas)]) + "\n"


def _first(wheel: str) -> list[str]:
    return [
        f"# {say('Your kit')}",
        _filled(say("You write functions by hand in NumPy, and are told in words what is wrong. Your files are in "
                    "`work/`; what you hand in are these files.")),
        f"## {say('Install it, once')}",
        _filled(say("You need Python 3.11 or newer. Unpack the zip file, open a terminal in the folder in which this "
                    "README.md lies, and type:")),
        _typed("python3 -m venv .venv", ". .venv/bin/activate", f"python -m pip install {wheel}"),
        _filled(say("On Windows, the first two lines are:")),
        _typed("py -m venv .venv", r".venv\Scripts\activate"),
        _filled(say("Only that needs the network. In each new terminal, go to this folder and type the line with "
                    "`activate` first.")),
    ]  # fmt: skip


def _begin(kata: Kata) -> list[str]:
    told = {
        "kata": say("where you are, and what to do next"),
        f"kata start {kata.id}": say("makes your file in work/, and the task beside it"),
        f"kata check {kata.id}": say("what passed, what did not, and what to do next"),
        f"kata hint {kata.id}": say("a hint, and each time that you ask, one that says more"),
        "kata watch": say("checks what you save, until you press q"),
    }
    width = max(map(len, told))
    return [
        f"## {say('Begin')}",
        _typed(*(f"{command:{width}}   # {words}" for command, words in told.items())),
        _filled(say("Any editor will do: keep the task open beside your file, and `kata watch` in a terminal.")),
    ]


def _elsewhere(wheel: str, kata: Kata) -> list[str]:
    return [
        _filled(say("If you would rather write in a notebook:")),
        _typed(f'python -m pip install jupyterlab "./{wheel}[notebook]"', f"kata start {kata.id} --notebook",
               "jupyter lab work"),
        _filled(say("`kata` speaks English and German, as your system does; the variable KATA_LANG, `en` or `de`, says "
                    "otherwise.")),
    ]  # fmt: skip


def _known(katas: Sequence[Kata]) -> list[str]:
    return [
        f"## {say('The katas')}",
        "\n".join(f"- `{kata.id}`: {kata.title}" for kata in katas),
        f"## {say('What it knows')}",
        _filled(say("There are no solutions in the kit. It has the right answers for some inputs, and checks with "
                    "these. Your work is graded with other inputs.")),
    ]  # fmt: skip


def _filled(words: str) -> str:
    return textwrap.fill(words, WIDTH, break_long_words=False, break_on_hyphens=False)


def _typed(*lines: str) -> str:
    return "\n".join(f"    {line}" for line in lines)
