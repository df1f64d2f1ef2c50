"""The plugin contract: everything that a pack can add, and all that gradkata's own katas and reports are made of.

A plugin is a module with functions of these names, each marked ``@hookimpl``, that its distribution registers under the
entry point group ``katas``::

    [project.entry-points.katas]
    my_pack = "my_pack.plugin"
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from .kata import Pack
    from .reports import ReportFormat

GROUP = "katas"

hookspec = pluggy.HookspecMarker(GROUP)
hookimpl = pluggy.HookimplMarker(GROUP)


@hookspec
def kata_packs() -> Iterable[Pack]:  # type: ignore[empty-body]
    """The packs of katas that this plugin brings: folders with ``katas/`` and ``reference/`` in them."""


@hookspec
def report_formats() -> Iterable[ReportFormat]:  # type: ignore[empty-body]
    """The formats of reports that this plugin brings: each a name and a pure function from a grading to text."""
