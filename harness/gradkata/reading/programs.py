"""A learner's code as a program to load: from a file, a notebook or a string, with the files beside it that it imports.

Nothing of a learner's is executed, imported or parsed as Python here, and links are not followed.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from pathlib import Path

from ..boundary.program import Parts, Program
from ..kata import Kata
from ..text.ipython import lines_of
from ..text.opening import UnreadableError as UnreadableError
from ..text.source import NOTEBOOK
from .siblings import Siblings, reached
from .texts import are_cells, is_notebook, parts_in, parts_of

MARIMO = "import marimo as mo"


def program_of(name: str, text: str, suffix: str = ".py", siblings: Parts = ()) -> Program:
    """A program made of a text, such as a cell, a mutant, or what was typed into a page.

    Args:
        name: the kata's id.
        text: the code; for the suffix ``.ipynb`` the JSON of a notebook.
        siblings: names and texts of the learner's other modules; those count that the text imports.

    Raises:
        UnreadableError: the text is no notebook, or too long.
    """
    parts = parts_of(text, f"{name}{suffix}")
    return _with_imported(Program(name, parts, siblings, suffix == NOTEBOOK or are_cells(parts)))


def program_at(path: Path, name: str, siblings: Mapping[str, Path] | None = None, called: str = "") -> Program:
    """The program in a file, with the files beside it that it imports, each opened once.

    Args:
        siblings: the learner's files, by the names that they are imported by; None for those that lie beside the file.
        called: what the learner called the file, if it is called otherwise now.

    Raises:
        UnreadableError: the file is no plain file, no text, or no notebook.
    """
    parts = parts_in(path, called)
    found = Siblings(path.parent, siblings, known={name, path.stem})
    return _with_siblings(Program(name, parts, is_notebook=is_notebook(path) or are_cells(parts)), found)


def program_in(folder: Path, name: str, parts: Parts) -> Program:
    """A program made of labelled cells that are in no file, with the files in a folder that they import."""
    return _with_siblings(Program(name, parts, is_notebook=True), Siblings(folder, None, known={name}))


def _with_siblings(program: Program, found: Siblings) -> Program:
    found.follow(text for _, text in program.parts)
    return dataclasses.replace(
        program,
        siblings=tuple(sorted(found.modules.items())),
        notebooks=tuple(sorted(found.notebooks.items())),
        unusable=tuple(sorted(found.why.items())),
    )


def parts_at(path: Path) -> Parts:
    """The labelled pieces of code in a file of one's own, which may be a link.

    Raises:
        UnreadableError: the file is no text, or no notebook.
    """
    return parts_in(path.resolve())


def beside(program: Program, name: str) -> Program:
    """The module ``name`` beside a program, as `program_at` gives it: with what it imports, which may be the other."""
    siblings, notebooks = dict(program.siblings), dict(program.notebooks)
    is_notebook = name in notebooks
    parts = notebooks.pop(name) if is_notebook else ((f"{name}.py", siblings.pop(name)),)
    if program.is_notebook:
        notebooks[program.name] = program.parts
    else:
        siblings[program.name] = program.parts[0][1]
    others = tuple(sorted(notebooks.items()))
    return _with_imported(Program(name, parts, tuple(sorted(siblings.items())), is_notebook, others, program.unusable))


def _with_imported(program: Program) -> Program:
    """The program with those files beside it that it imports, so that it is one and the same however it was come by."""
    cells = dict(program.notebooks)
    texts = {name: ((name, text),) for name, text in program.siblings}
    names = reached(program.parts, {**cells, **texts}) - {program.name}
    return dataclasses.replace(
        program,
        siblings=tuple(each for each in program.siblings if each[0] in names),
        notebooks=tuple(each for each in program.notebooks if each[0] in names),
        unusable=tuple(each for each in program.unusable if each[0] in names),
    )


def is_stub(program: Program, kata: Kata) -> bool:
    """Whether a submission is the stub as handed out.

    Comments, blank lines, line ends, and that marimo is imported into a notebook of its own do not count.
    """
    parts = sorted(program.parts, key=_place)
    return _essence(source for _, source in parts) == _essence(source for _, source in parts_at(kata.stub))


def _place(part: tuple[str, str]) -> int:
    """The number of a cell in its file, which need not be that of its turn."""
    number = part[0].rpartition(", cell ")[2]
    return int(number) if number.isdecimal() else 0


def _essence(sources: Iterable[str]) -> list[str]:
    lines = (line.rstrip() for source in sources for line in lines_of(source))
    return [line for line in lines if line and not line.lstrip().startswith(("#", MARIMO))]
