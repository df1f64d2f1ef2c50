"""The sentences for work that could not be judged: short, kind, exact, and with what to do next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ..boundary.failures import LearnerError
from ..boundary.inside.debugging import BreakpointReached
from ..boundary.program import Program, file_of
from ..boundary.sanitizing import clean
from ..kata import Kata, ids_beside
from ..text.source import NOTEBOOK, lines_of

BREAKPOINT = BreakpointReached.__name__
SYNTAX = ("SyntaxError", "IndentationError", "TabError")
STILL_THE_STUB = "This is still the stub as handed out: nothing has been written yet."


def nothing_handed_in(kata: Kata) -> str:
    return f"There is no {kata.id}.py and no {kata.id}.ipynb."


def cannot_be_loaded(error: LearnerError, program: Program, kata: Kata) -> str:
    file = _file(error, program)
    if error.kind in SYNTAX:
        return f"{file} is not valid Python. {error.where or file}: {error.message}."
    if error.kind == BREAKPOINT:
        return at_a_breakpoint(error, file)
    if error.kind == "ModuleNotFoundError":
        return f"{file} cannot be loaded: {error.message} ({error.where}). {_import_hint(error, kata, program)}"
    if error.kind == "NotImplementedError" and _is_left_above(error, program):
        return _left_above(error)
    if error.kind == "NotImplementedError":
        return f"{file} calls something that is not written yet while it loads: {error.where}."
    message = f"{error.kind}: {error.message}" if error.message else error.kind
    where = f" at {error.where}" if error.lines else ""
    return f"{file} cannot be loaded: it raises {message}{where}."


def _file(error: LearnerError, program: Program) -> str:
    """The file that cannot be loaded: the submission's, or one beside it that it imports."""
    label = error.lines[-1].file if error.lines else error.during
    return file_of(label) if label in program.texts else program.file


def cell_of(missing: Sequence[str], failed: Sequence[LearnerError], program: Program) -> LearnerError:
    """The cell to tell of: the first that raised, or if there is one, the first that should have defined a name."""
    texts = program.texts
    for name in missing:
        for error in failed:
            if re.search(rf"\b(?:def|class)\s+{name}\b", texts.get(error.during, "")):
                return error
    return failed[0]


def failed_cells(failed: Sequence[LearnerError], program: Program, kata: Kata) -> str:
    """What to say of cells that raised, where all that counts is there all the same; empty if none did."""
    if not failed:
        return ""
    error, others = failed[0], len(failed) - 1
    where = f" ({error.where})" if error.lines else ""
    if error.kind in SYNTAX:
        said = f"{error.during} is not valid Python: {error.message}{where}."
    elif error.kind == BREAKPOINT:
        said = at_a_breakpoint(error, _file(error, program))
    else:
        raised = f"{error.kind}: {error.message}" if error.message else error.kind
        said = f"{error.during} raises {raised}{where}."
    hint = f" {_import_hint(error, kata, program)}" if error.kind == "ModuleNotFoundError" else ""
    more = f" So {'does another cell' if others == 1 else f'do {others} other cells'}." if others else ""
    return f"{said}{hint}{more} The cells after it ran all the same, and what is there is judged."


def missing_names(missing: list[str], names: dict[str, bool], program: Program) -> str:
    file = program.file
    data = [name for name in missing if name in names]
    if data:
        return f"{data[0]} in {file} cannot be called: it has to be a function or a class of that name."
    listed = listing(missing)
    found = [name for name, is_callable in names.items() if is_callable][:5]
    has = f" It defines {listing(found)}." if found else ""
    return f"{file} does not define {listed}.{has} Give {'them' if len(missing) > 1 else 'it'} exactly that name."


def _import_hint(error: LearnerError, kata: Kata, program: Program | None) -> str:
    """What to do about a module that there is not."""
    match = re.search(r"No module named '(\w+)", error.message)
    unusable = dict(program.unusable) if program else {}
    if match and match[1] in unusable:
        return unusable[match[1]]
    if match and match[1] in ids_beside(kata):
        return f"{match[1]} is a kata of its own: do that one first, and keep your {match[1]}.py beside this file."
    return "Only NumPy, the standard library and your own files beside this one can be imported."


def raised(error: LearnerError, kata: Kata, program: Program | None = None) -> str:
    """What to say of a call that raised, of a function in ``program``."""
    if error.kind == "NotImplementedError" and program and _is_left_above(error, program):
        return _left_above(error)
    if error.kind == "NotImplementedError":
        hint = f": {error.message}" if error.message else ""
        function = error.lines[-1].function if error.lines else error.during
        return f"{function.removesuffix('()')} is not written yet{hint}"
    if error.kind == BREAKPOINT:
        return at_a_breakpoint(error, file_of(error.lines[-1].file) if error.lines else f"{kata.id}.py")
    if not error.kind:  # no exception, but something else that a call must not do
        return f"{error.during} {error.message}."
    message = f"{error.kind}: {error.message}" if error.message else error.kind
    where = f" at {error.where}" if error.lines else ""
    hint = f". {_import_hint(error, kata, program)}" if error.kind == "ModuleNotFoundError" else ""
    return f"{error.during} raises {message}{where}{hint}"


def at_a_breakpoint(error: LearnerError, file: str) -> str:
    """What to say where code stops at a breakpoint in ``file``, or asks for a debugger in another way."""
    where = f" ({error.where})" if error.lines else ""
    if file.endswith(NOTEBOOK):
        how = "in Jupyter, from a cell that calls your function."
    else:
        how = f'`python -m pdb work/{file}`, with a call at its end under `if __name__ == "__main__":`.'
    return f"Your code stops at a breakpoint{where}, and judged code has no terminal. To debug, run it by itself: {how}"


def _left_above(error: LearnerError) -> str:
    line = error.lines[-1]
    return (
        f"{line.file}, line {line.number} still raises NotImplementedError: take it out, so that what follows it runs."
    )


def _is_left_above(error: LearnerError, program: Program) -> bool:
    """Whether what raised is a stub's own line, left above work in the same block."""
    line = error.lines[-1] if error.lines else None
    lines = lines_of(program.texts.get(line.file, ""))[line.number - 1 :] if line else []
    if not lines or not re.match(r"\s*raise\s+NotImplementedError\b", lines[0]):
        return False
    depth = _depth(lines[0])
    code = [each for each in lines[1:] if each.strip() and not each.lstrip().startswith(("#", ")", "]", "}"))]
    following = next((each for each in code if _depth(each) <= depth), "")  # what is deeper goes on with the line
    return bool(following) and _depth(following) == depth


def _depth(line: str) -> int:
    line = line.expandtabs()
    return len(line) - len(line.lstrip())


def check_stopped(error: BaseException) -> str:
    """What to say when a suite itself stumbled, most likely over a result of a kind that it did not expect."""
    reason = clean(f"{type(error).__name__}: {error}", 200)
    return f"This check could not make sense of what your code gave ({reason})."


def listing(names: Iterable[str]) -> str:
    names = list(names)
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
