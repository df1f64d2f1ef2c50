"""TOML files that people write: read, checked against a dataclass, and what is wrong with them said with its line."""

from __future__ import annotations

import dataclasses
import difflib
import functools
import re
import tomllib
import types
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from ..errors import UsageError
from ..translation import say
from .toml_lines import Keys, line_of

Form = TypeVar("Form")
Name = TypeVar("Name")

_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)\Z")
_WORDS = {"int": "a whole number", "float": "a number", "str": "text", "bool": "true or false", "array": "a list",
          "object": "a table", "datetime": "a date", "date": "a date", "time": "a time"}  # fmt: skip


class TomlFile:
    """A file of settings.

    Attributes:
        tree: what it says, as `tomllib` gives it.
    """

    def __init__(self, path: Path):
        """Read a file.

        Raises:
            UsageError: it is no TOML.
        """
        self.path = path
        try:
            self._text = path.read_bytes().decode("utf-8").replace("\r\n", "\n")
            self.tree = tomllib.loads(self._text)
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            raise _wrong(path, line, say("this is not UTF-8 text")) from None
        except tomllib.TOMLDecodeError as error:
            found = _PLACE.search(str(error))
            line = int(found[1]) if found and found[1] else self._text.rstrip("\n").count("\n") + 1
            raise _wrong(path, line, _PLACE.sub("", str(error))) from None

    def decoded(self, form: type[Form]) -> Form:
        """What the file says, as a dataclass: its fields are the entries that there may be.

        Raises:
            UsageError: an entry is unknown, missing or of another type.
        """
        try:
            import msgspec  # not before there is something to decode: `kata --help` has no need of it
        except ImportError:  # in a browser, whose files were checked when they were put into the page
            built: Form = _built(self.tree, form)
            return built
        self._check(self.tree, form, ())
        return msgspec.convert(self.tree, form)

    def error(self, keys: Keys, problem: str) -> UsageError:
        """An error about the entry that ``keys`` lead to."""
        return _wrong(self.path, line_of(self._text, keys), problem)

    def refuse_doubles(self, array: str, names: Sequence[Name], problem: Callable[[Name], str]) -> None:
        """See to it that no two tables of an array are known by the same name.

        Args:
            names: what each of the tables is known by.
            problem: what to say of two of them.

        Raises:
            UsageError: two are; it names both lines.
        """
        for number, name in enumerate(names):
            if (first := names.index(name)) < number:
                line = line_of(self._text, (array, first))
                words = "{problem}; the first is in line {line}"
                raise self.error((array, number), say(words, problem=problem(name), line=line))

    def _check(self, value: Any, form: Any, keys: Keys) -> None:
        arguments = typing.get_args(form)
        if dataclasses.is_dataclass(form):
            self._expect(value, dict, keys)
            self._check_table(value, form, keys)
        elif typing.get_origin(form) is Mapping:
            self._expect(value, dict, keys)
            self._check_each(value.items(), arguments[1], keys)
        elif arguments[1:] == (...,):
            self._expect(value, list, keys)
            self._check_each(enumerate(value), arguments[0], keys)
        else:
            self._expect(value, form, keys)

    def _check_each(self, items: Iterable[tuple[str | int, Any]], form: Any, keys: Keys) -> None:
        for key, item in items:
            self._check(item, form, (*keys, key))

    def _check_table(self, table: dict[str, Any], form: Any, keys: Keys) -> None:
        forms = _fields(form)
        for name in table:
            if name not in forms:
                words, wrong = "there is no entry {name!r}; {hint}", _called((*keys, name))
                raise self.error((*keys, name), say(words, name=wrong, hint=nearest(name, forms)))
        for field in dataclasses.fields(form):
            if field.name in table:
                self._check(table[field.name], forms[field.name], (*keys, field.name))
            elif field.default is field.default_factory is dataclasses.MISSING:
                raise self.error(keys, say("the entry {name!r} is missing", name=_called((*keys, field.name))))

    def _expect(self, value: Any, form: Any, keys: Keys) -> None:
        import msgspec

        try:
            msgspec.convert(value, form)
        except msgspec.ValidationError as error:
            problem = re.sub(r"`([^`]*)`", _plain, str(error).partition(" - at ")[0])
            raise self.error(keys, f"{_called(keys)}: {problem[0].lower()}{problem[1:]}") from None


def nearest(name: str, known: Iterable[str]) -> str:
    """The end of a sentence about a name that is not known: the nearest that is, or all."""
    words = list(known)
    near = difflib.get_close_matches(name, words, n=1)
    return say("did you mean {name!r}?", name=near[0]) if near else say("there are {names}", names=", ".join(words))


def _wrong(path: Path, line: int, problem: str) -> UsageError:
    return UsageError(say("{file}, line {line}: {problem}", file=path, line=line, problem=problem))


@functools.cache
def _fields(form: type) -> dict[str, Any]:
    """The types of a dataclass's fields, by name, without None, which TOML does not have."""
    hints = typing.get_type_hints(form).items()
    return {name: _without_none(hint) for name, hint in hints}


def _built(value: Any, form: Any) -> Any:
    """What a file says that is right, as the type that it is of."""
    arguments = typing.get_args(form)
    if dataclasses.is_dataclass(form):
        forms = _fields(form)  # type: ignore[arg-type]
        return form(**{name: _built(item, forms[name]) for name, item in value.items()})  # type: ignore[operator]
    if typing.get_origin(form) is Mapping:
        return {key: _built(item, arguments[1]) for key, item in value.items()}
    if arguments[1:] == (...,):
        return tuple(_built(item, arguments[0]) for item in value)
    return float(value) if form is float else value


def _without_none(hint: Any) -> Any:
    """The type ``T`` of ``T | None``."""
    arguments = typing.get_args(hint)
    return arguments[0] if types.NoneType in arguments else hint


def _plain(name: re.Match[str]) -> str:
    """A type as msgspec calls it, in words."""
    return _WORDS.get(name[1], name[1])


def _called(keys: Keys) -> str:
    """What an entry is called: which of several tables it is in, the line tells."""
    names = ".".join(key for key in keys if isinstance(key, str))
    return f"{names}[{keys[-1]}]" if keys and isinstance(keys[-1], int) else names
