"""Which packs and formats are here. A registry is built by a call, never at import."""

from __future__ import annotations

import dataclasses
import difflib
import importlib.metadata
from collections.abc import Iterable
from typing import Any

import pluggy

from . import builtin, hookspecs
from .errors import UsageError
from .kata import Kata, katas_of
from .reports import ReportFormat


@dataclasses.dataclass(frozen=True)
class Registry:
    """Everything that the plugins brought.

    Attributes:
        katas: by id, in teaching order.
        formats: by name.
    """

    katas: dict[str, Kata]
    formats: dict[str, ReportFormat]

    def kata(self, name: str) -> Kata:
        """The kata called ``name``.

        Raises:
            UsageError: there is none; the message names the nearest.
        """
        if name in self.katas:
            return self.katas[name]
        near = difflib.get_close_matches(name, self.katas, n=1, cutoff=0.5)
        hint = f"did you mean {near[0]!r}?" if near else "`kata list` shows them all"
        raise UsageError(f"there is no kata {name!r}; {hint}")


def load(extra: Iterable[object] = ()) -> Registry:
    """Load gradkata's own plugin, the installed ones and ``extra``.

    Raises:
        UsageError: a plugin cannot be imported, implements a hook that does not exist, or brings a kata or a format
            that another one brings too; the message names all who take part.
    """
    manager = pluggy.PluginManager(hookspecs.GROUP)
    manager.add_hookspecs(hookspecs)
    manager.register(builtin, "gradkata")
    _load_installed(manager)
    for plugin in extra:
        manager.register(plugin)
    _refuse_unknown_hooks(manager)
    katas = [(pack.name, kata) for pack in _flat(manager.hook.kata_packs()) for kata in katas_of(pack)]
    formats = [("", each) for each in _flat(manager.hook.report_formats())]
    _refuse_doubles("kata", [(kata.id, f"the pack {pack!r} ({kata.folder})") for pack, kata in katas])
    _refuse_doubles("report format", [(each.name, each.render.__module__) for _, each in formats])
    ordered = sorted((kata for _, kata in katas), key=lambda kata: (kata.number, kata.id))
    return Registry({kata.id: kata for kata in ordered}, {each.name: each for _, each in formats})


def _load_installed(manager: pluggy.PluginManager) -> None:
    for entry in importlib.metadata.entry_points(group=hookspecs.GROUP):
        try:
            manager.register(entry.load(), entry.name)
        except Exception as error:  # whatever a stranger's module raises when it is imported
            reason = f"{type(error).__name__}: {error}"
            raise UsageError(f"the plugin {entry.name!r} ({entry.value}) cannot be loaded: {reason}") from error


def _refuse_unknown_hooks(manager: pluggy.PluginManager) -> None:
    known = [name for name in vars(hookspecs) if hasattr(getattr(hookspecs, name), f"{hookspecs.GROUP}_spec")]
    for name, plugin in manager.list_name_plugin():
        for attribute in dir(plugin):
            if attribute not in known and hasattr(getattr(plugin, attribute), f"{hookspecs.GROUP}_impl"):
                near = difflib.get_close_matches(attribute, known, n=1)
                hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(known)}"
                raise UsageError(f"the plugin {name!r} implements the hook {attribute!r}, which does not exist; {hint}")


def _refuse_doubles(what: str, found: list[tuple[str, str]]) -> None:
    first: dict[str, str] = {}
    for name, source in found:
        if name in first:
            raise UsageError(f"two {what}s are called {name!r}: one of {first[name]}, one of {source}; remove one")
        first[name] = source


def _flat(groups: Iterable[Iterable[Any]]) -> list[Any]:
    # pluggy asks the plugin that was registered last first; a user expects the order of registration.
    return [each for group in reversed(list(groups)) for each in group]
