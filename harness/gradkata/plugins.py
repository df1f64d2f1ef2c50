"""What the plugins brought: katas, formats, executors, commands. A registry is built by a call, never at import.

A plugin that is broken is left out, whole, and named: it must not keep a class from being graded with all others. So is
a kata of which a file is missing, or whose settings mean nothing, and only that one.
"""

from __future__ import annotations

import dataclasses
import os
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import pluggy

from . import builtin, hookspecs
from .errors import UsageError
from .translation import say

if TYPE_CHECKING:
    from pathlib import Path

    from .command import Command
    from .executors import Executor
    from .finding.layouts import Layout
    from .judging.answers import Answers, AnswerSource
    from .kata import Kata, Pack
    from .packaging import PackageFormat
    from .reports import ReportFormat

BUILTIN = "gradkata"
KINDS = {
    "katas": "kata", "formats": "report format", "packages": "package format", "executors": "executor",
    "layouts": "layout", "commands": "command",
}  # fmt: skip


@dataclasses.dataclass(frozen=True)
class Broken:
    """A kata that is left out, and why."""

    kata: Kata
    reason: str


class Registry:
    """What plugins brought: all of them, or one.

    Attributes:
        katas, formats, packages, executors, layouts, commands: by name; katas in teaching order.
        sources: of answers, in the order in which they are asked.
        catalogues: folders of translations, the one that counts most first.
        broken: the katas that are left out, by their ids.
        problems: one sentence for each plugin and each kata that is left out.
    """

    def __init__(self) -> None:
        self.katas: dict[str, Kata] = {}
        self.broken: dict[str, Broken] = {}
        self.formats: dict[str, ReportFormat] = {}
        self.packages: dict[str, PackageFormat] = {}
        self.executors: dict[str, Executor] = {}
        self.layouts: dict[str, Layout] = {}
        self.commands: dict[str, Command] = {}
        self.sources: list[AnswerSource] = []
        self.catalogues: list[Path] = []
        self.problems: list[str] = []
        self._origins: dict[tuple[str, str], str] = {}

    @property
    def answers(self) -> Answers:
        """What suites know as ``reference``."""
        from .judging.answers import Answers

        return Answers(tuple(self.sources))

    def kata(self, name: str) -> Kata:
        """The kata called ``name``.

        Raises:
            UsageError: there is none; the message names the nearest. Or it is left out; the message says why.
        """
        for each in (name, name.lower()):
            if each in self.katas:
                return self.katas[each]
            if each in self.broken:
                raise UsageError(self.broken[each].reason)
        hint = nearest(name, self.katas) or say("`kata list` shows them all")
        raise UsageError(say("there is no kata {name!r}; {hint}", name=name, hint=hint))

    def add(self, kind: str, name: str, thing: Any, origin: str) -> None:
        """Take in one thing.

        Args:
            kind: one of `KINDS`.
            origin: what messages say of where it comes from.

        Raises:
            UsageError: there is one of that kind and name already; the message names where each is from.
        """
        if (kind, name) in self._origins:
            what, first = KINDS[kind], self._origins[kind, name]
            words = "two {kind}s are called {name!r}: one of {first}, one of {second}; remove one"
            raise UsageError(say(words, kind=say(what), name=name, first=first, second=origin))
        getattr(self, kind)[name] = thing
        self._origins[kind, name] = origin

    def with_all_of(self, other: Registry) -> Registry:
        """Both together; what is of another plugin is asked for answers before gradkata's own.

        Raises:
            UsageError: they have two things of one kind and name.
        """
        both = Registry()
        for each in (self, other):
            for (kind, name), origin in each._origins.items():
                both.add(kind, name, getattr(each, kind)[name], origin)
        both.katas = dict(sorted(both.katas.items(), key=lambda pair: (pair[1].number, pair[0])))
        both.broken = {**other.broken, **self.broken}
        both.catalogues = other.catalogues + self.catalogues
        both.sources, both.problems = other.sources + self.sources, self.problems + other.problems
        return both


def load(extra: Iterable[object] = (), *, reads_settings: bool = True) -> Registry:
    """Load gradkata's own plugin, the installed ones and ``extra``.

    Args:
        reads_settings: whether katas are left out whose settings mean nothing; for their names alone, that is too much.

    Raises:
        UsageError: gradkata's own or an extra plugin is broken; an installed one is left out.
    """
    found = _load(_brought, extra)
    if reads_settings:
        _leave_out(found)
    found.problems += [_left_out(each) for each in found.broken.values()]
    return found


class Folder:
    """A plugin that brings the pack in a folder, under the folder's name.

    Args:
        root: the folder, with ``katas/`` and ``reference/`` in it.
    """

    def __init__(self, root: Path):
        self._root = root

    @hookspecs.hookimpl
    def kata_packs(self) -> list[Pack]:
        """See `hookspecs.kata_packs`."""
        from .kata import Pack

        return [Pack(self._root.resolve().name, self._root.resolve())]


def commands() -> Registry:
    """The commands alone, and what is left out on their account: katas are not even looked at."""
    return _load(_brought_commands, ())


def _load(bring: Callable[[pluggy.PluginManager, Any], Registry], extra: Iterable[object]) -> Registry:
    manager, problems = _manager(), list[str]()
    manager.register(builtin, BUILTIN)
    found = bring(manager, builtin)
    for name, plugin in _installed(problems):
        try:
            manager.register(plugin, name)
            _refuse_unknown_hooks(name, plugin)
            found = found.with_all_of(bring(manager, plugin))
        except (Exception, SystemExit) as error:  # whatever a stranger's plugin raises
            reason = str(error) if isinstance(error, UsageError) else f"{type(error).__name__}: {error}"
            problems.append(say("the plugin {name!r} is left out: {reason}", name=name, reason=reason))
    for plugin in extra:
        name = manager.register(plugin) or BUILTIN
        _refuse_unknown_hooks(name, plugin)
        found = found.with_all_of(bring(manager, plugin))
    found.problems = problems
    return found


