"""Ways to make a program slightly wrong: each takes a node of a syntax tree and gives what might stand in its place.

mutmut and cosmic-ray mutate whole projects for runners of their own, whereas here one short file is mutated and judged
as a submission; so the operators are written out.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from typing import Any

Operator = Callable[[ast.AST], Iterator[ast.AST]]

SMALL = 1e-3  # a number below this is there for safety's sake, like Adagrad's 1e-8

ARITHMETIC: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div, ast.MatMult),
    ast.Div: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
    ast.Pow: (ast.Mult,),
    ast.FloorDiv: (ast.Div,),
    ast.Mod: (ast.FloorDiv,),
    ast.BitXor: (ast.BitAnd, ast.BitOr),
    ast.BitAnd: (ast.BitOr,),
    ast.BitOr: (ast.BitAnd,),
}
COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_ONE_WAY = {
    "max": "min", "maximum": "minimum", "argmax": "argmin", "sum": "mean", "zeros": "ones", "zeros_like": "ones_like",
    "any": "all",
}  # fmt: skip
RELATED = {**_ONE_WAY, **{new: old for old, new in _ONE_WAY.items()}, "exp": "exp2", "log": "log2", "sqrt": "abs"}
NEGATABLE = (ast.BinOp, ast.Call, ast.Name, ast.Attribute, ast.Subscript)
ZEROS = ("zeros", "zeros_like")  # the same with a minus before them


def arithmetic(node: ast.AST) -> Iterator[ast.AST]:
    """``a + b`` to ``a - b``, ``a += b`` to ``a -= b``."""
    if isinstance(node, ast.BinOp | ast.AugAssign):
        yield from (_with(node, op=other()) for other in ARITHMETIC.get(type(node.op), ()))


def operand(node: ast.AST) -> Iterator[ast.AST]:
    """``a + b`` to ``a``, and to ``b``."""
    if isinstance(node, ast.BinOp):
        yield from (node.left, node.right)


def comparison(node: ast.AST) -> Iterator[ast.AST]:
    """``a < b`` to ``a <= b``, and to ``a > b``."""
    if isinstance(node, ast.Compare):
        for at, each in enumerate(node.ops):
            for other in COMPARISONS[type(each)]:
                yield _with(node, ops=_replaced(node.ops, at, other()))


def constant(node: ast.AST) -> Iterator[ast.AST]:
    """A number to its neighbours, a very small one to 0 and to a larger one; True to False; a text to none."""
    if isinstance(node, ast.Constant):
        yield from (ast.Constant(each) for each in _neighbours(node.value))


def index(node: ast.AST) -> Iterator[ast.AST]:
    """``x[t]`` to ``x[t + 1]`` and ``x[t - 1]``, also where ``t`` is one of several; constants see to themselves."""
    if isinstance(node, ast.Subscript):
        places = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        for at, place in enumerate(places):
            if isinstance(place, ast.Name | ast.BinOp | ast.Subscript | ast.Call):
                for op in (ast.Add(), ast.Sub()):
                    yield _with_place(node, at, ast.BinOp(place, op, ast.Constant(1)))


def slices(node: ast.AST) -> Iterator[ast.AST]:
    """A slice that begins one later, ends one earlier, or forgets its step."""
    if isinstance(node, ast.Slice):
        one = ast.Constant(1)
        yield _with(node, lower=ast.BinOp(node.lower, ast.Add(), one) if node.lower else one)
        yield _with(node, upper=ast.BinOp(node.upper, ast.Sub(), one) if node.upper else ast.UnaryOp(ast.USub(), one))
        if node.step:
            yield _with(node, step=None)


def keyword(node: ast.AST) -> Iterator[ast.AST]:
    """A call without one of its keywords, such as ``axis`` or ``keepdims``."""
    if isinstance(node, ast.Call):
        for at in range(len(node.keywords)):
            yield _with(node, keywords=node.keywords[:at] + node.keywords[at + 1 :])


def swap(node: ast.AST) -> Iterator[ast.AST]:
    """A call with two neighbouring arguments swapped."""
    if isinstance(node, ast.Call):
        for at in range(len(node.args) - 1):
            first, second = node.args[at : at + 2]
            yield _with(node, args=[*node.args[:at], second, first, *node.args[at + 2 :]])


def wrapper(node: ast.AST) -> Iterator[ast.AST]:
    """``np.exp(x)`` to ``x``, ``x.copy()`` to ``x``."""
    if isinstance(node, ast.Call):
        if node.args:
            yield from (each for each in node.args[:2] if not isinstance(each, ast.Starred))
        elif isinstance(node.func, ast.Attribute):
            yield node.func.value


def related(node: ast.AST) -> Iterator[ast.AST]:
    """A function to one that is near it: ``max`` to ``min``, ``zeros`` to ``ones``."""
    if isinstance(node, ast.Call):
        function = node.func
        if isinstance(function, ast.Attribute) and function.attr in RELATED:
            yield _with(node, func=_with(function, attr=RELATED[function.attr]))
        elif isinstance(function, ast.Name) and function.id in ("max", "min", "any", "all"):
            yield _with(node, func=ast.Name(RELATED[function.id]))


def sign(node: ast.AST) -> Iterator[ast.AST]:
    """A minus dropped; or put before what is returned or assigned."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield node.operand
    elif isinstance(node, ast.Assign | ast.AugAssign | ast.Return):
        if isinstance(node.value, ast.Tuple):
            for at, each in enumerate(node.value.elts):
                for new in _negated(each):
                    yield _with(node, value=_with(node.value, elts=_replaced(node.value.elts, at, new)))
        else:
            yield from (_with(node, value=new) for new in _negated(node.value))


