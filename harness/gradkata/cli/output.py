"""Where a report goes: a file, standard output, or both."""

from __future__ import annotations

import dataclasses
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

import click

from ..destination import Destination, destination
from ..errors import UsageError
from ..reports import ReportFormat
from ..results import Grading
from ..translation import say
from . import streams


@dataclasses.dataclass(frozen=True)
class Output:
    """A report's format and its file, seen to be writable before the work is done.

    Attributes:
        out: what the file is called; None for standard output.
        file: where it is written; None for standard output.
        table: what is printed besides; None where nothing is.
        is_text: whether the report is for reading, so that a terminal that lacks a character may show another.
    """

    form: ReportFormat
    out: Path | None
    file: Destination | None
    table: ReportFormat | None
    is_text: bool

    def deliver(self, grading: Grading) -> None:
        """Write the report where it goes, and the table to standard output where a file alone would say too little.

        Raises:
            UsageError: it cannot be written there; the message says where it is.
        """
        report = self.form(grading)
        if self.file is None:
            self._print(report)
            return
        self._write(self.file, report)
        if self.table is not None:
            self._print_table(self.table(grading))
        click.echo(say("The report is in {path}", path=self.out), err=True)

    def _write(self, file: Destination, report: str | bytes) -> None:
        try:
            file.write(_bytes(report))
        except OSError as error:
            self._print(report)
            words = "{path} cannot be written ({reason}); the report is on standard output"
            raise UsageError(say(words, path=self.out, reason=error.strerror)) from None

    def _print(self, report: str | bytes) -> None:
        """Print the report, or keep it where no output can be written."""
        try:
            if self.is_text:
                click.echo(report, nl=False)
            else:
                streams.show_data(report)
        except streams.StreamError as error:
            raise UsageError(_kept(str(error), _bytes(report), self.form.suffix)) from None

    def _print_table(self, table: str | bytes) -> None:
        try:
            click.echo(table, nl=False)
        except streams.ReaderGone:
            return
        except streams.StreamError as error:
            raise UsageError(say("{problem}; the report is in {path}", problem=error, path=self.out)) from None


def output(formats: Mapping[str, ReportFormat], form: str | None, out: Path | None) -> Output:
    """The output that was asked for.

    Raises:
        UsageError: there is no such format, or nothing can be written there.
    """
    chosen = _chosen(formats, form, out)
    if out is None and streams.is_closed():
        raise UsageError(say("standard output is closed; say with --out where to write the report"))
    file = None if out is None else destination(out)
    return Output(chosen, out, file, formats["table"] if form is None else None, chosen is formats["table"])


def _chosen(formats: Mapping[str, ReportFormat], form: str | None, out: Path | None) -> ReportFormat:
    if form is not None:
        if form not in formats:
            words = "there is no report format {name!r}; there are {names}"
            raise UsageError(say(words, name=form, names=", ".join(formats)))
        return formats[form]
    if out is None:
        return formats["table"]
    if out.is_dir():
        raise UsageError(say("{path} is a folder; say with --out which file to write", path=out))
    best = max(formats.values(), key=lambda each: each.match(out.name))  # of equals, the first
    if not best.match(out.name):
        endings = ", ".join(dict.fromkeys(each.suffix for each in formats.values()))
        words = "no report format has files like {file}: say one with --format, or use {endings}"
        raise UsageError(say(words, file=out.name, endings=endings))
    return best


def _bytes(report: str | bytes) -> bytes:
    return report if isinstance(report, bytes) else report.encode("utf-8", "replace")


def _kept(problem: str, data: bytes, suffix: str) -> str:
    """Keep a report that could not be printed because of a problem; say where it is."""
    try:
        descriptor, name = tempfile.mkstemp(suffix, "kata-")
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
    except OSError as error:
        words = "{problem}; nor can a file for the report be made ({reason})"
        return say(words, problem=problem, reason=error.strerror)
    return say("{problem}; the report is in {path}", problem=problem, path=name)