def _leave_out(found: Registry) -> None:
    """Leave out the katas whose settings mean nothing; what they build on is known when all plugins are there."""
    from .kata import check_place

    known = {**{name: each.kata for name, each in found.broken.items()}, **found.katas}
    for kata in list(found.katas.values()):
        if reason := _problem(check_place, kata, known):
            found.broken[kata.id] = Broken(found.katas.pop(kata.id), reason)


def _problem(check: Callable[..., object], *arguments: object) -> str:
    """What a check of a kata finds wrong; empty if nothing is."""
    try:
        check(*arguments)
    except (UsageError, OSError) as error:
        return str(error)
    return ""


def _left_out(broken: Broken) -> str:
    words = "the kata {name!r} of the pack {pack!r} is left out: {reason}"
    return say(words, name=broken.kata.id, pack=broken.kata.pack, reason=broken.reason)


def _manager() -> pluggy.PluginManager:
    manager = pluggy.PluginManager(hookspecs.GROUP)
    manager.add_hookspecs(hookspecs)
    return manager


def _installed(problems: list[str]) -> Iterable[tuple[str, object]]:
    """The installed plugins by their names; one that cannot be imported is told of and left out."""
    if not _any_installed(sys.path):
        return
    import importlib.metadata

    for entry in importlib.metadata.entry_points(group=hookspecs.GROUP):
        try:
            yield entry.name, entry.load()
        except (Exception, SystemExit) as error:  # whatever a stranger's module raises when it is imported
            reason = f"{type(error).__name__}: {error}"
            words = "the plugin {name!r} ({value}) is left out: it cannot be loaded ({reason})"
            problems.append(say(words, name=entry.name, value=entry.value, reason=reason))


def _any_installed(folders: Iterable[str]) -> bool:
    """Whether a distribution has plugins of ours: cheap to tell, while `importlib.metadata` takes long to import."""
    group = f"[{hookspecs.GROUP}]".encode()
    for folder in dict.fromkeys(folders):
        for name in _distributions(folder or "."):
            try:
                with open(f"{folder or '.'}/{name}/entry_points.txt", "rb") as file:  # noqa: PTH123 (no pathlib yet)
                    if group in file.read():
                        return True
            except OSError:  # most have none
                continue
    return False


def _distributions(folder: str) -> list[str]:
    try:
        return [name for name in os.listdir(folder) if name.endswith((".dist-info", ".egg-info"))]  # noqa: PTH208
    except OSError:
        return []


def _refuse_unknown_hooks(name: str, plugin: object) -> None:
    known = [each for each in vars(hookspecs) if hasattr(getattr(hookspecs, each), f"{hookspecs.GROUP}_spec")]
    for attribute in dir(plugin):
        if attribute not in known and hasattr(getattr(plugin, attribute), f"{hookspecs.GROUP}_impl"):
            hint = nearest(attribute, known) or say("there are {names}", names=", ".join(known))
            words = "the plugin {name!r} implements the hook {hook!r}, which does not exist; {hint}"
            raise UsageError(say(words, name=name, hook=attribute, hint=hint))


def nearest(name: str, known: Iterable[str], cutoff: float = 0.5) -> str:
    """Which of the known names may have been meant, as a question; nothing if none is near."""
    import difflib

    near = difflib.get_close_matches(name, list(known), n=1, cutoff=cutoff)
    return say("did you mean {name!r}?", name=near[0]) if near else ""


def _brought(manager: pluggy.PluginManager, plugin: object) -> Registry:
    found = _brought_commands(manager, plugin)
    for pack in _asked(manager.hook.kata_packs, plugin):
        _bring_katas(pack, found)
    for form in _asked(manager.hook.report_formats, plugin):
        found.add("formats", form.name, form, _module(form.render))
    for package in _asked(manager.hook.packages, plugin):
        found.add("packages", package.name, package, _module(package.build))
    for executor in _asked(manager.hook.executors, plugin):
        found.add("executors", executor.name, executor, _module(executor.work))
    for layout in _asked(manager.hook.layouts, plugin):
        found.add("layouts", layout.name, layout, _module(layout.read))
    found.sources = _asked(manager.hook.answer_sources, plugin)
    return found


def _bring_katas(pack: Pack, found: Registry) -> None:
    from .kata import check_files, folders_of

    for kata in folders_of(pack):
        if reason := _problem(check_files, kata):
            found.broken[kata.id] = Broken(kata, reason)
        else:
            origin = say("the pack {name!r} ({folder})", name=pack.name, folder=kata.folder)
            found.add("katas", kata.id, kata, origin)


def _brought_commands(manager: pluggy.PluginManager, plugin: object) -> Registry:
    found = Registry()
    for command in _asked(manager.hook.commands, plugin):
        found.add("commands", command.name, command, _module(command.command))
    found.catalogues = _asked(manager.hook.catalogues, plugin)
    return found


def _asked(hook: pluggy.HookCaller, plugin: object) -> list[Any]:
    """What one plugin alone gives for a hook."""
    given: list[Any] = [impl.function() for impl in hook.get_hookimpls() if impl.plugin is plugin]
    return [each for group in given for each in group]


def _module(function: Any) -> str:
    return function.partition(":")[0] if isinstance(function, str) else str(getattr(function, "__module__", "?"))
