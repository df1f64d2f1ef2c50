"""All that a learner reads is there in German, too: nothing is missing or left over; fields and code are the same."""

import importlib.util
import re
from pathlib import Path

import polib
import pytest
from gradkata.explaining.mistakes import load_mistakes
from gradkata.kata import katas_of
from gradkata.learning.hints import ladder
from gradkata_transformer.plugin import kata_packs

SAID = Path(__file__).parents[3] / "tests" / "said.py"  # in gradkata's clone: it finds what code says
CODE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(params=katas_of(kata_packs()[0]), ids=lambda kata: kata.id)
def kata(request):
    return request.param


@pytest.fixture(scope="module")
def finding():
    """The module that finds what code says."""
    spec = importlib.util.spec_from_file_location("said", SAID)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def tasks(kata):
    return kata.readme.read_text("utf-8"), kata.readme.with_name("README.de.md").read_text("utf-8")


def entries(folder):
    return {entry.msgid: entry.msgstr for entry in polib.pofile(str(folder / "de.po"), check_for_duplicates=True)}


def test_the_catalogues_are_sound(kata, finding):
    for english, german in [*entries(kata.folder).items(), *entries(kata.hidden).items()]:
        assert german, english
        assert "{" not in english or finding.fields(german) == finding.fields(english), english
        assert re.findall(r"^ | $", german) == re.findall(r"^ | $", english), english
        assert set(re.findall(r"`[^`]*`", german)) == set(re.findall(r"`[^`]*`", english)), english


def test_all_that_the_suite_says_is_there_and_nothing_else(kata, finding):
    others = [path.read_text("utf-8") for name in ("run.py", "show.py") if (path := kata.folder / name).is_file()]
    texts = [kata.suite.read_text("utf-8"), *others]
    wanted = {*finding.shown_by_suite(texts[0]), *(text for each in others for text in finding.said(each))}
    found = entries(kata.folder)
    assert not wanted - found.keys()
    assert not found.keys() - wanted - set().union(*map(finding.constants, texts))


def test_all_that_is_said_of_mistakes_is_there_and_nothing_else(kata):
    wanted = {text for each in load_mistakes(kata) for text in (each.title, each.message) if text}
    assert entries(kata.hidden).keys() == wanted


def test_a_task_shows_the_same_code_and_names(tasks):
    english, german = tasks
    assert CODE.findall(german) == CODE.findall(english)
    names = [set(re.findall(r"`[a-zA-Z_][\w.]*`", CODE.sub("", task))) for task in tasks]
    assert names[0] <= names[1]


def test_a_task_has_as_many_sections_rules_rows_and_formulas(tasks):
    english, german = ([re.findall(r"^(?:#+ |- | {4}|\|)", CODE.sub("", task), re.MULTILINE)] for task in tasks)
    assert german == english


def test_hints_have_the_same_rungs_under_german_headings(kata):
    english = [hint.title for hint in ladder(kata)]
    german = re.findall(r"^## (.*)$", kata.hints.with_name("hints.de.md").read_text("utf-8"), re.MULTILINE)
    assert len(german) == len(english)
    assert not set(german) & set(english)
