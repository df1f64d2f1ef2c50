"""The catalogues: each has all that is said, with the same fields, and nothing else."""

import inspect
from pathlib import Path

import click
import polib
import pytest
from gradkata import patience, plugins, translation
from gradkata.auditing.as_text import HEADINGS
from gradkata.auditing.unproven import SECTIONS
from gradkata.boundary import sandbox
from gradkata.boundary.inside import wire
from gradkata.cli import help as help_texts
from gradkata.cli import main
from gradkata.executors import guarded
from gradkata.explaining.mistakes import load_mistakes
from gradkata.explaining.unexplained import LEFT_OUT
from gradkata.judging.messages import STILL_THE_STUB
from gradkata.reports.grid import MEANS
from gradkata.results import Status
from gradkata.text.opening import KINDS

from tests.said import constants, fields, said, shown_by_suite

ROOT = Path(__file__).parent.parent
HARNESS = ROOT / "harness" / "gradkata"
CATALOGUES = sorted([*HARNESS.glob("languages/*.po"), *ROOT.glob("katas/*/*.po"), *ROOT.glob("reference/*/*.po")])
LANGUAGES = sorted({path.stem for path in CATALOGUES})
KATAS = sorted(path.parent for path in ROOT.glob("katas/*/suite.py"))

# Texts that are said under a name, or where they arrive from a place that knows of no language.
BY_NAME = [
    *HEADINGS, *(what for *_, what in SECTIONS),
    *Status, *MEANS.values(), *KINDS.values(), *plugins.KINDS.values(), *help_texts.CLICKS,
    STILL_THE_STUB, LEFT_OUT, sandbox.ADVICE, patience.SENTENCE, guarded.LOST, guarded.FAILED,
    *(text for each in plugins.load().packages.values() for text in (each.help, each.remark) if text),
    "no plain file", "changes the shape of an array that it was given",
]  # fmt: skip


def entries(path):
    return {entry.msgid: entry.msgstr for entry in polib.pofile(str(path))} if path.is_file() else {}


def too_much():
    """Why an answer is too much: said where it ends the learner's process."""
    for path in (Path(wire.__file__), HARNESS / "boundary" / "answers.py", HARNESS / "boundary" / "budget.py"):
        yield from (line.split('TooMuch("')[1].split('")')[0] for line in path.read_text("utf-8").splitlines()
                    if 'TooMuch("' in line)  # fmt: skip


def help_of_commands():
    """All that ``--help`` shows."""
    found = plugins.commands().commands.values()
    yield from (each.help for each in found)
    for command in (main, *(each.loaded() for each in found)):
        yield inspect.cleandoc(command.help)
        helps = (each.help for each in command.params if isinstance(each, click.Option) and each.help)
        yield from (each.partition(help_texts.EXTRA)[0] for each in helps)


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_catalogue_is_sound(path):
    listed = list(polib.pofile(str(path), check_for_duplicates=True))
    assert listed
    for entry in listed:
        assert entry.msgstr, entry.msgid
        assert not entry.fuzzy, entry.msgid
        assert fields(entry.msgstr) == fields(entry.msgid) or "{" not in entry.msgid, entry.msgid
        assert (entry.msgid.startswith(" "), entry.msgid.endswith(" ")) == \
            (entry.msgstr.startswith(" "), entry.msgstr.endswith(" ")), entry.msgid  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_harness_has_a_translation_of_all_that_it_says(language):
    wanted = {text for path in HARNESS.rglob("*.py") for text in said(path.read_text("utf-8"))}
    wanted |= {*BY_NAME, *too_much(), *help_of_commands()}
    found = entries(translation.OWN / f"{language}.po")
    assert not wanted - found.keys()
    assert not found.keys() - wanted


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("folder", KATAS, ids=lambda folder: folder.name)
def test_a_kata_has_a_translation_of_all_that_its_learner_reads(folder, language):
    others = [path.read_text("utf-8") for name in ("run.py", "show.py") if (path := folder / name).is_file()]
    texts = [(folder / "suite.py").read_text("utf-8"), *others]
    wanted = {*shown_by_suite(texts[0]), *(text for each in others for text in said(each))}
    found = entries(folder / f"{language}.po")
    assert not wanted - found.keys()
    assert not found.keys() - wanted - set().union(*map(constants, texts))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("folder", KATAS, ids=lambda folder: folder.name)
def test_a_kata_has_a_translation_of_its_mistakes(registry, folder, language):
    kata = next(each for each in registry.katas.values() if each.folder.name == folder.name)
    wanted = {text for each in load_mistakes(kata) for text in (each.title, each.message) if text}
    found = entries(kata.hidden / f"{language}.po")
    assert not wanted - found.keys()
    assert not found.keys() - wanted
