"""Mutants that are as right as the reference: ``reference/<id>/equivalent.toml`` names them, each with a reason."""

from __future__ import annotations

import dataclasses

from ..kata import Kata
from ..settings.toml_files import TomlFile
from ..translation import say
from .mutants import Mutant


@dataclasses.dataclass(frozen=True)
class Equivalent:
    """One entry: a mutant by its `key`, and why no suite should fail it."""

    where: str
    before: str
    after: str
    reason: str
    occurrence: int = 1

    @property
    def key(self) -> tuple[str, str, str, int]:
        return self.where, _stripped(self.before), _stripped(self.after), self.occurrence


@dataclasses.dataclass(frozen=True)
class _File:
    """A whole ``equivalent.toml``."""

    mutant: tuple[Equivalent, ...] = ()


def load_equivalents(kata: Kata) -> list[Equivalent]:
    """The entries for a kata; none if it has no such file.

    Raises:
        UsageError: the file is not TOML, an entry is unknown, missing or of another type, or a mutant stands there
            twice; the message says where.
    """
    path = kata.hidden / "equivalent.toml"
    if not path.exists():
        return []
    file = TomlFile(path)
    entries = file.decoded(_File).mutant
    for number, entry in enumerate(entries):
        if entry.occurrence < 1:
            words = "{entry}: expected a whole number from 1 on, got {got}"
            problem = say(words, entry="mutant.occurrence", got=entry.occurrence)
            raise file.error(("mutant", number, "occurrence"), problem)
    keys = [entry.key for entry in entries]
    words = "the mutant {where!r}: {before!r} to {after!r} stands there twice"
    file.refuse_doubles("mutant", keys, lambda key: say(words, where=key[0], before=key[1], after=key[2]))
    return list(entries)


def stale(entries: list[Equivalent], known: list[Mutant], killed: list[Mutant]) -> list[str]:
    """What is wrong with the entries: those that are no mutant at all, and those that a suite does fail.

    Args:
        known: all mutants of the reference, judged or not.
        killed: those that were judged and failed.
    """
    all_keys, killed_keys = {each.key for each in known}, {each.key for each in killed}
    problems: list[str] = []
    for entry in entries:
        words = "{before!r} to {after!r} in {where}"
        change = say(words, before=entry.before.strip(), after=entry.after.strip(), where=entry.where)
        if entry.key not in all_keys:
            problems.append(say("listed as equivalent, but there is no such mutant any more: {change}", change=change))
        elif entry.key in killed_keys:
            problems.append(say("listed as equivalent, but the suite fails it: {change}", change=change))
    return problems


def _stripped(text: str) -> str:
    return "\n".join(line.strip() for line in text.strip().splitlines())
