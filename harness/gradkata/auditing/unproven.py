"""What nobody can prove of a kata, since it is not there, and what its task and its suite lack for learners."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from ..errors import UsageError
from ..explaining.explain import is_repair
from ..explaining.mistakes import load_mistakes
from ..kata import Kata
from ..settings.toml_lines import line_of
from ..text.sections import Section, sections_of
from ..text.source import code_of
from ..translation import say, say_many
from .cases import programs_in
from .worked_examples import has_examples, wrong_examples

Function = ast.FunctionDef | ast.AsyncFunctionDef
Definition = Function | ast.ClassDef

EXAMPLE = re.compile(r"((an?|the) )?worked examples?\b", re.IGNORECASE)
# The sections of a task: how their headings begin, what one may be called, and what a reader finds there.
SECTIONS = (
    (re.compile(r"what to\b", re.IGNORECASE), "## What to write", "what learners write or do"),
    (re.compile(r"the rules\b", re.IGNORECASE), "## The rules", "what their work has to keep to"),
    (EXAMPLE, "## A worked example", "an example to follow by hand, in `>>>` lines"),
)
LEAST_HINTS = 3  # a question, the idea, a worked example
LEAST_WORDS, MOST_WORDS = 80, 160  # of a hint: enough to lead somewhere, and read at a glance


def unproven(kata: Kata) -> tuple[str, ...]:
    """One sentence for each thing that no proof is about, or that learners are not told: where it is, what to do.

    They come in the order in which an author does them.

    Raises:
        UsageError: a file of the kata's cannot be read.
    """
    return (*_task(kata), *_stub(kata), *_tests(kata), *_right_solutions(kata), *_mistakes(kata), *_hints(kata))


def _mistakes(kata: Kata) -> Iterator[str]:
    path = kata.hidden / "mistakes.toml"
    entries = list({each.id: each for each in load_mistakes(kata)}.values())
    if not entries:
        yield _lack(at(kata, path), say("there are no known mistakes; write down those that learners make"))
    for number, entry in enumerate(entries):
        for name, text in (("title", entry.title), ("message", entry.message)):
            if not text.strip():
                words = (
                    "the mistake {name!r} has no title; say in a few words what it is"
                    if name == "title"
                    else "the mistake {name!r} has no message; say what is right, where to look, and ask a question "
                    "that leads on"
                )
                line = line_of(path.read_text("utf-8"), ("mistake", number, name))
                yield _lack(at(kata, path, line), say(words, name=entry.id))


def _right_solutions(kata: Kata) -> Iterator[str]:
    folder = kata.hidden / "right"
    if not programs_in(folder):
        words = (
            "there is no right solution besides the reference; put some there that are written in other ways, all of "
            "which the suite has to pass"
        )
        yield _lack(f"{at(kata, folder)}/", say(words))


def _task(kata: Kata) -> Iterator[str]:
    path = kata.readme
    text = path.read_text("utf-8")
    sections = sections_of(text)
    if not (sections and sections[0].depth == 1):
        words = "the task has no title; begin it with one, `# {title}: ...`"
        yield _lack(at(kata, path, 1), say(words, title=kata.id.capitalize()))
    for pattern, heading, what in SECTIONS:
        found = _called(pattern, sections)
        if not found:
            words = "the task has no section `{heading}`; say there {what}"
            yield _lack(at(kata, path), say(words, heading=heading, what=say(what)))
        elif not any(each.text.strip() for each in found):
            words = "there is nothing under `{heading}`; say there {what}"
            yield _lack(at(kata, path, found[0].line), say(words, heading=found[0].heading, what=say(what)))
    yield from _examples(kata, text, sections)


def _examples(kata: Kata, text: str, sections: list[Section]) -> Iterator[str]:
    found = [each for each in _called(EXAMPLE, sections) if each.text.strip()]
    if found and not any(has_examples(each.text) for each in found):
        place = at(kata, kata.readme, found[0].line)
        yield _lack(place, say("the worked example has no `>>>` lines; write it so that it can be run"))
    if has_examples(text):
        for wrong in wrong_examples(kata):
            words = say("{problem}; mend the example, or the reference", problem=wrong.problem)
            yield _lack(at(kata, kata.readme, wrong.line), words)


def _called(pattern: re.Pattern[str], sections: list[Section]) -> list[Section]:
    """The sections below the title whose headings begin with a pattern."""
    return [each for each in sections if each.depth > 1 and pattern.match(each.heading)]


def _hints(kata: Kata) -> Iterator[str]:
    path = kata.hints
    text = path.read_text("utf-8") if path.is_file() else ""
    hints = [each for each in sections_of(text) if each.depth == 2]
    if len(hints) < LEAST_HINTS:
        one, many = "there is one hint", "there are {number} hints"
        there = say_many(one, many, len(hints)) if hints else say("there are no hints")
        sentence = (
            "{there}; write at least {least}, each under a heading `## ...` and each leading further than the one "
            "before"
        )
        yield _lack(at(kata, path), say(sentence, there=there, least=LEAST_HINTS))
    for hint in hints:
        count = len(hint.text.split())
        if not LEAST_WORDS <= count <= MOST_WORDS:
            where = at(kata, path, hint.line)
            one, many = (
                "the hint {heading!r} has one word; write {least} to {most}",
                "the hint {heading!r} has {number} words; write {least} to {most}",
            )
            yield _lack(where, say_many(one, many, count, heading=hint.heading, least=LEAST_WORDS, most=MOST_WORDS))


def _tests(kata: Kata) -> Iterator[str]:
    for line, name in _untitled(_trees(kata.suite)[0].body):
        place = at(kata, kata.suite, line)
        words = "{name} has no docstring; say there what it is about, since learners read it as its title"
        yield _lack(place, say(words, name=name))


def _untitled(statements: list[ast.stmt]) -> Iterator[tuple[int, str]]:
    for each in statements:
        if isinstance(each, ast.ClassDef) and each.name.startswith("Test"):
            yield from _untitled(each.body)
        elif isinstance(each, Function) and each.name.startswith("test") and not _is_described(each):
            yield each.lineno, each.name


def _stub(kata: Kata) -> Iterator[str]:
    """What is to be written has to be said in the stub; what is to be mended is there already."""
    if is_repair(kata):
        return
    for tree in _trees(kata.stub):
        for each in tree.body:
            if isinstance(each, Definition) and each.name in kata.names and not _is_described(each):
                where = at(kata, kata.stub, each.lineno if kata.stub.suffix == ".py" else 0)
                words = "{name} has no docstring; say there what learners are to write"
                yield _lack(where, say(words, name=each.name))


def _is_described(node: Definition) -> bool:
    return bool((ast.get_docstring(node) or "").strip())


def _trees(path: Path) -> list[ast.Module]:
    """A file's code, cell by cell.

    Raises:
        UsageError: it is no Python; the message says where.
    """
    found = list[ast.Module]()
    for cell in code_of(path):
        try:
            found.append(ast.parse(cell.python))
        except SyntaxError as error:
            raise UsageError(f"{path}, {cell.where(error.lineno or 1)}: {error.msg}") from None
    return found


def at(kata: Kata, path: Path, line: int = 0) -> str:
    """A place in a kata's pack: the file, as its folder leads to it, and the line if there is one."""
    file = path.relative_to(kata.folder.parent.parent).as_posix()
    return say("{file}, line {line}", file=file, line=line) if line else file


def _lack(place: str, what: str) -> str:
    return f"{place}: {what}"
