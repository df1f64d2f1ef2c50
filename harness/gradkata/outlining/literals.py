"""The values of expressions that can be told without running anything."""

from __future__ import annotations

import ast
import dataclasses
from collections.abc import Mapping
from typing import Any


class CannotTell(Exception):
    """Only running the code would tell; the message says what stands in the way."""


def cannot_tell(node: ast.expr | ast.stmt, reason: str) -> CannotTell:
    """The exception about a piece of code, which it names by its line."""
    return CannotTell(f"line {node.lineno}: {reason}")


@dataclasses.dataclass(frozen=True)
class Literals:
    """What expressions mean.

    Attributes:
        names: what the names in them stand for.
        bound: the values of those that a comprehension gives one after the other.
    """

    names: Mapping[str, ast.expr]
    bound: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    def value(self, node: ast.expr) -> Any:
        """The value of an expression; of a dict, the tuple of its keys, which is what a loop sees of it.

        Raises:
            CannotTell: it is made of more than literals, names of these, f-strings and plain comprehensions.
        """
        match node:
            case ast.Constant(value=value):
                return value
            case ast.List(elts=items):
                return [self.value(each) for each in items]
            case ast.Tuple(elts=items):
                return tuple([self.value(each) for each in items])
            case ast.Dict(keys=keys):
                return self._keys(node, keys)
            case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as number)):
                return -number
            case ast.Name(id=name) if name in self.bound:
                return self.bound[name]
            case ast.Name(id=name) if name in self.names:
                return Literals(self.names).value(self.names[name])
            case ast.JoinedStr(values=parts):
                return "".join(map(self._text, parts))
            case ast.ListComp(elt=element, generators=[ast.comprehension(target=ast.Name(id=name), ifs=[]) as loop]):
                values = self.value(loop.iter)
                if isinstance(values, list | tuple | str):
                    return [Literals(self.names, {**self.bound, name: each}).value(element) for each in values]
        raise cannot_tell(node, f"`{ast.unparse(node)}` has to be run")

    def _keys(self, node: ast.expr, keys: list[ast.expr | None]) -> tuple[Any, ...]:
        values = [self.value(each) for each in keys if each is not None]
        if None in keys or not all(isinstance(each, str | int | float) for each in values):
            raise cannot_tell(node, "keys that are not all strings and numbers")
        return tuple(dict.fromkeys(values))

    def _text(self, part: ast.expr) -> str:
        """A piece of an f-string."""
        if isinstance(part, ast.FormattedValue):
            value = self.value(part.value)
            form = self.value(part.format_spec) if part.format_spec else ""
            if part.conversion == -1 and isinstance(value, str | int | float):
                return format(value, form)
            raise cannot_tell(part, f"`{ast.unparse(part)}` has to be run")
        return str(self.value(part))
