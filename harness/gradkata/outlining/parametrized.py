"""What pytest calls the values that a test is parametrised with, told without running anything."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import Any

from .literals import Literals, cannot_tell


def ids_of(decorator: ast.Call, literals: Literals) -> list[str]:
    """The ids that ``@pytest.mark.parametrize(...)`` gives, in their order.

    Raises:
        CannotTell: pytest would make something else of them than their text, or they have to be computed.
    """
    match decorator:
        case ast.Call(args=[names, values], keywords=[]):
            ids: Sequence[Any] = _automatic(decorator, literals.value(names), literals.value(values))
        case ast.Call(args=[_, values], keywords=[ast.keyword(arg="ids", value=given)]):
            ids = _sequence(decorator, literals.value(given))
            if len(ids) != len(_sequence(decorator, literals.value(values))):
                raise cannot_tell(decorator, "another number of ids than of values")
        case _:
            raise cannot_tell(decorator, "arguments that are not known here")
    if not ids or len(set(ids)) < len(ids) or not all(isinstance(each, str) and _is_plain(each) for each in ids):
        raise cannot_tell(decorator, "ids that pytest would change")
    return list(ids)


def _automatic(decorator: ast.Call, names: Any, values: Any) -> list[str]:
    several = names if isinstance(names, list | tuple) else [each.strip() for each in str(names).split(",")]
    if "" in several:
        raise cannot_tell(decorator, "a comma that not every pytest takes alike")
    if isinstance(names, str) and len(several) == 1:
        rows: list[Sequence[Any]] = [[each] for each in _sequence(decorator, values)]
    else:
        rows = [_sequence(decorator, each) for each in _sequence(decorator, values)]
    if not all(len(row) == len(several) for row in rows):
        raise cannot_tell(decorator, "another number of values than of names")
    return [
        "-".join(_automatic_id(decorator, name, value, number) for name, value in zip(several, row, strict=True))
        for number, row in enumerate(rows)
    ]


def _automatic_id(decorator: ast.Call, name: str, value: Any, number: int) -> str:
    if value is None or isinstance(value, str | int | float):
        return str(value)
    if isinstance(value, list | tuple):
        return f"{name}{number}"
    raise cannot_tell(decorator, f"a value that is a {type(value).__name__}")


def _sequence(decorator: ast.Call, value: Any) -> Sequence[Any]:
    if isinstance(value, list | tuple):
        return value
    raise cannot_tell(decorator, "values that are neither a list nor a tuple")


def _is_plain(text: str) -> bool:
    """Whether pytest takes an id as it stands."""
    return bool(text) and text.isascii() and text.isprintable() and "\\" not in text
