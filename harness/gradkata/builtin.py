"""What gradkata itself brings, through the hooks that a third party's pack uses."""

from __future__ import annotations

from pathlib import Path

from .hookspecs import hookimpl
from .kata import Pack
from .reports import ReportFormat, json_report, table

HERE = Path(__file__).parent


@hookimpl
def kata_packs() -> list[Pack]:
    """The katas of the clone, or of the installed wheel."""
    installed = HERE / "built-in"
    return [Pack("gradkata", installed if installed.is_dir() else HERE.parent.parent)]


@hookimpl
def report_formats() -> list[ReportFormat]:
    """A table to read and JSON to process."""
    return [
        ReportFormat("table", ".txt", table.render),
        ReportFormat("json", ".json", json_report.render),
    ]
