"""A notebook of marimo's, which is a Python file, as the code of its cells: https://docs.marimo.io, "File format".

A cell is a function there, and takes and returns names; what is run is its body, and all that it defines is there for
other cells, but for names that begin with an underscore. Each cell comes out as a text as long as the file, in which
every line is where it was: so a line number is the file's own. Nothing is parsed here; marimo need not be installed.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Sequence

from .ipython import State, lines_of

_APP = re.compile(r"^app[ \t]*=[ \t]*\w+\.App\(", re.MULTILINE)
_IMPORT = re.compile(r"^import marimo\b", re.MULTILINE)
_DISABLED = re.compile(r"\bdisabled[ \t]*=[ \t]*True\b")
_NO_CELL = re.compile(r"import marimo[ \t]*(?:#.*)?\Z|__generated_with\b|app[ \t]*=|if __name__\b")
_SETUP = re.compile(r"(?:async )?with (?:app\.setup|\w+\.import_guard)\b")
_OWN = re.compile(r"@app\.(?:cell|function|class_definition)\b")
_CELL = re.compile(r"@app\.cell\b")
_GOES_ON = re.compile(r"(?:else|elif|except|finally)\b")  # with a statement that began before
_WORDS = re.compile(r"mo\.md\(")
_SIGNATURE = re.compile(r"(?:async )?def[ \t]+\w+[ \t]*\((.*)\)[^()]*:\s*\Z", re.DOTALL)
_TAKEN = re.compile(r"(?:\A|,)\s*(\w+)")
_DEFINED = re.compile(r"^(?:async )?(?:def|class)[ \t]+(\w+)", re.MULTILINE)
_PRIVATE = re.compile(r"(?<![\w.'\"])_(?!_)\w+")
_COMMENT = re.compile(r"#.*")

Lines = list[str]


@dataclasses.dataclass(frozen=True)
class _Cell:
    """A cell.

    Attributes:
        first: the number of its first line in the file, from 0.
        code: its lines, as many as it has in the file.
        takes, gives: names that it has from other cells, and that they have from it.
        is_disabled: whether its learner has switched it off.
        is_early: whether it comes before all others: a setup, a function or a class that other files may import.
    """

    first: int
    code: Lines
    is_early: bool = True
    takes: tuple[str, ...] = ()
    gives: tuple[str, ...] = ()
    is_disabled: bool = False


def is_marimo(text: str) -> bool:
    """Whether a Python file is a notebook of marimo's."""
    return bool(_IMPORT.search(text) and _APP.search(text))


def cells_of(text: str) -> Iterator[tuple[int, str]]:
    """The cells of a notebook in the order in which they can be run: each with its number in the file, and its code.

    What lies in the file beside its cells, which marimo passes over, counts as a cell; words do not. Together, the
    texts may be much longer than the file, so they come one by one.
    """
    lines = lines_of(text)
    found = [each for block in _blocks(lines) if (each := _cell(*block)) and any(map(_code, each.code))]
    numbers = {id(each): number for number, each in enumerate(found, 1)}
    found = _enabled(found)
    shared = _shared(found)
    return ((numbers[id(each)], _text(each, numbers[id(each)], shared)) for each in _in_order(found))


def _text(cell: _Cell, number: int, shared: set[str]) -> str:
    code = "\n".join(cell.code)
    if shared:
        code = _PRIVATE.sub(lambda name: f"_{number}{name[0]}" if name[0] in shared else name[0], code)
    return "\n" * cell.first + code


def _blocks(lines: Lines) -> Iterator[tuple[int, Lines]]:
    """The statements of the top level, decorators with what they decorate, by the number of their first lines."""
    starts = [number for number in _starts(lines) if not _GOES_ON.match(lines[number])]
    first, was_decorator = 0, False
    for number, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        is_decorator = lines[number].startswith("@")
        first = first if was_decorator else number
        was_decorator = is_decorator
        if not is_decorator:
            yield first, lines[first:end]


def _starts(lines: Lines, indent: str = "") -> list[int]:
    """The numbers of the lines in which a statement of this indentation begins."""
    state, found = State(), []
    for number, line in enumerate(lines):
        if state.is_at_statement and _code(line) and _indent(line) == indent:
            found.append(number)
        state.read(line)
    return found


def _code(line: str) -> str:
    """A line without its indentation; empty if it holds no more than a comment."""
    code = line.strip()
    return "" if code.startswith("#") else code


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" \t"))]


def _cell(first: int, block: Lines) -> _Cell | None:
    """What a statement of the top level is; None if it is nothing to run."""
    head = block[0]
    if _NO_CELL.match(head):
        return None
    if head.startswith("app._unparsable_cell("):
        return _Cell(first, _unparsable(block))
    if _SETUP.match(head):
        return _Cell(first, ["", *_dedented(block[1:])])
    own = next((number for number in _starts(block) if _OWN.match(block[number])), None)
    if own is None:
        return _Cell(first, block)
    return _function(first, block, own)


