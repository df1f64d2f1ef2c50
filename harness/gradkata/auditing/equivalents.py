"""Mutants that are as right as the reference: ``reference/<id>/equivalent.toml`` names them, each with a reason."""

from __future__ import annotations

import dataclasses
import tomllib

from ..errors import UsageError
from ..kata import Kata
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


def load_equivalents(kata: Kata) -> list[Equivalent]:
    """The entries for a kata; none if it has no such file.

    Raises:
        UsageError: the file is not TOML, an entry lacks a part or has one too many, or one stands there twice.
    """
    path = kata.hidden / "equivalent.toml"
    if not path.exists():
        return []
    try:
        entries = [Equivalent(**entry) for entry in tomllib.loads(path.read_text("utf-8")).get("mutant", [])]
    except (tomllib.TOMLDecodeError, TypeError) as error:
        raise UsageError(f"{path}: {error}".replace("Equivalent.__init__()", "a mutant")) from None
    keys = [entry.key for entry in entries]
    if len(set(keys)) < len(keys):
        double = next(key for key in keys if keys.count(key) > 1)
        raise UsageError(f"{path}: {double[1]!r} to {double[2]!r} in {double[0]} stands there twice")
    return entries


def stale(entries: list[Equivalent], known: list[Mutant], killed: list[Mutant]) -> list[str]:
    """What is wrong with the entries: those that are no mutant at all, and those that a suite does fail.

    Args:
        known: all mutants of the reference, judged or not.
        killed: those that were judged and failed.
    """
    all_keys, killed_keys = {each.key for each in known}, {each.key for each in killed}
    problems: list[str] = []
    for entry in entries:
        change = f"{entry.before.strip()!r} to {entry.after.strip()!r} in {entry.where}"
        if entry.key not in all_keys:
            problems.append(f"listed as equivalent, but there is no such mutant any more: {change}")
        elif entry.key in killed_keys:
            problems.append(f"listed as equivalent, but the suite fails it: {change}")
    return problems


def _stripped(text: str) -> str:
    return "\n".join(line.strip() for line in text.strip().splitlines())
