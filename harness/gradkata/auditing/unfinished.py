"""What keeps a kata from being judged at all: files that are not there yet, and slips in those that are."""

from __future__ import annotations

import contextlib
import io
import os
import re
import types
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ..authoring.examples import unchanged
from ..authoring.rendering import step_of
from ..errors import UsageError
from ..explaining.mistakes import Mistake, apply, load_mistakes
from ..judging.loading import load_reference
from ..judging.stumbles import stumble
from ..judging.suites import Suites
from ..kata import Kata
from ..settings.toml_lines import line_of
from ..translation import say
from .cases import proper
from .equivalents import load_equivalents
from .faults import load_faults


def unfinished(kata: Kata, left_out: str = "") -> tuple[str, ...]:
    """One sentence for each such thing, in the order in which an author meets them: where it is, what to do.

    Args:
        left_out: why the kata is left out where all katas are listed; empty if it is not.
    """
    if missing := tuple(_missing(kata)):
        return missing
    found = list(dict.fromkeys(_short(kata, each) for each in _slips(kata)))
    if not found:
        return (_short(kata, left_out),) if left_out else ()
    outdated = list(_outdated(kata))
    others = [each for each in found if _file(each) not in outdated]
    words = "{file}: this is still the example's, and does not go with your reference; write your own"
    return tuple(sorted([*others, *(say(words, file=each) for each in outdated)], key=_step))


def _outdated(kata: Kata) -> Iterator[str]:
    """The files that are still the example, though the reference that they go with is not any more."""
    names, solution = unchanged(kata), f"reference/{kata.id}/solution.py"
    if solution not in names:
        yield from (each for each in names if step_of(each.split("/")) > step_of([Path(solution).name]))


def _file(sentence: str) -> str:
    """The file that a sentence is about, which it begins with."""
    return re.split("[:,]", sentence, maxsplit=1)[0].replace("\\", "/")


def _step(sentence: str) -> int:
    return step_of(_file(sentence).split("/"))


def _missing(kata: Kata) -> Iterator[str]:
    for folder, names, what in (
        (kata.folder, ("README.md",),
         say("there is no task yet; say there what to write, the rules, and a worked example")),
        (kata.folder, ("stub.py", "stub.ipynb"),
         say("there is no stub yet; put there what learners begin with: each function with a docstring")),
        (kata.hidden, ("solution.py", "solution.ipynb"),
         say("there is no reference yet; put there the solution, with every name that the stub has")),
        (kata.folder, ("suite.py",),
         say("there is no suite yet; write a test with `@points` for each thing that is to be right")),
    ):  # fmt: skip
        if not any((folder / each).is_file() for each in names):
            yield f"{_short(kata, str(folder / names[0]))}: {what}"


def _slips(kata: Kata) -> Iterator[str]:
    """What each file is wrong with; the suite is collected only if it can be imported."""
    yield from _raised(kata.stub, lambda: kata.names)
    module: list[Any] = []
    yield from _raised(kata.reference, lambda: module.append(load_reference(kata)))
    if module:
        yield from _raised(kata.reference, lambda: _check_names(kata, module[0]))
    suite = list(_raised(kata.suite, lambda: _imported(kata.suite)))
    yield from suite or _raised(kata.suite, lambda: _collected(kata))
    yield from _raised(kata.folder / "kata.toml", lambda: (kata.settings, kata.free))
    mistakes = list(_mistakes(kata, kata.hidden / "mistakes.toml"))
    yield from mistakes or _raised(kata.hidden / "wrong", lambda: proper(kata, (0,)))
    for path, check in (
        (kata.hidden / "equivalent.toml", lambda: load_equivalents(kata)),
        (kata.hidden / "faults.toml", lambda: load_faults(kata)),
    ):
        yield from _raised(path, check)


def _mistakes(kata: Kata, path: Path) -> Iterator[str]:
    """What is wrong with the known mistakes: an edit that does not apply is told with the line of its mistake."""
    mistakes: list[Mistake] = []
    yield from _raised(path, lambda: mistakes.extend(load_mistakes(kata)))
    numbers = {name: number for number, name in enumerate(dict.fromkeys(each.id for each in mistakes))}
    text = kata.reference.read_text("utf-8")
    for each in mistakes:
        try:
            apply(each, text, kata.reference.suffix)
        except UsageError as error:
            line = line_of(path.read_text("utf-8"), ("mistake", numbers[each.id]))
            yield say("{file}, line {line}: {problem}", file=path, line=line, problem=error)


def _raised(path: Path, check: Callable[[], object]) -> Iterator[str]:
    """The sentence on what a check of a file raises; none if it raises nothing. Nothing is printed meanwhile."""
    try:
        with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            check()
    except KeyboardInterrupt:
        raise
    except UsageError as error:
        is_placed = str(error).startswith(str(path.parents[2]))  # in the pack: the message says where
        yield str(error) if is_placed else f"{path}: {error}"
    except BaseException as error:
        said = stumble(error, path)
        yield f"{path}, {said}" if said.startswith(say("line {line}", line="")) else f"{path}: {said}"


def _check_names(kata: Kata, reference: Any) -> None:
    for name in kata.names:
        if not hasattr(reference, name):
            raise UsageError(say("the reference has no {name!r}, which learners are to write", name=name))


def _imported(suite: Path) -> None:
    """Run the suite as importing it would, without leaving compiled code beside it."""
    module = types.ModuleType(f"suite_of_{suite.parent.name}")
    exec(compile(suite.read_bytes(), suite, "exec", dont_inherit=True), module.__dict__)


def _collected(kata: Kata) -> None:
    with Suites() as suites:
        if not suites.of(kata):
            raise UsageError(say("there is no test in it yet; a test is a function `test_...` with `@points(n)`"))


def _short(kata: Kata, sentence: str) -> str:
    """A sentence with the files of the kata's pack as its folder leads to them."""
    return sentence.replace(f"{kata.folder.parent.parent}{os.sep}", "")
