"""The sentences for work that could not be judged: short, kind, exact, and with what to do next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ..boundary.failures import LearnerError, shown
from ..boundary.inside.debugging import BreakpointReached
from ..boundary.program import Program, file_of
from ..boundary.sanitizing import clean
from ..kata import Kata, ids_beside
from ..text.source import NOTEBOOK, lines_of
from ..translation import say, say_many

BREAKPOINT = BreakpointReached.__name__
SYNTAX = ("SyntaxError", "IndentationError", "TabError")
STILL_THE_STUB = "This is still the stub as handed out: nothing has been written yet."


def nothing_handed_in(kata: Kata) -> str:
    return say("There is no {kata}.py and no {kata}.ipynb.", kata=kata.id)


def cannot_be_loaded(error: LearnerError, program: Program, kata: Kata) -> str:
    file, where = _file(error, program), error.where
    if error.kind in SYNTAX:
        words = "{file} is not valid Python. {where}: {message}."
        return say(words, file=file, where=where or file, message=error.message)
    if error.kind == BREAKPOINT:
        return at_a_breakpoint(error, file)
    if error.kind == "ModuleNotFoundError":
        words, hint = "{file} cannot be loaded: {message} ({where}). {hint}", _import_hint(error, kata, program)
        return say(words, file=file, message=error.message, where=where, hint=hint)
    if error.kind == "NotImplementedError" and _is_left_above(error, program):
        return _left_above(error)
    if error.kind == "NotImplementedError":
        return say("{file} calls something that is not written yet while it loads: {where}.", file=file, where=where)
    if error.lines:
        words = "{file} cannot be loaded: it raises {error} at {where}."
        return say(words, file=file, error=_called(error), where=where)
    return say("{file} cannot be loaded: it raises {error}.", file=file, error=_called(error))


def _called(error: LearnerError) -> str:
    """An exception as Python shows it: its kind, and its message if it has one."""
    return f"{error.kind}: {error.message}" if error.message else error.kind


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
    said = [_of_cell(error, program)]
    if error.kind == "ModuleNotFoundError":
        said.append(_import_hint(error, kata, program))
    if others:
        said.append(say_many("Another cell fails, too.", "{number} other cells fail, too.", others))
    labels = [label for label, text in program.parts if text.strip()]
    has_more = error.during in labels and error.during != labels[-1]
    return " ".join([*said, _what_is_judged(has_more)])


def _what_is_judged(has_more: bool) -> str:
    """What is judged where a cell failed.

    Args:
        has_more: whether there are cells after it.
    """
    if has_more:
        return say("The cells after it ran all the same, and what is there is judged.")
    return say("What is there is judged all the same.")


def _of_cell(error: LearnerError, program: Program) -> str:
    """What a cell raised."""
    if error.kind == BREAKPOINT:
        return at_a_breakpoint(error, _file(error, program))
    cell, where = shown(error.during), f" ({error.where})" if error.lines else ""
    if error.kind in SYNTAX:
        return say("{cell} is not valid Python: {message}{where}.", cell=cell, message=error.message, where=where)
    return say("{cell} raises {error}{where}.", cell=cell, error=_called(error), where=where)


def missing_names(missing: list[str], names: dict[str, bool], program: Program) -> str:
    file = program.file
    data = [name for name in missing if name in names]
    if data:
        words = "{name} in {file} cannot be called: it has to be a function or a class of that name."
        return say(words, name=data[0], file=file)
    if not any(source.strip() for _, source in program.parts):
        return say("{file} is empty.", file=file)
    found = [name for name, is_callable in names.items() if is_callable and name not in missing][:5]
    what = say("What it defines: {names}.", names=listing(found)) if found else ""
    words = say_many(
        "{file} does not define {names}: a function or class of exactly that name is needed.",
        "{file} does not define {names}: functions or classes of exactly these names are needed.",
        len(missing), file=file, names=listing(missing),
    )  # fmt: skip
    return f"{words} {what}".rstrip()


def _import_hint(error: LearnerError, kata: Kata, program: Program | None) -> str:
    """What to do about a module that there is not."""
    match = re.search(r"No module named '(\w+)", error.message)
    unusable = dict(program.unusable) if program else {}
    if match and match[1] in unusable:
        return unusable[match[1]]
    if match and match[1] in ids_beside(kata):
        words = "{kata} is a kata of its own: do that one first, and keep your {kata}.py beside this file."
        return say(words, kata=match[1])
    return say("Only NumPy, the standard library and your own files beside this one can be imported.")


def raised(error: LearnerError, kata: Kata, program: Program | None = None) -> str:
    """What to say of a call that raised, of a function in ``program``."""
    if error.kind == "NotImplementedError" and program and _is_left_above(error, program):
        return _left_above(error)
    if error.kind == "NotImplementedError":
        hint = f": {error.message}" if error.message else ""
        function = error.lines[-1].function if error.lines else error.during
        return say("{function} is not written yet{hint}", function=function.removesuffix("()"), hint=hint)
    if error.kind == BREAKPOINT:
        return at_a_breakpoint(error, file_of(error.lines[-1].file) if error.lines else f"{kata.id}.py")
    if not error.kind:  # no exception, but something else that a call must not do
        return f"{error.during} {say(error.message)}."
    hint = f". {_import_hint(error, kata, program)}" if error.kind == "ModuleNotFoundError" else ""
    call, called = error.during, _called(error)
    if error.lines:
        return say("{call} raises {error} at {where}{hint}", call=call, error=called, where=error.where, hint=hint)
    return say("{call} raises {error}{hint}", call=call, error=called, hint=hint)


def at_a_breakpoint(error: LearnerError, file: str) -> str:
    """What to say where code stops at a breakpoint in ``file``, or asks for a debugger in another way."""
    where = f" ({error.where})" if error.lines else ""
    if file.endswith(NOTEBOOK):
        how = say("in Jupyter, from a cell that calls your function.")
    else:
        words = '`python -m pdb work/{file}`, with a call at its end under `if __name__ == "__main__":`.'
        how = say(words, file=file)
    return say(
        "Your code stops at a breakpoint{where}, and judged code has no terminal. To debug, run it by itself: {how}",
        where=where, how=how,
    )  # fmt: skip


def _left_above(error: LearnerError) -> str:
    line = error.lines[-1]
    return say(
        "{file}, line {line} still raises NotImplementedError: take it out, so that what follows it runs.",
        file=shown(line.file), line=line.number,
    )  # fmt: skip


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
    return say("This check could not make sense of what your code gave ({reason}).", reason=reason)


def listing(names: Iterable[str]) -> str:
    names = list(names)
    return names[0] if len(names) == 1 else say("{names} and {last}", names=", ".join(names[:-1]), last=names[-1])
