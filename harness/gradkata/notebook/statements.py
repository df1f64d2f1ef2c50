"""The statements of executed cells: what each binds, and what it needs to do so."""

from __future__ import annotations

import ast
import dataclasses
import functools
import re
import symtable
import warnings
from collections.abc import Callable, Iterable, Iterator

from ..text.ipython import cleaned, lines_of, python

# Methods that change what they belong to, where a statement does nothing else.
CHANGING = frozenset(
    {"add", "append", "clear", "discard", "extend", "fill", "insert", "pop", "popitem", "remove", "reverse",
     "setdefault", "sort", "update"}
)  # fmt: skip
# Functions, of NumPy's and of others, that change their first argument.
CHANGING_FIRST = frozenset(
    {"at", "copyto", "delattr", "fill_diagonal", "heapify", "heappop", "heappush", "insort", "place", "put",
     "put_along_axis", "putmask", "setattr", "shuffle"}
)  # fmt: skip
REMEMBERED = 4096  # cells that are taken apart: each check looks at all of a session
COMPREHENSIONS = frozenset({"listcomp", "setcomp", "dictcomp", "genexpr"})
_COMPOUND = ast.If | ast.For | ast.AsyncFor | ast.While | ast.Try | ast.TryStar | ast.With | ast.AsyncWith | ast.Match
_LATER = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
_KEEPS_NOTHING = re.compile(r"\s*%%timeit\b")  # what it defines is gone afterwards
_IN_PLACE_OF_A_MAGIC = re.compile(r"=\s*(?:None|\[\])\s*\Z")  # what `python` leaves of ``x = %magic``

Names = frozenset[str]
Offers = Callable[[str], Iterable[str]]


@dataclasses.dataclass(frozen=True)
class Executed:
    """A cell that was executed.

    Attributes:
        number: the number in brackets beside it.
        source: its text, magics included.
        stopped: the line that raised, so that it and what follows bound nothing; None if all ran, or nobody knows.
        part: 0 of a cell; of code that has no number because a cell ran it, as ``%rerun`` does, which of that cell's.
    """

    number: int
    source: str
    stopped: int | None = None
    part: int = 0

    @property
    def label(self) -> str:
        """What IPython calls it in a traceback."""
        return f"Cell In[{self.number}]" + (f".{self.part}" if self.part else "")

    @property
    def key(self) -> tuple[int, int]:
        """What tells it from others, and puts it in order."""
        return self.number, self.part


@dataclasses.dataclass(frozen=True)
class Statement:
    """A statement of a cell's top level.

    Attributes:
        first, last: its lines in the cell, from 1.
        binds: the names that have another value afterwards, or may have.
        now: the names that it needs while it runs; ``later``, those that the functions in it need when they are called.
        by_magic: whether its value came from a magic, so that the statement does not give it.
        is_rewritten: whether there is in it what IPython alone understands.
        is_for_all: whether it changes how all code is read, as imports from ``__future__`` do.
    """

    cell: Executed
    first: int
    last: int
    binds: Names
    now: Names
    later: Names
    by_magic: bool = False
    is_rewritten: bool = False
    is_for_all: bool = False


@functools.lru_cache(REMEMBERED)
def statements(cell: Executed, offers: Offers) -> tuple[Statement, ...]:
    """The statements of a cell that ran; none if it is no Python, since then nothing of it did.

    Args:
        offers: gives the names that ``from MODULE import *`` binds.
    """
    return tuple(_statements(cell, offers))


def _statements(cell: Executed, offers: Offers) -> Iterator[Statement]:
    if _KEEPS_NOTHING.match(cell.source):
        return
    source = python(cell.source)
    tree = parsed(source)
    raw, plain = cleaned(cell.source), lines_of(source)
    for node in tree.body if tree else ():
        first = min([node.lineno, *(each.lineno for each in getattr(node, "decorator_list", ()))])
        last = node.end_lineno or first
        if cell.stopped is not None and last >= cell.stopped:
            return
        is_changed = raw[first - 1 : last] != plain[first - 1 : last]
        by_magic = is_changed and bool(_IN_PLACE_OF_A_MAGIC.search(plain[last - 1]))
        yield dataclasses.replace(
            _statement(node, offers), cell=cell, first=first, last=last, by_magic=by_magic, is_rewritten=is_changed
        )


def parsed(source: str) -> ast.Module | None:
    """The tree of a cell's Python; None if it is none."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # they were shown when the cell ran
            return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _statement(node: ast.stmt, offers: Offers) -> Statement:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        table = symtable.symtable(ast.unparse(node), "cell", "exec")
    symbols = table.get_symbols()
    binds = {each.get_name() for each in symbols if each.is_assigned() or each.is_imported()}
    now = {each.get_name() for each in symbols if each.is_referenced()}
    later = set[str]()
    for child in table.get_children():
        _add_needs(child, now, later)
    changed = set() if isinstance(node, _LATER) else set(_changed(node))
    if isinstance(node, ast.Delete):
        now |= binds  # which have to be there to be deleted
    if isinstance(node, _COMPOUND):  # which may leave a name as it was
        now |= binds
    if isinstance(node, ast.ImportFrom) and node.names[0].name == "*":
        binds |= set(offers("." * node.level + (node.module or "")))
    return Statement(
        Executed(0, ""), 0, 0, frozenset(binds | changed), frozenset(now | changed), frozenset(later),
        is_for_all=isinstance(node, ast.ImportFrom) and node.module == "__future__",
    )  # fmt: skip


def _add_needs(table: symtable.SymbolTable, now: set[str], later: set[str]) -> None:
    """Add the globals that a scope within a statement needs: those of functions are needed when they are called."""
    name, kind = table.get_name().strip("<>"), str(table.get_type())
    is_now = kind == "class" or (kind == "function" and name in COMPREHENSIONS)
    (now if is_now else later).update(each.get_name() for each in table.get_symbols() if each.is_global())
    for child in table.get_children():
        _add_needs(child, now if is_now else later, later)


def _changed(node: ast.AST) -> Iterator[str]:
    """The names whose values a statement changes, not replaces: ``w += 1``, ``d[k] = v``, ``np.copyto(w, 0)``."""
    if isinstance(node, ast.AugAssign | ast.AnnAssign):
        yield from _base(node.target, is_changed=isinstance(node, ast.AugAssign))
    elif isinstance(node, ast.Assign | ast.Delete):
        for target in node.targets:
            yield from (name for each in _flat(target) for name in _base(each))
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        called = node.value.func
        if isinstance(called, ast.Attribute) and called.attr in CHANGING:
            yield from _base(called)
    elif isinstance(node, ast.Call):
        for each in _changed_by_call(node):
            yield from _base(each, is_changed=True)
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, _LATER):
            yield from _changed(child)


def _changed_by_call(call: ast.Call) -> Iterator[ast.expr]:
    """The arguments that a function writes into: ``np.subtract(w, 1, out=w)``."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name in CHANGING_FIRST:
        yield from call.args[:1]
    for out in (each.value for each in call.keywords if each.arg == "out"):
        yield from _flat(out)


def _flat(target: ast.expr) -> Iterator[ast.expr]:
    if isinstance(target, ast.Tuple | ast.List):
        for each in target.elts:
            yield from _flat(each)
    else:
        yield target


def _base(target: ast.expr, *, is_changed: bool = False) -> Iterator[str]:
    """The name whose value an assignment to a target changes, not replaces."""
    while isinstance(target, ast.Attribute | ast.Subscript | ast.Starred):
        is_changed = is_changed or not isinstance(target, ast.Starred)
        target = target.value
    if is_changed and isinstance(target, ast.Name):
        yield target.id
