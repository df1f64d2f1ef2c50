"""The sentences for work that could not be judged: short, kind, exact, and with what to do next."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..boundary.failures import LearnerError
from ..boundary.program import Program
from ..boundary.sanitizing import clean
from ..kata import Kata, ids_beside

STILL_THE_STUB = "This is still the stub as handed out: nothing has been written yet."


def nothing_handed_in(kata: Kata) -> str:
    return f"There is no {kata.id}.py and no {kata.id}.ipynb."


def cannot_be_loaded(error: LearnerError, program: Program, kata: Kata) -> str:
    file = _file(error, program)
    if error.kind in ("SyntaxError", "IndentationError", "TabError"):
        return f"{file} is not valid Python. {error.where or file}: {error.message}."
    if error.kind == "ModuleNotFoundError":
        return f"{file} cannot be loaded: {error.message} ({error.where}). {_import_hint(error, kata)}"
    if error.kind == "NotImplementedError":
        return f"{file} calls something that is not written yet while it loads: {error.where}."
    message = f"{error.kind}: {error.message}" if error.message else error.kind
    where = f" at {error.where}" if error.lines else ""
    return f"{file} cannot be loaded: it raises {message}{where}."


def _file(error: LearnerError, program: Program) -> str:
    """The file that cannot be loaded: the submission's, or one beside it that it imports."""
    if error.lines and error.lines[-1].file.removesuffix(".py") in dict(program.siblings):
        return error.lines[-1].file
    return program.file


def missing_names(missing: list[str], names: dict[str, bool], program: Program) -> str:
    file = program.file
    data = [name for name in missing if name in names]
    if data:
        return f"{data[0]} in {file} cannot be called: it has to be a function or a class of that name."
    listed = listing(missing)
    found = [name for name, is_callable in names.items() if is_callable][:5]
    has = f" It defines {listing(found)}." if found else ""
    return f"{file} does not define {listed}.{has} Give {'them' if len(missing) > 1 else 'it'} exactly that name."


def _import_hint(error: LearnerError, kata: Kata) -> str:
    """What to do about a module that there is not."""
    match = re.search(r"No module named '(\w+)", error.message)
    if match and match[1] in ids_beside(kata):
        return f"{match[1]} is a kata of its own: do that one first, and keep your {match[1]}.py beside this file."
    return "Only NumPy, the standard library and your own files beside this one can be imported."


def raised(error: LearnerError, kata: Kata) -> str:
    """What to say of a call that raised."""
    if error.kind == "NotImplementedError":
        hint = f": {error.message}" if error.message else ""
        function = error.lines[-1].function if error.lines else error.during
        return f"{function.removesuffix('()')} is not written yet{hint}"
    if not error.kind:  # no exception, but something else that a call must not do
        return f"{error.during} {error.message}."
    message = f"{error.kind}: {error.message}" if error.message else error.kind
    where = f" at {error.where}" if error.lines else ""
    hint = f". {_import_hint(error, kata)}" if error.kind == "ModuleNotFoundError" else ""
    return f"{error.during} raises {message}{where}{hint}"


def check_stopped(error: BaseException) -> str:
    """What to say when a suite itself stumbled, most likely over a result of a kind that it did not expect."""
    reason = clean(f"{type(error).__name__}: {error}", 200)
    return f"This check could not make sense of what your code gave ({reason})."


def listing(names: Iterable[str]) -> str:
    names = list(names)
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
