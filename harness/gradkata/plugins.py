"""What the plugins brought: katas, report formats, executors, commands. A registry is built by a call, never at import.

A plugin that is broken is left out, whole, and named: it must not keep a class from being graded with all others.
"""

from __future__ import annotations

import dataclasses
import difflib
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pluggy

from . import builtin, hookspecs
from .command import Command
from .errors import UsageError
from .executors import Executor
from .judging.answers import Answers, AnswerSource
from .kata import Kata, katas_of
from .reports import ReportFormat

BUILTIN = "gradkata"
KINDS = {"katas": "kata", "formats": "report format", "executors": "executor", "commands": "command"}


@dataclasses.dataclass(frozen=True)
class Brought:
    """What one plugin brought, or all of them.

    Attributes:
        katas, formats, executors, commands: by name; katas in teaching order.
        sources: of answers, in the order in which they are asked.
        origins: for each of the former, what messages say of where it comes from.
    """

    katas: dict[str, Kata] = dataclasses.field(default_factory=dict)
    formats: dict[str, ReportFormat] = dataclasses.field(default_factory=dict)
    executors: dict[str, Executor] = dataclasses.field(default_factory=dict)
    commands: dict[str, Command] = dataclasses.field(default_factory=dict)
    sources: tuple[AnswerSource, ...] = ()
    origins: dict[tuple[str, str], str] = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True)
class Registry(Brought):
    """Everything that the plugins brought.

    Attributes:
        problems: one sentence for each plugin that is left out.
    """

    problems: tuple[str, ...] = ()

    @property
    def answers(self) -> Answers:
        """What suites know as ``reference``."""
        return Answers(self.sources)

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
        UsageError: gradkata's own or an extra plugin is broken; an installed one is left out.
    """
    return _load(_brought, extra)


def commands() -> Registry:
    """The commands alone, and what is left out on their account: katas are not even looked at."""
    return _load(_brought_commands, ())


Bring = Callable[[pluggy.PluginManager, Any], Brought]


def _load(bring: Bring, extra: Iterable[object]) -> Registry:
    manager, problems = _manager(), list[str]()
    manager.register(builtin, BUILTIN)
    found = _merged(Brought(), bring(manager, builtin))
    for name, plugin in _installed(problems):
        try:
            manager.register(plugin, name)
            _refuse_unknown_hooks(name, plugin)
            found = _merged(found, bring(manager, plugin))
        except Exception as error:  # whatever a stranger's plugin raises
            reason = str(error) if isinstance(error, UsageError) else f"{type(error).__name__}: {error}"
            problems.append(f"the plugin {name!r} is left out: {reason}")
    for plugin in extra:
        name = manager.register(plugin) or "gradkata"
        _refuse_unknown_hooks(name, plugin)
        found = _merged(found, bring(manager, plugin))
    return Registry(**vars(found), problems=tuple(problems))


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
        except Exception as error:  # whatever a stranger's module raises when it is imported
            reason = f"{type(error).__name__}: {error}"
            problems.append(f"the plugin {entry.name!r} ({entry.value}) is left out: it cannot be loaded ({reason})")


def _any_installed(folders: Iterable[str]) -> bool:
    """Whether a distribution has plugins of ours: cheap to tell, while `importlib.metadata` takes long to import."""
    group = f"[{hookspecs.GROUP}]"
    for folder in dict.fromkeys(folders):
        for pattern in ("*.dist-info/entry_points.txt", "*.egg-info/entry_points.txt"):
            for path in Path(folder or ".").glob(pattern):
                try:
                    if group in path.read_text("utf-8", "replace"):
                        return True
                except OSError:
                    continue
    return False


def _refuse_unknown_hooks(name: str, plugin: object) -> None:
    known = [each for each in vars(hookspecs) if hasattr(getattr(hookspecs, each), f"{hookspecs.GROUP}_spec")]
    for attribute in dir(plugin):
        if attribute not in known and hasattr(getattr(plugin, attribute), f"{hookspecs.GROUP}_impl"):
            near = difflib.get_close_matches(attribute, known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(known)}"
            raise UsageError(f"the plugin {name!r} implements the hook {attribute!r}, which does not exist; {hint}")


def _brought(manager: pluggy.PluginManager, plugin: object) -> Brought:
    found = _brought_commands(manager, plugin)
    for pack in _asked(manager.hook.kata_packs, plugin):
        for kata in katas_of(pack):
            _add(found, "katas", kata.id, kata, f"the pack {pack.name!r} ({kata.folder})")
    for form in _asked(manager.hook.report_formats, plugin):
        _add(found, "formats", form.name, form, _module(form.render))
    for executor in _asked(manager.hook.executors, plugin):
        _add(found, "executors", executor.name, executor, _module(executor.work))
    return dataclasses.replace(found, sources=tuple(_asked(manager.hook.answer_sources, plugin)))


def _brought_commands(manager: pluggy.PluginManager, plugin: object) -> Brought:
    found = Brought()
    for command in _asked(manager.hook.commands, plugin):
        _add(found, "commands", command.name, command, _module(command.command))
    return found


def _asked(hook: pluggy.HookCaller, plugin: object) -> Sequence[Any]:
    """What one plugin alone gives for a hook."""
    return [each for impl in hook.get_hookimpls() if impl.plugin is plugin for each in _iterated(impl.function())]


def _iterated(given: Any) -> Iterable[Any]:
    return given or ()


def _module(function: Any) -> str:
    return function.partition(":")[0] if isinstance(function, str) else str(getattr(function, "__module__", "?"))


def _add(found: Brought, kind: str, name: str, thing: Any, origin: str) -> None:
    if (kind, name) in found.origins:
        what, first = KINDS[kind], found.origins[kind, name]
        raise UsageError(f"two {what}s are called {name!r}: one of {first}, one of {origin}; remove one")
    getattr(found, kind)[name] = thing
    found.origins[kind, name] = origin


def _merged(first: Brought, second: Brought) -> Brought:
    """Both together.

    Raises:
        UsageError: they have two things of one kind and name; the message names where each is from.
    """
    both = Brought(sources=second.sources + first.sources)  # gradkata's own are asked last
    for each in (first, second):
        for kind, name in each.origins:
            _add(both, kind, name, getattr(each, kind)[name], each.origins[kind, name])
    ordered = sorted(both.katas.values(), key=lambda kata: (kata.number, kata.id))
    return dataclasses.replace(both, katas={kata.id: kata for kata in ordered})
