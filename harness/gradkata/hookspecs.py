"""The plugin contract: everything that a pack can add, and all that gradkata's own parts are made of.

A plugin is a module with functions of these names, each marked ``@hookimpl``, that its distribution registers under the
entry point group ``katas``::

    [project.entry-points.katas]
    my_pack = "my_pack.plugin"

Functions may be named instead of imported, as in ``"my_pack.reports:as_html"``: they are imported when they are used.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from pathlib import Path

    from .command import Command
    from .executors import Executor
    from .finding.layouts import Layout
    from .judging.answers import AnswerSource
    from .kata import Pack
    from .packaging import PackageFormat
    from .reports import ReportFormat

GROUP = "katas"

hookspec = pluggy.HookspecMarker(GROUP)
hookimpl = pluggy.HookimplMarker(GROUP)


@hookspec
def kata_packs() -> Iterable[Pack]:  # type: ignore[empty-body]
    """The packs of katas that this plugin brings: folders with ``katas/`` and ``reference/`` in them."""


@hookspec
def report_formats() -> Iterable[ReportFormat]:  # type: ignore[empty-body]
    """The formats of reports: each a name, the files it writes, and a pure function from a grading to text or bytes."""


@hookspec
def packages() -> Iterable[PackageFormat]:  # type: ignore[empty-body]
    """The kinds of autograder packages: each a name, and a function from what it is to grade to the file's bytes."""


@hookspec
def executors() -> Iterable[Executor]:  # type: ignore[empty-body]
    """The ways to get many jobs graded: each a name, and a function from a grader and jobs to results as they come."""


@hookspec
def layouts() -> Iterable[Layout]:  # type: ignore[empty-body]
    """The ways in which platforms lay out what was handed in: each a name, and functions that know and read it."""


@hookspec
def answer_sources() -> Iterable[AnswerSource]:  # type: ignore[empty-body]
    """What suites know as ``reference``: each a function from a kata to an object that gives right answers, or None."""


@hookspec
def commands() -> Iterable[Command]:  # type: ignore[empty-body]
    """The commands of ``kata``: each a name, a line of help, and a click command."""


@hookspec
def catalogues() -> Iterable[Path]:  # type: ignore[empty-body]
    """Folders of translations: in each, for any language, a gettext catalogue such as ``fr.po``."""
