"""Where a report goes: a file, standard output, or both."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Mapping
from pathlib import Path

import click

from ..errors import UsageError
from ..reports import ReportFormat
from ..results import Grading


@dataclasses.dataclass(frozen=True)
class Output:
    """A report's format and its file, seen to be writable before the work is done.

    Attributes:
        out: the file; None for standard output.
        table: what is printed besides; None where nothing is.
    """

    form: ReportFormat
    out: Path | None
    table: ReportFormat | None

    def deliver(self, grading: Grading) -> None:
        """Write the report where it goes, and the table to standard output where a file alone would say too little."""
        if self.out is None:
            _show(self.form(grading))
            return
        _write(self.out, self.form(grading))
        if self.table is not None:
            _show(self.table(grading))
        click.echo(f"The report is in {self.out}", err=True)


def output(formats: Mapping[str, ReportFormat], form: str | None, out: Path | None) -> Output:
    """The output that was asked for.

    Raises:
        UsageError: there is no such format, or the file cannot be written.
    """
    if out is not None:
        _check_writable(out)
    return Output(_chosen(formats, form, out), out, formats["table"] if form is None else None)


def _chosen(formats: Mapping[str, ReportFormat], form: str | None, out: Path | None) -> ReportFormat:
    if form is not None:
        if form not in formats:
            raise UsageError(f"there is no report format {form!r}; there are {', '.join(formats)}")
        return formats[form]
    if out is None:
        return formats["table"]
    best = max(formats.values(), key=lambda each: each.match(out.name))  # of equals, the first
    if not best.match(out.name):
        endings = ", ".join(dict.fromkeys(each.suffix for each in formats.values()))
        raise UsageError(f"no report format has files like {out.name}: say one with --format, or use {endings}")
    return best


def _check_writable(out: Path) -> None:
    """Refuse before the work is done, not after."""
    if out.is_dir():
        raise UsageError(f"{out} is a folder; say with --out which file to write")
    if not out.absolute().parent.is_dir():
        raise UsageError(f"there is no folder {out.parent} to write {out.name} into")
    if not os.access(out if out.exists() else out.absolute().parent, os.W_OK):
        raise UsageError(f"{out} cannot be written")


def _write(out: Path, report: str | bytes) -> None:
    """Write the file whole or not at all, so that an old report is never lost to half a new one."""
    part = out.with_name(f".{out.name}.part")
    try:
        part.write_bytes(report if isinstance(report, bytes) else report.encode())
        part.replace(out)
    except OSError as error:
        _show(report)
        raise UsageError(f"{out} cannot be written ({error.strerror}); the report is on standard output") from None


def _show(report: str | bytes) -> None:
    click.echo(report, nl=False)