def _function(first: int, block: Lines, own: int) -> _Cell | None:
    """A decorated function or class: a cell's body, or as it stands."""
    starts = _starts(block)
    after = starts[starts.index(own) + 1] if own != starts[-1] else len(block)
    plain = [*block[:own], *[""] * (after - own), *block[after:]]
    if not _CELL.match(block[own]):
        return _Cell(first, plain)
    head = starts[-1]
    end = _end_of_statement(block, head)
    signature = _SIGNATURE.match("\n".join(_COMMENT.sub("", line) for line in block[head:end]))
    body, gives = _body(block[end:])
    if signature is None:
        return _Cell(first, plain)  # written by hand, in a form that marimo never gives it
    if _is_words(body):
        return None
    takes = tuple(_TAKEN.findall(signature[1]))
    is_disabled = bool(_DISABLED.search("\n".join(block[own:after])))
    return _Cell(first, [*[""] * end, *body], False, takes, (*gives, *_DEFINED.findall("\n".join(body))), is_disabled)


def _end_of_statement(lines: Lines, first: int) -> int:
    """The number of the line after a statement's own, or after the head of one that goes on indented."""
    state = State()
    for number, line in enumerate(lines[first:], first + 1):
        state.read(line)
        if state.is_at_statement:
            return number
    return len(lines)


def _body(lines: Lines) -> tuple[Lines, list[str]]:
    """A cell's own code, and the names that it returns at its end."""
    code = _dedented(lines)
    starts = _starts(code)
    if not starts or not re.match(r"return\b", code[starts[-1]]):
        return code, []
    last = starts[-1]
    returned = "\n".join(_COMMENT.sub("", line) for line in code[last:])
    return [*code[:last], *[""] * (len(code) - last)], re.findall(r"\w+", returned)[1:]


def _dedented(lines: Sequence[str]) -> Lines:
    """Lines with the indentation of the first that holds something taken off, as marimo does, strings included."""
    indent = next((_indent(line) for line in lines if _code(line)), "")
    return [line.removeprefix(indent) for line in lines]


def _unparsable(block: Lines) -> Lines:
    """The code of a cell that is no Python, which marimo keeps in a string."""
    quote = re.compile(r'\s*r?"""\Z')
    begin = next((number for number, line in enumerate(block) if quote.match(line)), 0)
    ends = (number for number, line in enumerate(block) if number > begin and re.match(r'\s*"""', line))
    end = next(ends, len(block))
    return [*[""] * (begin + 1), *_dedented(block[begin + 1 : end])]


def _is_words(body: Lines) -> bool:
    """Whether a cell holds Markdown and nothing else."""
    starts = _starts(body)
    return bool(starts) and all(_WORDS.match(body[number]) for number in starts)


def _enabled(cells: list[_Cell]) -> list[_Cell]:
    """The cells that run: none that is switched off, and none that takes what such a one gives."""
    off, waiting = set[int](), [cell for cell in cells if cell.is_disabled]
    takers: dict[str, list[_Cell]] = {}
    for cell in cells if waiting else ():
        for name in cell.takes:
            takers.setdefault(name, []).append(cell)
    while waiting:
        cell = waiting.pop()
        if id(cell) not in off:
            off.add(id(cell))
            waiting += [taker for name in cell.gives for taker in takers.pop(name, ())]
    return [cell for cell in cells if id(cell) not in off]


def _in_order(cells: Sequence[_Cell]) -> Iterator[_Cell]:
    """Cells as they stand, but none before those that give what it takes; in a circle, as they stand."""
    yield from (cell for cell in cells if cell.is_early)
    left = [cell for cell in cells if not cell.is_early]
    givers = {name: number for number, cell in enumerate(left) for name in cell.gives}
    seen, placed = set[int](), set[int]()
    waiting = list(reversed(range(len(left))))
    while waiting:
        number = waiting[-1]
        if number in seen:
            waiting.pop()
            if number not in placed:
                placed.add(number)
                yield left[number]
            continue
        seen.add(number)
        needed = [givers[name] for name in left[number].takes if name in givers]
        waiting += [each for each in reversed(needed) if each not in seen]


def _shared(cells: Iterable[_Cell]) -> set[str]:
    """The private names that more than one cell has on its top level, where they are not the same."""
    found, shared = set[str](), set[str]()
    for cell in cells:
        names = set() if cell.is_early else {name for name in _private(cell.code) if _PRIVATE.match(name)}
        shared |= found & names
        found |= names
    return shared


def _private(code: Lines) -> Iterator[str]:
    """The private names on the top level of a cell: those of functions, and those outside of them."""
    is_inside = False
    starts = set(_starts(code))
    for number, line in enumerate(code):
        if number in starts:
            is_inside = bool(re.match(r"(?:async )?(?:def|class)\b|@", line))
            yield from _DEFINED.findall(line) if is_inside else ()
        if not is_inside:
            yield from _PRIVATE.findall(line)
