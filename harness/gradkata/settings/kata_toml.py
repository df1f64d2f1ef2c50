"""What a kata says of itself in its ``kata.toml``."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path

from ..boundary.limits import Limits
from ..translation import say
from .toml_files import TomlFile


@dataclasses.dataclass(frozen=True)
class Clipped:
    """Results of a function that may be clipped, all of them or none.

    Attributes:
        results: their places among what the function returns, from 0.
        limit: to how much, up and down.
    """

    results: tuple[int, ...]
    limit: float


@dataclasses.dataclass(frozen=True)
class Diagnosis:
    """The forms of numbers that a kata leaves open; see `explaining.conventions`.

    Attributes:
        columns: vectors that a learner may keep in any shape; the reference has (n, 1).
        flat: the same, where the reference has (n,).
        lengths: globals that are the length of another one, with the other's name.
        clipped: results that may be clipped, by function.
        prescribed_draws: whether the task says how a generator is asked, so that two right solutions draw the same.
    """

    columns: tuple[str, ...] = ()
    flat: tuple[str, ...] = ()
    lengths: Mapping[str, str] = dataclasses.field(default_factory=dict)
    clipped: Mapping[str, Clipped] = dataclasses.field(default_factory=dict)
    prescribed_draws: bool = False


@dataclasses.dataclass(frozen=True)
class Settings:
    """A whole ``kata.toml``. See the properties of `Kata` for what each entry means.

    Attributes:
        names: None if it does not say.
    """

    builds_on: tuple[str, ...] = ()
    minutes: int | None = None
    names: tuple[str, ...] | None = None
    free: tuple[str, ...] = ()
    diagnosis: Diagnosis = Diagnosis()
    limits: Limits = dataclasses.field(default_factory=Limits)


def read_settings(path: Path) -> Settings:
    """The settings in a file; without the file, what holds for a kata that says nothing.

    Raises:
        UsageError: it is no TOML, or an entry is unknown or means nothing; the message says where, and what was
            likely meant.
    """
    if not path.exists():
        return Settings()
    file = TomlFile(path)
    settings = file.decoded(Settings)
    if settings.minutes is not None and settings.minutes < 1:
        words = "{entry}: expected a whole number from 1 on, got {got}"
        raise file.error(("minutes",), say(words, entry="minutes", got=settings.minutes))
    for function, clipped in settings.diagnosis.clipped.items():
        _check_clipped(file, function, clipped)
    return dataclasses.replace(settings, limits=_limits(file))


def _check_clipped(file: TomlFile, function: str, clipped: Clipped) -> None:
    keys = ("diagnosis", "clipped", function)
    if not clipped.limit > 0:
        words = "{entry}: expected more than 0, got {got:g}"
        raise file.error((*keys, "limit"), say(words, entry=f"{'.'.join(keys)}.limit", got=clipped.limit))
    if min(clipped.results, default=0) < 0:
        words = "{entry}: places are counted from 0"
        raise file.error((*keys, "results"), say(words, entry=f"{'.'.join(keys)}.results"))


def _limits(file: TomlFile) -> Limits:
    limits = Limits()
    for name, value in file.tree.get("limits", {}).items():
        try:
            limits = limits.changed({name: value}, "limits")
        except ValueError as error:
            raise file.error(("limits", name), str(error)) from None
    return limits
