"""gradkata: write recurrent networks by hand in NumPy, and be told in words what is wrong.

This is the front door of packs: what a plugin's hooks give. What a suite may use is in `gradkata.suite`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .command import Command as Command
    from .executors import Executor as Executor
    from .finding.folders import Folder as Folder
    from .finding.layouts import Export as Export
    from .finding.layouts import Layout as Layout
    from .finding.layouts import Learner as Learner
    from .hookspecs import hookimpl as hookimpl
    from .identity import Identity as Identity
    from .judging.answers import AnswerSource as AnswerSource
    from .kata import Pack as Pack
    from .packaging import PackageFormat as PackageFormat
    from .reports import ReportFormat as ReportFormat

__version__ = "0.1.0"

__all__ = [
    "AnswerSource", "Command", "Executor", "Export", "Folder", "Identity", "Layout", "Learner", "Pack", "PackageFormat",
    "ReportFormat", "hookimpl",
]  # fmt: skip

_HOMES = {
    "AnswerSource": "judging.answers", "Command": "command", "Executor": "executors",
    "Export": "finding.layouts", "Folder": "finding.folders", "Identity": "identity",
    "Layout": "finding.layouts", "Learner": "finding.layouts", "Pack": "kata", "PackageFormat": "packaging",
    "ReportFormat": "reports", "hookimpl": "hookspecs",
    "load_ipython_extension": "notebook.extension", "unload_ipython_extension": "notebook.extension",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """Imported when it is asked for, so that a command, or a project with pytest, pays only for what it uses."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(f".{_HOMES[name]}", __name__), name)
