"""What gradkata itself brings, through the hooks that a third party's pack uses.

Each hook imports what it gives: a command asks for what it needs and no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .hookspecs import hookimpl

if TYPE_CHECKING:
    from pathlib import Path

    from .command import Command
    from .executors import Executor
    from .finding.layouts import Layout
    from .judging.answers import AnswerSource
    from .kata import Pack
    from .packaging import PackageFormat
    from .reports import ReportFormat


@hookimpl
def kata_packs() -> list[Pack]:
    """The katas of the clone, or of the installed wheel."""
    from pathlib import Path

    from .kata import Pack

    here = Path(__file__).parent
    installed = here / "built-in"
    return [Pack("gradkata", installed if installed.is_dir() else here.parent.parent)]


@hookimpl
def report_formats() -> list[ReportFormat]:
    """A table to read, JSON to process, a page for a browser, and what platforms, CI servers and spreadsheets take."""
    from .reports import ReportFormat

    return [
        ReportFormat("table", ".txt", "gradkata.reports.table:render"),
        ReportFormat("json", ".json", "gradkata.reports.json_report:render"),
        ReportFormat("html", ".html", "gradkata.reports.html.render:render"),
        ReportFormat("junit", ".xml", "gradkata.reports.junit:render"),
        _named("gradescope", ".json", is_for_one=True),
        _named("classroom50", ".json", is_for_one=True),
        _named("exercism", ".json", is_for_one=True),
        _named("prairielearn", ".json", is_for_one=True),
        _named("markus", ".json", is_for_one=True),
        _named("ctrf", ".json"),
        ReportFormat("csv", ".csv", "gradkata.reports.csv_report:render"),
        _named("nbgrader", ".csv"),
        _named("moodle", ".csv"),
        _named("canvas", ".csv"),
    ]


def _named(name: str, suffix: str, *, is_for_one: bool = False) -> ReportFormat:
    """A format that shares its files' ending with others: it is meant where its own name stands before that."""
    from .reports import ReportFormat

    return ReportFormat(name, suffix, f"gradkata.reports.{name}:render", (f"*.{name}{suffix}",), is_for_one)


@hookimpl
def packages() -> list[PackageFormat]:
    """Autograders for Gradescope and for Classroom 50."""
    from .packaging import PackageFormat

    return [
        PackageFormat(
            "gradescope",
            "autograder.zip",
            "Gradescope: the zip file to upload as its autograder",
            "gradkata.packaging.gradescope:build",
        ),
        PackageFormat(
            "classroom50",
            "classroom50.zip",
            "Classroom 50: what to unpack into CLASSROOM/autograders/ASSIGNMENT/",
            "gradkata.packaging.classroom50:build",
            "Classroom 50 publishes what autograders hold, so whoever looks for the solutions there can read them; "
            "docs/packages.md says what to do about it",
        ),
    ]


@hookimpl
def executors() -> list[Executor]:
    """One after the other in this process, in several, or on other machines."""
    from .executors import Executor

    return [
        Executor("here", "gradkata.executors.here:work"),
        Executor("processes", "gradkata.executors.processes:work"),
        Executor("cluster", "gradkata.executors.cluster:work", connects=True),
    ]


@hookimpl
def layouts() -> list[Layout]:
    """What learning platforms hand out."""
    return [
        _platform("gradescope", "Gradescope"),
        _platform("moodle", "Moodle", renames=True),
        _platform("classroom50", "Classroom 50"),
        _platform("nbgrader", "nbgrader"),
        _platform("canvas", "Canvas", renames=True),
    ]


def _platform(name: str, title: str, *, renames: bool = False) -> Layout:
    from .finding.layouts import Layout

    home = f"gradkata.finding.layouts.{name}"
    return Layout(name, title, f"{home}:looks", f"{home}:read", renames)


@hookimpl
def answer_sources() -> list[AnswerSource]:
    """What was recorded for a learner's kit, and the hidden solutions."""
    from .judging.answers import AnswerSource

    return [
        AnswerSource("the tape", "gradkata.kit.playing:played", "gradkata.kit.playing:seeds"),
        AnswerSource("the solution", "gradkata.judging.loading:load_reference"),
    ]


@hookimpl
def commands() -> list[Command]:
    """What a learner, an instructor and an author type."""
    from .command import Command

    return [
        Command("list", "Show all katas in teaching order.", "gradkata.cli.listing:list_katas"),
        Command("start", "Put the stub of a kata into work/.", "gradkata.cli.start:start"),
        Command("check", "Judge your work: what passed, what did not, what to do next.", "gradkata.cli.check:check"),
        Command("watch", "Check what you save, whenever you save it.", "gradkata.cli.watch:watch"),
        Command("hint", "Give the next hint on a kata.", "gradkata.cli.hint:hint"),
        Command("status", "Show the path with your points, and what is new.", "gradkata.cli.status:status"),
        Command("reset", "Put the stub of a kata back; what you wrote is kept.", "gradkata.cli.reset:reset"),
        Command("reveal", "Put the solution beside your work, once you have passed.", "gradkata.cli.reveal:reveal"),
        Command("run", "Put your own solution to work on real data.", "gradkata.cli.run:run"),
        Command("show", "Save a picture that makes a kata visible.", "gradkata.cli.show:show"),
        Command("completion", "Have your shell complete commands and katas.", "gradkata.cli.completion:completion"),
        Command("grade", "Grade a file, a learner's folder, or a class.", "gradkata.cli.grade:grade"),
        Command("gradebook", "Show, export or merge gradebooks; see who is stuck.", "gradkata.cli.gradebook:gradebook"),
        Command("explain", "Tell one result in full.", "gradkata.cli.explain:explain"),
        Command("similar", "Show which submissions are alike; no verdict.", "gradkata.cli.similar:similar"),
        Command("package", "Make an autograder to upload or to commit.", "gradkata.cli.package:package"),
        Command("handout", "Make a learner's kit with no solution in it.", "gradkata.cli.handout:handout"),
        Command("site", "Write the katas as a page that checks in the browser.", "gradkata.cli.site:site"),
        Command("serve", "Serve that page here, with your files behind it.", "gradkata.cli.serve:serve"),
        Command("workshop", "Open a room to hand in to, with a teacher's board.", "gradkata.cli.workshop:workshop"),
        Command("audit", "Prove the suites of katas on right and wrong work.", "gradkata.cli.audit:audit"),
        Command("new", "Make a new kata, or a new pack with a kata in it.", "gradkata.cli.new:new"),
    ]


@hookimpl
def catalogues() -> list[Path]:
    """What gradkata itself says, in other languages."""
    from . import translation

    return [translation.OWN]