def transpose(node: ast.AST) -> Iterator[ast.AST]:
    """``x.T`` to ``x``."""
    if isinstance(node, ast.Attribute) and node.attr == "T":
        yield node.value


def plain_assignment(node: ast.AST) -> Iterator[ast.AST]:
    """``x += y`` to ``x = y``."""
    if isinstance(node, ast.AugAssign):
        yield ast.Assign([node.target], node.value, lineno=node.lineno)


def boolean(node: ast.AST) -> Iterator[ast.AST]:
    """``and`` to ``or``; a ``not`` dropped; a condition turned round."""
    if isinstance(node, ast.BoolOp):
        yield _with(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand
    elif isinstance(node, ast.If | ast.While | ast.IfExp):
        yield _with(node, test=ast.UnaryOp(ast.Not(), node.test))
    elif isinstance(node, ast.comprehension):
        for at in range(len(node.ifs)):
            yield _with(node, ifs=node.ifs[:at] + node.ifs[at + 1 :])


def jump(node: ast.AST) -> Iterator[ast.AST]:
    """``break`` to ``continue`` and back."""
    if isinstance(node, ast.Break):
        yield ast.Continue()
    elif isinstance(node, ast.Continue):
        yield ast.Break()


def refusal(node: ast.AST) -> Iterator[ast.AST]:
    """An exception without its message, and one of another type. Nothing else is done to messages: wording is free."""
    if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
        yield _with(node, exc=_with(node.exc, args=[]))
        yield _with(node, exc=_with(node.exc, func=ast.Name("Exception")))


def removal(node: ast.AST) -> Iterator[ast.AST]:
    """A statement to ``pass``."""
    if isinstance(node, ast.stmt) and not isinstance(node, ast.Pass | ast.FunctionDef | ast.ClassDef):
        yield ast.Pass()


OPERATORS: tuple[Operator, ...] = (
    arithmetic, operand, comparison, constant, index, slices, keyword, swap, wrapper, related, sign, transpose,
    plain_assignment, boolean, jump, refusal, removal,
)  # fmt: skip


def _with(node: Any, **fields: Any) -> Any:
    """A copy of a node with other fields. What it holds is shared, since trees are only read afterwards."""
    new = copy.copy(node)
    for name, value in fields.items():
        setattr(new, name, value)
    return new


def _replaced(items: list[Any], at: int, new: Any) -> list[Any]:
    return [*items[:at], new, *items[at + 1 :]]


def _with_place(node: ast.Subscript, at: int, new: ast.expr) -> ast.AST:
    if isinstance(node.slice, ast.Tuple):
        new = _with(node.slice, elts=_replaced(node.slice.elts, at, new))
    new_node: ast.AST = _with(node, slice=new)
    return new_node


def _negated(value: ast.expr | None) -> Iterator[ast.expr]:
    is_zero = isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and value.func.attr in ZEROS
    if isinstance(value, NEGATABLE) and not is_zero:
        yield ast.UnaryOp(ast.USub(), value)


def _neighbours(value: Any) -> tuple[Any, ...]:
    if isinstance(value, bool):
        return (not value,)
    if isinstance(value, int):
        return value + 1, value - 1
    if isinstance(value, float) and 0 < abs(value) < SMALL:
        return 0.0, 1000 * value
    if isinstance(value, float):
        return value + 1, round(1.01 * value, 12)
    if isinstance(value, str):
        return ("" if value else "x",)
    return ()
